"""Bodies at the edge of a schema: each text of them empty, blank or reversed once, each moment at an end of the calendar, the rest ordinary."""

from collections.abc import Iterator
from typing import Any

TEXTS = ["", " ", "-", "\u202e"]
MOMENTS = [
    "2026-11-22T12:00:00-22:54",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59Z",
]
DEEPEST = 5


def ordinary(schema: dict[str, Any], schemas: dict[str, Any], depth: int = 0, *, whole: bool = False) -> Any:
    """Return something plain that fits, with what is required and nothing else; the `whole` of it with all there may be."""
    schema = _followed(schema, schemas)
    if "const" in schema or "enum" in schema:
        return schema.get("const", (schema.get("enum") or [None])[0])
    kind = _kind(schema)
    if kind == "object":
        own = schema.get("properties", {})
        wanted = list(own) if whole and depth < DEEPEST else schema.get("required", [])
        named = {name: ordinary(own[name], schemas, depth + 1, whole=whole) for name in wanted}
        inside = schema.get("additionalProperties")
        return named or ({"en": ordinary(inside, schemas, depth + 1, whole=whole)} if isinstance(inside, dict) and depth < DEEPEST else {})
    if kind == "array":
        some = schema.get("minItems") or (whole and depth < DEEPEST)
        return [ordinary(schema["items"], schemas, depth + 1, whole=whole)] if some else []
    if kind == "string":
        return {"date-time": "2026-11-22T12:00:00Z", "date": "2026-11-22"}.get(schema.get("format", ""), "abc")
    return {"integer": max(1, schema.get("minimum", 1)), "number": 1, "boolean": True}.get(kind)


def edges(schema: dict[str, Any], schemas: dict[str, Any], depth: int = 0) -> Iterator[Any]:
    """Yield it with one text or moment at an edge, for each of them in turn."""
    schema = _followed(schema, schemas)
    kind = _kind(schema)
    if depth > DEEPEST or "const" in schema or "enum" in schema:
        return
    if kind == "object":
        base = ordinary(schema, schemas, depth)
        for name, one in schema.get("properties", {}).items():
            for edge in edges(one, schemas, depth + 1):
                yield {**base, name: edge}
        inside = schema.get("additionalProperties")
        if isinstance(inside, dict):
            yield {"": ordinary(inside, schemas, depth + 1)}
            for edge in edges(inside, schemas, depth + 1):
                yield {**base, "en": edge}
    elif kind == "array":
        for edge in edges(schema["items"], schemas, depth + 1):
            yield [edge]
    elif kind == "string":
        yield from MOMENTS if schema.get("format") == "date-time" else TEXTS


def _followed(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """Return what a schema means: of several kinds the first that is not nothing."""
    while "$ref" in schema or "anyOf" in schema or "oneOf" in schema:
        if "$ref" in schema:
            schema = schemas[schema["$ref"].rpartition("/")[2]]
        else:
            schema = next((one for one in schema.get("anyOf") or schema["oneOf"] if one.get("type") != "null"), {})
    return schema


def _kind(schema: dict[str, Any]) -> str:
    kinds = schema.get("type", "object" if "properties" in schema else "null")
    return str(next((one for one in kinds if one != "null"), "null") if isinstance(kinds, list) else kinds)
