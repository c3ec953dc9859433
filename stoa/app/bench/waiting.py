"""A private sale that very many wait for: how long the draw takes, how often a second one's place may be asked for, in how much memory."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import uvloop

from stoa.app.bench import load
from stoa.app.bench.load import Script, request
from stoa.base import clock, ids
from stoa.base.database import Database, Writing
from stoa.base.http.visits import PASS_COOKIE
from stoa.deals import private_sales
from stoa.deals.private_sales import moving
from stoa.deals.private_sales.model import ClubId, NewClub, NewItem, NewSale, SaleId
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop.catalog.model import VariantId

ASKING = 400
"""So many of them have a pass and ask for their place; the others are there, and wait."""
OPENS = timedelta(seconds=3)


class Line(msgspec.Struct, frozen=True):
    """A sale whose line is full: who may ask, and how long it took to fill it and to draw."""

    sale: SaleId
    passes: list[str]
    facts: dict[str, Any]


def places(sale: str, passes: list[str]) -> Callable[[random.Random], Script]:
    """Guests in the line who ask where they stand."""
    return load.single(lambda chance: request("GET", f"/api/sales/{sale}/line", cookie=f"{PASS_COOKIE}={chance.choice(passes)}"))


def make(url: str, people: int) -> Line:
    """Open a sale that so many wait for."""
    return uvloop.run(_make(url, people))


async def _make(url: str, people: int) -> Line:
    db = Database(url, now=clock.now, size=4)
    await db.open()
    try:
        async with db.writing() as tx:
            club, sale = await _plan(tx)
            passes = await _invite(tx, club, min(ASKING, people))
        began = time.perf_counter()
        async with db.writing() as tx:
            await _fill(tx, club, sale, people - len(passes))
        filled = time.perf_counter() - began
        async with db.reading() as read:
            opens_at = await read.value("select opens_at from private_sales.sale where id = $1", sale)
        await asyncio.sleep(max((opens_at - clock.now()).total_seconds(), 0) + 0.1)
        began = time.perf_counter()
        async with db.writing() as tx:
            await moving.turn(tx, sale)
        drawn = time.perf_counter() - began
        async with db.reading() as read:
            ranked = await read.value("select count(*) from private_sales.entrant where sale_id = $1 and rank is not null", sale)
    finally:
        await db.close()
    return Line(sale, passes, {"people": ranked, "entered_in_s": round(filled, 2), "drawn_in_s": round(drawn, 2)})


async def _plan(tx: Writing) -> tuple[ClubId, SaleId]:
    club = await private_sales.make_club(tx, SYSTEM, NewClub(name={"en": "The cellar"}))
    variant = VariantId(await tx.value("select v.id from catalog.variant v order by v.id desc limit 1"))
    new = NewSale(
        club_id=club,
        title={"en": "Cellar night"},
        market="eu",
        preview_at=tx.now,
        opens_at=tx.now + OPENS,
        ends_at=tx.now + timedelta(days=1),
        items=(NewItem(variant, 100, 10),),
        hidden=False,
    )
    return club, await private_sales.plan_sale(tx, SYSTEM, new)


async def _invite(tx: Writing, club: ClubId, guests: int) -> list[str]:
    """Let guests into the club; return their passes."""
    token = await private_sales.invite(tx, SYSTEM, club, places=guests)
    accepted = [await private_sales.accept(tx, GUEST, token) for _ in range(guests)]
    return [one.token for one in accepted if one.token is not None]


async def _fill(tx: Writing, club: ClubId, sale: SaleId, people: int) -> None:
    """Put whoever has a pass into the line, and so many made-up members with them."""
    await tx.run(
        """insert into private_sales.member (id, club_id, person_id, name, tier, quota, since)
        select m, $1, p, '', 'member', 0, $4 from unnest($2::uuid[], $3::uuid[]) t (m, p)""",
        club,
        [ids.new() for _ in range(people)],
        [ids.new() for _ in range(people)],
        tx.now,
    )
    await tx.run(
        """insert into private_sales.entrant (id, sale_id, member_id, ahead_minutes, entered_at)
        select gen_random_uuid(), $1, m.id, 0, $3 from private_sales.member m where m.club_id = $2""",
        sale,
        club,
        tx.now,
    )
