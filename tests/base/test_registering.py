"""Routes that share an address are all found, in whichever order they came."""

from litestar import Router, delete, get, post

from stoa.base.http.registering import Application


async def test_handlers_of_one_address_are_kept_whichever_came_first() -> None:
    @get(["/things", "/goods/{number:int}"])
    async def show() -> str:
        return "shown"

    @get("/others")
    async def other() -> str:
        return "other"

    @post("/things")
    async def make() -> str:
        return "made"

    @delete(["/goods/{number:int}", "/things"])
    async def remove() -> None:
        return None

    app = Application([show, other, make, remove], openapi_config=None)

    assert {path: set(found) for path, found in app.route_handler_method_map.items()} == {
        "/things": {"GET", "POST", "DELETE", "OPTIONS"},
        "/goods/{number:int}": {"GET", "DELETE", "OPTIONS"},
        "/others": {"GET", "OPTIONS"},
    }
    gathered = Router.route_handler_method_map.fget  # type: ignore[attr-defined]
    assert app.route_handler_method_map == gathered(app)
