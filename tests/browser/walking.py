"""Buys as a browser without scripts does, in the shop's own application with some of its rooms switched off, and counts what it took.

What to do comes as JSON on the standard input (`Wanted`), what it took goes to the standard output: an effort for each
choice of rooms and each buyer. Everything that all of them need is loaded once; each choice is a process forked from
this one, because a room that was loaded cannot be taken away again. The database and the worker are the stocked shop's.

python -m tests.browser.walking
"""

import asyncio
import os
import sys
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from stoa.app import rooms, settings, wiring
from stoa.app.settings import Settings
from stoa.base import clock
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from tests.browser.reading_pages import Node, read

MOST = 20


class Wanted(msgspec.Struct):
    """What is bought by whom (the cookie of their session, "" for a guest), without which rooms, with what typed into fields."""

    handle: str
    buyers: dict[str, str]
    without: list[str]
    typed: dict[str, str]
    marks: dict[str, str]


class Effort(msgspec.Struct, frozen=True):
    """What a purchase asks of a buyer, from the product's page to the paid order.

    `waits`: what comes between a tap and what it is for: a page that leads on by itself, a further redirect, a dialog that
    is open without being asked for. `seen`: which of the marks stood on the product's page.
    """

    taps: int
    fields: int
    screens: int
    waits: int = 0
    seen: tuple[str, ...] = ()


class Walk:
    """One buyer's way, page by page."""

    def __init__(self, client: httpx.AsyncClient, typed: dict[str, str]) -> None:
        self._client = client
        self._typed = typed
        self.taps = self.fields = self.screens = self.waits = 0
        self.path = ""
        self.page = read("")

    async def open(self, path: str) -> str:
        answer = await self._client.get(path)
        return await self._arrive(answer)

    async def _arrive(self, answer: httpx.Response, *, redirects: int = 0) -> str:
        """Follow to where an answer leads; one redirect after a tap is how forms are answered."""
        for _ in range(MOST):
            if answer.status_code not in {301, 302, 303, 307, 308}:
                break
            redirects += 1
            answer = await self._client.get(answer.headers["location"])
        assert answer.status_code == 200, (answer.request.url, answer.status_code)
        self.path, self.page = urlsplit(str(answer.url)).path, read(answer.text)
        self.waits += max(0, redirects - 1) + ("refresh" in answer.headers)
        self.waits += len(self.page.all(lambda one: one.get("http-equiv", "").lower() == "refresh"))
        self.waits += len(self.page.all(lambda one: one.tag == "dialog" and "open" in one))
        return answer.text

    async def tap(self, button: Node) -> None:
        """Press a button of a form, having filled in what it asks for and ticked what it insists on."""
        self.taps += 1
        form = self.page.form_of(button)
        asked = self.page.asked(form)
        self.fields += len(asked)
        self.taps += len(self.page.insisted(form))
        sent = {**self.page.values(form), **{name: self._typed[name] for name in asked}, "country": self._typed["country"]}
        if name := button.get("name"):
            sent[name] = button.get("value", "")
        action = button.get("formaction") or form.get("action") or self.path
        if form.get("method", "get").lower() == "get":
            await self._arrive(await self._client.get(action, params=sent))
        else:
            await self._arrive(await self._client.post(action, data=sent))


async def buy(client: httpx.AsyncClient, wanted: Wanted) -> Effort:
    """Buy one, alone."""
    walk = Walk(client, wanted.typed)
    text = await walk.open(f"/p/{wanted.handle}")
    seen = tuple(name for name, mark in wanted.marks.items() if mark in text)
    (button, *_) = walk.page.all(
        lambda one: one.tag == "button" and "data-variant-button" in one and "button-primary" in one.get("class", "")
    )
    await walk.tap(button)
    if walk.path != "/cart":
        raise AssertionError(f"the button led to {walk.path}")
    (check_out,) = walk.page.all(lambda one: one.get("id") == "check-out")
    await walk.tap(next(one for one in [check_out, *check_out.all_inside()] if one.tag == "button"))
    while not walk.path.startswith("/orders/"):
        walk.screens += 1
        assert walk.screens < MOST, walk.path
        (button, *_) = walk.page.all(lambda one: one.tag == "button" and one.inside("pay-bar"))
        await walk.tap(button)
    return Effort(walk.taps, walk.fields, walk.screens, walk.waits, seen)


async def tried(found: Settings, wanted: Wanted, without: str) -> dict[str, Effort]:
    """Return what buying takes each of the buyers in a shop without these rooms."""
    db = Database(found.database_url, now=clock.now, size=2)
    await db.open()
    await clock.load(db)
    app = wiring.build(msgspec.structs.replace(found, without=without), db)
    efforts = {}
    for who, token in wanted.buyers.items():
        cookies = {SESSION_COOKIE: token} if token else {}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url=found.url, headers={"origin": found.url}, cookies=cookies
        ) as client:
            efforts[who] = await buy(client, wanted)
    await db.close()
    return efforts


def forked(work: Any) -> bytes:
    """Return what the work writes, done in a process of its own."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reads)
            with os.fdopen(writes, "wb") as out:
                out.write(work())
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(writes)
    with os.fdopen(reads, "rb") as into:
        answer = into.read()
    if os.waitpid(child, 0)[1]:
        sys.exit(1)
    return answer


def main() -> None:
    found = settings.read()
    wanted = msgspec.json.decode(sys.stdin.buffer.read(), type=Wanted)
    rooms.load()
    rooms.handlers(rooms.switched_off("community, deals"))

    def work(without: str) -> bytes:
        try:
            return msgspec.json.encode(asyncio.run(tried(found, wanted, without)))
        except BaseException:
            import traceback

            traceback.print_exc()
            raise

    done = {without: msgspec.Raw(forked(lambda without=without: work(without))) for without in wanted.without}
    sys.stdout.buffer.write(msgspec.json.encode(done))


if __name__ == "__main__":
    main()
