"""The rows of pictures."""

from collections.abc import Mapping
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.shop.catalog.model import KeptPicture, PictureId, ProductId, Words


async def find_by_digest(read: Reading, product_id: UUID, digest: str) -> PictureId | None:
    found: PictureId | None = await read.value("select id from catalog.picture where product_id = $1 and digest = $2", product_id, digest)
    return found


async def has_source(read: Reading, product_id: UUID, url: str) -> bool:
    """Return whether a product has the picture of that address already."""
    return bool(await read.value("select 1 from catalog.picture where product_id = $1 and source = $2", product_id, url))


async def insert(
    tx: Writing, picture_id: PictureId, product_id: UUID | None, kept: KeptPicture, alts: Words, position: int | None, source: str | None
) -> None:
    """Write a picture, after a product's others unless a position is given."""
    await tx.run(
        """insert into catalog.picture (id, product_id, position, digest, width, height, tint, alts, source, made_at)
        values ($1, $2, coalesce($3, (select coalesce(max(i.position) + 1, 0) from catalog.picture i where i.product_id = $2)),
            $4, $5, $6, $7, $8, $9, $10)""",
        picture_id,
        product_id,
        position,
        kept.digest,
        kept.width,
        kept.height,
        kept.tint,
        alts,
        source,
        tx.now,
    )


async def arrange(tx: Writing, product_id: ProductId, wanted: Mapping[PictureId, Words]) -> None:
    """Give a product's pictures this order and these descriptions; remove the others."""
    await tx.run("delete from catalog.picture where product_id = $1 and id <> all($2)", product_id, list(wanted))
    await tx.run(
        """update catalog.picture i set position = r.position, alts = r.alts
        from jsonb_to_recordset($2) as r (id uuid, position int, alts jsonb) where i.id = r.id and i.product_id = $1""",
        product_id,
        [{"id": picture_id, "position": position, "alts": alts} for position, (picture_id, alts) in enumerate(wanted.items())],
    )
