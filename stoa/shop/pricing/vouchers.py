"""Voucher codes: which offers a code opens, whether it still does, and how often it was used."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.people.permissions.model import PersonId
from stoa.shop.pricing import store
from stoa.shop.pricing.model import CodeIsUsedUp, OfferId, Voucher
from stoa.shop.pricing.rules import of_code

_VOUCHERS = msgspec.json.Decoder(list[Voucher])
_MINE = "u.offer_id = o.id and u.given_back_at is null and (u.person = {person} or u.email = {email})"


async def recognise(read: Reading, codes: Collection[str], now: datetime, person: PersonId | None = None) -> dict[str, Voucher]:
    """Return what these codes open, by the code as it is kept, in one statement.

    A code that no offer answers to is not in it, nor one that has not begun; one that has ended is. What a guest has used
    is only known when they say who they are, at paying.
    """
    mine = _MINE.format(person="$3::bytea", email="null")
    text = await read.value(
        f"""select coalesce(json_agg(v), '[]')::text from (
            select code, bool_or(lives) as lives, json_agg(id) as offers, bool_or(limited) as limited,
                coalesce(bool_or(lives and (spent or yours)), false) as used_up, coalesce(bool_or(lives and yours), false) as yours
            from (select o.code, o.id, o.until_at is null or o.until_at > $2 as lives, o.uses >= o.most_uses as spent,
                    o.most_uses is not null or o.most_per_person is not null as limited,
                    o.most_per_person <= (select count(*) from pricing.use u where {mine}) as yours
                from pricing.offer o where o.code = any($1) and o.from_at <= $2) o group by code) v""",
        [of_code(code) for code in codes if "\0" not in code],
        now,
        _of_person(person),
    )
    return {one.code: one for one in _VOUCHERS.decode(text)}


async def use(tx: Writing, offers: Collection[OfferId], order_id: UUID, person: PersonId | None, email: str) -> None:
    """Note that an order uses these offers' codes: once each, as often as they may be used and no more (docs/scarcity.md).

    Raises CodeIsUsedUp, and then nothing was used.
    """
    if not offers:
        return
    known = await store.lock_offers(tx, offers)
    for spent in (one for one in known if one.most_uses is not None and one.uses >= one.most_uses):
        raise CodeIsUsedUp(code=spent.code or "", yours=0)
    mine = _MINE.format(person="$3::bytea", email="$4::bytea")
    rows = await tx.rows(
        f"""insert into pricing.use (offer_id, order_id, code, person, email, slot, at)
        select o.id, $2, o.code, $3, $4, (select min(n) from generate_series(1, m.count + 1) n where n <> all(m.slots)), $5
        from pricing.offer o
        cross join lateral (select count(*)::int as count, coalesce(array_agg(u.slot), '{{}}') as slots from pricing.use u where {mine}) m
        where o.id = any($1) and o.code is not null and (o.most_per_person is null or m.count < o.most_per_person) returning offer_id""",
        [one.id for one in known],
        order_id,
        _of_person(person),
        _of_email(email),
        tx.now,
    )
    used = {row["offer_id"] for row in rows}
    for refused in (one for one in known if one.id not in used):
        raise CodeIsUsedUp(code=refused.code or "", yours=1)
    await tx.run("update pricing.offer set uses = uses + 1 where id = any($1)", list(used))


async def give_back(tx: Writing, order_id: UUID) -> None:
    """Give back what an order used that came to nothing. Safe to run twice."""
    offers = [row["offer_id"] for row in await tx.rows("select offer_id from pricing.use where order_id = $1", order_id)]
    if not offers:
        return
    await store.lock_offers(tx, offers)
    rows = await tx.rows(
        "update pricing.use set given_back_at = $2 where order_id = $1 and given_back_at is null returning offer_id", order_id, tx.now
    )
    await tx.run("update pricing.offer set uses = uses - 1 where id = any($1)", [row["offer_id"] for row in rows])


async def used_by(read: Reading, person: PersonId) -> list[dict[str, object]]:
    """Return the codes that somebody used, and when."""
    rows = await read.rows("select code, at from pricing.use where person = $1 and given_back_at is null order by at", _of_person(person))
    return [dict(row) for row in rows]


async def forget(tx: Writing, person: PersonId) -> None:
    """Keep that codes were used, not by whom."""
    await tx.run("update pricing.use set person = null, email = null where person = $1", _of_person(person))


def _of_person(person: PersonId | None) -> bytes | None:
    return hashlib.sha256(f"person:{person}".encode()).digest() if person is not None else None


def _of_email(email: str) -> bytes | None:
    return hashlib.sha256(f"email:{email.strip().lower()}".encode()).digest() if email.strip() else None
