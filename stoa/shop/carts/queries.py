"""What pages and the checkout read of carts."""

from uuid import UUID

from stoa.base import money
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.money import Money
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop import catalog, pricing, stock
from stoa.shop.carts import codes, store
from stoa.shop.carts.model import Cart, CartId, SeenCart, SeenLine, stray

COUNT = Panel(
    """select coalesce(sum(l.quantity), 0) from carts.line l join carts.cart c on c.id = l.cart_id
    where c.token = :cart::uuid and c.order_id is null""",
    int,
)
"""How many pieces are in the cart of the visit's cookie."""


async def see(read: Reading, cart: Cart, visitor: Visitor) -> SeenCart:
    """Return the cart with what its lines are, cost and whether they can be had: five statements, however many lines.

    What its own checkout holds can be had by it.
    Voucher codes and a hidden address take two more each: which offers they open, and what everything would cost without.
    """
    wanted = await store.lines(read, cart.id)
    variants = [one.variant_id for one in wanted]
    market = await pricing.market(read, cart.market)
    if not wanted and not cart.codes:
        return SeenCart(cart=cart, market=market, lines=[], subtotal=Money(0, market.currency), codes=[])
    sold = await catalog.sold_variants(read, variants, cart.language, cart.seen(catalog.seen_by(visitor)))
    own = [cart.audience] if cart.audience is not None else []
    known = await pricing.vouchers.recognise(read, cart.codes, read.now, visitor.person) if cart.codes else {}
    good = [code for code in cart.codes if code not in known or not known[code].used_up]
    quotes = await pricing.quote(read, cart.market, variants, pricing.audiences(visitor, good) + own, read.now)
    without = await pricing.quote(read, cart.market, variants, pricing.audiences(visitor) + own, read.now) if cart.codes else quotes
    code_of = {offer: one.code for one in known.values() for offer in one.offers}
    there = await stock.availability(read, variants, cart.id)
    lines = []
    for one in wanted:
        variant = sold.get(one.variant_id)
        if variant is None:
            continue
        quote, available = quotes.get(one.variant_id), there.get(one.variant_id)
        free = 0 if available is None else None if available.backorder else available.free
        lines.append(
            SeenLine(
                variant=variant,
                quantity=one.quantity,
                unit=quote.price if quote else None,
                was=quote.was if quote else None,
                free=free,
                code=code_of.get(quote.offer_id) if quote and quote.offer_id else None,
                offer_id=quote.offer_id if quote and quote.offer_id in code_of else None,
                saves=(without[variant.id].price - quote.price) * one.quantity if quote else None,
            )
        )
    subtotal = money.total((line.sum for line in lines if line.sum is not None and line.variant.active), market.currency)
    seen = codes.seen(cart.codes, known, lines, market.currency)
    return SeenCart(cart=cart, market=market, lines=lines, subtotal=subtotal, codes=seen, stray=await stray(read, cart, lines))


async def of_person(read: Reading, person: PersonId) -> list[UUID]:
    """Return the ids of a person's open carts."""
    return [row[0] for row in await read.rows("select id from carts.cart where person_id = $1 and order_id is null", person)]


async def order_of(read: Reading, token: UUID) -> UUID | None:
    """Return the order that the cart of this token has become."""
    found: UUID | None = await read.value("select order_id from carts.cart where token = $1", token)
    return found


async def token_of(read: Reading, cart_id: CartId) -> UUID | None:
    """Return a cart's token: whoever holds it filled the cart."""
    found: UUID | None = await read.value("select token from carts.cart where id = $1", cart_id)
    return found
