"""Routes: Litestar's decorators, each with a required `may`: who may call this handler.

`may` is the name of a permission ("anyone", "member", "orders.refund", …); the app's one guard checks it before the
handler's dependencies are made. A handler without it does not start. The API's may also say what they refuse, for the
description: `refuses=(OutOfStock, PaymentDeclined)`.
"""

from collections.abc import Callable
from typing import Any

import litestar
from litestar import MediaType

from stoa.base.http import calling

Decorator = Callable[[Any], Any]


def _route(kind: Any, path: str | list[str], may: str, options: dict[str, Any]) -> Decorator:
    opt = {**options.pop("opt", {}), "may": may, "refuses": options.pop("refuses", ())}
    decorated: Decorator = kind(path, opt=opt, **options)
    return decorated


def _direct(kind: Any, path: str | list[str], may: str, options: dict[str, Any]) -> Decorator:
    """A route of a page, called without Litestar's search for what it asks for (`calling`)."""
    route = _route(kind, path, may, {"media_type": MediaType.HTML, "include_in_schema": False, **options})
    paths = [path] if isinstance(path, str) else path
    return lambda handler: route(calling.direct(handler, paths))


def page(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    """A page that is read: GET, HTML, not part of the API's description."""
    return _direct(litestar.get, path, may, options)


def act(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    """A form that is sent: POST, answered with a page or a redirect, not part of the API's description."""
    return _direct(litestar.post, path, may, {"status_code": 200, **options})


def get(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _route(litestar.get, path, may, options)


def post(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _route(litestar.post, path, may, options)


def put(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _route(litestar.put, path, may, options)


def patch(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _route(litestar.patch, path, may, options)


def delete(path: str | list[str], *, may: str, **options: Any) -> Decorator:
    return _route(litestar.delete, path, may, options)
