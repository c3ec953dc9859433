"""The OpenAPI 3.1 document of the handlers under /api."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

import stoa
from stoa.app import rooms
from stoa.app.api import notes
from stoa.app.api.operations import REFERENCE, operations
from stoa.base.http.visits import SESSION_COOKIE
from stoa.base.refusals import Refusal

PROBLEM_KIND = "application/problem+json"


class Fault(msgspec.Struct, kw_only=True):
    """What is wrong with one field, named by its JSON Pointer (RFC 6901)."""

    pointer: str
    code: str
    detail: str


class Problem(msgspec.Struct, kw_only=True):
    """Why it was not done (RFC 9457). `code` is stable; `detail` is a sentence for people in the language of the request."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    errors: list[Fault] | None = None
    facts: dict[str, Any] | None = None


@cache
def document(without: str = "") -> dict[str, Any]:
    """Return the description of the whole API but for the rooms that are switched off, made once a process."""
    return describe(rooms.handlers(rooms.switched_off(without)))


def describe(handlers: Iterable[Any]) -> dict[str, Any]:
    """Return the description of these handlers; those outside /api/ are left out."""
    found = operations(handlers)
    kinds = [kind for one in found for kind in one.kinds]
    written, schemas = msgspec.json.schema_components([Problem, *kinds], ref_template=REFERENCE)
    schema_of = dict(zip([repr(kind) for kind in [Problem, *kinds]], written, strict=True))
    paths: dict[str, Any] = {}
    for one in found:
        paths.setdefault(one.path, {})[one.method] = one.written(schema_of)
    paths, schemas = _called_by_room(paths, schemas)
    for name in _reachable(paths, schemas):
        if "properties" in schemas[name]:
            schemas[name]["additionalProperties"] = False
    used = {tag for path in paths.values() for operation in path.values() for tag in operation["tags"]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Stoa", "version": stoa.__version__, "summary": notes.SUMMARY, "description": notes.DESCRIPTION},
        "servers": [{"url": "/"}, {"url": "/de", "description": "Texts in German"}],
        "tags": [{"name": name, "description": text} for name, text in notes.TAGS.items() if name in used]
        + [{"name": name} for name in sorted(used - notes.TAGS.keys())],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {str(status): _problem(text) for status, text in notes.PROBLEMS.items()},
            "headers": notes.HEADERS,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE, "description": "A person, signed in on the pages."},
                "key": {"type": "http", "scheme": "bearer", "description": "An API key, made at /desk/keys."},
            },
        },
    }


def _called_by_room(paths: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """Return both with types of one name told apart by their rooms: `ReturnsState`, `OrdersState`."""
    names = {name: _room(name) + name.rpartition(".")[2] if "." in name else name for name in schemas}
    renamed = {names[name]: {**schema, "title": names[name]} for name, schema in schemas.items()}

    def follow(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: _reference(value, names) if key == "$ref" else follow(value) for key, value in one.items()}
        return [follow(item) for item in one] if isinstance(one, list) else one

    return follow(paths), follow(renamed)


def _room(name: str) -> str:
    return name.split(".")[2].title().replace("_", "")


def _reference(target: str, names: dict[str, str]) -> str:
    head, _, name = target.rpartition("/")
    return f"{head}/{names.get(name, name)}"


def _problem(text: str) -> dict[str, Any]:
    return {"description": text, "content": {PROBLEM_KIND: {"schema": {"$ref": REFERENCE.format(name="Problem")}}}}


def _reachable(paths: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    """Return the names of the schemas that a body may hold: there, an unknown field is refused."""
    seen: set[str] = set()
    waiting: list[Any] = [operation.get("requestBody") for path in paths.values() for operation in path.values()]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name in schemas and name not in seen:
                seen.add(name)
                waiting.append(schemas[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return seen


@cache
def refusals() -> dict[str, type[Refusal]]:
    """Return every refusal there is, by its code."""
    found: dict[str, type[Refusal]] = {}
    waiting: list[type[Refusal]] = [Refusal]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.status >= 400:
            found.setdefault(one.code, one)
    return dict(sorted(found.items()))
