"""The description as people read it: operations by what they are about, with an example to try."""

import html
import json
import re
from functools import cache
from typing import Any

import msgspec


class Field(msgspec.Struct, frozen=True):
    """A parameter or a field of a type: `link` is the name of its type, where that is described below."""

    name: str
    kind: str
    link: str
    required: bool
    about: str
    place: str = ""


class Answer(msgspec.Struct, frozen=True):
    status: str
    about: str
    link: str


class Told(msgspec.Struct, frozen=True):
    """An operation."""

    id: str
    method: str
    path: str
    summary: str
    about: list[str]
    parameters: list[Field]
    body: Field | None
    answers: list[Answer]
    curl: str


class Tag(msgspec.Struct, frozen=True):
    name: str
    anchor: str
    about: str
    operations: list[Told]


class Type(msgspec.Struct, frozen=True):
    name: str
    about: str
    fields: list[Field]


def written(text: str) -> str:
    """Return a text of the description as HTML: code in backquotes, and links."""
    safe = html.escape(text)
    linked = re.sub(r"\[([^\]]+)\]\((/[^)\s]*)\)", r'<a href="\2">\1</a>', safe)
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", linked)


def tags(document: dict[str, Any], url: str) -> list[Tag]:
    """Return the operations of a description by tag."""
    return _tags(json.dumps(document), url)


@cache
def _tags(text: str, url: str) -> list[Tag]:
    document = json.loads(text)
    told: dict[str, list[Told]] = {one["name"]: [] for one in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            told[operation["tags"][0]].append(_told(document, url, path, method, operation))
    return [Tag(one["name"], _anchor(one["name"]), one.get("description", ""), told[one["name"]]) for one in document["tags"]]


def types(document: dict[str, Any]) -> list[Type]:
    """Return the types of a description, by name."""
    found = []
    for name, schema in sorted(document["components"]["schemas"].items()):
        required = schema.get("required", [])
        fields = [_field(one, inner, required=one in required) for one, inner in schema.get("properties", {}).items()]
        values = ", ".join(f"`{value}`" for value in schema.get("enum", []))
        found.append(Type(name, written(" ".join(part for part in (schema.get("description", ""), values) if part)), fields))
    return found


def _told(document: dict[str, Any], url: str, path: str, method: str, operation: dict[str, Any]) -> Told:
    body = operation.get("requestBody")
    kind, content = _content(body)
    return Told(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=[written(part) for part in operation.get("description", "").split("\n\n") if part],
        parameters=[
            _field(one["name"], one["schema"], required=one.get("required", False), about=one.get("description", ""), place=one["in"])
            for one in operation["parameters"]
        ],
        body=_field(kind, content.get("schema", {}), required=body.get("required", False)) if body else None,
        answers=[_answer(document, status, one) for status, one in operation["responses"].items() if status != "default"],
        curl=_curl(url, path, method, operation, kind, _example(document, content)),
    )


def _content(body: dict[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """Return a body's kind and what is said of it."""
    return next(iter(body["content"].items())) if body else ("", {})


def _answer(document: dict[str, Any], status: str, answer: dict[str, Any]) -> Answer:
    if "$ref" in answer:
        answer = document["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    content: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    return Answer(status, written(answer["description"].replace("\n- ", " · ").removeprefix("- ")), _kind(content.get("schema", {}))[1])


def _field(name: str, schema: dict[str, Any], *, required: bool, about: str = "", place: str = "") -> Field:
    kind, link = _kind(schema)
    return Field(name, kind, link, required, written(about or schema.get("description", "")), place)


def _kind(schema: dict[str, Any]) -> tuple[str, str]:
    """Return how a schema is called, and the name of the type that it refers to."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name, name
    if "anyOf" in schema:
        parts = [_kind(one) for one in schema["anyOf"]]
        return " | ".join(kind for kind, _ in parts), next((link for _, link in parts if link), "")
    if schema.get("type") == "array":
        kind, link = _kind(schema.get("items", {}))
        return f"[{kind}]", link
    if isinstance(schema.get("additionalProperties"), dict):
        kind, link = _kind(schema["additionalProperties"])
        return f"{{… {kind}}}", link
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"]), ""
    kind = str(schema.get("format") or schema.get("type") or "any")
    bounds = [f"{sign} {schema[name]}" for name, sign in (("minimum", "≥"), ("maximum", "≤"), ("maxLength", "≤")) if name in schema]
    return " ".join([kind, *bounds]), ""


def _example(document: dict[str, Any], content: dict[str, Any]) -> Any:
    given = content.get("examples", {}).get("example")
    return given["value"] if given else _made(document, content.get("schema", {}))


def _made(document: dict[str, Any], schema: dict[str, Any]) -> Any:
    """Return something that fits: the fields that must be there."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        schema = schema["anyOf"][0]
        return _made(document, schema)
    if "properties" in schema:
        return {name: _made(document, schema["properties"][name]) for name in schema.get("required", [])}
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "array":
        return [_made(document, schema.get("items", {}))]
    return {"integer": max(1, schema.get("minimum", 1)), "boolean": True, "object": {}, "number": 1}.get(str(schema.get("type")), "…")


def _curl(url: str, path: str, method: str, operation: dict[str, Any], kind: str, body: Any) -> str:
    parts = ["curl" if method == "get" else f"curl -X {method.upper()}"]
    if operation["security"] and {} not in operation["security"]:
        person = operation["security"] == [{"session": []}]
        parts.append('-b "stoa_session=$SESSION"' if person else '-H "Authorization: Bearer $KEY"')
    if method == "post":
        parts.append('-H "Idempotency-Key: $(uuidgen)"')
    if kind == "application/json":
        parts += [f'-H "Content-Type: {kind}"', "-d '" + json.dumps(body, ensure_ascii=False).replace("'", "'\\''") + "'"]
    elif kind:
        parts.append("--data-binary @picture.jpg")
    return " \\\n  ".join([*parts, f'"{url}{path}"'])


def _anchor(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower())
