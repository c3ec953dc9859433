"""One handler as one operation of the description."""

import inspect
import re
import types
from collections.abc import Iterable
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
from litestar import Response

from stoa.app.api import notes
from stoa.base.http import asking
from stoa.base.http.answers import PreconditionFailed
from stoa.base.refusals import Refusal
from stoa.people.permissions.model import PEOPLE_ONLY

REFERENCE = "#/components/schemas/{name}"
_PLACE = re.compile(r"\{(\w+):\w+\}")
_ID = "[0-7][0-9a-hjkmnp-tv-z]{25}"
_PREFIXES = {"product": "prd", "variant": "var", "category": "cat", "collection": "col", "cart": "crt", "order": "ord", "return": "ret",
             "shipment": "shp", "offer": "ofr", "address": "adr", "session": "ses", "line": "lin", "key": "key"}  # fmt: skip
_LIMITS = {"max_length": "maxLength", "min_length": "minLength", "ge": "minimum", "le": "maximum", "pattern": "pattern"}


class Operation(msgspec.Struct, frozen=True):
    """A method of a path: the handler behind it, what it takes and what it gives."""

    method: str
    path: str
    handler: Any
    body: Any
    body_required: bool
    result: Any

    @property
    def id(self) -> str:
        """Return its stable name: the room and the verb, `admin.` before the staff's."""
        room = self.handler.fn.__module__.partition(".web")[0].rpartition(".")[2]
        return f"{'admin.' if self.path.startswith('/api/admin/') else ''}{room}.{self.handler.fn.__name__}"

    @property
    def kinds(self) -> list[Any]:
        """Return the types whose schemas it needs."""
        return [kind for kind in (self.body, self.result) if kind is not None] + [_bare(p.annotation) for p in self._asked.values()]

    @property
    def _asked(self) -> dict[str, inspect.Parameter]:
        return asking.parameters(self.handler.fn, [self._raw])

    @property
    def _raw(self) -> str:
        return str(next(iter(self.handler.paths)))

    @property
    def _gives(self) -> str:
        """Return the kind of what it answers with."""
        return str(self.handler.opt.get("gives", notes.JSON))

    @property
    def may(self) -> str:
        return str(self.handler.opt["may"])

    @property
    def takes_if_match(self) -> bool:
        """Return whether a change is made only of what was seen."""
        return PreconditionFailed in self.handler.opt["refuses"]

    def written(self, schemas: dict[str, Any]) -> dict[str, Any]:
        """Return it as OpenAPI writes it."""
        said = inspect.getdoc(self.handler.fn) or ""
        first = said.partition("\n")[0].partition(". ")[0].rstrip(".")
        summary = self.handler.summary or first or self.handler.fn.__name__.replace("_", " ").capitalize()
        found: dict[str, Any] = {
            "operationId": self.id,
            "summary": summary,
            "tags": [notes.TAG_NAMES.get(tag, tag) for tag in self.handler.tags or [self._tag()]],
            "parameters": [*self._places(), *self._queries(schemas), *self._headers()],
            "responses": self._responses(schemas),
            "security": self._security(),
        }
        description = [said] if said and (first != summary or len(said) > len(first) + 1) else []
        if self.may != "anyone":
            description.append(f"Needs the permission `{self.may}`." if self.may != "member" else "For people who are signed in.")
        if description:
            found["description"] = "\n\n".join(description)
        body = self._body(schemas)
        if body:
            found["requestBody"] = body
        return found

    def _tag(self) -> str:
        room = self.id.removeprefix("admin.").partition(".")[0]
        return f"Admin: {room}" if self.id.startswith("admin.") else room.capitalize()

    def _places(self) -> list[dict[str, Any]]:
        found = []
        for name in _PLACE.findall(self._raw):
            prefix = _PREFIXES.get(name.removesuffix("_id")) if name.endswith("_id") else None
            schema = {"type": "string", "pattern": f"^{prefix}_{_ID}$"} if prefix else {"type": "string", "minLength": 1, "maxLength": 200}
            found.append({"name": name, "in": "path", "required": True, "schema": schema})
        return found

    def _queries(self, schemas: dict[str, Any]) -> list[dict[str, Any]]:
        found = []
        for name, parameter in self._asked.items():
            about = asking.about(parameter)
            schema = dict(schemas[repr(_bare(parameter.annotation))])
            if about is not None:
                schema |= {there: value for here, there in _LIMITS.items() if (value := getattr(about, here)) is not None}
            if parameter.default not in (inspect.Parameter.empty, None):
                schema["default"] = parameter.default
            public = asking.public(name, parameter)
            if public == "limit":
                schema.setdefault("minimum", 1)
            one = {"name": public, "in": "query", "required": parameter.default is inspect.Parameter.empty, "schema": schema}
            text = (about.description if about is not None else None) or notes.PARAMETERS.get(public)
            found.append({**one, "description": text} if text else one)
        return found + [
            {"name": name, "in": "query", "schema": {"type": "string"}, "description": notes.PARAMETERS[name]}
            for name in self.handler.opt.get("more_query", ())
        ]

    def _headers(self) -> list[dict[str, Any]]:
        found = []
        if self.method == "post":
            found.append(notes.IDEMPOTENCY_KEY)
        if self.method == "get":
            found.append(notes.IF_NONE_MATCH if self._gives == notes.JSON else notes.LAST_EVENT_ID)
        if self.path.startswith("/api/orders/{order_id}") or self.handler.opt.get("order_key"):
            found.append({"name": "Order-Key", "in": "header", "schema": {"type": "string"}, "description": notes.ORDER_KEY})
        if self.takes_if_match:
            found.append(notes.IF_MATCH)
        return found

    def _body(self, schemas: dict[str, Any]) -> dict[str, Any] | None:
        if self.id in notes.BODIES:
            return {"required": True, "content": notes.BODIES[self.id]}
        if self.body is None:
            return None
        content: dict[str, Any] = {"schema": schemas[repr(self.body)]}
        if self.id in notes.EXAMPLES:
            content["examples"] = {"example": {"value": notes.EXAMPLES[self.id]}}
        return {"required": self.body_required, "content": {"application/json": content}}

    def _responses(self, schemas: dict[str, Any]) -> dict[str, Any]:
        headers = ["RateLimit", "RateLimit-Policy"]
        if (self.method == "get" and self._gives == notes.JSON) or (self.takes_if_match and self.result is not None):
            headers.append("ETag")
        if self.method == "post":
            headers.append("Idempotent-Replayed")
        if "next_cursor" in getattr(self.result, "__struct_fields__", ()):
            headers.append("Link")
        done: dict[str, Any] = {
            "description": notes.DONE.get(self.handler.status_code, "Done"),
            "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
        }
        if self.result is not None:
            done["content"] = {self._gives: {"schema": schemas[repr(self.result)]}}
        found = {str(self.handler.status_code): done}
        for status, text in notes.ALSO.get(self.id, {}).items():
            found[str(status)] = {**done, "description": text} if status < 300 else {"description": text}
        if self.method == "get" and self._gives == notes.JSON:
            found["304"] = {"description": "What `If-None-Match` names is still so."}
        refused: dict[int, list[str]] = {status: [] for status in self._statuses()}
        for refusal in self.handler.opt.get("refuses", ()):
            refused.setdefault(refusal.status, []).append(_sentence(refusal))
        for status, codes in sorted(refused.items()):
            found[str(status)] = _refused(status, codes)
        found["default"] = {"$ref": "#/components/responses/default"}
        return found

    def _statuses(self) -> set[int]:
        """Return what may be refused, from what the operation takes."""
        found = {400, 406, 422, 429, 503}
        if self.may != "anyone":
            found |= {401, 403}
        if "{" in self.path or self.body is not None:
            found.add(404)
        if self.method != "get":
            found |= {403, 409, 413}
        if self.body is not None:
            found.add(415)
        return found

    def _security(self) -> list[dict[str, list[str]]]:
        if self.may == "anyone":
            return [{}, {"session": []}, {"key": []}]
        return [{"session": []}] if self.may in PEOPLE_ONLY else [{"session": []}, {"key": []}]


def operations(handlers: Iterable[Any]) -> list[Operation]:
    """Return the operations of these handlers, by path."""
    found = []
    for handler in handlers:
        for raw in handler.paths:
            if not raw.startswith("/api/") or (handler.opt.get("json") is False and "gives" not in handler.opt):
                continue
            body = _signature(handler).get("data")
            returned = inspect.signature(handler.fn).return_annotation
            kind = None if body is None else body.annotation
            required = body is not None and body.default is inspect.Parameter.empty and type(None) not in get_args(kind)
            path, result = _PLACE.sub(r"{\1}", raw), _result(returned)
            found += [Operation(method.lower(), path, handler, kind, required, result) for method in handler.http_methods]
    order = {"get": 0, "post": 1, "put": 2, "patch": 3, "delete": 4}
    return sorted(found, key=lambda one: (one.path.startswith("/api/admin/"), one.path, order.get(one.method, 9)))


def _signature(handler: Any) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(handler.fn).parameters)


def _result(kind: Any) -> Any:
    """Return what the answer's body is; None for none."""
    if get_origin(kind) is Response:
        kind = get_args(kind)[0]
    if get_origin(kind) in {Union, types.UnionType}:
        kind = next(one for one in get_args(kind) if one is not type(None))
    return None if kind in (None, type(None), inspect.Signature.empty) else kind


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _sentence(refusal: type[Refusal]) -> str:
    about = " ".join((inspect.getdoc(refusal) or "").split())
    return f"[`{refusal.code}`](/api/problems/{refusal.code}): {about}" if about else f"`{refusal.code}`"


def _refused(status: int, codes: list[str]) -> dict[str, Any]:
    shared = {"$ref": f"#/components/responses/{status}"}
    if not codes:
        return shared
    return {"description": "\n".join(f"- {code}" for code in codes), "content": notes.PROBLEM_CONTENT}
