"""What a plan changes in the shop: each room's set-wise verbs, a fixed number of statements for a batch."""

from collections import defaultdict
from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import CategoryId, Group, NewGroup, ProductId, VariantId
from stoa.shop.catalog.model.putting import ArrangedVariant, Put, PutProduct, WantedPicture
from stoa.shop.interchange import sales
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.model import Goods, Image, Piece
from stoa.shop.interchange.planning import Planned
from stoa.shop.interchange.queries import FIRST, Tree
from stoa.shop.pricing.model import NewCost, NewPrice
from stoa.shop.stock.model import NewItem


async def write(tx: Writing, planned: Sequence[Planned], tree: Tree, context: Context) -> tuple[list[ProductId], int]:
    """Write what a plan changes, catalogue first, prices last because others wait for them; return the products in order, and how
    many pictures are to be fetched.
    """
    changes = [(one.before, one.after) for one in planned if one.after is not None]
    if not changes:
        return [], 0
    wanted = [await _product(tx, before, after, tree) for before, after in changes]
    put = await catalog.put_products(tx, SYSTEM, wanted)
    await _restrict(tx, changes, put)
    pairs = list(_pairs(changes, put))
    await _stock(tx, pairs)
    await _prices(tx, pairs, context)
    await _costs(tx, pairs, context)
    await sales.settle(tx, [(variant, before.sale if before else None, after.sale) for _, variant, before, after in pairs], context)
    return [one.product_id for one in put], sum(len(_new_images(before, after)) for before, after in changes)


async def _restrict(tx: Writing, changes: Sequence[tuple[Goods | None, Goods]], put: Sequence[Put]) -> None:
    """Let only those see the products for whom the files say that they are."""
    audiences: dict[str, list[ProductId]] = defaultdict(list)
    for (before, after), made in zip(changes, put, strict=True):
        if after.audience and (before is None or before.audience != after.audience):
            audiences[after.audience].append(made.product_id)
    for audience, products in sorted(audiences.items()):
        await catalog.restrict(tx, SYSTEM, products, audience)


_Pair = tuple[ProductId, VariantId, Piece | None, Piece]


def _pairs(changes: Sequence[tuple[Goods | None, Goods]], put: Sequence[Put]) -> list[_Pair]:
    """Return each variant with what it was and what it shall be."""
    found: list[_Pair] = []
    for (before, after), made in zip(changes, put, strict=True):
        was = {piece.id: piece for piece in before.pieces} if before is not None else {}
        for piece, variant in zip(after.pieces, made.variants, strict=True):
            found.append((made.product_id, variant, was.get(piece.id) if piece.id else None, piece))
    return found


async def _product(tx: Writing, before: Goods | None, after: Goods, tree: Tree) -> PutProduct:
    images = [{"src": one.src, "alts": one.alts} for one in after.images]
    return PutProduct(
        id=after.id,
        seen=after.changed_at,
        handle=after.handle,
        state=after.state,
        texts=after.texts,
        category_id=await _category(tx, after.category, tree),
        vendor=after.vendor,
        kind=after.kind,
        tags=after.tags,
        options=after.options,
        tax_class=after.tax_class,
        extra={**after.extra, **({"images": images} if images else {})},
        variants=[
            ArrangedVariant(
                id=one.id,
                picture_id=one.picture_id,
                choices=one.choices,
                sku=one.sku,
                barcode=one.barcode,
                weight_grams=one.weight_grams,
                ships=one.ships,
                extra={**one.extra, **({"image": one.image} if one.image else {})},
            )
            for one in after.pieces
        ],
        pictures=_wanted_pictures(before, after),
    )


def _new_images(before: Goods | None, after: Goods) -> list[Image]:
    known = {one.src for one in before.images} if before is not None else set()
    wanted = [*after.images, *(Image(piece.image) for piece in after.pieces if piece.image)]
    if before is not None:
        known |= {piece.image for piece in before.pieces}
    return list({one.src: one for one in reversed(wanted) if one.src not in known}.values())[::-1]


def _wanted_pictures(before: Goods | None, after: Goods) -> list[WantedPicture]:
    """Return the pictures to be fetched, and those to be described anew."""
    was = {one.src: one.alts for one in before.images} if before is not None else {}
    fresh = {one.src for one in _new_images(before, after)}
    described = {one.src for one in after.images if one.src in was and was[one.src] != one.alts}
    place = {one.src: number for number, one in reversed(list(enumerate(after.images)))}
    alts = {one.src: one.alts for one in reversed(after.images)}
    return [
        WantedPicture(src, {**dict.fromkeys(was.get(src, {}), ""), **alts.get(src, {})}, place.get(src))
        for src in (*sorted(fresh, key=lambda src: place.get(src, len(place))), *sorted(described))
    ]


async def _category(tx: Writing, path: Sequence[str], tree: Tree) -> CategoryId | None:
    """Return the category of these names, made with all above it where there is none."""
    found: CategoryId | None = None
    for depth in range(1, len(path) + 1):
        names = tuple(path[:depth])
        if names not in tree.ids:
            new = NewGroup(texts={FIRST: Group(name=names[-1])}, parent_id=found)
            tree.ids[names] = await catalog.make_category(tx, SYSTEM, new)
            tree.paths[tree.ids[names]] = names
        found = tree.ids[names]
    return found


async def _stock(tx: Writing, pairs: Sequence[_Pair]) -> None:
    fresh, counted = [], {}
    policies: dict[tuple[bool, bool], list[VariantId]] = defaultdict(list)
    for product, variant, before, after in pairs:
        was, now = before.stock if before else None, after.stock
        if now is None or now == was:
            continue
        if was is None:
            fresh.append(NewItem(variant, product, on_hand=now.free, tracked=now.tracked, backorder=now.backorder))
            continue
        if (now.tracked, now.backorder) != (was.tracked, was.backorder):
            policies[now.tracked, now.backorder].append(variant)
        if now.free != was.free:
            counted[variant] = now.free
    await stock.make_items(tx, SYSTEM, fresh)
    for (tracked, backorder), variants in sorted(policies.items()):
        await stock.set_policy(tx, variants, tracked=tracked, backorder=backorder)
    if counted:
        await stock.count_again(tx, SYSTEM, counted, reason="imported", beside_orders=True)


async def _prices(tx: Writing, pairs: Sequence[_Pair], context: Context) -> None:
    await pricing.set_prices(
        tx,
        SYSTEM,
        [
            NewPrice(variant, code, Money(amount, context.currency(code)))
            for _, variant, before, after in pairs
            for code, amount in after.prices.items()
            if before is None or before.prices.get(code) != amount
        ],
    )


async def _costs(tx: Writing, pairs: Sequence[_Pair], context: Context) -> None:
    """Set the costs that files tell; one that is silent leaves them."""
    currency = context.markets[0].currency
    told = [
        NewCost(variant, Money(after.cost, currency))
        for _, variant, before, after in pairs
        if after.cost is not None and (before is None or before.cost != after.cost)
    ]
    await pricing.costing.set_costs(tx, SYSTEM, told)
