"""The withdrawal function: anybody declares, everybody gets a receipt, and nobody learns whether an order exists.

Directive 2011/83/EU, Art. 11a: reachable on every page without an account, two steps, a name, an order and an address
to answer to; the receipt leaves at once and says what was declared, on which day and at what time. The receipt does not
accept anything. The answer and its time are the same for orders that exist and for those that do not: they are looked
for by a job.
"""

from stoa.base import events, ids, jobs
from stoa.base.database import Writing
from stoa.outside import mail
from stoa.people import audit
from stoa.people.sessions.model import GUEST, Visitor
from stoa.shop import orders
from stoa.shop.orders.model import OrderId
from stoa.shop.returns import queries, rules, store
from stoa.shop.returns.actions import open_return
from stoa.shop.returns.model import Kind, NoSuchReturn, ReturnId, StatementId, Wanted, WithdrawalReceived


async def declare(tx: Writing, *, name: str, order_number: str, email: str, note: str, language: str) -> StatementId:
    """Receive a withdrawal and post its receipt; a job looks for the order it means."""
    statement_id = StatementId(ids.new())
    values = {"name": name, "order_number": order_number, "email": email, "note": note, "language": language}
    await store.insert_statement(tx, statement_id, values)
    await mail.post(
        tx,
        email,
        "returns/receipt",
        language,
        {"name": name, "number": order_number, "note": note, "at": tx.now, "email": email},
        key=f"receipt:{statement_id}",
    )
    await events.record(tx, WithdrawalReceived(about=statement_id))
    await jobs.enqueue(tx, "returns.match", {"statement": statement_id})
    return statement_id


async def match(tx: Writing, statement_id: StatementId) -> ReturnId | None:
    """Find the order a statement means and open its withdrawal; what fits none waits for a person. Safe to run twice.

    Nothing is cancelled: whoever wrote has not shown that the order is theirs. They are sent its link, and with that
    they can stop it at once.
    """
    found = await store.lock_statement(tx, statement_id)
    if found is None or found.state != "received":
        return None
    order_id = await _order_of(tx, found.order_number, found.email)
    if order_id is None:
        await store.set_statement(tx, statement_id, "unmatched")
        return None
    order = await orders.lock(tx, order_id)
    may = rules.possible(order, tx.now, (await queries.of_orders(tx, [order_id]))[order_id], await queries.terms(tx))
    if not may.withdraw:
        await store.set_statement(tx, statement_id, "unmatched")
        return None
    wanted = [Wanted(line_id, count) for line_id, count in may.withdraw.items()]
    return_id = await open_return(tx, GUEST, order, Kind.WITHDRAWAL, wanted, found.note)
    await store.set_statement(tx, statement_id, "matched", return_id)
    await mail.post(
        tx,
        order.email,
        "returns/matched",
        order.language,
        {"number": str(order.number), "unsent": rules.changeable(order)},
        key=f"matched:{statement_id}",
        action=order.path,
    )
    return return_id


async def send_link(tx: Writing, *, order_number: str, email: str) -> None:
    """Have an order's link mailed to the address it was ordered with, if number and address belong together."""
    await jobs.enqueue(tx, "returns.link", {"request": ids.new(), "order_number": order_number, "email": email})


async def post_link(tx: Writing, request: str, *, order_number: str, email: str) -> None:
    """Post the link of an order, once for each request; nothing when they do not belong together."""
    order_id = await _order_of(tx, order_number, email)
    if order_id is None:
        return
    order = await orders.get(tx, order_id)
    await mail.post(
        tx, order.email, "returns/link", order.language, {"number": str(order.number)}, key=f"link:{request}", action=order.path
    )


async def settle(tx: Writing, actor: Visitor, statement_id: StatementId) -> None:
    """Note that somebody has answered a declaration that fits no order. Raises NoSuchReturn."""
    found = await store.lock_statement(tx, statement_id)
    if found is None:
        raise NoSuchReturn
    await store.set_statement(tx, statement_id, "settled")
    await audit.note(tx, actor, "returns.settle", statement_id, {})


async def _order_of(tx: Writing, order_number: str, email: str) -> OrderId | None:
    number = rules.order_number(order_number)
    if number is None:
        return None
    found = await orders.reports.listed(tx, query=str(number))
    return next((one.id for one in found.items if one.number == number and one.email.lower() == email.lower()), None)
