"""Events: facts a room records, in the past tense, heard by the rooms above.

An event is a row written in the transaction that made it true, together with one job for each reaction that wants to
hear it. So it is delivered at least once, after the commit, or not at all; a reaction must be safe to run twice.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Writing

E = TypeVar("E", bound="Event")
Reaction = Callable[[Writing, Any], Awaitable[None]]

_kinds: dict[str, type["Event"]] = {}
_reactions: dict[str, list[str]] = {}


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The root of all events. `about` is the id of the thing it happened to."""

    about: UUID

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        _kinds[kind_of(cls)] = cls


def kind_of(event: type[Event]) -> str:
    """Return the event's name: its room and class, `orders.OrderPlaced`."""
    return f"{event.__module__.removesuffix('.model').rpartition('.')[2]}.{event.__name__}"


def reaction(event: type[E]) -> Callable[[Callable[[Writing, E], Awaitable[None]]], Callable[[Writing, E], Awaitable[None]]]:
    """Make a function hear every event of this kind, each in a transaction of its own, at least once."""

    def register(heard: Callable[[Writing, E], Awaitable[None]]) -> Callable[[Writing, E], Awaitable[None]]:
        name = f"{heard.__module__.removesuffix('.reactions').rpartition('.')[2]}.{heard.__name__}"

        @jobs.job(f"hear:{name}")
        async def hear(tx: Writing, args: dict[str, Any]) -> None:
            await heard(tx, msgspec.convert(args, event))

        _reactions.setdefault(kind_of(event), []).append(f"hear:{name}")
        return heard

    return register


async def record(tx: Writing, event: Event) -> None:
    """Write the event and a job for each of its reactions, all in this transaction."""
    kind = kind_of(type(event))
    body = msgspec.to_builtins(event)
    await tx.run(
        "insert into base.event (id, kind, about, body, at) values ($1, $2, $3, $4, $5)", ids.new(), kind, event.about, body, tx.now
    )
    for name in _reactions.get(kind, ()):
        await jobs.enqueue(tx, name, body)


async def record_all(tx: Writing, happened: Sequence[Event]) -> None:
    """Write many events and the jobs of their reactions, in two statements however many there are."""
    if not happened:
        return
    rows = [(kind_of(type(event)), event.about, msgspec.to_builtins(event)) for event in happened]
    await tx.run(
        """insert into base.event (id, kind, about, body, at)
        select e.id, e.kind, e.about, e.body, $5 from unnest($1::uuid[], $2::text[], $3::uuid[], $4::jsonb[]) as e (id, kind, about, body)""",
        [ids.new() for _ in rows],
        [kind for kind, _, _ in rows],
        [about for _, about, _ in rows],
        [body for _, _, body in rows],
        tx.now,
    )
    await jobs.enqueue_all(tx, [(name, body) for kind, _, body in rows for name in _reactions.get(kind, ())])


def kinds() -> dict[str, type[Event]]:
    """Return every event kind there is, by name."""
    return dict(_kinds)
