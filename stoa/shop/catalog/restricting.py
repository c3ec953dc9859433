"""Products for some: whoever is not in the group that a product is for does not learn that there is one."""

from collections.abc import Collection, Sequence
from uuid import UUID

from stoa.base import events
from stoa.base.database import Reading, Writing
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog import store
from stoa.shop.catalog.model import NoSuchProduct, ProductChanged, ProductId


async def restrict(tx: Writing, actor: Visitor, products: Collection[UUID], group: str | None) -> list[ProductId]:
    """Let only a group of people ("club:north") see these products, or with None everybody again; return those for which that is new.

    Raises NoSuchProduct.
    """
    found = await store.lock(tx, products)
    if len(found) < len(set(products)):
        raise NoSuchProduct
    rows = await tx.rows(
        "update catalog.product set audience = $2 where id = any($1) and audience is distinct from $2 returning id", found, group
    )
    changed = sorted(ProductId(row["id"]) for row in rows)
    if changed:
        await store.mark_changed(tx, changed)
        await events.record_all(tx, [ProductChanged(about=one) for one in changed])
    for one in changed:
        await audit.note(tx, actor, "catalog.restrict", one, {"group": group})
    return changed


async def restricted(read: Reading, group: str) -> list[ProductId]:
    """Return the products that only this group sees."""
    return [row["id"] for row in await read.rows("select id from catalog.product where audience = $1 order by id", group)]


def seen_by(visitor: Visitor) -> Sequence[str] | None:
    """Return the groups whose products somebody sees besides what everybody sees; None for the staff that edits them all."""
    return None if visitor.may("catalog.edit") else sorted(visitor.groups)
