"""Routes: Litestar's decorators, each with a required `may`: who may call this handler.

`may` is the name of a permission ("anyone", "member", "orders.refund", …); the app's one guard checks it before the
handler's dependencies are made. A handler without it does not start. The API's may also say what they refuse, for the
description: `refuses=(OutOfStock, PaymentDeclined)`. A handler of the API that reads a parameter from the request itself names
it: `query=("key",)`; `query=None` lets any pass.
"""

from collections.abc import Callable
from typing import Any

from litestar import MediaType
from litestar.handlers import HTTPRouteHandler

from stoa.base.http import asking, calling
from stoa.base.http.handling import Alone, Handler

Decorator = Callable[[Any], Any]


def _route(kind: type[HTTPRouteHandler], method: str, path: str | list[str], may: str, options: dict[str, Any]) -> Decorator:
    opt = {**options.pop("opt", {}), "may": may, "refuses": options.pop("refuses", ())}
    return kind(path, http_method=method, opt=opt, **options)  # type: ignore[arg-type] # any of its words


def _asked(method: str, path: str | list[str], may: str, options: dict[str, Any]) -> Decorator:
    """A route of the API: what is not in the handler's signature, nor named by `query`, is refused (`asking`)."""
    paths = [path] if isinstance(path, str) else path
    more = options.pop("query", ())

    def route(handler: Any) -> Any:
        found = asking.parameters(handler, paths)
        known = None if more is None else frozenset([*more, *(asking.public(name, one) for name, one in found.items())])
        opt = {**options.get("opt", {}), "query": known, "more_query": more or ()}
        return _route(Handler, method, path, may, {**options, "opt": opt})(handler)

    return route


def _direct(method: str, path: str | list[str], may: str, options: dict[str, Any]) -> Decorator:
    """A route of a page, called without Litestar's search for what it asks for (`calling`)."""
    paths = [path] if isinstance(path, str) else path

    def route(handler: Any) -> Any:
        called = calling.direct(handler, paths)
        given = {"media_type": MediaType.HTML, "include_in_schema": False, **options}
        return _route(Handler if called is None else Alone, method, path, may, given)(called or handler)

    return route


def page(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    """A page that is read: GET, HTML, not part of the API's description."""
    return _direct("GET", path, may, options)


def act(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    """A form that is sent: POST, answered with a page or a redirect, not part of the API's description."""
    return _direct("POST", path, may, {"status_code": 200, **options})


def get(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _asked("GET", path, may, options)


def post(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _asked("POST", path, may, options)


def put(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _asked("PUT", path, may, options)


def patch(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _asked("PATCH", path, may, options)


def delete(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _asked("DELETE", path, may, options)
