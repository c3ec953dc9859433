"""What the sandbox provider keeps, and the statements that change it. Nobody but the sandbox calls them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base import ids, jobs
from stoa.base.database import Reading, Writing
from stoa.outside.payments.model import SavedMethod
from stoa.outside.payments.rules import Call, Charge

DELIVER = "outside_payments.deliver"
END = "outside_payments.end"


_CHARGE = (
    'reference, key, token, state, code, amount, currency, captured, refunded, "order", return_url, customer, method,'
    " made_at, appears_at, expires_at, saves"
)


async def make_charge(tx: Writing, charge: Charge) -> bool:
    """Write a charge; return False, changing nothing, when its key is taken."""
    names = Charge.__struct_fields__
    places = ", ".join(f"${n}" for n in range(1, len(names) + 1))
    return (
        await tx.run(
            f"insert into outside_payments.charge ({_CHARGE}) values ({places}) on conflict (key) do nothing",
            *[getattr(charge, name) for name in names],
        )
        == 1
    )


async def by_key(read: Reading, key: str) -> Charge | None:
    return await read.one(Charge, f"select {_CHARGE} from outside_payments.charge where key = $1", key)


async def find(read: Reading, reference: str) -> Charge | None:
    return await read.one(Charge, f"select {_CHARGE} from outside_payments.charge where reference = $1", reference)


async def lock(tx: Writing, reference: str) -> Charge | None:
    return await tx.one(Charge, f"select {_CHARGE} from outside_payments.charge where reference = $1 for update", reference)


async def change(tx: Writing, charge: Charge) -> None:
    """Write the state, code and sums of a locked charge."""
    await tx.run(
        "update outside_payments.charge set state = $2, code = $3, captured = $4, refunded = $5 where reference = $1",
        charge.reference,
        charge.state,
        charge.code,
        charge.captured,
        charge.refunded,
    )


async def charges(read: Reading) -> list[Charge]:
    """Return every charge there ever was, oldest first."""
    return await read.all(Charge, f"select {_CHARGE} from outside_payments.charge order by made_at, reference")


async def call(read: Reading, key: str) -> Call | None:
    return await read.one(Call, "select verb, reference, amount, outcome, code, ends from outside_payments.call where key = $1", key)


async def calls(read: Reading, reference: str, verb: str) -> int:
    """Return how many calls of that verb there were."""
    count: int = await read.value("select count(*) from outside_payments.call where reference = $1 and verb = $2", reference, verb)
    return count


async def refusals(read: Reading, reference: str, verb: str) -> int:
    """Return how many calls of that verb were refused."""
    count: int = await read.value(
        "select count(*) from outside_payments.call where reference = $1 and verb = $2 and outcome = 'failed'", reference, verb
    )
    return count


async def note_call(tx: Writing, key: str, found: Call) -> None:
    await tx.run(
        "insert into outside_payments.call (key, verb, reference, amount, outcome, code, at, ends) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        key,
        found.verb,
        found.reference,
        found.amount,
        found.outcome,
        found.code,
        tx.now,
        found.ends,
    )


async def end_call(tx: Writing, key: str, found: Call) -> None:
    await tx.run("update outside_payments.call set outcome = $2, code = $3, ends = '' where key = $1", key, found.outcome, found.code)


_METHOD = "token, brand, last4, expires_month, expires_year, customer"


async def method(read: Reading, token: str) -> SavedMethod | None:
    """Return a saved method that was not forgotten."""
    return await read.one(SavedMethod, f"select {_METHOD} from outside_payments.method where token = $1 and forgotten_at is null", token)


async def forgetting(tx: Writing, token: str) -> tuple[str, list[str]]:
    """Lock a saved method; return what it was made of and the keys of the calls that wanted it forgotten, the oldest first."""
    row = await tx.row("select made_of, forget_keys from outside_payments.method where token = $1 for update", token)
    return ("", []) if row is None else (row["made_of"], list(row["forget_keys"]))


async def note_forgetting(tx: Writing, token: str, key: str, *, forgotten: bool) -> None:
    await tx.run(
        """update outside_payments.method set forget_keys = forget_keys || $2::text,
            forgotten_at = coalesce(forgotten_at, case when $3 then $4::timestamptz end) where token = $1""",
        token,
        key,
        forgotten,
        tx.now,
    )


async def made_of(read: Reading, token: str) -> str:
    """Return the token that a saved method was made of."""
    return str(await read.value("select made_of from outside_payments.method where token = $1", token) or "")


async def was_declined(read: Reading, token: str) -> bool:
    """Return whether a charge of this saved method was ever declined."""
    return bool(await read.value("select exists (select from outside_payments.charge where token = $1 and state = 'declined')", token))


async def save_method(tx: Writing, saved: SavedMethod, made_of: str) -> None:
    await tx.run(
        f"insert into outside_payments.method ({_METHOD}, made_at, made_of) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        saved.token,
        saved.brand,
        saved.last4,
        saved.expires_month,
        saved.expires_year,
        saved.customer,
        tx.now,
        made_of,
    )


async def send_later(tx: Writing, body: dict[str, Any], *, at: datetime, times: int) -> None:
    """Write a webhook and the job that delivers it."""
    delivery = ids.new()
    await tx.run("insert into outside_payments.delivery (id, body, times, made_at) values ($1, $2, $3, $4)", delivery, body, times, tx.now)
    await jobs.enqueue(tx, DELIVER, {"delivery": delivery}, at=at)


async def waiting(read: Reading, delivery: UUID) -> tuple[dict[str, Any], int, int] | None:
    """Return a webhook's body, how often it is to be sent and how often that was tried; None when it has been sent."""
    row = await read.row("select body, times, attempts from outside_payments.delivery where id = $1 and sent_at is null", delivery)
    return None if row is None else (row["body"], row["times"], row["attempts"])


async def note_delivery(tx: Writing, delivery: UUID, *, error: str | None) -> None:
    await tx.run(
        """update outside_payments.delivery set attempts = attempts + 1, error = $2::text,
        sent_at = case when $2::text is null then $3::timestamptz end where id = $1""",
        delivery,
        error,
        tx.now,
    )
