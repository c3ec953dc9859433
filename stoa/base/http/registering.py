"""The framework's application, with a memory of the routes it has."""

from typing import Any

from litestar import Litestar, Router
from litestar.routes import BaseRoute, HTTPRoute


class _Remembering(Router):
    """A router that keeps which handlers answer at each address.

    The framework's own gathers them anew from all its routes for each route that it is given: with six hundred, that is a
    quarter of what making the application takes, at every start of a server.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        self._answering: dict[str, Any] = {}
        super().__init__(*given, **named)

    @property
    def route_handler_method_map(self) -> dict[str, Any]:
        return self._answering

    def register(self, value: Any) -> list[BaseRoute]:
        routes = super().register(value)
        for route in routes:
            if isinstance(route, HTTPRoute):
                self._answering[route.path] = {method: handler for handler in route.route_handlers for method in handler.http_methods}
        return routes


class Application(Litestar, _Remembering):  # type: ignore[misc] # the framework narrows `register` so itself
    """Litestar, of HTTP routes alone."""
