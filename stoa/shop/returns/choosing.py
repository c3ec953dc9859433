"""What else the lines of an order could be: what each other choice costs more or less, and whether there are enough of it."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from stoa.base.database import Reading
from stoa.base.money import Money
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import Option, Picture, ProductId, SoldVariant, VariantId
from stoa.shop.orders.model import Line, Order, holder_of
from stoa.shop.returns import rules, worth
from stoa.shop.returns.model import CostsMore


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another size or colour: what it is called, what the line costs less as it (or more), whether there are enough."""

    id: VariantId
    choices: list[str]
    difference: Money
    enough: bool
    picture: Picture | None = None
    colour: str = ""

    @property
    def dearer(self) -> bool:
        return self.difference.amount > 0

    @property
    def usable(self) -> bool:
        """Return whether the line may be changed to it."""
        return self.enough and not self.dearer

    @property
    def less(self) -> Money:
        return -self.difference


class Choosing(msgspec.Struct, frozen=True):
    """A line, what else it could be, and the colour it has: pictures only where they differ."""

    line: Line
    others: list[Other]
    colour: str = ""

    @property
    def pictured(self) -> bool:
        """Return whether the choices look different."""
        has = self.line.picture
        return any(one.picture and (has is None or one.picture.digest != has.digest) for one in self.others)


class Prices(msgspec.Struct, frozen=True):
    """What variants cost as choices of an order: as they were sold when it was made, and today."""

    then: Mapping[VariantId, Money]
    today: Mapping[VariantId, Money]

    def unit(self, line: Line, other: VariantId) -> Money | None:
        """Return what a piece of the line costs as the other; None for one that cannot be had for it. Raises CostsMore.

        What was not sold then is compared as it is today.
        """
        known = self.then if line.variant_id in self.then and other in self.then else self.today
        return worth.new_unit(line.unit, known.get(line.variant_id), known[other]) if other in known else None


async def prices(read: Reading, actor: Visitor, order: Order, variants: Sequence[VariantId]) -> Prices:
    """Return what these cost as choices of the order: as its holder says, or as they are sold, with its voucher codes."""
    held = holder_of(order.purpose)
    if held is not None:
        said = await held.choices(read, order) if held.choices is not None else {}
        return Prices(said, said)
    audiences = pricing.audiences(actor, order.codes)
    then = await pricing.quote(read, order.market, variants, audiences, order.made_at)
    known = all(one in then for one in variants)
    today = then if known else await pricing.quote(read, order.market, variants, audiences, read.now)
    return Prices({one: quote.price for one, quote in then.items()}, {one: quote.price for one, quote in today.items()})


def fits(line: Line, sold: SoldVariant) -> bool:
    """Return whether the line can be of this instead: sold now, of the same product, and coming the same way."""
    return sold.active and sold.product_id == line.product_id and sold.id != line.variant_id and sold.ships == line.ships


async def choosing(read: Reading, actor: Visitor, order: Order) -> list[Choosing]:
    """Return the lines that may still be changed, with what else they could be (five statements at most, however many products)."""
    lines = [line for line in order.lines if rules.fixed_choice(order, line) is None]
    ranges = await _ranges(read, {line.product_id for line in lines})
    variants = {one.product: [variant.id for variant in one.variants] for one in ranges}
    every = list(dict.fromkeys([*(line.variant_id for line in lines), *(one for of in variants.values() for one in of)]))
    sold = await catalog.sold_variants(read, every, order.language, groups=None)
    known = await prices(read, actor, order, every)
    free = await stock.availability(read, every)
    colours = {variant_id: colour for one in ranges for variant_id, colour in _colours(one).items()}

    def other(line: Line, one: SoldVariant) -> Other | None:
        difference = _difference(line, known, one.id)
        if difference is None:
            return None
        enough = one.id in free and free[one.id].enough(line.quantity)
        colour = colours.get(one.id, "")
        return Other(id=one.id, choices=one.choices, difference=difference, enough=enough, picture=one.picture, colour=colour)

    found = []
    for line in lines:
        candidates = [sold[one] for one in variants.get(line.product_id, []) if one in sold and fits(line, sold[one])]
        others = [said for one in candidates if (said := other(line, one)) is not None]
        found.append(Choosing(line, others, colours.get(line.variant_id, "")))
    return found


class _Variant(msgspec.Struct, frozen=True):
    id: VariantId
    choices: list[str]


class _Range(msgspec.Struct, frozen=True):
    """What a product can be chosen by, and its open variants."""

    product: ProductId
    options: list[Option]
    variants: list[_Variant]


_RANGES = msgspec.json.Decoder(list[_Range])


async def _ranges(read: Reading, products: Collection[ProductId]) -> list[_Range]:
    text = await read.value(
        """select coalesce(json_agg(json_build_object('product', p.id, 'options', p.options, 'variants', coalesce((
            select json_agg(json_build_object('id', v.id, 'choices', v.choices) order by v.position, v.id) from catalog.variant v
            where v.product_id = p.id and v.ended_at is null), '[]'::json)) order by p.id), '[]')::text
        from catalog.product p where p.id = any($1)""",
        list(products),
    )
    return _RANGES.decode(text)


def _difference(line: Line, known: Prices, other: VariantId) -> Money | None:
    """Return what the line costs more as the other, or less; None for one that cannot be had for it."""
    try:
        unit = known.unit(line, other)
    except CostsMore as dearer:
        return Money(int(dearer.facts["more"]), line.unit.currency) * line.quantity
    return None if unit is None else (unit - line.unit) * line.quantity


def _colours(product: _Range) -> dict[VariantId, str]:
    """Return the colour that draws each variant, where one of its choices has one."""
    known = {(at, value.key): value.colour for at, option in enumerate(product.options) for value in option.values if value.colour}
    return {
        variant.id: next((known[at, key] for at, key in enumerate(variant.choices) if (at, key) in known), "")
        for variant in product.variants
    }
