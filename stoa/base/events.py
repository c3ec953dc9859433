"""Events: facts a room records, in the past tense, heard by the rooms above.

An event is a row written in the transaction that made it true, together with one job for each reaction that wants to
hear it. So it is delivered at least once, after the commit, or not at all; a reaction must be safe to run twice.
A reaction to many hears what one transaction recorded together, some hundreds at once (docs/decisions/0022).
"""

import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Writing

E = TypeVar("E", bound="Event")
Hears = Callable[[Writing, E], Awaitable[None]]
HearsMany = Callable[[Writing, Sequence[E]], Awaitable[None]]

AT_ONCE = 500
"""So many events at most are one job of a reaction to many: what it does to them has to fit one transaction."""

_kinds: dict[str, type["Event"]] = {}
_reactions: dict[str, list[str]] = {}
_to_many: set[str] = set()
_gathered: ContextVar[list["Event"] | None] = ContextVar("gathered", default=None)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The root of all events. `about` is the id of the thing it happened to."""

    about: UUID

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        _kinds[kind_of(cls)] = cls


def kind_of(event: type[Event]) -> str:
    """Return the event's name: its room and class, `orders.OrderPlaced`."""
    return f"{event.__module__.removesuffix('.model').rpartition('.')[2]}.{event.__name__}"


def reaction(event: type[E]) -> Callable[[Hears[E]], Hears[E]]:
    """Make a function hear every event of this kind, each in a transaction of its own, at least once."""

    def register(heard: Hears[E]) -> Hears[E]:
        @jobs.job(_register(event, heard))
        async def hear(tx: Writing, args: dict[str, Any]) -> None:
            await heard(tx, msgspec.convert(args, event))

        return heard

    return register


def reaction_to_many(event: type[E]) -> Callable[[HearsMany[E]], HearsMany[E]]:
    """Make a function hear every event of this kind, at least once: those that one transaction recorded together in batches.

    For what is done to many in a fixed number of statements. A batch is one transaction: all of it happened, or it comes again.
    Of events that say the same, one is heard.
    """

    def register(heard: HearsMany[E]) -> HearsMany[E]:
        name = _register(event, heard)
        _to_many.add(name)

        @jobs.job(name)
        async def hear(tx: Writing, args: dict[str, Any]) -> None:
            await heard(tx, msgspec.convert(args["events"], list[event]))  # type: ignore[valid-type]

        return heard

    return register


def _register(event: type[Event], heard: Callable[..., Awaitable[None]]) -> str:
    """Let the event be heard by this function; return the name of its job."""
    room = heard.__module__.removesuffix(".reactions").rpartition(".")[2]
    name = f"hear:{room}.{heard.__name__}"
    _reactions.setdefault(kind_of(event), []).append(name)
    return name


async def record(tx: Writing, event: Event) -> None:
    """Write the event and a job for each of its reactions, all in this transaction."""
    await record_all(tx, [event])


@contextlib.asynccontextmanager
async def together(tx: Writing) -> AsyncIterator[None]:
    """Write all that is recorded in the block at its end, at once: what happens to many, one after another, is heard in batches.

    What raises out of the block records nothing; so a savepoint is around it, never within.
    """
    happened: list[Event] = []
    token = _gathered.set(happened)
    try:
        yield
    finally:
        _gathered.reset(token)
    await record_all(tx, happened)


async def record_all(tx: Writing, happened: Sequence[Event]) -> None:
    """Write many events and the jobs of their reactions, in two statements however many there are."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered += happened
        return
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
    await jobs.enqueue_all(tx, _jobs([(kind, body) for kind, _, body in rows]))


def _jobs(rows: Sequence[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    """Return the jobs that let the events be heard: one each, or one for a batch of those that say different things."""
    wanted: list[tuple[str, dict[str, Any]]] = []
    gathered: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, body in rows:
        for name in _reactions.get(kind, ()):
            if name in _to_many:
                gathered[name].append(body)
            else:
                wanted.append((name, body))
    for name, bodies in gathered.items():
        different = list({msgspec.json.encode(body): body for body in bodies}.values())
        wanted += [(name, {"events": different[start : start + AT_ONCE]}) for start in range(0, len(different), AT_ONCE)]
    return wanted


def kinds() -> dict[str, type[Event]]:
    """Return every event kind there is, by name."""
    return dict(_kinds)
