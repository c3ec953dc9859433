"""The verbs of pictures. Files first, outside any transaction, under the digest of their content; then the row that names them."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from stoa.base import events, ids, jobs
from stoa.base.database import Writing
from stoa.outside import storage
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog import picture_store, sizes, store
from stoa.shop.catalog.model import (
    ChangedMeanwhile,
    KeptPicture,
    NoSuchPicture,
    NoSuchProduct,
    PictureAdded,
    PictureId,
    ProductChanged,
    Words,
)

KIND = "image/webp"
AT_ONCE = 2
"""A picture of 50 megapixels takes 400 MB for a moment: however many are sent, so many are decoded at a time."""

_decoding = ThreadPoolExecutor(AT_ONCE, "pictures")


def key(digest: str, width: int) -> str:
    """Return where storage keeps one size of a picture."""
    return f"pictures/{digest}/{width}.webp"


async def keep_picture(content: bytes) -> KeptPicture:
    """Make a picture's sizes and store them, outside any transaction; the same file twice is stored once.

    Raises NotAPicture, PictureTooLarge, StorageAway.
    """
    sized = await asyncio.get_running_loop().run_in_executor(_decoding, sizes.make, content)
    files = storage.current()
    await asyncio.gather(*(files.put(key(sized.digest, width), body, KIND) for width, body in sized.files.items()))
    return KeptPicture(sized.digest, sized.width, sized.height, sized.tint)


async def add_picture(
    tx: Writing, actor: Visitor, product_id: UUID, kept: KeptPicture, alts: Words, *, position: int | None = None, source: str | None = None
) -> PictureId:
    """Give a product a picture, after its others unless a position is given; return its id.

    One it has already stays as it is. `alts` describes it for those who cannot see it, by language. Raises NoSuchProduct.
    """
    if not await store.lock(tx, [product_id]):
        raise NoSuchProduct
    found = await picture_store.find_by_digest(tx, product_id, kept.digest)
    if found is not None:
        return found
    picture_id = PictureId(ids.new())
    await picture_store.insert(tx, picture_id, product_id, kept, _tidy(alts), position, source)
    await store.mark_changed(tx, [product_id])
    await audit.note(tx, actor, "catalog.add_picture", product_id, {"picture": kept.digest, "source": source})
    await events.record(tx, PictureAdded(about=product_id, picture_id=picture_id))
    return picture_id


async def add_loose_picture(tx: Writing, kept: KeptPicture, alts: Words) -> PictureId:
    """Write a picture for a category or collection; return its id."""
    picture_id = PictureId(ids.new())
    await picture_store.insert(tx, picture_id, None, kept, _tidy(alts), 0, None)
    return picture_id


async def ask_for_picture(tx: Writing, product_id: UUID, url: str, alts: Words, *, position: int | None = None) -> None:
    """Let a job fetch a picture from an address for a product; once, however often it is asked."""
    if not await picture_store.has_source(tx, product_id, url):
        args = {"product_id": product_id, "url": url, "alts": alts, "position": position}
        await jobs.enqueue(tx, "catalog.fetch_picture", args, key=f"catalog.fetch_picture:{product_id}:{url}"[:500])


async def arrange_pictures(
    tx: Writing, actor: Visitor, product_id: UUID, pictures: Sequence[tuple[PictureId, Words]], *, seen: datetime | None = None
) -> None:
    """Give a product's pictures this order and these descriptions; those not named are removed from it.

    Raises ChangedMeanwhile, NoSuchPicture, NoSuchProduct.
    """
    if not await store.lock(tx, [product_id]):
        raise NoSuchProduct
    before = await store.find(tx, product_id)
    if before is None or (seen is not None and before.changed_at != seen):
        raise ChangedMeanwhile
    known = {one.id for one in before.pictures}
    wanted = {picture_id: _tidy(alts) for picture_id, alts in pictures}
    if not set(wanted) <= known:
        raise NoSuchPicture
    if list(wanted.items()) == [(one.id, one.alts) for one in before.pictures]:
        return
    await picture_store.arrange(tx, before.id, wanted)
    await store.mark_changed(tx, [before.id])
    removed = [one.digest for one in before.pictures if one.id not in wanted]
    await audit.note(tx, actor, "catalog.arrange_pictures", before.id, {"pictures": len(wanted), "removed": removed})
    await events.record(tx, ProductChanged(about=before.id))


async def picture_file(digest: str, width: int) -> bytes:
    """Return one size of a picture. Raises NoSuchPicture, StorageAway."""
    found = await storage.current().get(key(digest, width))
    if found is None:
        raise NoSuchPicture
    return found


def _tidy(alts: Words) -> Words:
    return {language: text.strip()[:500] for language, text in alts.items() if text.strip()}
