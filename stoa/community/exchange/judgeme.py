"""Judge.me's reviews CSV. Pure."""

from datetime import datetime

from stoa.base.files.model import Cells
from stoa.base.files.reader import Reader
from stoa.community.exchange import saying
from stoa.community.exchange.cells import spaced
from stoa.community.exchange.model import Listed, Pointer, Said, Shop
from stoa.community.reviews.model import State

COLUMNS = [
    "title", "body", "rating", "review_date", "reviewer_name", "reviewer_email", "product_id", "product_handle", "reply", "picture_urls",
    "curated",
]  # fmt: skip
KNOWN = {name: name for name in (*COLUMNS, "product_url")}
_CURATED = {State.PUBLISHED: "ok", State.WAITING: "not-yet", State.REMOVED: "spam"}
_STATES = {"": State.PUBLISHED, "ok": State.PUBLISHED, "true": State.PUBLISHED, "not-yet": State.WAITING, "spam": State.REMOVED, "false": State.WAITING}  # fmt: skip


def recognise(header: set[str]) -> bool:
    """Return whether a file begins so."""
    return {"rating", "body", "review_date"} <= header and not header.isdisjoint({"product_handle", "product_id", "product_url"})


def read(rows: Reader, now: datetime) -> Said:
    """Return the review of a row, after noting what is wrong with it."""
    return Said(
        pointer=_pointer(rows),
        rating=saying.stars(rows, "rating"),
        made_at=saying.moment(rows, "review_date", now),
        title=saying.text(rows, "title", "title", line=True),
        text=saying.text(rows, "body", "text"),
        name=saying.name(rows, "reviewer_name"),
        email=saying.mail(rows, "reviewer_email"),
        reply=saying.text(rows, "reply", "reply"),
        picture_urls=saying.addresses(rows, "picture_urls"),
        state=saying.choice(rows, "curated", _STATES, State.PUBLISHED),
    )


def _pointer(rows: Reader) -> Pointer:
    """Return which product is meant. Judge.me's `product_id` is the other shop's number: some keep an article number there."""
    handle, number, address = (rows.cell(0, name) for name in ("product_handle", "product_id", "product_url"))
    field = "product_handle" if handle or not number else "product_id"
    return saying.pointer(field, handles=[handle], addresses=[address], skus=[number] if number and not handle else [])


def write(one: Listed, shop: Shop) -> Cells:  # noqa: ARG001 - every format has the same doors
    """Return the row of a review."""
    return {
        "title": one.title,
        "body": one.text,
        "rating": str(one.rating),
        "review_date": spaced(one.made_at),
        "reviewer_name": one.name,
        "reviewer_email": one.email,
        "product_handle": one.thing.handle,
        "reply": one.reply,
        "picture_urls": ",".join(one.picture_urls),
        "curated": _CURATED.get(one.state, ""),
    }
