"""Bodies: what a program sent as JSON, read strictly, with every wrong field named at once.

A body that is no JSON is 400, one of another kind 415, one that does not fit 422 with a JSON Pointer (RFC 6901) for
each fault: wrong types, missing and unknown fields, bounds. Numbers are numbers: "3" is no 3.
"""

import re
import types
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from litestar import Request
from litestar.params import QueryParameter

from stoa.base import moments
from stoa.base.refusals import FieldError, Invalid, Refusal

_GOT = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_LENGTH = re.compile(r"of length (<=|>=) (\d+)")
_NOTHING_ELSE = {
    "Invalid enum value": "not_a_choice",
    "Invalid RFC3339": "not_a_moment",
}
LARGEST_NUMBER = 2**63 - 1


class NotJson(Refusal):
    """The body is not JSON."""

    status = 400


class NotThatKind(Refusal):
    """The body is of a kind that is not read here."""

    status = 415


class Body(Request[Any, Any, Any]):
    """A request whose JSON is read as what its handler's `data` says."""

    async def json(self) -> Any:
        kind = self.content_type[0]
        if kind and kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
            raise NotThatKind(kind=kind[:80])
        field = self.route_handler.parsed_data_field
        return parse(await self.body(), field.raw if field is not None else Any)


def parse(body: bytes, kind: Any) -> Any:
    """Return a JSON body as that type. Raises NotJson, Invalid."""
    try:
        raw = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotJson from None
    found = list(_faults(raw, kind, "", thorough=False))
    if not found:
        try:
            return msgspec.convert(raw, kind, str_keys=True)
        except msgspec.ValidationError as error:
            raise Invalid(list(_faults(raw, kind, "", thorough=True)) or [fault("", str(error), None)]) from None
    known = {one.pointer for one in found}
    raise Invalid([*found, *[one for one in _faults(raw, kind, "", thorough=True) if one.pointer not in known]])


def _faults(raw: Any, kind: Any, pointer: str, *, thorough: bool) -> Iterator[FieldError]:
    """Yield what is wrong: unknown fields and unusable characters always, the rest when `thorough`."""
    inner = _inner(raw, kind)
    if isinstance(raw, dict) and isinstance(inner, type) and issubclass(inner, msgspec.Struct):
        yield from _of_struct(raw, _fields(inner), pointer, thorough=thorough)
        return
    if isinstance(raw, dict):
        value_kind = get_args(inner)[1] if get_origin(inner) is dict else Any
        for name, value in raw.items():
            below = f"{pointer}/{_token(name)}"
            yield from [FieldError(below, "invalid")] if "\x00" in name else _faults(value, value_kind, below, thorough=thorough)
    elif isinstance(raw, list):
        item = get_args(inner)[0] if get_origin(inner) is list else Any
        for number, value in enumerate(raw):
            yield from _faults(value, item, f"{pointer}/{number}", thorough=thorough)
    elif (found := _unusable(raw, kind, pointer)) is not None:
        yield found
        return
    if thorough and (get_origin(inner) not in {dict, list} or not isinstance(raw, dict | list) or _fits_inside(raw, inner)):
        try:
            msgspec.convert(raw, kind, str_keys=True)
        except msgspec.ValidationError as error:
            yield fault(pointer, str(error), kind)


def _unusable(raw: Any, kind: Any, pointer: str) -> FieldError | None:
    """Return what is wrong with a value that nothing here could keep or reckon with, however well it fits its type."""
    if isinstance(raw, str) and "\x00" in raw:
        return FieldError(pointer, "invalid")
    if isinstance(raw, int) and abs(raw) > LARGEST_NUMBER and is_one_of(kind, int, float, Any):
        return FieldError(pointer, "out_of_range", _bounds(kind) or {"least": -LARGEST_NUMBER, "most": LARGEST_NUMBER})
    if isinstance(raw, str) and is_one_of(kind, datetime) and not _is_reckonable(raw):
        return FieldError(pointer, "not_a_moment")
    return None


def _of_struct(raw: dict[str, Any], fields: dict[str, msgspec.structs.FieldInfo], pointer: str, *, thorough: bool) -> Iterator[FieldError]:
    for name, value in raw.items():
        if name in fields:
            yield from _faults(value, fields[name].type, f"{pointer}/{name}", thorough=thorough)
        else:
            yield FieldError(f"{pointer}/{_token(name)}", "unknown_field")
    if thorough:
        yield from (FieldError(f"{pointer}/{name}", "required") for name, one in fields.items() if one.required and name not in raw)


def _token(name: str) -> str:
    """Return a name as part of a JSON Pointer (RFC 6901, 3)."""
    return name.replace("~", "~0").replace("/", "~1").replace("\x00", "")[:80]


def _fits_inside(raw: Any, inner: Any) -> bool:
    """Return whether what is in a list or mapping is right, so that a fault is one of the whole (its length)."""
    try:
        msgspec.convert(raw, inner, str_keys=True)
    except msgspec.ValidationError:
        return False
    return True


def _inner(raw: Any, kind: Any) -> Any:
    """Return the type without its annotations; of several, the one that a mapping or list could be."""
    if get_origin(kind) is Annotated:
        return _inner(raw, get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        wanted = [_inner(raw, one) for one in get_args(kind)]
        shape = dict if isinstance(raw, dict) else list if isinstance(raw, list) else None
        return next((one for one in wanted if shape is not None and _is_shape(one, shape)), kind)
    return kind


@cache
def is_one_of(kind: Any, *wanted: Any) -> bool:
    """Return whether a value of that type may be of one of these."""
    return kind in wanted or any(
        is_one_of(one, *wanted) for one in get_args(kind) if get_origin(kind) in {Annotated, Union, types.UnionType}
    )


def _is_reckonable(text: str) -> bool:
    """Return whether a moment can be reckoned with; of what is none, another fault is told."""
    try:
        return moments.is_reckonable(msgspec.convert(text, datetime))
    except msgspec.ValidationError:
        return True


def _is_shape(kind: Any, shape: type) -> bool:
    return get_origin(kind) is shape or (shape is dict and isinstance(kind, type) and issubclass(kind, msgspec.Struct))


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, msgspec.structs.FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def fault(pointer: str, message: str, kind: Any) -> FieldError:
    """Return the coded form of what msgspec says."""
    if match := _GOT.search(message):
        return FieldError(pointer, "wrong_type", {"expected": match[1].replace("object", "an object"), "got": match[2]})
    if match := _LENGTH.search(message):
        bound = int(match[2])
        return FieldError(pointer, "too_long", {"most": bound}) if match[1] == "<=" else FieldError(pointer, "too_short", {"least": bound})
    if bounds := _bounds(kind):
        return FieldError(pointer, "out_of_range", bounds)
    if message.startswith("Invalid enum value") and (known := choices(kind)):
        return FieldError(pointer, "not_one_of", {"choices": ", ".join(known)})
    code = next((code for start, code in _NOTHING_ELSE.items() if message.startswith(start)), "invalid")
    return FieldError(pointer, code)


def choices(kind: Any) -> list[str]:
    """Return the values of a type where they can be counted."""
    if get_origin(kind) is Literal:
        return [str(one) for one in get_args(kind)]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(one.value) for one in kind]
    if kind is bool:
        return ["true", "false"]
    return next((found for one in get_args(kind) if (found := choices(one))), [])


def _bounds(kind: Any) -> dict[str, str | int]:
    """Return the least and the most of a whole number's type, when it says so."""
    for one in getattr(kind, "__metadata__", ()):
        if isinstance(one, msgspec.Meta | QueryParameter) and (one.ge, one.gt, one.le, one.lt) != (None,) * 4:
            least = one.ge if one.ge is not None else one.gt + 1 if one.gt is not None else -LARGEST_NUMBER
            most = one.le if one.le is not None else one.lt - 1 if one.lt is not None else LARGEST_NUMBER
            return {"least": int(least), "most": int(most)}
    return next((found for one in get_args(kind) if (found := _bounds(one))), {})
