"""Asking: what a call of the API may be asked, read from its handler's signature; what it does not know it refuses.

A misspelt parameter that is left out without a word gives page one for ever, or everything instead of a few. Pages for
people stay lenient: their addresses are shortened, shared and decorated by others.
"""

import inspect
import re
from collections.abc import Callable, Container, Iterable
from typing import Any
from urllib.parse import unquote_plus

from litestar.connection import ASGIConnection
from litestar.params import QueryParameter

from stoa.base.http import bodies
from stoa.base.refusals import FieldError, Invalid

GIVEN = frozenset({"tx", "read", "visit", "visitor", "kit", "db", "request", "data", "self"})
"""Names of what handlers are given that nobody asks for in an address."""

_PLACE = re.compile(r"\{(\w+):\w+\}")
_LONGEST = 80


class UnknownParameter(Invalid):
    """The call has no parameter of that name; the refusal names those that it has."""

    status = 400


def parameters(handler: Callable[..., Any], paths: Iterable[str]) -> dict[str, inspect.Parameter]:
    """Return what a handler reads from the query of its address, by the names in its signature."""
    places = {name for path in paths for name in _PLACE.findall(path)}
    return {name: one for name, one in inspect.signature(handler).parameters.items() if name not in GIVEN | places}


def about(parameter: inspect.Parameter) -> QueryParameter | None:
    """Return what the handler says of a parameter beside its type."""
    return next((one for one in getattr(parameter.annotation, "__metadata__", ()) if isinstance(one, QueryParameter)), None)


def public(name: str, parameter: inspect.Parameter) -> str:
    """Return the name under which a parameter stands in an address."""
    said = about(parameter)
    return said.name if said is not None and said.name else name


def missing(handler: Callable[..., Any], paths: Iterable[str], asked: Container[str]) -> list[FieldError]:
    """Return what a call needs to be asked and was not."""
    needed = {public(name, one) for name, one in parameters(handler, paths).items() if one.default is inspect.Parameter.empty}
    return [FieldError(_pointer(name), "required") for name in sorted(needed) if name not in asked]


def fault(handler: Callable[..., Any], name: str, message: str) -> FieldError:
    """Return what is wrong with the value of a parameter, by its name in the signature and what msgspec says of it."""
    one = inspect.signature(handler).parameters.get(name)
    if one is None:
        return FieldError(_pointer(name), "invalid")
    pointer = _pointer(public(name, one))
    if choices := bodies.choices(one.annotation):
        return FieldError(pointer, "not_one_of", {"choices": ", ".join(choices)})
    if not message.startswith("Expected"):
        return FieldError(pointer, "invalid")
    found = bodies.fault(pointer, message, one.annotation)
    # Whatever stands in an address is text: of its type there is nothing to say but what it has to be.
    return FieldError(pointer, "not_a_number") if found.code == "wrong_type" and bodies.is_one_of(one.annotation, int) else found


def _pointer(name: str) -> str:
    return f"/{name.replace('~', '~0').replace('/', '~1')}"


def check(connection: ASGIConnection[Any, Any, Any, Any], known: frozenset[str] | None) -> None:
    """Raise UnknownParameter, with every name in the address that is none of these. None: whatever is asked is let pass."""
    query: bytes = connection.scope["query_string"]
    if not query or known is None:
        return
    asked = [unquote_plus(pair.partition(b"=")[0].decode("latin-1")) for pair in query.split(b"&") if pair]
    unknown = list(dict.fromkeys(name[:_LONGEST] for name in asked if name not in known))
    if unknown:
        names = ", ".join(sorted(known))
        errors = [FieldError(_pointer(name), "unknown_parameter", {"known": names}) for name in unknown]
        raise UnknownParameter(errors, names=", ".join(unknown), known=names, count=len(known))
