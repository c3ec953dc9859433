"""Handlers that find out what they ask for when they are first called.

Litestar describes every handler to itself at the start: types, a model to check the arguments, a model to find them. Of seven
hundred handlers that is 11 MB in each server, and a shop uses a few dozen of them for months.
"""

from collections.abc import Awaitable, Callable
from functools import cache, partial
from inspect import Parameter, Signature
from typing import Any

from litestar import Request
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp
from litestar.utils.signature import ParsedSignature


class Handler(HTTPRouteHandler):
    """A handler whose arguments Litestar finds; how, is worked out at its first call."""

    def create_kwargs_model(self, path_parameters: dict[str, Any]) -> Any:
        return _Later(partial(super().create_kwargs_model, path_parameters))


class Alone(HTTPRouteHandler):
    """A handler that is called with the request alone (`calling`): there is nothing to find out."""

    @property
    def parsed_fn_signature(self) -> ParsedSignature:
        return _signature()

    @property
    def signature_model(self) -> Any:
        return _RequestAlone

    def create_kwargs_model(self, path_parameters: dict[str, Any]) -> Any:
        del path_parameters
        return _RequestAlone


class _Later:
    """What is made when it is first asked for something."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._make()
        value = getattr(self._made, name)
        setattr(self, name, value)  # from now on it is found without us
        return value


class _RequestAlone:
    """How Litestar is told which arguments a handler gets: the request."""

    has_kwargs = True
    dependency_batches = ()

    @staticmethod
    async def to_kwargs(connection: Request[Any, Any, Any]) -> dict[str, Any]:
        return {"request": connection}

    @staticmethod
    def parse_values_from_connection_kwargs(connection: Request[Any, Any, Any], kwargs: dict[str, Any]) -> dict[str, Any]:
        del connection
        return kwargs


Called = Callable[[Request[Any, Any, Any]], Awaitable[ASGIApp]]
"""What an `Alone` calls."""


@cache
def _signature() -> ParsedSignature:
    """Return what Litestar would find out of anything that `Called` describes."""
    hints: dict[str, Any] = {"request": Request[Any, Any, Any], "return": ASGIApp}
    request = Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=hints["request"])
    return ParsedSignature.from_signature(Signature([request], return_annotation=hints["return"]), hints)
