"""Google's feed as its schema 2.4 has it: what must be there, in which order, how often, of which kind."""

import re
from datetime import UTC
from xml.etree import ElementTree as ET

import pytest

from stoa.base.database import Database
from stoa.community.exchange import feed_text
from stoa.community.exchange.model import Format
from stoa.community.moderation.model import State as Seen
from stoa.community.reviews import governing
from tests.community.exchange.makers import SHOP
from tests.community.reviews.makers import a_member, a_put, a_shot, make_owner, make_review, put
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug

pytestmark = pytest.mark.anyio

_WORDS, _YES_NO = re.compile(r"\s*\S[\s\S]*"), re.compile(r"true|false")
_ADDRESS = re.compile(r"https?://\S+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
SCHEMA = {
    "feed": "version publisher reviews?",
    "publisher": "name favicon?",
    "reviews": "review*",
    "review": "review_id reviewer is_verified_purchase? is_incentivized_review? review_timestamp title? content review_language? review_country? "
    "pros? cons? review_url reviewer_images? ratings products is_spam? collection_method? transaction_id?",
    "reviewer": "name reviewer_id?",
    "pros": "pro+", "cons": "con+", "reviewer_images": "reviewer_image+", "reviewer_image": "url", "ratings": "overall", "products": "product+",
    "product": "product_ids? product_name? product_url",
    "product_ids": "gtins? mpns? skus? brands? asins?", "gtins": "gtin+", "mpns": "mpn+", "skus": "sku+", "brands": "brand+", "asins": "asin+",
}  # fmt: skip
"""What each element has inside: once, `?` or not, `+` more than once, `*` any number; in this order."""
TEXTS = {
    "version": re.compile("2\\.4"), "review_timestamp": _MOMENT, "review_url": _ADDRESS, "url": _ADDRESS, "product_url": _ADDRESS,
    "is_spam": _YES_NO, "is_verified_purchase": _YES_NO, "is_incentivized_review": _YES_NO, "overall": re.compile("[1-5]"),
    "collection_method": re.compile("unsolicited|post_fulfillment"), "review_language": re.compile("[a-z]{2}"),
}  # fmt: skip
ATTRIBUTES = {
    "review_url": {"type": re.compile("singleton|group")},
    "overall": {"min": re.compile("1"), "max": re.compile("5")},
    "name": {"is_anonymous": _YES_NO},
}
MAY_MISS = {("name", "is_anonymous")}


def faults(element: ET.Element) -> list[str]:
    """Return what the schema does not allow."""
    if element.tag not in SCHEMA:
        found = [] if TEXTS.get(element.tag, _WORDS).fullmatch(element.text or "") else [f"{element.tag}: {element.text!r}"]
        for name, pattern in ATTRIBUTES.get(element.tag, {}).items():
            said = element.get(name)
            if not (pattern.fullmatch(said) if said is not None else (element.tag, name) in MAY_MISS):
                found.append(f"{element.tag}@{name}: {said!r}")
        return found + [f"{element.tag}@{name}" for name in element.attrib if name not in ATTRIBUTES.get(element.tag, {})]
    order = "".join(f"(<{part.rstrip('?+*')}>){part[len(part.rstrip('?+*')) :]}" for part in SCHEMA[element.tag].split())
    inside = "".join(f"<{one.tag}>" for one in element)
    found = [] if re.fullmatch(order, inside) else [f"{element.tag}: {inside}"]
    return found + [fault for one in element for fault in faults(one)]


async def _feed(db: Database) -> ET.Element:
    async with db.snapshot() as read:
        return ET.fromstring("".join([part async for part in feed_text(read, Format.GOOGLE, SHOP)]))  # noqa: S314 - our own


async def test_the_feed_is_as_the_schema_says(db: Database) -> None:
    async with db.writing() as tx:
        mug = await make_mug(tx)
        owner, _ = await make_owner(tx, mug)
        shown = [
            await make_review(tx, mug, 5, "By a member who goes by no name", by=owner, pictures=[a_shot(), a_shot()]),
            await make_review(tx, mug, 1, "By a guest\n\nof <two> & paragraphs", name="Ina & co"),
            *await put(tx, a_put(mug, 4, "From a file", now=tx.now, pros="Light\nQuick", cons="Dear", source="judgeme", source_id="1", name="Bo",
                                 picture_urls=["https://pictures.example/a.jpg"], incentivized=True, title="So so")),
        ]  # fmt: skip
        await make_review(tx, mug, 3, name="Stars alone")
        await make_review(tx, mug, 2, by=a_member(await make_person(tx)), title="A title alone")
        hidden = await make_review(tx, mug, 1, "Waits")
        await governing.set_state(tx, [hidden], Seen.WAITING)
        moment = tx.now.astimezone(UTC).isoformat(timespec="seconds")[:16]
    feed = await _feed(db)
    assert faults(feed) == []
    found = {one.findtext("content"): one for one in feed.iter("review")}
    assert len(found) == len(shown) == 3, "without words there is no content, and no review in the feed"
    member, guest = found["By a member who goes by no name"], found["By a guest\n\nof <two> & paragraphs"]
    names = {one.findtext("reviewer/name"): one.find("reviewer/name") for one in (member, guest, found["From a file"])}
    assert {name: None if said is None else said.get("is_anonymous") for name, said in names.items()} == {
        "Anonymous": "true",
        "Ina & co": None,
        "Bo": None,
    }
    assert (member.findtext("is_verified_purchase"), guest.findtext("is_verified_purchase")) == ("true", "false")
    assert (guest.findtext("review_timestamp") or "").startswith(moment)
    assert len({one.findtext("review_id") for one in feed.iter("review")}) == 3


async def test_the_check_sees_what_is_wrong(db: Database) -> None:
    async with db.writing() as tx:
        await make_review(tx, await make_mug(tx), 5, "Said", name="Ina")
    for spoil in (
        lambda one: one.remove(one.find("content")),
        lambda one: one.append(one.find("title") if one.find("title") is not None else ET.Element("title")),
        lambda one: one.find("review_url").attrib.clear(),
        lambda one: setattr(one.find("content"), "text", " "),
        lambda one: setattr(one.find("ratings/overall"), "text", "6"),
        lambda one: one.find("products/product").remove(one.find("products/product/product_url")),
    ):
        feed = await _feed(db)
        assert faults(feed) == []
        spoil(feed.find("reviews/review"))
        assert faults(feed)
