"""The CSV of Shopify's old Product Reviews, which many programs still speak. Pure."""

from datetime import datetime

from stoa.base.files.model import Cells
from stoa.base.files.reader import Reader
from stoa.community.exchange import saying
from stoa.community.exchange.cells import spaced
from stoa.community.exchange.model import Listed, Said, Shop
from stoa.community.reviews.model import State

COLUMNS = ["product_handle", "state", "rating", "title", "author", "email", "location", "body", "reply", "created_at", "replied_at"]
KNOWN = {name: name for name in COLUMNS}
_STATES = {"": State.PUBLISHED, "published": State.PUBLISHED, "unpublished": State.WAITING, "spam": State.REMOVED}
_WORDS = {State.PUBLISHED: "published", State.WAITING: "unpublished", State.REMOVED: "spam"}


def recognise(header: set[str]) -> bool:
    """Return whether a file begins so."""
    return {"product_handle", "rating", "author", "body", "created_at"} <= header


def read(rows: Reader, now: datetime) -> Said:
    """Return the review of a row, after noting what is wrong with it."""
    return Said(
        pointer=saying.pointer("product_handle", handles=[rows.cell(0, "product_handle")]),
        rating=saying.stars(rows, "rating"),
        made_at=saying.moment(rows, "created_at", now),
        title=saying.text(rows, "title", "title", line=True),
        text=saying.text(rows, "body", "text"),
        name=saying.name(rows, "author"),
        email=saying.mail(rows, "email"),
        location=saying.text(rows, "location", "location", line=True),
        reply=saying.text(rows, "reply", "reply"),
        replied_at=saying.moment(rows, "replied_at", now) if rows.cell(0, "replied_at") else None,
        state=saying.choice(rows, "state", _STATES, State.PUBLISHED),
    )


def write(one: Listed, shop: Shop) -> Cells:  # noqa: ARG001 - every format has the same doors
    """Return the row of a review."""
    return {
        "product_handle": one.thing.handle,
        "state": _WORDS.get(one.state, ""),
        "rating": str(one.rating),
        "title": one.title,
        "author": one.name,
        "email": one.email,
        "location": one.location,
        "body": one.text,
        "reply": one.reply,
        "created_at": spaced(one.made_at),
        "replied_at": spaced(one.replied_at) if one.replied_at else "",
    }
