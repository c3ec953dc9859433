"""The letters about an opening: when a sale is announced, and a quarter of an hour before it opens for whoever is written to.

To members with an account who have not said that they want none; some hundreds in one transaction, each once, whatever is done twice.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Writing
from stoa.deals.private_sales import club_store, rules, store
from stoa.deals.private_sales.model import Member, MemberId, NoSuchClub, Sale, SaleId
from stoa.outside import mail
from stoa.people import accounts

AT_ONCE = 200
"""Letters in one transaction."""
SOON = timedelta(minutes=15)
"""So long before it opens for them people are written to."""


class Letter(StrEnum):
    """Which letter: that a sale comes, or that it is about to open."""

    ANNOUNCED = "announced"
    SOON = "soon"


class Round(msgspec.Struct, frozen=True):
    """Letters to be written: to all of the club, or to those of its tiers that are let in so early."""

    sale: SaleId
    kind: Letter
    opens_at: datetime
    ahead: int | None = None
    after: MemberId | None = None


async def announce(tx: Writing, sale_id: SaleId, opens_at: datetime, ahead: Iterable[int]) -> None:
    """Have the club told that a sale comes, and each of its tiers that it opens for them."""
    await _later(tx, Round(sale_id, Letter.ANNOUNCED, opens_at), tx.now)
    for minutes in ahead:  # as many as tiers
        at = opens_at - timedelta(minutes=minutes) - SOON
        if at > tx.now:  # what was announced just now says enough
            await _later(tx, Round(sale_id, Letter.SOON, opens_at, minutes), at)


async def _later(tx: Writing, letters: Round, at: datetime) -> None:
    key = f"sale-letters:{letters.sale}:{letters.kind}:{letters.opens_at.isoformat()}:{letters.ahead}:{letters.after}"
    await jobs.enqueue(tx, "private_sales.write", msgspec.to_builtins(letters), at=at, key=key)


async def write(tx: Writing, args: dict[str, Any]) -> None:
    """Write the next letters, and have the others written after them. What has moved, ended or opened meanwhile is told to nobody."""
    letters = msgspec.convert(args, Round)
    sale = await store.sale(tx, letters.sale)
    if sale is None or sale.ended_at is not None or sale.opens_at != letters.opens_at:
        return
    members = await club_store.to_write_to(tx, sale.club_id, letters.ahead, letters.after, AT_ONCE)
    people = await accounts.people(tx, [one.person_id for one in members if one.person_id is not None])
    for one in members:
        person = people.get(one.person_id) if one.person_id is not None else None
        opens_at = rules.opening(sale, one.ahead_minutes)
        if person is not None and person.email and tx.now < opens_at:
            await _post(tx, sale, one, letters.kind, opens_at, person.email, person.language)
    if len(members) == AT_ONCE:
        await _later(tx, msgspec.structs.replace(letters, after=members[-1].id), tx.now)


async def _post(tx: Writing, sale: Sale, member: Member, kind: Letter, opens_at: datetime, email: str, language: str) -> None:
    shown = ids.show("sal", sale.id)
    facts = {
        "title": sale.title.get(language) or next(iter(sale.title.values()), ""),
        "opens": opens_at,
        "ends": sale.ends_at,
        "preview": sale.preview_at if sale.preview_at > tx.now else None,
        "calendar": f"/club/calendar/{member.feed}/{shown}",
    }
    key = f"sale-{kind}:{sale.id}:{member.id}:{opens_at.isoformat()}"
    end = f"/club/letters/{member.feed}"
    path = f"/sales/{shown}/line" if kind is Letter.SOON else "/club"
    await mail.post(tx, email, f"private_sales/{kind}", language, facts, key, action=path, unsubscribe=end, one_click=True)


async def set_letters(tx: Writing, feed: str, *, wanted: bool) -> None:
    """Write to a member about openings, or not any more. Raises NoSuchClub."""
    if not await club_store.set_letters(tx, feed, wanted=wanted):
        raise NoSuchClub
