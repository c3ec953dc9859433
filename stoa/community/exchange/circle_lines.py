"""Members with what they show, and who follows whom, as lines of our own format."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.community import circles, members
from stoa.community.circles.model import Audience, PutFollow, PutMember
from stoa.community.circles.model import Kind as Shown
from stoa.community.exchange import queries
from stoa.community.exchange.lines import OfLines, unfit
from stoa.community.exchange.model import Kind
from stoa.community.exchange.running import Outcome
from stoa.community.moderation.model import State
from stoa.people.sessions.model import SYSTEM, PersonId

BATCH = 1_000


class MemberLine(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="stoa", tag="member/1"):
    """What a member is called. `member` is their mail address. What they show is in rows of our own files; `shows` is for others'."""

    member: str
    byline: str = ""
    about: str = ""
    picture: str | None = None
    shows: dict[Shown, Audience] = {}
    handle: str = ""
    state: State = State.PUBLISHED
    version: int = 0
    since: datetime | None = None


class FollowLine(msgspec.Struct, kw_only=True, omit_defaults=True, tag_field="stoa", tag="follow/1"):
    """Who follows whom, by mail addresses; `welcome`: the followed let them into their circle."""

    follower: str
    followed: str
    welcome: bool = False
    at: datetime | None = None


_decoder: msgspec.json.Decoder[MemberLine | FollowLine] = msgspec.json.Decoder(MemberLine | FollowLine)


class CircleLines(OfLines):
    """Takes members and follows in, for people who have an account here."""

    kind = Kind.CIRCLES

    def read(self, line: str) -> MemberLine | FollowLine:
        """Return what a line says. Raises msgspec.MsgspecError."""
        return _decoder.decode(line)

    async def put(self, tx: Writing, lines: Sequence[tuple[Row, Any]]) -> list[Outcome]:
        """Write members and follows; what is as the file says already stays untouched."""
        words = [who for _, one in lines for who in ([one.member] if isinstance(one, MemberLine) else [one.follower, one.followed])]
        people = await queries.people(tx, words)
        before = await _before(tx, list(people.values()))
        found: list[Outcome] = []
        named: list[PutMember] = []
        follows: list[PutFollow] = []
        for row, one in lines:
            whom = [one.member] if isinstance(one, MemberLine) else [one.follower, one.followed]
            missing = [who for who in whom if who.lower() not in people]
            if missing:
                found.append(unfit(row, "no_such_member", value=missing[0][:80]))
            elif isinstance(one, MemberLine):
                found.append(_member(row, one, people[one.member.lower()], before, named))
            else:
                found.append(_follow(row, one, people, before, follows))
        await members.put_members(tx, SYSTEM, named)
        await circles.put_follows(tx, SYSTEM, follows)
        return found


def _member(row: Row, one: MemberLine, person: PersonId, before: dict[Any, Any], members: list[PutMember]) -> Outcome:
    wanted = PutMember(
        person_id=person,
        byline=one.byline,
        about=one.about,
        picture=one.picture,
        shows=dict(sorted(one.shows.items())),
        handle=one.handle,
        state=one.state.value,
        version=one.version,
        since=one.since,
    )
    was = before.get(person)
    if (
        was is not None
        and (was[0], was[1], one.picture or was[2]) == (one.byline, one.about, was[2])
        and one.shows.items() <= was[3].items()
    ):
        return Outcome(row, "unchanged")
    before[person] = (one.byline, one.about, one.picture, one.shows)
    members.append(wanted)
    return Outcome(row, "made" if was is None else "changed")


def _follow(row: Row, one: FollowLine, people: dict[str, PersonId], before: dict[Any, Any], follows: list[PutFollow]) -> Outcome:
    pair = people[one.follower.lower()], people[one.followed.lower()]
    if pair[0] == pair[1]:
        return unfit(row, "follows_themselves")
    was = before.get(pair)
    if was is True or was is one.welcome:
        return Outcome(row, "unchanged")
    before[pair] = one.welcome
    follows.append(PutFollow(*pair, one.welcome, one.at))
    return Outcome(row, "made" if was is None else "changed")


async def _before(read: Reading, people: Sequence[PersonId]) -> dict[Any, Any]:
    """Return what is here of these people: by person what they say and show, by pair whether the follower is welcome."""
    rows = await read.rows(
        """select m.person_id, m.byline, m.about, m.picture, coalesce((select json_object_agg(s.kind, s.audience) from circles.showing s
            where s.person_id = m.person_id), '{}') as shows from circles.member m where m.person_id = any($1)""",
        list(people),
    )
    found: dict[Any, Any] = {row["person_id"]: (row["byline"], row["about"], row["picture"], row["shows"]) for row in rows}
    pairs = await read.rows(
        "select follower, followed, welcome from circles.follow where follower = any($1) and followed = any($1)", list(people)
    )
    return found | {(row["follower"], row["followed"]): row["welcome"] for row in pairs}


async def write(read: Reading) -> AsyncIterator[list[Any]]:
    """Yield every member, then every follow."""
    after: PersonId | None = None
    while found := await circles.members_after(read, after, BATCH):
        after = found[-1].person_id
        people = await queries.addresses(read, [one.person_id for one in found])
        yield [
            MemberLine(
                member=people[one.person_id],
                byline=one.byline,
                about=one.about,
                picture=one.picture,
                handle=one.handle,
                state=State(one.state),
                version=one.version,
                since=one.since,
            )
            for one in found
            if one.person_id in people
        ]
    last: tuple[PersonId, PersonId] | None = None
    while follows := await circles.follows_after(read, last, BATCH):
        last = (follows[-1].follower, follows[-1].followed)
        people = await queries.addresses(read, [who for one in follows for who in (one.follower, one.followed)])
        yield [
            FollowLine(follower=people[one.follower], followed=people[one.followed], welcome=one.welcome, at=one.at)
            for one in follows
            if one.follower in people and one.followed in people
        ]
