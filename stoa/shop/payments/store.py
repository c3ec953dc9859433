"""The SQL of payments."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.outside.payments.model import Answer, SavedMethod
from stoa.people.sessions.model import PersonId
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import Method, Payment, PaymentId, State

_COLUMNS = """id, order_id, person_id, provider, token, save, reference, state, hold_reason, currency, amount, due, captured, refunding, refunded,
    code, challenge_url, instructions, expires_at, asked, made_at, part, given_up_at, replaces, later, absent, retried, customer, method, mark"""


async def insert(tx: Writing, payment_id: PaymentId, values: dict[str, Any], ask_at: datetime) -> None:
    await tx.run(
        """insert into payments.payment (id, order_id, person_id, provider, token, save, state, hold_reason, currency, amount, due, ask_at, made_at, changed_at, part, replaces,
            later, absent, retried, customer, method)
        values ($1, $2, $3, $4, $5, $6, 'intended', $7, $8, $9, $9, $10, $11, $11, $12, $13, $14, $15, $16, $17, $18)""",
        payment_id,
        values["order_id"],
        values["person_id"],
        values["provider"],
        values["token"],
        values["save"],
        values["hold_reason"],
        values["currency"],
        values["amount"],
        ask_at,
        tx.now,
        values.get("part", False),
        values.get("replaces"),
        values.get("later", False),
        values.get("absent", False),
        values.get("retried", False),
        values.get("customer"),
        values.get("method"),
    )


async def find(read: Reading, payment_id: PaymentId) -> Payment | None:
    return await read.one(Payment, f"select {_COLUMNS} from payments.payment where id = $1", payment_id)


async def find_all(read: Reading, payment_ids: Sequence[PaymentId]) -> list[Payment]:
    return await read.all(Payment, f"select {_COLUMNS} from payments.payment where id = any($1)", list(payment_ids))


async def of_order(read: Reading, order_id: OrderId) -> Payment | None:
    """Return the order's one payment; what several pay has none."""
    return await read.one(
        Payment, f"select {_COLUMNS} from payments.payment where order_id = $1 and not part and replaced_at is null", order_id
    )


async def parts(read: Reading, order_id: OrderId) -> list[Payment]:
    """Return the payments of an order that several pay, the oldest first."""
    return await read.all(Payment, f"select {_COLUMNS} from payments.payment where order_id = $1 and part order by id", order_id)


async def lock_parts(tx: Writing, order_id: OrderId) -> list[Payment]:
    return await tx.all(Payment, f"select {_COLUMNS} from payments.payment where order_id = $1 and part order by id for update", order_id)


async def give_up(tx: Writing, payment_id: PaymentId) -> bool:
    """Note, once, that nobody waits for this part any more; return whether this was the moment."""
    return await tx.run("update payments.payment set given_up_at = $2 where id = $1 and given_up_at is null", payment_id, tx.now) == 1


async def of_orders(read: Reading, order_ids: Sequence[OrderId]) -> list[Payment]:
    return await read.all(
        Payment, f"select {_COLUMNS} from payments.payment where order_id = any($1) and not part and replaced_at is null", list(order_ids)
    )


async def lock(tx: Writing, payment_id: PaymentId) -> Payment | None:
    return await tx.one(Payment, f"select {_COLUMNS} from payments.payment where id = $1 for update", payment_id)


async def lock_all(tx: Writing, payment_ids: Sequence[PaymentId]) -> list[Payment]:
    """Lock payments, in order, and return how they stand."""
    return await tx.all(Payment, f"select {_COLUMNS} from payments.payment where id = any($1) order by id for update", list(payment_ids))


async def by_key(read: Reading, provider: str, payment_id: UUID | None, reference: str) -> Payment | None:
    """Return the payment of that key, or of that id at the provider."""
    return await read.one(
        Payment,
        f"select {_COLUMNS} from payments.payment where provider = $1 and (id = $2 or (reference = $3 and $3 <> '')) limit 1",
        provider,
        payment_id,
        reference,
    )


async def set_answer(
    tx: Writing, payment_id: PaymentId, state: State, answer: Answer, *, captured: int | None, ask_at: datetime | None
) -> None:
    await tx.run(
        """update payments.payment set state = $2, reference = coalesce($3, reference), code = $4, challenge_url = coalesce($5, challenge_url),
            instructions = coalesce($6, instructions), expires_at = coalesce($7, expires_at), captured = coalesce($8, captured),
            ask_at = $9, changed_at = $10, method = case when later or save then coalesce($11, method) else method end,
            mark = case when $12 <> '' then $12 else mark end where id = $1""",
        payment_id,
        state.value,
        answer.reference,
        answer.code,
        answer.challenge_url,
        answer.instructions,
        answer.expires_at,
        captured,
        ask_at,
        tx.now,
        answer.saved_method,
        answer.mark,
    )


async def set_state(tx: Writing, payment_id: PaymentId, state: State, *, captured: int | None = None, code: str = "") -> None:
    await tx.run(
        """update payments.payment set state = $2, captured = coalesce($3, captured), code = $4, changed_at = $5, ask_at = null where id = $1""",
        payment_id,
        state.value,
        captured,
        code,
        tx.now,
    )


async def replace(tx: Writing, payment_id: PaymentId) -> bool:
    """Note, once, that another payment speaks for the order of one that failed; return whether this was the moment."""
    sql = """update payments.payment set replaced_at = $2
        where id = $1 and replaced_at is null and state in ('failed', 'declined', 'voided', 'saved')"""
    return await tx.run(sql, payment_id, tx.now) == 1


async def set_due(tx: Writing, payment_id: PaymentId, due: int) -> None:
    """Write what is to be taken; whoever sends it themself is told so much."""
    await tx.run(
        """update payments.payment set due = $2, changed_at = $3,
            instructions = case when state = 'awaiting' then jsonb_set(instructions, '{amount,amount}', to_jsonb($2::bigint)) else instructions end
        where id = $1""",
        payment_id,
        due,
        tx.now,
    )


async def ask_later(tx: Writing, payment_id: PaymentId, at: datetime) -> None:
    await tx.run("update payments.payment set ask_at = $2, asked = asked + 1 where id = $1", payment_id, at)


async def to_ask(read: Reading, now: datetime, limit: int = 50) -> list[PaymentId]:
    """Return the payments whose outcome is not known and that are due to be asked about."""
    rows = await read.rows(
        "select id from payments.payment where ask_at <= $1 and state in ('intended', 'unknown', 'challenge') order by ask_at limit $2",
        now,
        limit,
    )
    return [row[0] for row in rows]


async def begin_step(tx: Writing, payment_id: PaymentId, verb: str) -> UUID:
    return (await begin_step_again(tx, payment_id, verb))[0]


async def begin_step_again(tx: Writing, payment_id: PaymentId, verb: str) -> tuple[UUID, datetime | None]:
    """Write that a provider is being asked; return the step, and when it was first asked for this before."""
    step = ids.new()
    since: datetime | None = await tx.value(
        """insert into payments.step (id, payment_id, verb, began_at) values ($1, $2, $3, $4)
        returning (select min(s.began_at) from payments.step s where s.payment_id = $2 and s.verb = $3 and s.id <> $1)""",
        step,
        payment_id,
        verb,
        tx.now,
    )
    return step, since


async def end_step(tx: Writing, step: UUID, outcome: str, code: str) -> None:
    await tx.run("update payments.step set ended_at = $2, outcome = $3, code = $4 where id = $1", step, tx.now, outcome, code)


async def insert_letting_go(tx: Writing, payment_id: PaymentId) -> bool:
    """Note, once, that what is set aside for this payment is to be let go; return whether this was the moment."""
    sql = "insert into payments.letting_go (payment_id, asked_at) values ($1, $2) on conflict do nothing"
    return await tx.run(sql, payment_id, tx.now) == 1


async def letting_go(read: Reading, payment_id: PaymentId) -> int | None:
    """Return how often the provider refused to let it go so far; None where nothing is asked for any more."""
    found: int | None = await read.value("select attempts from payments.letting_go where payment_id = $1 and state = 'asked'", payment_id)
    return found


async def count_letting_go(tx: Writing, payment_id: PaymentId, code: str) -> None:
    await tx.run("update payments.letting_go set attempts = attempts + 1, code = $2 where payment_id = $1", payment_id, code)


async def end_letting_go(tx: Writing, payment_id: PaymentId, *, made: bool, code: str) -> bool:
    """Note what came of it, once; return whether this was the moment."""
    sql = "update payments.letting_go set state = $2, code = $3, ended_at = $4 where payment_id = $1 and state = 'asked'"
    return await tx.run(sql, payment_id, "made" if made else "failed", code, tx.now) == 1


async def save_method(tx: Writing, person: PersonId, provider: str, method: SavedMethod) -> None:
    await tx.run(
        """insert into payments.method (id, person_id, provider, token, customer, brand, last4, expires_month, expires_year, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing""",
        ids.new(),
        person,
        provider,
        method.token,
        method.customer,
        method.brand,
        method.last4,
        method.expires_month,
        method.expires_year,
        tx.now,
    )


async def customer_of(read: Reading, person: PersonId, provider: str, token: str) -> str | None:
    """Return whom the provider knows by a way to pay that this person has saved."""
    sql = "select customer from payments.method where person_id = $1 and provider = $2 and token = $3"
    found: str | None = await read.value(sql, person, provider, token)
    return found


async def methods(read: Reading, person: PersonId) -> list[Method]:
    return await read.all(
        Method,
        "select id, provider, token, customer, brand, last4, expires_month, expires_year from payments.method where person_id = $1 order by made_at desc",
        person,
    )


async def forget_methods(tx: Writing, person: PersonId, method: UUID | None) -> list[tuple[str, str]]:
    """Delete a saved way to pay, or all of a person's; return the provider and its token of each."""
    sql = "delete from payments.method where person_id = $1 and ($2::uuid is null or id = $2) returning provider, token"
    return [(row["provider"], row["token"]) for row in await tx.rows(sql, person, method)]


async def take_methods(tx: Writing, order_id: OrderId) -> list[tuple[str, str]]:
    """Forget what was saved with an order's payments; return the provider and its token of each, those used again too."""
    rows = await tx.rows(
        """with gone as (update payments.payment set method = null where order_id = $1 and method is not null returning id)
        select p.provider, coalesce(p.method ->> 'token', p.token) as token from payments.payment p
        where p.order_id = $1 and (p.method is not null or p.customer is not null) and (select count(*) from gone) >= 0""",
        order_id,
    )
    return [(row["provider"], row["token"]) for row in rows]


async def is_needed(read: Reading, provider: str, token: str) -> bool:
    """Return whether a member has saved this way to pay, or an order that waits is to be paid with it."""
    found: bool = await read.value(
        """select exists (select from payments.method where provider = $1 and token = $2)
            or exists (select from payments.payment where provider = $1 and method ->> 'token' = $2)
            or exists (select from payments.payment where provider = $1 and token = $2 and customer is not null
                and state in ('intended', 'unknown', 'challenge', 'saved', 'authorized', 'capturing'))""",
        provider,
        token,
    )
    return found


async def insert_forgetting(tx: Writing, forgetting_id: UUID, provider: str, token: str) -> bool:
    """Note that a provider is to forget this; return False where that is asked for already."""
    sql = "insert into payments.forgetting (id, provider, token, asked_at) values ($1, $2, $3, $4) on conflict do nothing"
    return await tx.run(sql, forgetting_id, provider, token, tx.now) == 1


async def forgetting(tx: Writing, forgetting_id: UUID) -> tuple[str, str, int] | None:
    """Return the provider, what it is to forget and how often it refused so far; None where nothing is asked any more."""
    row = await tx.row(
        "select provider, token, attempts from payments.forgetting where id = $1 and state = 'asked' for update", forgetting_id
    )
    return None if row is None else (row["provider"], row["token"], row["attempts"])


async def count_forgetting(tx: Writing, forgetting_id: UUID, code: str) -> None:
    await tx.run("update payments.forgetting set attempts = attempts + 1, code = $2 where id = $1", forgetting_id, code)


async def end_forgetting(tx: Writing, forgetting_id: UUID, state: str, code: str) -> None:
    """Note what came of it; the token of what is forgotten, or kept by somebody, is not kept here."""
    await tx.run(
        """update payments.forgetting set state = $2, code = $3, ended_at = $4, token = case when $2 = 'failed' then token end
        where id = $1 and state = 'asked'""",
        forgetting_id,
        state,
        code,
        tx.now,
    )


async def first_delivery(tx: Writing, provider: str, event_id: str, kind: str, payment_id: PaymentId | None) -> bool:
    """Note a provider's message; return False when it was delivered before."""
    return (
        await tx.run(
            "insert into payments.webhook (provider, event_id, kind, payment_id, received_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
            provider,
            event_id,
            kind,
            payment_id,
            tx.now,
        )
        == 1
    )
