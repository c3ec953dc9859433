"""What must be true of prices and offers."""

from stoa.base.invariants import hold

hold(
    "pricing.spells",
    "A variant has one price at a time in a market: its spells do not overlap.",
    """select variant_id, market_id, from_at from (
        select *, lead(from_at) over (partition by variant_id, market_id order by from_at) as next_at from pricing.price) p
    where next_at is not null and (until_at is null or until_at > next_at)""",
)
hold(
    "pricing.lines_in_time",
    "An offer's lines lie within its time.",
    """select l.offer_id, l.variant_id, l.from_at from pricing.offer_line l join pricing.offer o on o.id = l.offer_id
    where l.from_at < o.from_at or l.until_at > coalesce(o.until_at, 'infinity')""",
)
hold(
    "pricing.lines_once",
    "An offer asks one amount of a variant in a market at a time: its lines do not overlap.",
    """select offer_id, variant_id, market_id, from_at from (
        select *, lead(from_at) over (partition by offer_id, variant_id, market_id order by from_at) as next_at from pricing.offer_line) l
    where until_at > next_at""",
)
hold(
    "pricing.lines_lower",
    "Every line is below the base price it was worked out of.",
    """select l.offer_id, l.variant_id, l.amount, p.amount as base from pricing.offer_line l
    join pricing.price p on p.variant_id = l.variant_id and p.market_id = l.market_id
        and p.from_at <= l.from_at and (p.until_at is null or p.until_at > l.from_at)
    where l.amount >= p.amount""",
)
hold(
    "pricing.lines_worked_out",
    "A line that is open in a market that an offer is not in, or of another audience, is of no offer.",
    """select l.offer_id, l.variant_id from pricing.offer_line l join pricing.offer o on o.id = l.offer_id
    where o.market_id <> l.market_id or (l.audience <> o.audience and l.until_at = 'infinity')""",
)
hold(
    "pricing.uses_are_counted",
    "An offer's uses are the orders that have it.",
    """select o.id, o.uses, count(u.order_id) as orders from pricing.offer o
    left join pricing.use u on u.offer_id = o.id and u.given_back_at is null group by o.id having o.uses <> count(u.order_id)""",
)
hold(
    "pricing.products",
    "Prices and lines name the product of their variant.",
    """select p.variant_id from pricing.price p join catalog.variant v on v.id = p.variant_id where v.product_id <> p.product_id
    union select l.variant_id from pricing.offer_line l join catalog.variant v on v.id = l.variant_id where v.product_id <> l.product_id""",
)
hold(
    "pricing.one_step",
    "A market that is followed follows none.",
    "select a.code from pricing.market a join pricing.market b on b.id = a.follows where b.follows is not null",
)
