"""Every handler of the app, as something to ask."""

import re

import httpx
import msgspec

from stoa.base import ids
from stoa.base.http.front import Front

NOBODYS = ids.show("ord", ids.new())
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


class Route(msgspec.Struct, frozen=True):
    """A method of a path, and who may call it."""

    method: str
    path: str
    may: str
    query: frozenset[str] | None = None
    """The parameters that its address may have; None where any is let pass."""

    @property
    def places(self) -> set[str]:
        return {name.partition(":")[0] for name in re.findall(r"\{([^}]+)\}", self.path)}

    def filled(self, **known: str) -> str:
        """Return an address: known ids in their places, something that does not exist in the others."""
        return re.sub(r"\{(\w+)[^}]*\}", lambda match: known.get(match[1], NOBODYS), self.path)

    async def ask(self, client: httpx.AsyncClient, **options: object) -> httpx.Response:
        known = options.pop("known", {})
        if self.method in UNSAFE:
            options = {**({"json": {}} if self.path.startswith("/api/") else {"data": {}}), **options}
        return await client.request(self.method, self.filled(**known), **options)  # type: ignore[arg-type]


def every(app: Front) -> list[Route]:
    """Return all of them, without those that answer for the framework."""
    found = []
    for route in app._app.routes:
        for handler in getattr(route, "route_handlers", ()):
            if "may" in handler.opt:
                found += [
                    Route(method, route.path_format, handler.opt["may"], handler.opt.get("query"))
                    for method in sorted(handler.http_methods - {"HEAD", "OPTIONS"})
                ]
    assert len(found) > 150
    return found
