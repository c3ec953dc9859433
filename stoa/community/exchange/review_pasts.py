"""What reviews went through, as lines of our own format say it: changes, votes, why it was removed, what the shop answered."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from stoa.base import ids
from stoa.base.ids import UnknownId
from stoa.community.exchange.lines import Wrong
from stoa.community.reviews.model import Collection, Edit, Past, PutVote, Reply, Review, Shot, State
from stoa.people.sessions.model import PersonId


class Before(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a review said before a change: all that could be changed then."""

    rating: int | UnsetType = UNSET
    title: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    pros: str | UnsetType = UNSET
    cons: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    email: str | UnsetType | None = UNSET
    location: str | UnsetType = UNSET
    aspects: dict[str, int] | UnsetType = UNSET
    context: dict[str, str] | UnsetType = UNSET
    pictures: list[Shot] | UnsetType = UNSET
    picture_urls: list[str] | UnsetType = UNSET
    recommends: bool | UnsetType | None = UNSET
    incentivized: bool | UnsetType = UNSET
    collection: Collection | UnsetType = UNSET
    extra: dict[str, Any] | UnsetType = UNSET
    salt: str | UnsetType = UNSET


class Was(msgspec.Struct, kw_only=True):
    """A change: `before` is what was there in this version, until then."""

    version: int
    at: datetime
    before: Before


class Vote(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A vote. `by` is a member's mail address; somebody who has none any more is an id, `per_…`, that is nobody's.

    `credited` says that it counted towards the author's trust; that itself is moderation's to bring (`conduct`).
    """

    by: str
    helpful: bool
    weight: float
    at: datetime
    credited: bool = False


class Removed(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Why a review was removed: the rule's code, or `file`; and when."""

    reason: str = ""
    at: datetime | None = None


class Answer(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What the shop answered; `by` is a mail address."""

    text: str
    at: datetime
    by: str = ""
    changed_at: datetime | None = None
    state: State = State.PUBLISHED


class Went(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What a line says of a review's past. `key` knows a guest's link again, `salt` is that of the ledger's digest."""

    version: int = 1
    changed_at: datetime | None = None
    published_at: datetime | None = None
    removed: Removed | None = None
    key: str = ""
    salt: str = ""
    incentive: UUID | None = None
    edits: list[Was] = []
    voters: list[Vote] = []
    reply: Answer | None = None

    def named(self) -> Iterator[str]:
        """Yield the mail addresses of those who had to do with it."""
        yield from (one.by for one in self.voters)
        if self.reply is not None:
            yield self.reply.by


def check(went: Went) -> None:
    """Raise Wrong for a past that no review has."""
    if not 1 <= went.version < 2**31 or any(not 1 <= one.version < went.version for one in went.edits):
        raise Wrong("not_our_line", why="version")
    if any(not 0 <= one.weight <= 1 for one in went.voters):
        raise Wrong("not_our_line", why="weight")
    if went.reply is not None and went.reply.state is State.WITHDRAWN:
        raise Wrong("not_our_line", why="reply.state")
    moments = [went.changed_at, went.published_at, *(one.at for one in went.edits), *(one.at for one in went.voters)]
    moments += [went.removed.at] if went.removed else []
    moments += [went.reply.at, went.reply.changed_at] if went.reply else []
    if any(one is not None and one.tzinfo is None for one in moments):
        raise Wrong("not_our_line", why="a moment without its zone")


def past(went: Went, people: Mapping[str, PersonId]) -> Past:
    """Return it for this shop. Whoever voted and has no account here still counts, as nobody in particular."""
    reply = went.reply
    return Past(
        version=went.version,
        changed_at=went.changed_at,
        published_at=went.published_at,
        removed_at=went.removed.at if went.removed else None,
        reason=went.removed.reason if went.removed else "",
        salt=went.salt,
        key_digest=went.key or None,
        incentive=went.incentive,
        edits=[Edit(version=one.version, before=msgspec.to_builtins(one.before), at=one.at) for one in went.edits],
        votes=[
            PutVote(person=_voter(one.by, people), helpful=one.helpful, weight=one.weight, credited=one.credited, at=one.at)
            for one in went.voters
        ],
        reply_by=people.get(reply.by.lower()) if reply else None,
        reply_changed_at=reply.changed_at if reply else None,
        reply_state=reply.state if reply else State.PUBLISHED,
    )


def _voter(by: str, people: Mapping[str, PersonId]) -> PersonId:
    if (person := people.get(by.lower())) is not None:
        return person
    try:
        return PersonId(ids.parse("per", by))
    except UnknownId:
        return PersonId(ids.new())


def went(review: Review, past: Past, people: Mapping[PersonId, str]) -> Went:
    """Return it as a line says it."""
    return Went(
        version=review.version,
        changed_at=review.changed_at if review.changed_at != review.made_at else None,
        published_at=review.published_at,
        removed=Removed(reason=past.reason, at=past.removed_at) if review.state is State.REMOVED else None,
        key=past.key_digest or "",
        salt=review.salt,
        incentive=review.incentive,
        edits=[Was(version=one.version, at=one.at, before=msgspec.convert(one.before, Before)) for one in past.edits],
        voters=sorted((_vote(one, people) for one in past.votes), key=lambda one: (one.at, one.by)),
        reply=_answer(review.reply, past, people) if review.reply else None,
    )


def _vote(one: PutVote, people: Mapping[PersonId, str]) -> Vote:
    return Vote(
        by=people.get(one.person) or ids.show("per", one.person), helpful=one.helpful, weight=one.weight, credited=one.credited, at=one.at
    )


def _answer(reply: Reply, past: Past, people: Mapping[PersonId, str]) -> Answer:
    changed = reply.changed_at if reply.changed_at != reply.at else None
    by = people.get(past.reply_by, "") if past.reply_by else ""
    return Answer(text=reply.text, at=reply.at, by=by, changed_at=changed, state=reply.state)


def persons(review: Review, past: Past) -> Iterator[PersonId]:
    """Yield those whose mail addresses the line names."""
    yield from (one.person for one in past.votes)
    yield from (one for one in (review.author, past.reply_by) if one is not None)
