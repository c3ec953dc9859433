"""Google's product review feed, schema 2.4: a review's elements as cells by their paths. Pure."""

from datetime import datetime

from stoa.base.files.model import Cells
from stoa.base.files.reader import Reader
from stoa.community.exchange import cells, saying
from stoa.community.exchange.model import Listed, Said, Shop
from stoa.community.reviews.model import Collection

VERSION = "2.4"
_PRODUCT = "products/product"
_OVERALL = "ratings/overall"
COLUMNS = [
    "review_id", "reviewer/name", "reviewer/name@is_anonymous", "reviewer/reviewer_id", "is_verified_purchase", "is_incentivized_review",
    "review_timestamp", "title", "content", "review_language", "review_country", "pros/pro", "cons/con", "review_url", "review_url@type",
    "reviewer_images/reviewer_image/url", _OVERALL, f"{_OVERALL}@min", f"{_OVERALL}@max", f"{_PRODUCT}/product_ids/gtins/gtin",
    f"{_PRODUCT}/product_ids/mpns/mpn", f"{_PRODUCT}/product_ids/skus/sku", f"{_PRODUCT}/product_ids/brands/brand",
    f"{_PRODUCT}/product_ids/asins/asin", f"{_PRODUCT}/product_name", f"{_PRODUCT}/product_url", "is_spam", "collection_method",
    "transaction_id",
]  # fmt: skip
"""Paths of elements and attributes, in the order of the schema. Where one comes again it is `path#2`, `path#3` …"""
_METHODS = {"": Collection.UNSOLICITED, "unsolicited": Collection.UNSOLICITED, "post_fulfillment": Collection.POST_FULFILLMENT}


def read(rows: Reader, now: datetime) -> Said:
    """Return the review of an element, after noting what is wrong with it."""
    return Said(
        pointer=saying.pointer(
            f"{_PRODUCT}/product_url",
            addresses=_all(rows, f"{_PRODUCT}/product_url"),
            skus=_all(rows, f"{_PRODUCT}/product_ids/skus/sku"),
            codes=_all(rows, f"{_PRODUCT}/product_ids/gtins/gtin"),
        ),
        key=saying.text(rows, "review_id", "key", line=True) or saying.required(rows, "review_id"),
        rating=saying.stars(rows, _OVERALL, rows.cell(0, f"{_OVERALL}@min"), rows.cell(0, f"{_OVERALL}@max")),
        made_at=saying.moment(rows, "review_timestamp", now),
        title=saying.text(rows, "title", "title", line=True),
        text=saying.text(rows, "content", "text"),
        pros="\n".join(_all(rows, "pros/pro")),
        cons="\n".join(_all(rows, "cons/con")),
        name="" if rows.yes(0, "reviewer/name@is_anonymous", default=False) else saying.name(rows, "reviewer/name"),
        language=rows.of(0, "review_language", cells.language, ""),
        picture_urls=_addresses(rows, "reviewer_images/reviewer_image/url"),
        incentivized=rows.yes(0, "is_incentivized_review", default=False),
        collection=saying.choice(rows, "collection_method", _METHODS, Collection.UNSOLICITED),
        state=saying.state_of_spam(rows.yes(0, "is_spam", default=False)),
    )


def _all(rows: Reader, path: str) -> list[str]:
    """Return what an element says each time it comes."""
    found = {name: cell.strip() for name, cell in rows.rows[0].cells.items() if name.partition("#")[0] == path}
    return [cell for _, cell in sorted(found.items(), key=lambda one: int(one[0].partition("#")[2] or 1)) if cell]


def _addresses(rows: Reader, path: str) -> list[str]:
    found = _all(rows, path)
    for one in found:
        if not cells.is_address(one):
            rows.refuse(0, path, "not_an_address", value=one[:80])
    return found[: cells.MOST_PICTURES]


def write(one: Listed, shop: Shop) -> Cells:
    """Return the elements of a review. Whoever has no name is anonymous."""
    found = {
        "review_id": one.key,
        "reviewer/name": one.name or "Anonymous",
        "reviewer/name@is_anonymous": "" if one.name else "true",
        "is_verified_purchase": "true" if one.proof else "false",
        "is_incentivized_review": "true" if one.incentivized else "false",
        "review_timestamp": cells.utc(one.made_at),
        "title": one.title,
        "content": one.text,
        "review_language": one.language,
        "review_url": f"{shop.url}{one.path}" if one.path else "",
        "review_url@type": "singleton" if one.path else "",
        _OVERALL: str(one.rating),
        f"{_OVERALL}@min": "1",
        f"{_OVERALL}@max": "5",
        f"{_PRODUCT}/product_ids/brands/brand": one.thing.vendor,
        f"{_PRODUCT}/product_name": one.thing.title,
        f"{_PRODUCT}/product_url": f"{shop.url}/p/{one.thing.handle}",
        "is_spam": saying.spam_of_state(one.state),
        "collection_method": one.collection.value,
        "transaction_id": one.proof,
    }
    for path, several in (
        ("pros/pro", one.pros.splitlines()),
        ("cons/con", one.cons.splitlines()),
        ("reviewer_images/reviewer_image/url", one.picture_urls),
        (f"{_PRODUCT}/product_ids/skus/sku", one.thing.skus),
        (f"{_PRODUCT}/product_ids/gtins/gtin", one.thing.codes),
    ):
        found |= {path if number == 1 else f"{path}#{number}": said for number, said in enumerate(several, 1)}
    return {path: said for path, said in found.items() if said}
