"""Where the description is: for programs, for people, and a page for each problem."""

import hashlib
import inspect
from functools import cache
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import MediaType, Request, Response

from stoa.app.api import reading
from stoa.app.api.document import document, refusals
from stoa.base.database import Reading
from stoa.base.http.answers import known
from stoa.base.http.pages import Page, framed, kit, say, show
from stoa.base.http.routes import get, page
from stoa.base.http.visits import Visit
from stoa.base.refusals import Missing


class NoSuchProblem(Missing):
    """There is no problem of this code."""


class ApiPage(Page, kw_only=True, template="app/api/page.html"):
    tags: list[reading.Tag]
    types: list[reading.Type]
    problems: list[tuple[str, int, str]]


class ProblemPage(Page, kw_only=True, template="app/api/problem.html"):
    code: str
    status: int
    phrase: str
    about: str
    sentence: str


@cache
def _encoded(without: str) -> tuple[bytes, str]:
    body = msgspec.json.encode(document(without))
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'


@get("/api/openapi.json", may="anyone", include_in_schema=False, opt={"json": False})
async def openapi(request: Request[Any, Any, Any]) -> Response[Any]:
    body, etag = _encoded(kit(request).settings.without)
    headers = {"etag": etag, "cache-control": "public, no-cache"}
    if known(request, etag):
        return Response(None, status_code=304, headers=headers, media_type=MediaType.TEXT)
    return Response(body, headers=headers, media_type=MediaType.JSON)


@page("/api", may="anyone", opt={"json": False})
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    found = document(kit(request).settings.without)
    problems = [(code, one.status, reading.written(_about(one))) for code, one in refusals().items()]
    made = ApiPage(tags=reading.tags(found, visit.url), types=reading.types(found), problems=problems, frame=await framed(read, visit))
    return show(request, made, title=say(request, "api-title"), description=say(request, "api-lead"))


@page("/api/problems/{code:str}", may="anyone", opt={"json": False})
async def problem(request: Request[Any, Any, Any], read: Reading, visit: Visit, code: str) -> Response[str]:
    found = refusals().get(code)
    if found is None:
        raise NoSuchProblem
    key = f"refusal-{code.replace('_', '-')}"
    # The sentences of some need facts of the case; those are not shown here.
    texts = kit(request).renderer.texts
    sentence = texts.plain[visit.language.code].get(key, "")
    made = ProblemPage(
        code=code,
        status=found.status,
        phrase=HTTPStatus(found.status).phrase,
        about=reading.written(_about(found)),
        sentence=sentence,
        frame=await framed(read, visit),
    )
    return show(request, made, title=say(request, "api-problem-title", code=code), robots="noindex")


def _about(refusal: type[Exception]) -> str:
    return " ".join((inspect.getdoc(refusal) or "").split())


HANDLERS = [openapi, see, problem]
