"""The SQL of orders."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.outside import mail
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import Delivery, LineId, NewOrder, NoSuchOrder, Order, OrderId, State
from stoa.shop.orders.rules import Repriced

_MONEY = "json_build_object('amount', {0}, 'currency', o.currency)"


def _money(column: str) -> str:
    return f"'{column.rpartition('.')[2]}', {_MONEY.format(column)}"


LINE = f"""json_build_object('id', l.id, 'variant_id', l.variant_id, 'product_id', l.product_id, 'handle', l.handle, 'title', l.title,
    'choices', l.choices, 'sku', l.sku, 'picture', l.picture, 'tax_class', l.tax_class, 'weight_grams', l.weight_grams, 'ships', l.ships,
    'quantity', l.quantity, 'cancelled', l.cancelled, 'shipped', l.shipped, 'delivered', l.delivered, 'returned', l.returned,
    {_money("l.unit")}, {_money("l.net")}, {_money("l.tax")})"""

ORDER = f"""json_build_object('id', o.id, 'number', o.number, 'key', o.key, 'cart_id', o.cart_id, 'person_id', o.person_id, 'email', o.email,
    'market', o.market, 'currency', o.currency, 'language', o.language, 'state', o.state, 'hold_reason', o.hold_reason,
    'shipping_address', o.shipping_address, 'billing_address', o.billing_address, 'delivery', o.delivery, 'tax_mode', o.tax_mode,
    'taxes', o.taxes, 'message', o.message, 'recipient_id', o.recipient_id, 'purpose', o.purpose, 'codes', o.codes, 'hidden_as', o.hidden_as, 'made_at', o.made_at, 'placed_at', o.placed_at, 'picking_at', o.picking_at, 'ended_at', o.ended_at,
    {_money("o.subtotal")}, {_money("o.shipping_net")}, {_money("o.shipping_tax")}, {_money("o.tax")}, {_money("o.total")},
    'lines', (select coalesce(json_agg({LINE} order by l.position), '[]') from orders.line l where l.order_id = o.id),
    'entries', (select coalesce(json_agg(json_build_object('kind', e.kind, 'facts', e.facts, 'actor', e.actor, 'visible', e.visible, 'at', e.at)
        order by e.id), '[]') from orders.entry e where e.order_id = o.id))"""
"""An order as JSON, of the row `o`."""

_decode = msgspec.json.Decoder(Order)
_decode_many = msgspec.json.Decoder(list[Order])


async def find(read: Reading, order_id: OrderId) -> Order | None:
    return await read.document(_decode, f"select {ORDER}::text from orders.order o where o.id = $1", order_id)


async def find_for(read: Reading, order_id: OrderId, person: PersonId | None, key: str | None) -> Order | None:
    """Return the order if it is this person's, or if the key opens it."""
    return await read.document(
        _decode, f"select {ORDER}::text from orders.order o where o.id = $1 and (o.person_id = $2 or o.key = $3)", order_id, person, key
    )


async def of_person(read: Reading, person: PersonId) -> list[Order]:
    text = await read.value(
        f"select coalesce(json_agg({ORDER} order by o.id), '[]')::text from orders.order o where o.person_id = $1", person
    )
    return _decode_many.decode(text)


async def received_by(read: Reading, person: PersonId) -> list[dict[str, Any]]:
    """Return what others sent to a person and has arrived: where to, and when; who it was is not theirs to take along."""
    rows = await read.rows(
        """select number, made_at, shipping_address from orders.order
        where recipient_id = $1 and person_id is distinct from $1
        and exists (select from orders.line l where l.order_id = "order".id and l.delivered > 0) order by id""",
        person,
    )
    return [{"received": row["number"], "made_at": row["made_at"], "shipping_address": row["shipping_address"]} for row in rows]


async def lock(tx: Writing, order_id: OrderId) -> Order:
    """Lock the order and return how it stands. Raises NoSuchOrder."""
    if await tx.value("select id from orders.order where id = $1 for update", order_id) is None:
        raise NoSuchOrder
    found = await find(tx, order_id)
    assert found is not None  # noqa: S101 - it is locked
    return found


async def lock_all(tx: Writing, order_ids: Sequence[OrderId]) -> dict[OrderId, Order]:
    """Lock orders, in order, and return how they stand. Raises NoSuchOrder."""
    await tx.rows('select id from orders."order" where id = any($1) order by id for update', list(order_ids))
    text = await tx.value(
        f"select coalesce(json_agg({ORDER} order by o.id), '[]')::text from orders.order o where o.id = any($1)", list(order_ids)
    )
    found = {one.id: one for one in _decode_many.decode(text)}
    if set(order_ids) - found.keys():
        raise NoSuchOrder
    return found


async def insert(tx: Writing, order_id: OrderId, key: str, new: NewOrder) -> int:
    """Write a pending order with its lines; return its number."""
    number: int = await tx.value(
        """insert into orders.order (id, key, cart_id, person_id, email, market, currency, language, state, shipping_address, billing_address,
            delivery, tax_mode, taxes, subtotal, shipping_net, shipping_tax, tax, total, message, made_at, recipient_id, hidden_as, purpose, codes)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) returning number""",
        order_id,
        key,
        new.cart_id,
        new.person_id,
        new.email,
        new.market,
        new.currency,
        new.language,
        new.shipping_address,
        new.billing_address,
        new.delivery,
        new.tax_mode,
        new.taxes,
        new.subtotal.amount,
        new.shipping_net.amount,
        new.shipping_tax.amount,
        new.tax.amount,
        new.total.amount,
        new.message,
        tx.now,
        new.recipient_id,
        new.hidden_as,
        new.purpose,
        new.codes,
    )
    await tx.run_each(
        """insert into orders.line (id, order_id, position, variant_id, product_id, handle, title, choices, sku, picture, tax_class,
            weight_grams, ships, quantity, unit, net, tax)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)""",
        [
            (
                ids.new(), order_id, position, one.variant_id, one.product_id, one.handle, one.title, one.choices, one.sku, one.picture,
                one.tax_class, one.weight_grams, one.ships, one.quantity, one.unit.amount, one.net.amount, one.tax.amount,
            )
            for position, one in enumerate(new.lines)
        ],
    )  # fmt: skip
    return number


async def set_state(tx: Writing, order_id: OrderId, state: State, *, hold_reason: str | None = None, placed: bool = False) -> None:
    await tx.run(
        """update orders.order set state = $2, hold_reason = $3, placed_at = case when $4 then coalesce(placed_at, $5) else placed_at end,
            ended_at = case when $2 in ('closed', 'cancelled') then $5::timestamptz end where id = $1""",
        order_id,
        state.value,
        hold_reason,
        placed,
        tx.now,
    )


async def add_entry(tx: Writing, order_id: OrderId, kind: str, facts: Mapping[str, Any], actor: str, *, visible: bool = True) -> None:
    await tx.run(
        "insert into orders.entry (order_id, kind, facts, actor, visible, at) values ($1, $2, $3, $4, $5, $6)",
        order_id,
        kind,
        dict(facts),
        actor,
        visible,
        tx.now,
    )


async def add_to_lines(tx: Writing, order_id: OrderId, column: str, counts: Mapping[LineId, int]) -> int:
    """Raise a line's count of what was cancelled, shipped, delivered or returned; return how many lines it found."""
    return await tx.run(
        f"""update orders.line l set {column} = l.{column} + c.quantity
        from unnest($2::uuid[], $3::int[]) as c (id, quantity) where l.id = c.id and l.order_id = $1""",
        order_id,
        list(counts),
        list(counts.values()),
    )


async def set_address(tx: Writing, order_id: OrderId, address: Any, delivery: Any) -> None:
    await tx.run("update orders.order set shipping_address = $2, delivery = $3 where id = $1", order_id, address, delivery)


async def set_delivery(tx: Writing, order_id: OrderId, delivery: Delivery) -> None:
    await tx.run("update orders.order set delivery = $2 where id = $1", order_id, delivery)


async def set_picking(tx: Writing, order_id: OrderId) -> bool:
    """Note that picking has begun, once; return whether this was the moment."""
    return await tx.run("update orders.order set picking_at = $2 where id = $1 and picking_at is null", order_id, tx.now) == 1


async def replace_choice(tx: Writing, line_id: LineId, values: Mapping[str, Any]) -> None:
    """Make a line one of another variant of its product."""
    await tx.run(
        "update orders.line set variant_id = $2, choices = $3, sku = $4, picture = $5, weight_grams = $6 where id = $1",
        line_id,
        values["variant_id"],
        values["choices"],
        values["sku"],
        values["picture"],
        values["weight_grams"],
    )


async def set_amounts(tx: Writing, order_id: OrderId, line_id: LineId, new: Repriced) -> None:
    """Write what a cheaper line costs, and the order with it."""
    await tx.run(
        "update orders.line set unit = $2, net = $3, tax = $4 where id = $1", line_id, new.unit.amount, new.net.amount, new.tax.amount
    )
    await tx.run(
        "update orders.order set subtotal = $2, taxes = $3, tax = $4, total = $5 where id = $1",
        order_id,
        new.subtotal.amount,
        new.taxes,
        new.order_tax.amount,
        new.total.amount,
    )


async def hand_over(tx: Writing, order_id: OrderId, email: str, person: PersonId) -> None:
    await tx.run("update orders.order set person_id = $2, email = $3 where id = $1 and person_id is null", order_id, person, email)


async def give_to(tx: Writing, email: str, person: PersonId) -> int:
    """Make the guest orders of a proved mail address a person's own."""
    return await tx.run("update orders.order set person_id = $2 where email = $1 and person_id is null", email, person)


FORGOTTEN = "erased@erased.invalid"


async def forget_person(tx: Writing, person: PersonId) -> None:
    """Take the identity from a person's orders: at once where they have ended, later where a parcel is still to come."""
    await tx.run("insert into orders.erasure (person_id, asked_at) values ($1, $2) on conflict do nothing", person, tx.now)
    await forget_ended(tx)


async def forget_ended(tx: Writing) -> int:
    """Take the identity from the ended orders of everybody who asked for it; return how many orders."""
    await tx.run(
        """update orders.order o set recipient_id = null, hidden_as = null,
            shipping_address = jsonb_build_object('name', '', 'line1', '', 'city', '', 'postal_code', '',
                'country', shipping_address ->> 'country', 'region', coalesce(shipping_address ->> 'region', ''))
        from orders.erasure e where e.person_id = o.recipient_id and o.shipping_address is not null and o.state in ('closed', 'cancelled')"""
    )
    addresses = await tx.rows(
        """select distinct o.email from orders.order o join orders.erasure e using (person_id) where o.state in ('closed', 'cancelled')""",
    )
    for row in addresses:  # letters were written to it until the order ended
        await mail.forget(tx, row[0])
    return await tx.run(
        """with told as (update orders.entry e set facts = e.facts - 'city' - 'text', actor = case when e.actor = r.person_id::text then 'guest' else e.actor end
            from orders.order o join orders.erasure r using (person_id)
            where e.order_id = o.id and o.state in ('closed', 'cancelled'))
        update orders.order o set person_id = null, email = $1, message = '', key = gen_random_uuid()::text,
            shipping_address = case when shipping_address is null then null else jsonb_build_object('name', '', 'line1', '', 'city', '',
                'postal_code', '', 'country', shipping_address ->> 'country', 'region', coalesce(shipping_address ->> 'region', '')) end,
            billing_address = null
        from orders.erasure e where e.person_id = o.person_id and o.state in ('closed', 'cancelled')""",
        FORGOTTEN,
    )
