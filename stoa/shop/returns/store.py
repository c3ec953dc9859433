"""The SQL of returns that writes, and reads for decisions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import LineId, OrderId
from stoa.shop.returns.model import Kind, NoSuchReturn, Refund, Return, ReturnId, State, StatementId, Terms, Wanted, Wish

RETURN = """json_build_object('id', r.id, 'number', r.number, 'order_id', r.order_id, 'kind', r.kind, 'state', r.state, 'note', r.note,
    'wish', r.wish, 'replacement', (select json_build_object('id', p.id, 'number', p.number, 'key', p.key) from orders.order p where p.id = r.replacement),
    'asked_at', r.asked_at, 'label', r.label, 'tracking', r.tracking, 'photos', r.photos,
    'refund', case when r.refund is not null then json_build_object('amount', r.refund, 'currency', r.currency) end,
    'lines', (select coalesce(json_agg(json_build_object('line_id', l.line_id, 'quantity', l.quantity, 'reason', l.reason,
        'received', l.received, 'restocked', l.restocked) order by l.line_id, l.reason), '[]') from returns.line l where l.return_id = r.id),
    'trail', (select coalesce(json_agg(json_build_object('at', t.at, 'action', t.action, 'state', t.state, 'actor', t.actor, 'note', t.note)
        order by t.id), '[]') from returns.trail t where t.return_id = r.id))"""
"""A return as JSON, of the row `r`."""

_DECODER = msgspec.json.Decoder(Return)
_MANY = msgspec.json.Decoder(list[Return])


async def insert(
    tx: Writing,
    return_id: ReturnId,
    order_id: OrderId,
    kind: Kind,
    currency: str,
    note: str,
    photos: Sequence[str],
    wanted: Sequence[Wanted],
    wish: Wish = Wish.REFUND,
) -> None:
    await tx.run(
        """insert into returns.return_ (id, order_id, kind, state, note, photos, currency, asked_at, wish)
        values ($1, $2, $3, 'asked', $4, $5, $6, $7, $8)""",
        return_id,
        order_id,
        kind.value,
        note,
        list(photos),
        currency,
        tx.now,
        wish.value,
    )
    together: dict[tuple[UUID, str], int] = {}
    for one in wanted:
        key = (one.line_id, one.reason.value)
        together[key] = together.get(key, 0) + one.quantity
    await tx.run_each(
        "insert into returns.line (return_id, line_id, reason, quantity) values ($1, $2, $3, $4)",
        [(return_id, line_id, reason, quantity) for (line_id, reason), quantity in together.items()],
    )


async def lock(tx: Writing, return_id: ReturnId) -> Return | None:
    if await tx.value("select id from returns.return_ where id = $1 for update", return_id) is None:
        return None
    return await find(tx, return_id)


async def find(read: Reading, return_id: ReturnId) -> Return | None:
    return await read.document(_DECODER, f"select {RETURN}::text from returns.return_ r where r.id = $1", return_id)


async def get(read: Reading, return_id: ReturnId) -> Return:
    """Return it. Raises NoSuchReturn."""
    found = await find(read, return_id)
    if found is None:
        raise NoSuchReturn
    return found


async def order_of(read: Reading, return_id: ReturnId) -> OrderId | None:
    found: OrderId | None = await read.value("select order_id from returns.return_ where id = $1", return_id)
    return found


async def set_state(
    tx: Writing, return_id: ReturnId, state: State, *, ended: bool, refund: Refund | None = None, replacement: OrderId | None = None
) -> None:
    await tx.run(
        """update returns.return_ set state = $2, ended_at = case when $3 then $4::timestamptz end, refund = $5, replacement = $6
        where id = $1""",
        return_id,
        state.value,
        ended,
        tx.now,
        refund and refund.total.amount,
        replacement,
    )


async def add_trace(tx: Writing, return_id: ReturnId, action: str, state: State, actor: str, note: str) -> None:
    await tx.run(
        "insert into returns.trail (return_id, at, action, state, actor, note) values ($1, $2, $3, $4, $5, $6)",
        return_id,
        tx.now,
        action,
        state.value,
        actor,
        note,
    )


async def set_received(tx: Writing, return_id: ReturnId, lines: Sequence[tuple[LineId, str, int, int]]) -> None:
    """Write how many of each line and reason came back, and how many of those went on the shelf."""
    await tx.run_each(
        "update returns.line set received = $4, restocked = $5 where return_id = $1 and line_id = $2 and reason = $3",
        [(return_id, *one) for one in lines],
    )


async def set_label(tx: Writing, return_id: ReturnId, label: str | None, tracking: str) -> bool:
    """Keep the label and number a carrier made (an empty number: it makes none), once."""
    changed = await tx.run(
        "update returns.return_ set label = $2, tracking = $3 where id = $1 and tracking is null", return_id, label, tracking
    )
    return changed == 1


async def insert_statement(tx: Writing, statement_id: StatementId, values: Mapping[str, Any]) -> None:
    await tx.run(
        "insert into returns.statement (id, name, order_number, email, note, language, at) values ($1, $2, $3, $4, $5, $6, $7)",
        statement_id,
        values["name"],
        values["order_number"],
        values["email"],
        values["note"],
        values["language"],
        tx.now,
    )


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody declared, word for word."""

    id: StatementId
    name: str
    order_number: str
    email: str
    note: str
    language: str
    state: str


async def lock_statement(tx: Writing, statement_id: StatementId) -> Statement | None:
    return await tx.one(
        Statement,
        "select id, name, order_number, email, note, language, state from returns.statement where id = $1 for update",
        statement_id,
    )


async def set_statement(tx: Writing, statement_id: StatementId, state: str, return_id: ReturnId | None = None) -> None:
    await tx.run(
        "update returns.statement set state = $2, return_id = coalesce($3, return_id) where id = $1", statement_id, state, return_id
    )


async def policy(read: Reading) -> Terms:
    """Return the shop's own terms; the calendar comes from shipping."""
    found = await read.one(Terms, "select withdrawal_days, return_days, claim_days, address from returns.policy")
    return found or Terms()


async def set_policy(tx: Writing, terms: Terms) -> None:
    await tx.run(
        "update returns.policy set withdrawal_days = $1, return_days = $2, claim_days = $3, address = $4",
        terms.withdrawal_days,
        terms.return_days,
        terms.claim_days,
        terms.address,
    )


async def of_person(read: Reading, person: PersonId) -> list[Return]:
    text = await read.value(
        f"""select coalesce(json_agg({RETURN} order by r.id), '[]')::text from returns.return_ r
        join orders.order o on o.id = r.order_id where o.person_id = $1""",
        person,
    )
    return _MANY.decode(text)


async def statements_of_person(read: Reading, person: PersonId) -> list[Statement]:
    return await read.all(
        Statement,
        """select s.id, s.name, s.order_number, s.email, s.note, s.language, s.state from returns.statement s
        join returns.return_ r on r.id = s.return_id join orders.order o on o.id = r.order_id where o.person_id = $1 order by s.id""",
        person,
    )


async def forget_person(tx: Writing, person: PersonId) -> None:
    """Take the person's words and photos from their returns, and who they are from their declarations."""
    mine = "select r.id from returns.return_ r join orders.order o on o.id = r.order_id where o.person_id = $1"
    await tx.run(f"update returns.statement set name = '', email = '', note = '' where return_id in ({mine})", person)
    await tx.run(f"update returns.return_ set note = '', photos = '{{}}' where id in ({mine})", person)
    await tx.run(f"update returns.trail set note = '' where action = 'ask' and return_id in ({mine})", person)


async def withdrawn(read: Reading, order_id: OrderId | None) -> dict[LineId, int]:
    """Return how many pieces of each line, of an order or of all, are withdrawn from and neither back nor paid."""
    rows = await read.rows(
        """select l.line_id, sum(l.quantity - l.received)::int as pieces from returns.return_ r join returns.line l on l.return_id = r.id
        where r.kind = 'withdrawal' and r.ended_at is null and ($1::uuid is null or r.order_id = $1) group by l.line_id""",
        order_id,
    )
    return {row["line_id"]: row["pieces"] for row in rows}
