"""The verbs of circles."""

import secrets
from collections.abc import Sequence

import msgspec

from stoa.base import events
from stoa.base.database import Writing
from stoa.community.circles import queries, rules, store
from stoa.community.circles.model import (
    Audience,
    Blocked,
    BylineChanged,
    Followed,
    InvitationId,
    Kind,
    LineId,
    Member,
    NewMember,
    NoSuchInvitation,
    NoSuchMember,
    NoSuchPurchase,
    OwnInvitation,
    PersonId,
    PutFollow,
    PutMember,
    ShowingChanged,
    Source,
    TooManyFollows,
    TooManyInvitations,
    UnfitMember,
)
from stoa.people.sessions.model import Visitor


async def follow(tx: Writing, visitor: Visitor, other: PersonId) -> None:
    """Follow somebody whose page one sees, or who follows one. It shows nothing: what they show is theirs to say.

    Raises NoSuchMember for everybody else alike, TooManyFollows.
    """
    me = visitor.member
    there = await store.lock_pair(tx, me, other)
    found = await store.standing(tx, me, other)
    if not there or not rules.may_follow(me, other, found.page, found.ties):
        raise NoSuchMember
    if found.ties.follows:
        return
    if found.follows >= rules.MOST_FOLLOWS:
        raise TooManyFollows(most=rules.MOST_FOLLOWS)
    await store.put_follow(tx, me, other)
    await events.record(tx, Followed(about=other, by=me))


async def unfollow(tx: Writing, visitor: Visitor, other: PersonId) -> None:
    """Follow somebody no more, and take back that they were let into one's circle. Safe to say twice; they are not told."""
    me = visitor.member
    await store.lock_pair(tx, me, other)
    await store.remove_follow(tx, me, other)
    await store.set_welcome(tx, other, me, welcome=False)


async def welcome(tx: Writing, visitor: Visitor, follower: PersonId) -> None:
    """Let a follower into one's circle. Raises NoSuchMember for who does not follow."""
    if not await store.set_welcome(tx, follower, visitor.member, welcome=True):
        raise NoSuchMember


async def turn_away(tx: Writing, visitor: Visitor, follower: PersonId) -> None:
    """Have somebody follow one no more, nor oneself them; they are not told. Safe to say twice."""
    me = visitor.member
    await store.lock_pair(tx, me, follower)
    await store.remove_ties(tx, me, follower)


async def block(tx: Writing, visitor: Visitor, other: PersonId) -> None:
    """Neither sees anything of the other from now on, and what was between them ends. Raises NoSuchMember."""
    me = visitor.member
    if me == other or not await store.lock_pair(tx, me, other):
        raise NoSuchMember
    await store.put_block(tx, me, other)
    await events.record(tx, Blocked(about=me, other=other))


async def unblock(tx: Writing, visitor: Visitor, other: PersonId) -> None:
    """End one's block; what it ended does not come back. Safe to say twice."""
    await store.remove_block(tx, visitor.member, other)


async def mute(tx: Writing, visitor: Visitor, other: PersonId) -> None:
    """Hear nothing of what somebody chose; they are not told, and see what they saw. Raises NoSuchMember for who is not followed."""
    me = visitor.member
    if not (await store.standing(tx, me, other)).ties.follows:
        raise NoSuchMember
    await store.put_mute(tx, me, other)


async def unmute(tx: Writing, visitor: Visitor, other: PersonId) -> None:
    """Hear of somebody again. Safe to say twice."""
    await store.remove_mute(tx, visitor.member, other)


async def invite(tx: Writing, visitor: Visitor, *, uses: int = 1) -> str:
    """Make a link that brings so many people (20 at most) into one's circle within 14 days; return its path, which is told this once.

    The token has 192 bits of randomness; only its digest is kept. Raises TooManyInvitations.
    """
    me = visitor.member
    await store.lock_pair(tx, me, me)
    if await store.open_invitations(tx, me) >= rules.MOST_INVITATIONS:
        raise TooManyInvitations(most=rules.MOST_INVITATIONS)
    token = secrets.token_urlsafe(24)
    await store.add_invitation(tx, rules.digest_of(token), me, max(1, min(uses, 20)), tx.now + rules.INVITATION_LIFE)
    return f"/circle/invitation/{token}"


async def end_invitation(tx: Writing, visitor: Visitor, invitation: InvitationId) -> None:
    """Make an invitation lead nowhere. Raises NoSuchInvitation."""
    if not await store.end_invitation(tx, visitor.member, invitation):
        raise NoSuchInvitation


async def accept(tx: Writing, visitor: Visitor, token: str) -> PersonId:
    """Come into the inviter's circle, and take them into one's own: from now on the two are friends. Return who it is.

    Raises NoSuchInvitation for one that never was, has ended or is spent, and where one of the two blocked the other;
    OwnInvitation.
    """
    me, digest = visitor.member, rules.digest_of(token)
    by = await store.lock_invitation(tx, digest)
    if by == me:
        raise OwnInvitation
    if by is None or not await store.lock_pair(tx, me, by):
        raise NoSuchInvitation
    await queries.invitation(tx, me, token)
    found = await store.standing(tx, me, by)
    if not (found.ties.follows and found.ties.followed):
        await store.use_invitation(tx, digest)
        await _befriend(tx, me, by)
    return by


async def suggest(tx: Writing, a: PersonId, b: PersonId, source: Source, *, agreed: bool = False) -> None:
    """Note that `b` came by something that `a` shared, so that the two may find each other.

    It tells nobody: `b` alone is asked at first, and `a` hears of it only after `b` agreed, who may do so at once (`agreed`).
    Nothing happens where the two are friends already, one blocked the other, or one of them said no before.
    """
    if a != b and await store.lock_pair(tx, a, b):
        await store.add_suggestion(tx, a, b, source)
        if agreed and await store.agree(tx, b, a):
            await _befriend(tx, a, b)


async def agree(tx: Writing, visitor: Visitor, other: PersonId) -> bool:
    """Agree to a suggestion; return whether both have now, which makes them friends. Raises NoSuchMember where there is none."""
    me = visitor.member
    there = await store.lock_pair(tx, me, other)
    both = await store.agree(tx, me, other)
    if not there or both is None:
        raise NoSuchMember
    if both:
        await _befriend(tx, me, other)
    return both


async def decline(tx: Writing, visitor: Visitor, other: PersonId) -> None:
    """Say no to a suggestion; the other is not told, and it is not made again. Raises NoSuchMember where there is none."""
    if not await store.decline(tx, visitor.member, other):
        raise NoSuchMember


async def _befriend(tx: Writing, one: PersonId, other: PersonId) -> None:
    for follower, followed in ((one, other), (other, one)):
        if await store.put_follow(tx, follower, followed, welcome=True):
            await events.record(tx, Followed(about=followed, by=follower))
    await store.remove_suggestion(tx, one, other)


async def show(tx: Writing, visitor: Visitor, kind: Kind, audience: Audience) -> None:
    """Say to whom one shows a kind of thing."""
    await show_all(tx, visitor, {kind: audience})


async def show_all(tx: Writing, visitor: Visitor, wanted: dict[Kind, Audience]) -> None:
    """Say to whom one shows these kinds of things. Whoever shows their page to somebody has an address for it."""
    me = visitor.member
    if wanted.get(Kind.PAGE, Audience.NOBODY) is not Audience.NOBODY and await store.member(tx, me) is None:
        await _write(tx, Member(person_id=me, handle=_handle(""), byline="", about="", picture=None, state="published", version=0))
    changed = await store.set_showing(tx, me, wanted)
    happened: list[events.Event] = [ShowingChanged(about=me, kind=kind) for kind in changed]
    if Kind.PAGE in changed:
        happened.append(BylineChanged(about=me))
    await events.record_all(tx, happened)


async def show_nothing(tx: Writing, visitor: Visitor) -> None:
    """Show nothing to anybody any more: no kind, and no purchase that had a setting of its own. Gifts stay gifts."""
    await show_all(tx, visitor, dict.fromkeys(Kind, Audience.NOBODY))
    await store.forget_audiences(tx, visitor.member)


async def show_purchase(tx: Writing, visitor: Visitor, line: LineId, audience: Audience | None, *, gift: bool = False) -> None:
    """Say to whom one shows something one bought (None: as all purchases), or that it is a gift, which nobody sees.

    Raises NoSuchPurchase.
    """
    if not await store.set_purchase(tx, visitor.member, line, audience, gift=gift):
        raise NoSuchPurchase


async def introduce(tx: Writing, visitor: Visitor, new: NewMember) -> Member:
    """Say what one is called in public and what there is to say. Return it as it is kept now, published.

    The page's address keeps its letters until a new one is wanted; the first name gives it its first. Raises UnfitMember.
    """
    me = visitor.member
    tidy, wrong = rules.check_member(new)
    if wrong:
        raise UnfitMember(wrong)
    await store.lock_pair(tx, me, me)
    before = await store.member(tx, me)
    keep = before is not None and not tidy.renew and (before.byline or not tidy.byline)
    made = Member(
        person_id=me,
        handle=before.handle if before is not None and keep else _handle(tidy.byline),
        byline=tidy.byline,
        about=tidy.about,
        picture=(before.picture if before else None) if tidy.picture is None else tidy.picture or None,
        state="published",
        version=before.version + 1 if before else 1,
    )
    await _write(tx, made)
    await events.record(tx, BylineChanged(about=me))
    return made


async def set_state(tx: Writing, people: Sequence[PersonId], state: str) -> None:
    """Show (`published`) or hide (`waiting`, `removed`) what people say of themselves; hidden, each is "A member"."""
    changed = await store.set_state(tx, people, state)
    await events.record_all(tx, [BylineChanged(about=person) for person in changed])


async def put_members(tx: Writing, actor: Visitor, members: Sequence[PutMember]) -> None:
    """Write many members with what they show, in a fixed number of statements. The same twice is once.

    Who is not there or erased is left out. Raises UnfitMember, naming the first that is wrong.
    """
    del actor
    tidied = []
    for number, one in enumerate(members):
        tidy, wrong = rules.check_member(NewMember(byline=one.byline, about=one.about))
        if wrong:
            raise UnfitMember(wrong, row=number)
        tidied.append(msgspec.structs.replace(one, byline=tidy.byline, about=tidy.about))
    last = list({one.person_id: one for one in tidied}.values())
    await store.put_members(tx, last, [one.handle or _handle(one.byline) for one in last], [rules.initials(one.byline) for one in last])


async def put_follows(tx: Writing, actor: Visitor, follows: Sequence[PutFollow]) -> int:
    """Write many follows in one statement; return how many. The same twice is once; who is blocked or not there is left out."""
    del actor
    return await store.put_follows(tx, follows)


async def _write(tx: Writing, one: Member) -> None:
    await store.put_member(tx, one, rules.initials(one.byline))


def _handle(name: str) -> str:
    return rules.handle(name, secrets.token_bytes(rules.HANDLE_LETTERS))
