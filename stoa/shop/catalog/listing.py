"""The catalogue as the staff lists it: every state, the newest first, found by words of the title, handle or article number."""

from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.shop.catalog.model import Picture, ProductId, State

FIRST = LANGUAGES[0].code


class ListedProduct(msgspec.Struct, frozen=True):
    """A product in the staff's list. `languages` are those it has texts in, `audience` the group that alone sees it."""

    id: ProductId
    handle: str
    state: State
    title: str
    vendor: str
    category: str | None
    changed_at: datetime
    variants: int
    languages: list[str]
    picture: Picture | None
    audience: str | None = None


_ROWS = msgspec.json.Decoder(list[ListedProduct])


def _name(table: str, owner: str, column: str) -> str:
    return f"(select t.{column} from catalog.{table} t where {owner} order by t.language = $1 desc, t.language = '{FIRST}' desc, t.language limit 1)"


_LIST = f"""select coalesce(json_agg(json_build_object('id', p.id, 'handle', p.handle, 'state', p.own_state, 'audience', p.audience, 'vendor', p.vendor,
    'changed_at', p.changed_at, 'title', {_name("product_text", "t.product_id = p.id", "title")},
    'category', {_name("category_text", "t.category_id = p.category_id", "name")},
    'variants', (select count(*) from catalog.variant v where v.product_id = p.id and v.ended_at is null),
    'languages', (select array_agg(t.language order by t.language) from catalog.product_text t where t.product_id = p.id),
    'picture', (select json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint)
        from catalog.picture i where i.product_id = p.id order by i.position, i.id limit 1)) order by p.id desc), '[]')::text
from (select * from catalog.product p where ($2::text is null or p.own_state = $2) and ($3::uuid is null or p.id < $3)
    and ($4::uuid is null or p.category_id = any(array(select c.id from catalog.category c where c.path @> array[$4::uuid])))
    and ($5 = '' or p.handle like lower($5) || '%' or p.vendor ilike '%' || $5 || '%'
        or exists (select from catalog.product_text t where t.product_id = p.id and t.title ilike '%' || $5 || '%')
        or exists (select from catalog.variant v where v.product_id = p.id and (v.sku = $6 or v.barcode = $6)))
    order by p.id desc limit $7) p"""


async def products(
    read: Reading,
    language: str,
    *,
    state: State | None = None,
    query: str = "",
    category: UUID | None = None,
    cursor: str | None = None,
    limit: int = paging.LIMIT,
) -> Slice[ListedProduct]:
    """Return a page of the list, in one statement. Raises BadCursor."""
    (after,) = paging.decode(cursor, tuple[UUID]) if cursor else (None,)
    plain = query.strip()[:100]
    pattern = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    found = await read.document(_ROWS, _LIST, language, state, after, category, pattern, plain, limit + 1) or []
    more = paging.encode(found[limit - 1].id) if len(found) > limit else None
    return Slice(found[:limit], more)


async def counts(read: Reading) -> dict[State, int]:
    """Return how many products are in each state."""
    rows = await read.rows("select own_state as state, count(*) as products from catalog.product group by own_state")
    found = {State(row["state"]): int(row["products"]) for row in rows}
    return {state: found.get(state, 0) for state in State}
