"""Watching: what a page shows, told as it changes (server-sent events; HTML Living Standard, 9.2).

A room announces that something changed (`tx.notify("group", handle)`); the process's one LISTEN connection hears it (`listening`)
and wakes whoever watches that. What they are told is read and written once for all of them, and says all that there is: who missed
a message, or reads slowly, is told the next one, so nobody has a queue. The message's id says what somebody has seen; with
`Last-Event-ID` only what differs is sent.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.types import Receive, Scope, Send

from stoa.base.http.limits import SlowDown
from stoa.base.refusals import Busy

MOST = 2_000
"""Streams in a process."""
MOST_OF_ONE = 24
"""Streams of one address: a household's tabs, a school's classroom."""
BEAT = 15.0
"""Seconds after which something is sent even where nothing changed, so that nobody in between closes the connection."""
PATIENCE = 10.0
"""Seconds that a reader may take for one message."""
LIFE = 600.0
"""Seconds after which a reader has to come again: so whoever may not look any more does not."""
COME_AGAIN_MS = 2_000

_topics: set[str] = set()


def topic(name: str) -> None:
    """Have what is announced on this topic wake those who watch (once, by the room that announces it)."""
    _topics.add(name)


def topics() -> set[str]:
    return set(_topics)


class Message(msgspec.Struct, frozen=True):
    """All that there is to say now. `id` differs when it does; `last`: nothing will change any more."""

    id: str
    text: str
    event: str = "message"
    last: bool = False

    def written(self) -> bytes:
        lines = "".join(f"data: {line}\n" for line in self.text.splitlines() or [""])
        return f"id: {self.id}\nevent: {self.event}\n{lines}\n".encode()


Load = Callable[[], Awaitable[Message | None]]


class _Watched:
    """Something that some watch: how often it has changed, and what was said of its latest state, by shape."""

    def __init__(self) -> None:
        self.watchers = 0
        self.changes = 0
        self.changed = asyncio.Event()
        self.said: dict[Hashable, tuple[int, asyncio.Task[Message | None]]] = {}

    def wake(self) -> None:
        self.changes += 1
        self.changed.set()
        self.changed = asyncio.Event()

    async def latest(self, shape: Hashable, load: Load) -> Message | None:
        """Return what is to be said, read once for all who want it in this shape."""
        found = self.said.get(shape)
        if found is None or found[0] != self.changes or (found[1].done() and (found[1].cancelled() or found[1].exception())):
            found = self.said[shape] = (self.changes, asyncio.create_task(_awaited(load)))
        return await asyncio.shield(found[1])


async def _awaited(load: Load) -> Message | None:
    return await load()


class Watchers:
    """Who watches what in this process."""

    def __init__(self, *, most: int = MOST, most_of_one: int = MOST_OF_ONE) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._watched: dict[tuple[str, str], _Watched] = {}
        self._by_address: Counter[str] = Counter()
        self.closed = asyncio.Event()

    def __len__(self) -> int:
        return self._by_address.total()

    async def heard(self, topic: str, name: str) -> None:
        """Wake those who watch this; with an empty name (the connection had been lost) all of the topic."""
        for (known, watched_name), watched in list(self._watched.items()):
            if known == topic and name in {"", watched_name}:
                watched.wake()

    def check(self, address: str) -> None:
        """Raise SlowDown where this address, or the process, has as many streams as it may."""
        if self.closed.is_set() or len(self) >= self._most or self._by_address[address] >= self._most_of_one:
            raise SlowDown(30)

    def close(self) -> None:
        """End every stream: the process stops. Browsers come again by themselves."""
        self.closed.set()
        for watched in self._watched.values():
            watched.wake()

    @contextlib.asynccontextmanager
    async def watch(self, topic: str, name: str, address: str) -> AsyncIterator[_Watched]:
        watched = self._watched.setdefault((topic, name), _Watched())
        watched.watchers += 1
        self._by_address[address] += 1
        try:
            yield watched
        finally:
            watched.watchers -= 1
            if not watched.watchers:
                self._watched.pop((topic, name), None)
            self._by_address[address] -= 1
            self._by_address += Counter()  # forgets those who have none


class Told(Response[Any]):
    """An answer that goes on: what `load` says at first, and again whenever `topic` and `name` are announced.

    `shape` names what differs between those who watch the same thing (a language, HTML or JSON): what is said in one shape is the
    same for all. `seen` is the id of what the reader was shown already. `load` returns None where there is nothing to watch any more.
    """

    def __init__(self, watchers: Watchers, topic: str, name: str, shape: Hashable, load: Load, seen: str = "") -> None:
        super().__init__(content=None)
        self._watchers, self._topic, self._name, self._shape, self._load, self._seen = watchers, topic, name, shape, load, seen

    def to_asgi_response(self, app: Any, request: Request[Any, Any, Any], **options: Any) -> Any:
        del app, options
        address = request.scope["visit"].address  # type: ignore[typeddict-item]
        self._watchers.check(address)
        seen = request.headers.get("last-event-id", self._seen)

        async def flow(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            if not scope.get("head_only"):
                async with self._watchers.watch(self._topic, self._name, address) as watched:
                    await self._tell(watched, receive, send, seen)
            with contextlib.suppress(TimeoutError, OSError):
                await asyncio.wait_for(send({"type": "http.response.body", "body": b"", "more_body": False}), PATIENCE)

        return flow

    async def _tell(self, watched: _Watched, receive: Receive, send: Send, seen: str) -> None:
        """Send what there is to say until there is nothing more, the reader is gone or too slow, or the process stops."""
        gone = asyncio.create_task(_gone(receive))
        clock = asyncio.get_running_loop()
        end = clock.time() + LIFE
        text = f"retry: {COME_AGAIN_MS}\n\n".encode()
        try:
            while True:
                changed, changes = watched.changed, watched.changes
                message = await self._latest(watched)
                if message is not None and message.id != seen:
                    text, seen = text + message.written(), message.id
                if text:
                    await asyncio.wait_for(send({"type": "http.response.body", "body": text, "more_body": True}), PATIENCE)
                if message is None or message.last or self._watchers.closed.is_set() or gone.done() or clock.time() >= end:
                    return
                text = b"" if watched.changes != changes or await _either(changed, gone) else b":\n\n"
        except (TimeoutError, OSError):
            return  # too slow: whoever comes again is told how it stands then
        finally:
            gone.cancel()

    async def _latest(self, watched: _Watched) -> Message | None:
        while True:
            try:
                return await watched.latest(self._shape, self._load)
            except Busy:
                if self._watchers.closed.is_set():
                    return None
                await asyncio.sleep(0.5)  # the database is away: nothing new can be known


_HEADERS: list[tuple[bytes, bytes]] = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


async def _either(changed: asyncio.Event, gone: "asyncio.Task[None]") -> bool:
    """Wait for a change, the reader's going or a beat; return whether it was one of the first two."""
    waiting = asyncio.create_task(changed.wait())
    done, _ = await asyncio.wait({waiting, gone}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    return bool(done)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
