"""What every page must keep that a test comes past, whatever the test is about."""

import re
from collections import Counter
from typing import Any

import httpx

_ID = re.compile(r"""<[a-z][^<>]*?\sid=(?:"([^"]*)"|'([^']*)')""")


def ids_twice(page: str) -> list[str]:
    """Return the ids that more than one element of a page has: labels and links would lead to the first of them only."""
    found = Counter(one[1] or one[2] for one in _ID.finditer(page))
    return sorted(name for name, times in found.items() if times > 1)


def ids_are_once(answer: httpx.Response) -> None:
    """Fail the test that was given a page with an id on two elements."""
    if answer.headers.get("content-type", "").startswith("text/html"):
        twice = ids_twice(answer.text)
        assert twice == [], f"{answer.request.method} {answer.request.url} has these ids more than once: {', '.join(twice)}"


class Reader(httpx.AsyncClient):
    """A client that looks at each page it reads whole."""

    async def send(self, request: httpx.Request, *, stream: bool = False, **more: Any) -> httpx.Response:
        answer = await super().send(request, stream=stream, **more)
        if not stream:
            ids_are_once(answer)
        return answer
