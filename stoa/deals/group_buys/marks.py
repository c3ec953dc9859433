"""By what a person counts once in a team, as digests: mail, address, card. With or without an account, and with two."""

import hashlib
from collections.abc import Iterable

from stoa.base import likeness
from stoa.base.database import Reading, Writing
from stoa.deals.group_buys.model import PlaceId, TeamId
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import Visitor
from stoa.shop.orders.model import Order
from stoa.shop.payments.model import Payment

Mark = tuple[str, str]


def of_order(actor: Visitor, order: Order) -> list[Mark]:
    """Return an order's marks: the mail it was ordered with, that of the account, and where it is sent to; pick-up has no address."""
    mails = {likeness.mail_mark(one) for one in (order.email, actor.email) if one}
    found = [("mail", one) for one in sorted(mails)]
    return found if order.delivery is not None and order.delivery.pickup else [*found, *of_address(order.shipping_address)]


def of_address(address: Address | None) -> list[Mark]:
    return [("address", likeness.address_mark(address))] if address is not None else []


def of_mail(email: str) -> list[Mark]:
    return [("mail", likeness.mail_mark(email))]


def of_payment(payment: Payment | None) -> list[Mark]:
    """Return the mark of a card or account, where the provider tells one from another."""
    return [("payment", f"{payment.provider}:{payment.mark}")] if payment is not None and payment.mark else []


async def put(tx: Writing, team: TeamId, place: PlaceId, marks: Iterable[Mark]) -> bool:
    """Note a place's marks, all or none; False where one of them is another place's. The first who comes has it."""
    digests = await _digests(tx, team, marks)
    if await tx.value(
        "select exists (select from group_buys.mark where team_id = $1 and digest = any($2) and place_id <> $3)", team, digests, place
    ):
        return False
    await tx.run(
        "insert into group_buys.mark (team_id, digest, place_id) select $1, d, $3 from unnest($2::bytea[]) d on conflict do nothing",
        team,
        digests,
        place,
    )
    return True


async def move(tx: Writing, team: TeamId, place: PlaceId, old: Iterable[Mark], new: Iterable[Mark]) -> bool:
    """Note other marks of a place instead of its old ones; False where one of them is another place's."""
    await tx.run(
        "delete from group_buys.mark where team_id = $1 and place_id = $2 and digest = any($3)", team, place, await _digests(tx, team, old)
    )
    return await put(tx, team, place, new)


async def known(read: Reading, team: TeamId, marks: Iterable[Mark]) -> bool:
    """Return whether somebody with one of these marks is in the team."""
    sql = "select exists (select from group_buys.mark where team_id = $1 and digest = any($2))"
    return bool(await read.value(sql, team, await _digests(read, team, marks)))


async def places(read: Reading, team: TeamId, marks: Iterable[Mark]) -> list[PlaceId]:
    """Return the places in the team that have one of these marks."""
    sql = "select distinct place_id from group_buys.mark where team_id = $1 and digest = any($2)"
    return [PlaceId(row[0]) for row in await read.rows(sql, team, await _digests(read, team, marks))]


async def forget(tx: Writing, place: PlaceId) -> None:
    """Forget the marks of a place that has ended: whoever left may come again."""
    await tx.run("delete from group_buys.mark where place_id = $1", place)


async def forget_all(tx: Writing, team: TeamId) -> None:
    """Forget the marks of a team that has settled: nobody comes in any more."""
    await tx.run("delete from group_buys.mark where team_id = $1", team)


async def _digests(read: Reading, team: TeamId, marks: Iterable[Mark]) -> list[bytes]:
    salt = bytes(await read.value("select salt from group_buys.team where id = $1", team) or b"")
    return sorted(hashlib.sha256(b"\x00".join((salt, kind.encode(), value.encode()))).digest() for kind, value in marks)
