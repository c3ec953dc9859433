"""What interchange reads of the shop: products with everything a file may say of them, many at a time."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.locale import LANGUAGES
from stoa.shop import pricing
from stoa.shop.catalog.model import CategoryId, Option, PictureId, ProductId, State, Text, VariantId
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Goods, Image, NoMarket, Piece, Sale, Stock

FIRST = LANGUAGES[0].code
PUBLISHER = "interchange"
BATCH = 500


class _Variant(msgspec.Struct):
    id: VariantId
    sku: str | None
    barcode: str
    choices: list[str]
    weight_grams: int
    ships: bool
    picture_id: PictureId | None
    extra: dict[str, Any]
    prices: dict[str, int] | None
    cost: int | None
    on_hand: int | None
    allocated: int | None
    tracked: bool | None
    backorder: bool | None
    parts: int
    sale: Sale | None


class _Picture(msgspec.Struct):
    source: str | None
    digest: str
    width: int
    alts: dict[str, str]


class _Found(msgspec.Struct):
    id: ProductId
    handle: str
    state: State
    category_id: CategoryId | None
    vendor: str
    kind: str
    tags: list[str]
    options: list[Option]
    tax_class: str
    extra: dict[str, Any]
    changed_at: datetime
    texts: dict[str, Text]
    variants: list[_Variant]
    pictures: list[_Picture]
    fetched: list[str] | None
    collections: list[str] | None
    audience: str | None


_FOUND = msgspec.json.Decoder(_Found)

_VARIANTS = """select json_agg(json_build_object('id', v.id, 'sku', v.sku, 'barcode', v.barcode, 'choices', v.choices,
    'weight_grams', v.weight_grams, 'ships', v.ships, 'picture_id', v.picture_id, 'extra', v.extra,
    'prices', (select json_object_agg(m.code, b.amount) from pricing.price b join pricing.market m on m.id = b.market_id
        where b.variant_id = v.id and b.until_at is null and b.own),
    'cost', (select k.amount from pricing.cost k where k.variant_id = v.id and k.from_at <= $2 order by k.from_at desc limit 1),
    'on_hand', s.on_hand, 'allocated', s.allocated, 'tracked', s.tracked, 'backorder', s.backorder, 'parts', coalesce(s.parts, 0),
    'sale', (select json_build_object('amount', o.value, 'from_at', case when o.from_at > $2 then o.from_at end, 'until_at', o.until_at) from pricing.offer o
        where o.scope = 'variant' and o.target_id = v.id and o.published_by = 'interchange' and (o.until_at is null or o.until_at > $2)
        order by o.id desc limit 1)) order by v.position, v.id)
    from catalog.variant v left join lateral (
        select min(i.on_hand / c.quantity) as on_hand, max(i.allocated) as allocated, bool_or(i.tracked) as tracked,
            bool_and(i.backorder) as backorder,
            sum(c.quantity + (select count(*) from stock.component o where o.item_id = i.id and o.variant_id <> v.id)) as parts
        from stock.component c join stock.item i on i.id = c.item_id where c.variant_id = v.id having count(*) > 0) s on true
    where v.product_id = p.id and v.ended_at is null"""

# The verb is no plain column in it so that entries are found by the product, never by the verb, which thousands share.
_GOODS = f"""select json_build_object('id', p.id, 'handle', p.handle, 'state', p.own_state, 'audience', p.audience, 'category_id', p.category_id, 'vendor', p.vendor,
    'kind', p.kind, 'tags', p.tags, 'options', p.options, 'tax_class', p.tax_class, 'extra', p.extra, 'changed_at', p.changed_at,
    'texts', coalesce((select json_object_agg(t.language, json_build_object('title', t.title, 'subtitle', t.subtitle,
        'description', t.description, 'specifications', t.specifications, 'seo_title', t.seo_title, 'seo_description', t.seo_description))
        from catalog.product_text t where t.product_id = p.id), '{{}}'),
    'variants', coalesce(({_VARIANTS}), '[]'),
    'pictures', coalesce((select json_agg(json_build_object('source', i.source, 'digest', i.digest, 'width', i.width, 'alts', i.alts)
        order by i.position, i.id) from catalog.picture i where i.product_id = p.id), '[]'),
    'fetched', (select json_agg(e.facts->>'source') from audit.entry e where e.about = p.id and e.verb || '' = 'catalog.add_picture'
        and e.facts->>'source' is not null),
    'collections', (select json_agg(c.handle order by c.handle) from catalog.collection_product x join catalog.collection c
        on c.id = x.collection_id where x.product_id = p.id))::text as goods
from catalog.product p where p.id = any($1) order by p.id"""


class Tree(msgspec.Struct):
    """The categories by their names from the root, and the other way round."""

    paths: dict[UUID, tuple[str, ...]]
    ids: dict[tuple[str, ...], CategoryId]


async def tree(read: Reading) -> Tree:
    """Return the tree of categories by names in the first language; of two of one name the first."""
    rows = await read.rows(
        """select c.id, c.path, (select t.name from catalog.category_text t where t.category_id = c.id
            order by t.language = $1 desc, t.language limit 1) as name from catalog.category c order by cardinality(c.path), c.position, c.id""",
        FIRST,
    )
    names = {row["id"]: row["name"] or "" for row in rows}
    paths = {row["id"]: tuple(names[one] for one in row["path"]) for row in rows}
    ids: dict[tuple[str, ...], CategoryId] = {}
    for row in rows:
        ids.setdefault(paths[row["id"]], row["id"])
    return Tree(paths, ids)


async def context(read: Reading, market: str) -> Context:
    """Return the shop's markets; plain prices are those of the market of that code, or the shop's first. Raises NoMarket."""
    markets = await pricing.markets(read)
    if not markets:
        raise NoMarket
    return Context(markets, next((one for one in markets if one.code == market), markets[0]), FIRST, read.now)


async def by_handles(read: Reading, handles: Collection[str]) -> dict[str, ProductId]:
    """Return the products that answer at these handles, or once did."""
    rows = await read.rows(
        """select handle, id from catalog.product where handle = any($1)
        union all select r.handle, r.target_id from catalog.redirect r join catalog.product p on p.id = r.target_id
            where r.kind = 'product' and r.handle = any($1)""",
        list(handles),
    )
    found: dict[str, ProductId] = {}
    for row in rows:
        found.setdefault(row["handle"], row["id"])
    return found


async def by_skus(read: Reading, skus: Collection[str]) -> dict[str, tuple[ProductId, str]]:
    """Return the products (id and handle) whose variants have these article numbers."""
    rows = await read.rows(
        """select v.sku, p.id, p.handle from catalog.variant v join catalog.product p on p.id = v.product_id
        where v.sku = any($1) and v.ended_at is null""",
        list(skus),
    )
    return {row["sku"]: (row["id"], row["handle"]) for row in rows}


async def with_options(read: Reading, product_ids: Collection[ProductId]) -> set[ProductId]:
    """Return which of these products have options."""
    rows = await read.rows("select id from catalog.product where id = any($1) and jsonb_array_length(options) > 0", list(product_ids))
    return {row["id"] for row in rows}


async def goods(read: Reading, product_ids: Sequence[ProductId], known: Tree, url: str) -> list[Goods]:
    """Return these products whole, in the order of their ids, in one statement."""
    rows = await read.rows(_GOODS, list(product_ids), read.now)
    return [_goods(_FOUND.decode(row["goods"]), known, url) for row in rows]


async def everything(read: Reading, known: Tree, url: str) -> AsyncIterator[list[Goods]]:
    """Yield every product, in the order in which they were made, some hundreds at a time."""
    after: UUID | None = None
    while True:
        rows = await read.rows("select id from catalog.product where $1::uuid is null or id > $1 order by id limit $2", after, BATCH)
        if not rows:
            return
        after = rows[-1]["id"]
        yield await goods(read, [row["id"] for row in rows], known, url)


async def analyze(tx: Writing) -> None:
    """Let the database count anew what a large import has filled; its plans are as of empty tables else."""
    await tx.run(
        """analyze catalog.product, catalog.product_text, catalog.variant, catalog.picture, pricing.price, pricing.cost, pricing.offer, pricing.offer_line,
        stock.item, stock.component, audit.entry, interchange.source"""
    )


async def most_options(read: Reading) -> int:
    """Return how many options the product with the most has."""
    return int(await read.value("select coalesce(max(jsonb_array_length(options)), 0) from catalog.product"))


async def most_attributes(read: Reading) -> int:
    """Return how many columns of attributes hold every option and specification: by the numbers that files gave them, then by their count."""
    return int(
        await read.value(
            """select coalesce(max(greatest(n.highest, n.count)), 0) from catalog.product p cross join lateral (
                select coalesce(max(a.number), 0) as highest, count(distinct a.name) as count from (
                    select k.key as name, k.value::int as number from jsonb_each_text(coalesce(p.extra->'woocommerce'->'attributes', '{}')) k
                    union all select coalesce(nullif(o->'names'->>$1, ''), o->>'key'), 0 from jsonb_array_elements(p.options) o
                    union all select s->>'name', 0 from catalog.product_text t, jsonb_array_elements(t.specifications) s
                        where t.product_id = p.id) a) n""",
            FIRST,
        )
    )


async def priced_markets(read: Reading) -> list[str]:
    """Return the codes of the markets that have prices of their own."""
    rows = await read.rows(
        """select m.code from pricing.market m where exists (select from pricing.price b where b.market_id = m.id and b.own
            and b.until_at is null) order by m.position, m.code"""
    )
    return [row["code"] for row in rows]


def _goods(found: _Found, known: Tree, url: str) -> Goods:
    extra = {name: value for name, value in found.extra.items() if name != "images"}
    return Goods(
        id=found.id,
        changed_at=found.changed_at,
        handle=found.handle,
        state=found.state,
        category=list(known.paths.get(found.category_id, ())) if found.category_id else [],
        vendor=found.vendor,
        kind=found.kind,
        tags=found.tags,
        options=found.options,
        tax_class=found.tax_class,
        texts=found.texts,
        pieces=[_piece(one) for one in found.variants],
        images=images_of(
            msgspec.convert(found.extra.get("images", []), list[Image]),
            [(one, _address(one, url)) for one in found.pictures],
            set(found.fetched or ()),
        ),
        collections=found.collections or [],
        audience=found.audience or "",
        extra=extra,
    )


def _address(one: _Picture, url: str) -> str:
    return one.source or f"{url}/pictures/{one.digest}/{one.width}.webp"


def images_of(said: Iterable[Image], have: Iterable[tuple[_Picture, str]], fetched: set[str]) -> list[Image]:
    """Return a product's pictures: those that files named, in their order, but for those that were removed since they were fetched;
    in the order of the shop where somebody has changed that; then those that no file named.
    """
    pictures = {address: one for one, address in have}
    named = [
        Image(one.src, {code: alt for code, alt in pictures[one.src].alts.items() if alt} if one.src in pictures else one.alts)
        for one in said
        if one.src in pictures or one.src not in fetched
    ]
    ordered = [src for src in pictures if src in {one.src for one in named}]
    if ordered != list(dict.fromkeys(one.src for one in named if one.src in pictures)):
        rank = {src: place for place, src in enumerate(ordered)}
        named = sorted(named, key=lambda one: rank.get(one.src, len(rank)))
    addresses = {one.src for one in named}
    return [*named, *(Image(src, one.alts) for src, one in pictures.items() if src not in addresses)]


def _piece(one: _Variant) -> Piece:
    stock = None
    if one.parts:
        free = max((one.on_hand or 0) - (one.allocated or 0), 0)
        stock = Stock(free, bool(one.tracked), bool(one.backorder), one.parts > 1)
    return Piece(
        id=one.id,
        choices=one.choices,
        sku=one.sku or "",
        barcode=one.barcode,
        weight_grams=one.weight_grams,
        ships=one.ships,
        prices=one.prices or {},
        cost=one.cost,
        stock=stock,
        sale=one.sale,
        picture_id=one.picture_id,
        image=str(one.extra.get("image", "")),
        extra={name: value for name, value in one.extra.items() if name != "image"},
    )
