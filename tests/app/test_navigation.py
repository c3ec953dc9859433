"""The staff's navigation: groups, the one that is open, and what waits in each."""

import html
import re

import httpx
import pytest

from stoa.app import desk, rooms
from stoa.base.database import Database, statements
from stoa.people.permissions.model import Role
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


def say(key: str) -> str:
    return key


def titles(path: str, *, waiting: dict[str, int] | None = None) -> list[tuple[str, bool, int]]:
    found = desk.navigation(say, "/de", path, lambda _: True, waiting or {})
    return [(one["title"], one["open"], one["count"]) for one in found]


def test_there_are_few_groups_and_every_screen_is_in_one() -> None:
    shown = desk.navigation(say, "", "/desk", lambda _: True, {})
    assert len(shown) == 8
    assert max(len(one["links"]) for one in shown) <= 8
    hrefs = [link["href"] for one in shown for link in one["links"]]
    assert len(hrefs) == len(set(hrefs))
    keys = [link["key"] for one in shown for link in one["links"] if link["key"]]
    assert len(keys) == len(set(keys))


def test_every_page_of_the_desk_belongs_to_a_screen_that_is_listed() -> None:
    pages = {path for handler in rooms.handlers() for path in handler.paths if path.startswith("/desk/") and "GET" in handler.http_methods}
    lost = {path for path in pages if not any(one["open"] for one in desk.navigation(say, "", path, lambda _: True, {}))}
    assert lost == {"/desk/find"}


@pytest.mark.parametrize(
    ("path", "group", "current"),
    [
        ("/desk", "", "/de/desk"),
        ("/desk/orders", "desk-group-selling", "/de/desk/orders"),
        ("/desk/orders/ord_1", "desk-group-selling", "/de/desk/orders"),
        ("/desk/community", "desk-group-community", "/de/desk/community"),
        ("/desk/community/queue", "desk-group-community", "/de/desk/community/queue"),
        ("/desk/community/rules", "desk-group-fairness", "/de/desk/community/rules"),
        ("/desk/community/forward/x", "desk-group-community", None),
        ("/desk/categories", "desk-group-goods", "/de/desk/products"),
        ("/desk/keys", "desk-group-shop", "/de/desk/keys"),
        ("/desk/ordersheet", None, None),
        ("/desk/find", None, None),
    ],
)
def test_the_group_of_the_screen_is_open_and_no_other(path: str, group: str | None, current: str | None) -> None:
    shown = desk.navigation(say, "/de", path, lambda _: True, {})
    assert [one["title"] for one in shown if one["open"]] == ([group] if group is not None else [])
    assert [link["href"] for one in shown for link in one["links"] if link["current"]] == ([current] if current else [])


def test_what_waits_is_counted_in_its_group() -> None:
    counted = {
        title: count
        for title, _, count in titles("/desk", waiting={"/desk/returns": 2, "/desk/community/queue": 3, "/desk/community/appeals": 1})
    }
    assert (counted["desk-group-selling"], counted["desk-group-community"], counted["desk-group-goods"]) == (2, 4, 0)


def test_one_screen_alone_needs_no_group() -> None:
    shown = desk.navigation(say, "", "/desk", lambda link: link.name in {"today", "stock"}, {})
    assert [(one["title"], [link["label"] for link in one["links"]]) for one in shown] == [("", ["desk-today"]), ("", ["desk-stock"])]


async def test_the_desk_shows_groups_with_what_waits(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    async with db.writing() as tx:
        await tx.run(
            "insert into base.job (id, kind, args, state, due_at, made_at, attempts_left) select gen_random_uuid(), 'x', '{}', 'dead', now(), now(), 0"
        )
    for prefix, word, waits in (("", "The shop", "1 waiting"), ("/de", "Shop", "1 offen")):
        text = html.unescape((await client.get(f"{prefix}/desk/orders")).text)
        nav = text.partition('class="desk-nav"')[2].partition("</nav>")[0]
        opened = re.findall(r"<details[^>]* open><summary>.*?</svg>([^<]+?)\s*<", nav, re.DOTALL)
        assert len(opened) == 1
        assert "desk-nav-title" not in nav
        assert nav.count("<details") <= 7
        summary = next(one for one in re.findall(r"<summary>(.*?)</summary>", nav, re.DOTALL) if word in one)
        assert re.sub(r"<[^>]+>", "", summary).split() == [*word.split(), *waits.split()]


async def test_only_what_one_may_open_is_there(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.HOST)
    nav = (await client.get("/desk/community")).text.partition('class="desk-nav"')[2].partition("</nav>")[0]
    assert "/desk/orders" not in html.unescape(nav)
    assert "/desk/community/queue" in html.unescape(nav)


async def test_shoppers_pages_count_nothing_of_it(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db)
    for path, asked in (("/account", 0), ("/cart", 0)):
        counted: list[str] = []
        token = statements.set(counted)
        await client.get(path)
        statements.reset(token)
        assert sum("returns.return_" in one for one in counted) == asked


async def test_the_desk_works_while_a_room_does_not_count(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.ADMIN)
    async with db.writing() as tx:
        await tx.run(
            "insert into base.job (id, kind, args, state, due_at, made_at, attempts_left) select gen_random_uuid(), 'x', '{}', 'dead', now(), now(), 0"
        )
    assert "waiting</span>" in (await client.get("/desk/orders")).text
    async with db.writing() as tx:
        await tx.run("alter table moderation.case_ rename to case_elsewhere")
    for path in ("/desk", "/desk/orders", "/desk/products"):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert "/desk/jobs" in html.unescape(answer.text)
        assert "waiting</span>" not in answer.text
    async with db.writing() as tx:  # the invariants are looked at
        await tx.run("alter table moderation.case_elsewhere rename to case_")
