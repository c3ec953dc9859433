"""Bodies that calls of the API take, with the same text in every place where a text may stand."""

from typing import Any

DEEP = 4


def of(document: dict[str, Any], method: str, path: str, text: str) -> Any:
    """Return a body for the call as the description has it; None where it takes none, or no JSON."""
    operation = document["paths"].get(path, {}).get(method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return None if content is None else _filled(document, content["schema"], text, DEEP)


def _filled(document: dict[str, Any], schema: dict[str, Any], text: str, depth: int) -> Any:
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        kinds = schema["anyOf"]
        return _filled(document, next((one for one in kinds if one.get("type") == "string" and "enum" not in one), kinds[0]), text, depth)
    kind = schema.get("type")
    if kind == "array":
        return [_filled(document, schema.get("items", {}), text, depth - 1)] if depth else []
    if kind == "object":
        return _object(document, schema, text, depth)
    plain = {"string": text, "integer": max(1, schema.get("minimum", 1)), "number": 1, "boolean": True}
    return schema["enum"][0] if "enum" in schema else plain.get(str(kind))


def _object(document: dict[str, Any], schema: dict[str, Any], text: str, depth: int) -> dict[str, Any]:
    """Return every field, or only those that must be there when it is deep enough."""
    known = schema.get("properties", {})
    wanted = known if depth else {name: known[name] for name in schema.get("required", [])}
    inner = schema.get("additionalProperties")
    named = {"en": _filled(document, inner, text, depth - 1)} if isinstance(inner, dict) and depth else {}
    return {**{name: _filled(document, one, text, max(0, depth - 1)) for name, one in wanted.items()}, **named}
