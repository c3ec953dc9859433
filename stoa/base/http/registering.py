"""The framework's application, with a memory of the routes it has."""

from typing import Any

from litestar import Litestar, Request, Response, Router
from litestar.routes import BaseRoute, HTTPRoute
from litestar.types import ASGIApp

from stoa.base.http.handling import Alone


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
                own = [handler for handler in route.route_handlers if "OPTIONS" not in handler.http_methods]
                route.route_handlers = [*own, self._options(route.path)]
                self._answering[route.path] = {method: handler for handler in route.route_handlers for method in handler.http_methods}
        return routes

    def _options(self, path: str) -> Alone:
        """Return what says which methods an address has. The framework's own describes itself anew for each."""

        async def options(request: Request[Any, Any, Any]) -> ASGIApp:
            allow = {"allow": ", ".join(sorted(self._answering[path]))}
            return Response(None, status_code=204, headers=allow).to_asgi_response(app=None, request=request)

        made = Alone(path, http_method="OPTIONS", include_in_schema=False)
        made(options)
        made.owner = self
        return made


class Application(Litestar, _Remembering):  # type: ignore[misc] # the framework narrows `register` so itself
    """Litestar, of HTTP routes alone."""
