"""What is for a club alone is nowhere for anybody else: every address of the shop is asked for it, in every way we know.

The addresses are those of the app itself, so that one which is new tomorrow is asked too; each of their places is tried with everything
that is known of the hidden product. What was asked for is taken out of an answer before it is looked through.
"""

import html
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.front import Front
from stoa.community.moderation import keepers
from stoa.people import sessions
from stoa.people.permissions.model import Role, Visitor, granted
from tests.security.club_secrets import COST, HIDDEN_PRICE, MARK, PRICE, Secrets, make_secrets
from tests.security.routes import UNSAFE, Route, every

OUTSIDERS = ("guest", "wrong pass", "pass to another", "member", "member of another", "one who left")
INSIDERS = ("pass", "of the club")
WORDS = (MARK[:-1], MARK[:4], MARK[:-1] + "k", f"{MARK[:-1]} cup", "first called", "cup", "works", "Wide mug")
ASKING = ("/search", "/search/suggest", "/api/products", "/questions/suggest", "/api/questions/suggestions", "/talk", "/api/topics")
NAMES = {"kind": [*keepers.kinds()], "name": ["0.xml", "1.xml"], "code": ["no_such_product"]}
"""Places that want a word of their own."""


@pytest.fixture
async def secrets(db: Database) -> Secrets:
    return await make_secrets(db)


def leaks(answer: httpx.Response, secrets: Secrets, *asked: str) -> list[str]:
    """Return which secrets stand in an answer, but for what was asked.

    A second of the clock ("…:13.794Z") is no price, and neither is how long an answer is.
    """
    headers = [f"{name}: {value}" for name, value in answer.headers.items() if name != "content-length"]
    text = html.unescape("\n".join([*headers, answer.text]))
    told = [one for one in asked if len(one) > 1]  # one figure, taken out of every number, would make others of them
    for one in sorted({*told, *(quote(word, safe="") for word in told)} - {""}, key=len, reverse=True):
        text = text.replace(one, "")
    text = re.sub(r":\d\d\.\d+", "", text)
    return [needle for needle in secrets.needles if needle.casefold() in text.casefold()]


def filled(route: Route, known: Iterable[str]) -> list[tuple[str, str]]:
    """Return the addresses of a route with each known value in its places, and the value."""
    words = [dict.fromkeys([place], word) for place in route.places & NAMES.keys() for word in NAMES[place]] or [{}]
    return [(route.filled(**{**dict.fromkeys(route.places, value), **word}), value) for value in known for word in words]


def open_to(app: Front, methods: set[str]) -> list[Route]:
    return [route for route in every(app) if route.method in methods and route.may in {"anyone", "member"}]


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_address_shows_it(app: Front, client: httpx.AsyncClient, secrets: Secrets, who: str) -> None:
    """A member of the club was there before, so that what is kept would be shown."""
    wrong = []
    for route in open_to(app, {"GET"}):
        for path, value in filled(route, secrets.known) if route.places else [(route.path, "")]:
            if value in {secrets.hidden.handle, ""}:
                secrets.enter(client, "of the club")
                await client.get(path)
            secrets.enter(client, who)
            answer = await client.get(path)
            if answer.status_code >= 500 or (found := leaks(answer, secrets, path, value)):
                wrong.append((path, answer.status_code, found))
    assert wrong == []


@pytest.mark.parametrize("who", [*INSIDERS, "guest", "member"])
async def test_nobody_learns_what_a_piece_costs_the_shop(app: Front, client: httpx.AsyncClient, secrets: Secrets, who: str) -> None:
    """Those least who see the product itself: no page, no answer, no feed, no map and no file of their own tells it."""
    costs = {f"{COST // 100}.{COST % 100}", f"{COST // 100},{COST % 100}", f":{COST},", f":{COST}}}", f": {COST}"}
    variant = ids.show("var", secrets.hidden.variants[0].id)
    wrong = []
    for route in open_to(app, {"GET"}):
        for path, value in filled(route, [secrets.hidden.handle, secrets.shown.handle, variant]) if route.places else [(route.path, "")]:
            secrets.enter(client, who)
            answer = await client.get(path)
            if answer.status_code >= 500 or (found := costs & {*leaks(answer, secrets, path, value)}):
                wrong.append((path, answer.status_code, found))
    assert wrong == []


async def test_the_desk_knows_what_a_piece_costs(client: httpx.AsyncClient, secrets: Secrets) -> None:
    """So that what is not found above could have been."""
    secrets.enter(client, "staff")
    assert f"{COST // 100}.{COST % 100}" in leaks(await client.get(f"/desk/products/{ids.show('prd', secrets.hidden.id)}"), secrets)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_no_word_finds_it(client: httpx.AsyncClient, secrets: Secrets, who: str) -> None:
    wrong = []
    choice = f"glaze:{MARK}-blue"
    product, variant = ids.show("prd", secrets.hidden.id), ids.show("var", secrets.hidden.variants[0].id)
    asked = [{name: word} for word in WORDS for name in ("q", "query", "words", "text")]
    asked += [{"choice": choice}, {"q": "cup", "choice": choice, "price": "97-98"}, {"product": product, "q": "handle"}, {"v": variant}]
    paths = (*ASKING, "/", "/c/cups", "/collections/new-things", f"/p/{secrets.shown.handle}", "/de/c/cups", "/de/search")
    for path in paths:
        for given in [*asked, {"category": "cups"}, {"collection": "new-things"}, {"category": "cups", "sort": "newest"}]:
            secrets.enter(client, who)
            for headers in ({}, {"x-fragment": "results"}):
                answer = await client.get(path, params=given, headers=headers)
                if answer.status_code >= 500 or (found := leaks(answer, secrets, *given.values())):
                    wrong.append((path, given, answer.status_code, found))
    assert wrong == []


@pytest.mark.parametrize("who", ["guest", "member of another"])
async def test_no_form_tells_of_it(app: Front, client: httpx.AsyncClient, db: Database, secrets: Secrets, who: str) -> None:
    """Every method of every address, with the hidden product in every field that we know of."""
    product, variant = ids.show("prd", secrets.hidden.id), ids.show("var", secrets.hidden.variants[0].id)
    fields: dict[str, Any] = {
        "variant": variant,
        "variant_id": variant,
        "product": product,
        "product_id": product,
        "quantity": 1,
        "text": "Is it so?",
    }
    fields |= {"handle": secrets.hidden.handle, "rating": 5, "email": "eve@example.com", "language": "en", "title": "Which one is it"}
    wrong = []
    for route in open_to(app, UNSAFE):
        if route.path.endswith(("/sign-out", "/erasure")):
            continue
        body = {"json": fields} if route.path.startswith("/api/") else {"data": fields}
        for path, value in filled(route, [secrets.hidden.handle, product, variant, *secrets.said]) if route.places else [(route.path, "")]:
            secrets.enter(client, who)
            answer = await client.request(route.method, path, **body)
            if answer.status_code >= 500 or (found := leaks(answer, secrets, path, value, *map(str, fields.values()))):
                wrong.append((route.method, path, answer.status_code, found))
            if answer.status_code in {200, 201, 303}:
                then = [(one, await client.get(one)) for one in ("/cart", "/saved", answer.headers.get("location", "/"))]
                wrong += [
                    (path, one, found) for one, seen in then if (found := leaks(seen, secrets, path, value, *map(str, fields.values())))
                ]
    assert wrong == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("who", OUTSIDERS)
async def test_it_answers_as_what_never_was(client: httpx.AsyncClient, secrets: Secrets, who: str, method: str) -> None:
    """To the letter, in status, headers and body, but for the name that was asked for; and at the address it had before too."""
    unknown = "never-there"
    for path in ("/p/{}", "/de/p/{}", "/p/{}/reviews", "/p/{}/questions", "/p/{}/review", "/p/{}/question", "/api/products/{}",
                 "/api/products/{}/reviews", "/api/products/{}/questions", "/api/products/{}/teams"):  # fmt: skip
        answers = []
        for handle in (secrets.hidden.handle, "first-called", unknown):
            secrets.enter(client, who)
            answer = await client.request(method, path.format(handle))
            headers = {name: value.replace(handle, "") for name, value in answer.headers.items() if name not in {"content-length", "date"}}
            answers.append((answer.status_code, headers, answer.text.replace(handle, "")))
        assert answers[0] == answers[2], path
        assert answers[1] == answers[2], path


@pytest.mark.parametrize("who", INSIDERS)
async def test_the_club_sees_it(client: httpx.AsyncClient, secrets: Secrets, who: str) -> None:
    """So that what is not found above could have been."""
    secrets.enter(client, who)
    page = await client.get(f"/p/{secrets.hidden.handle}")
    assert page.status_code == 200
    assert {MARK, f"{HIDDEN_PRICE // 100}.{HIDDEN_PRICE % 100}"} <= set(leaks(page, secrets))
    moved = await client.get("/p/first-called")
    assert (moved.status_code, moved.headers["location"]) == (301, f"/p/{secrets.hidden.handle}")
    told = await client.get(f"/api/products/{secrets.hidden.handle}")
    assert {MARK, f":{HIDDEN_PRICE},"} <= set(leaks(told, secrets))
    assert f"{PRICE // 100}.{PRICE % 100}" in leaks(await client.get(f"/p/{secrets.shown.handle}"), secrets)
    assert f":{PRICE}," in leaks(await client.get(f"/api/products/{secrets.shown.handle}"), secrets)
    assert f"{PRICE // 100}.{PRICE % 100}" in leaks(await client.get("/c/cups"), secrets)
    variant = ids.show("var", secrets.hidden.variants[0].id)
    assert (await client.post("/cart/lines", data={"variant": variant})).status_code == 303
    assert MARK in leaks(await client.get("/cart"), secrets)
    cart = (await client.post("/api/carts", json={})).json()
    put = await client.put(f"/api/carts/{cart['id']}/lines/{variant}", json={"quantity": 1})
    assert MARK in leaks(put, secrets)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_nobody_else_can_buy_it(client: httpx.AsyncClient, secrets: Secrets, who: str) -> None:
    secrets.enter(client, who)
    never = ids.show("var", ids.new())
    variant = ids.show("var", secrets.hidden.variants[0].id)
    answers = [await client.post("/cart/lines", data={"variant": one}) for one in (variant, never)]
    assert answers[0].status_code == answers[1].status_code
    assert answers[0].text.replace(variant, "") == answers[1].text.replace(never, "")
    assert answers[0].status_code >= 400
    cart = (await client.post("/api/carts", json={})).json()
    put = [await client.put(f"/api/carts/{cart['id']}/lines/{one}", json={"quantity": 1}) for one in (variant, never)]
    assert put[0].status_code == put[1].status_code
    assert put[0].text.replace(variant, "") == put[1].text.replace(never, "")
    assert put[0].status_code >= 400


async def test_the_staff_sees_it(client: httpx.AsyncClient, db: Database, secrets: Secrets) -> None:
    secrets.enter(client, "staff")
    for path in (f"/desk/products/{ids.show('prd', secrets.hidden.id)}", "/desk/products", f"/p/{secrets.hidden.handle}"):
        assert MARK in leaks(await client.get(path), secrets), path
    async with db.writing() as tx:
        _, key = await sessions.make_key(tx, Visitor(permissions=granted({Role.ADMIN})), "Shop", ["catalog.edit"])
    client.cookies.clear()
    client.headers["authorization"] = f"Bearer {key}"
    for path in (f"/api/products/{secrets.hidden.handle}", f"/api/admin/products/{ids.show('prd', secrets.hidden.id)}"):
        assert MARK in leaks(await client.get(path), secrets), path
