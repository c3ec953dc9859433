"""Two at the same moment."""

import asyncio
from collections import Counter

from stoa.base.database import Database
from stoa.base.refusals import Refusal
from stoa.community import circles
from stoa.community.circles import actions
from stoa.community.circles.model import Audience, PersonId, Source
from stoa.people import privacy
from stoa.people.sessions.model import SYSTEM
from tests.community.circles.makers import as_member, make_member
from tests.people.accounts.makers import make_person


async def test_an_invitation_for_one_brings_in_one(db: Database) -> None:
    async with db.writing() as tx:
        me, others = await make_person(tx), [await make_person(tx) for _ in range(8)]
        token = (await actions.invite(tx, as_member(me))).rpartition("/")[2]

    async def accept(person: PersonId) -> str:
        try:
            async with db.writing() as tx:
                await actions.accept(tx, as_member(person), token)
        except Refusal as refusal:
            return refusal.code
        return "in"

    assert Counter(await asyncio.gather(*[accept(one) for one in others])) == {"in": 1, "no_such_invitation": 7}


async def test_who_is_blocked_while_following_does_not_follow(db: Database) -> None:
    """The invariant that nothing is between the blocked is checked at the end."""
    async with db.writing() as tx:
        pairs = [[await make_member(tx, page=Audience.EVERYONE) for _ in range(2)] for _ in range(10)]

    async def do(verb: str, one: PersonId, other: PersonId) -> None:
        try:
            async with db.writing() as tx:
                if verb == "suggest":
                    await circles.suggest(tx, one, other, Source.LINK)
                else:
                    await getattr(actions, verb)(tx, as_member(one), other)
        except Refusal:
            pass

    await asyncio.gather(
        *[do(verb, *pair) for a, b in pairs for verb, pair in (("block", (a, b)), ("follow", (b, a)), ("suggest", (a, b)))]
    )
    async with db.reading() as read:
        assert await read.value("select count(*) from circles.block") == 10
        assert await read.value("select count(*) from circles.follow") == 0


async def test_who_is_erased_while_being_followed_is_not_followed(db: Database) -> None:
    async with db.writing() as tx:
        pairs = [(await make_person(tx), await make_member(tx, page=Audience.EVERYONE)) for _ in range(6)]

    async def follow(one: PersonId, other: PersonId) -> None:
        try:
            async with db.writing() as tx:
                await actions.follow(tx, as_member(one), other)
        except Refusal:
            pass

    async def erase(other: PersonId) -> None:
        async with db.writing() as tx:
            await privacy.erase(tx, SYSTEM, other)

    await asyncio.gather(*[task for one, other in pairs for task in (follow(one, other), erase(other))])
    async with db.reading() as read:
        assert await read.value("select count(*) from circles.follow") == 0
