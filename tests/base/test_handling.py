"""Handlers cost little until they are called, and are called as ever."""

import tracemalloc
from typing import Any

import msgspec
from litestar import Litestar, Request, Response
from litestar.testing import TestClient

from stoa.base.http import routes
from stoa.base.http.handling import Alone, Handler
from stoa.base.http.registering import Application


class Thing(msgspec.Struct):
    name: str
    count: int = 1


@routes.post("/things/{place:str}", may="anyone")
async def make(place: str, data: Thing, loud: bool = False) -> Thing:
    return Thing(f"{data.name} at {place}{'!' if loud else ''}", data.count)


@routes.get("/things/{place:str}", may="anyone")
async def see(place: str) -> Thing:
    return Thing(place)


@routes.page("/pages/{place:str}", may="anyone")
async def page(request: Request[Any, Any, Any], place: str) -> Response[str]:
    return Response(f"{request.method} {place}")


@routes.act("/pages/{place:str}", may="anyone")
async def act(place: str) -> Response[str]:
    return Response(f"done {place}")


def application() -> Litestar:
    return Application([make, see, page, act], openapi_config=None)


def test_arguments_are_found_and_checked() -> None:
    with TestClient(application()) as client:
        made = client.post("/things/home?loud=true", json={"name": "lamp", "count": 2})
        assert (made.status_code, made.json()) == (201, {"name": "lamp at home!", "count": 2})
        assert client.post("/things/home", json={"name": "lamp", "count": "two"}).status_code == 400
        assert client.get("/things/home").json() == {"name": "home", "count": 1}
        # The second call finds them as the first did.
        assert client.get("/things/away").json() == {"name": "away", "count": 1}


def test_pages_are_called_with_the_request_alone() -> None:
    assert isinstance(page, Alone)
    assert isinstance(see, Handler)
    with TestClient(application()) as client:
        assert client.get("/pages/one").text == "GET one"
        assert client.post("/pages/two").text == "done two"
        assert client.put("/pages/two").status_code == 405


def test_an_address_says_its_methods() -> None:
    with TestClient(application()) as client:
        said = client.options("/pages/one")
        assert (said.status_code, said.headers["allow"], said.content) == (204, "GET, OPTIONS, POST", b"")
        assert client.options("/things/one").headers["allow"] == "GET, OPTIONS, POST"


def test_a_page_that_nobody_has_called_yet_takes_little_memory() -> None:
    async def shown(request: Request[Any, Any, Any]) -> Response[str]:
        return Response(request.method)

    count = 100
    many = [routes.page(f"/shown/{number}", may="anyone")(shown) for number in range(count)]
    application()  # what is imported and kept once is not counted
    tracemalloc.start()
    try:
        app = Application(many, openapi_config=None)
        each = tracemalloc.get_traced_memory()[0] / count
    finally:
        tracemalloc.stop()
    assert len(app.routes) == count
    assert each < 8_000  # the framework alone takes 13,000
