"""What interchange does when a picture that a file named has come."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import PictureAdded, State
from stoa.shop.catalog.model.putting import ArrangedVariant

_WAITING = """select v.id from catalog.variant v join catalog.picture i on i.id = $2 and i.product_id = v.product_id
    where v.product_id = $1 and v.ended_at is null and v.picture_id is null and v.extra->>'image' = i.source"""


@reaction(PictureAdded)
async def picture_added(tx: Writing, event: PictureAdded) -> None:
    """Give the picture to the variants whose file named it as theirs."""
    waiting = {row["id"] for row in await tx.rows(_WAITING, event.about, event.picture_id)}
    if not waiting:
        return
    product = await catalog.find_product(tx, event.about)
    if product.state is State.ARCHIVED:
        return
    rows = [ArrangedVariant.of(one) for one in product.variants]
    given = [ArrangedVariant.new(row.as_new(), row.id, event.picture_id) if row.id in waiting else row for row in rows]
    await catalog.arrange(tx, SYSTEM, product.id, product.options, given)
