"""Meta's reviews CSV. Pure."""

import json
from datetime import datetime

from stoa.base.files.model import Cells
from stoa.base.files.reader import Reader
from stoa.community.exchange import cells, saying
from stoa.community.exchange.model import Listed, Said, Shop

_SKUS, _GTINS = "product.productIdentifiers.skus", "product.productIdentifiers.gtins"
COLUMNS = [
    "aggregator", "store.name", "store.id", "store.storeUrls", "reviewID", "rating", "title", "content", "created_at", "updated_at",
    "review_image_urls", "incentivized", "has_verified_purchase", "reviewer.name", "reviewer.isAnonymous", "product.name", "product.url",
    _SKUS, _GTINS,
]  # fmt: skip
KNOWN = {name.lower(): name for name in COLUMNS} | {
    "review_id": "reviewID",
    "createdat": "created_at",
    "updatedat": "updated_at",
    "reviewimageurls": "review_image_urls",
}


def recognise(header: set[str]) -> bool:
    """Return whether a file begins so."""
    return {"rating", "content"} <= header and any(name.startswith("product.") for name in header)


def read(rows: Reader, now: datetime) -> Said:
    """Return the review of a row, after noting what is wrong with it."""
    return Said(
        pointer=saying.pointer(
            "product.url" if rows.cell(0, "product.url") else _SKUS,
            addresses=[rows.cell(0, "product.url")],
            skus=cells.strings(rows.cell(0, _SKUS)),
            codes=cells.strings(rows.cell(0, _GTINS)),
        ),
        key=saying.text(rows, "reviewID", "key", line=True) or saying.required(rows, "reviewID"),
        rating=saying.stars(rows, "rating"),
        made_at=saying.moment(rows, "created_at", now),
        title=saying.text(rows, "title", "title", line=True),
        text=saying.text(rows, "content", "text"),
        name="" if rows.yes(0, "reviewer.isAnonymous", default=False) else saying.name(rows, "reviewer.name"),
        picture_urls=saying.addresses(rows, "review_image_urls"),
        incentivized=rows.yes(0, "incentivized", default=False),
    )


def write(one: Listed, shop: Shop) -> Cells:
    """Return the row of a review. Whoever has no name is anonymous."""
    return {
        "store.name": shop.name,
        "store.storeUrls": json.dumps([shop.url]),
        "reviewID": one.key,
        "rating": str(one.rating),
        "title": one.title,
        "content": one.text,
        "created_at": cells.utc(one.made_at),
        "updated_at": cells.utc(one.changed_at) if one.changed_at else "",
        "review_image_urls": json.dumps(one.picture_urls) if one.picture_urls else "",
        "incentivized": "true" if one.incentivized else "false",
        "has_verified_purchase": "true" if one.proof else "false",
        "reviewer.name": one.name,
        "reviewer.isAnonymous": "false" if one.name else "true",
        "product.name": one.thing.title,
        "product.url": f"{shop.url}/p/{one.thing.handle}",
        _SKUS: json.dumps(one.thing.skus) if one.thing.skus else "",
        _GTINS: json.dumps(one.thing.codes) if one.thing.codes else "",
    }
