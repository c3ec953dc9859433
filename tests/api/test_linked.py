"""What one answer names is sent to every other call: ids in paths and bodies, cursors of other lists, and headers of all kinds.

The fuzz knows a few ids and makes up the rest. Here ids are gathered as a program meets them: every list is read, everything that may be made is made
with what was found, and all of it is asked for again. Never a fault, and every answer as described. STOA_FUZZ goes round more often, STOA_FUZZ_SEED another way.
"""

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from stoa.app.api.document import document
from stoa.base import paging
from tests.api.conftest import Running
from tests.api.edges import ordinary
from tests.api.test_fuzz import ASKED, EXAMPLES, OPERATIONS, SEED

ROUNDS = max(3, EXAMPLES // 8)
TRIES = 4
_ID = re.compile(r"([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}")
_PLACE = re.compile(r"\{(\w+)\}")
PREFIXES = {"product": "prd", "variant": "var", "category": "cat", "collection": "col", "cart": "crt", "order": "ord", "line": "lin"}
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ODD_CURSORS = [
    paging.encode(*key)
    for key in ((), ("x",), (1,), (1, 2), (AT, "x"), (AT, 1), (None,), (2**62, 2**62), (-1, ""), ("9999-12-31T23:59:59-12:00", 1), (1.5, True), ([],))
]  # fmt: skip
HEADERS: list[dict[str, str | bytes]] = [
    {"idempotency-key": "x" * 256}, {"idempotency-key": ""}, {"idempotency-key": "ä".encode()}, {"idempotency-key": "a b\tc"},
    {"if-match": "*"}, {"if-match": 'W/"x"'}, {"if-match": '"'}, {"if-match": "ü".encode("latin-1")}, {"if-none-match": '"a", "b"'},
    {"accept": "application/xml"}, {"accept": "*/*;q=0"}, {"accept": "text/html;q=x"}, {"accept-language": "x" * 4_000}, {"accept-language": "de;q=2,*"},
    {"content-type": "text/plain"}, {"content-type": "application/json; charset=utf-16"}, {"content-type": "multipart/form-data"},
    {"content-type": "multipart/form-data; boundary=x"}, {"content-type": "application/x-www-form-urlencoded"}, {"content-type": "x"},
    {"content-type": ""}, {"content-type": "image/png"}, {"content-encoding": "gzip"}, {"expect": "x"}, {"range": "bytes=0-1"},
    {"cookie": "stoa_cart=x; stoa_session=x; =; stoa_visit=\xff"}, {"authorization": "Bearer"}, {"authorization": "Basic eDp4"},
    {"authorization": "Bearer " + "x" * 3_000}, {"host": "x y"}, {"x-forwarded-for": "999.1.1.1, x"}, {"x-http-method-override": "DELETE"},
]  # fmt: skip


class Found:
    """What answers have named so far, by the kind of id and by the name it stood under."""

    def __init__(self, known: dict[str, str], dice: random.Random) -> None:
        self._named: dict[str, dict[str, None]] = defaultdict(dict)
        self._dice = dice
        for name, value in known.items():
            self.learn({name: value})

    def learn(self, answer: Any, name: str = "") -> None:
        if isinstance(answer, dict):
            for key, value in answer.items():
                self.learn(value, key)
        elif isinstance(answer, list):
            for value in answer[:20]:
                self.learn(value, name)
        elif isinstance(answer, str) and 0 < len(answer) < 120:
            kind = _ID.fullmatch(answer)
            self._named[kind[1] if kind else name].setdefault(answer)
            self._named[name].setdefault(answer)

    def some(self, place: str, kind: str | None = None) -> str | None:
        """Return something that fits a place, where anything is known that does."""
        bare = place.removesuffix("_id")
        named = self._named.get(kind or "") or self._named.get(place) or self._named.get(PREFIXES.get(bare, "")) or self._named.get(bare)
        return self._dice.choice(list(named)) if named else None

    def filled(self, value: Any, name: str = "") -> Any:
        """Return a body with what is known in the places of made-up texts."""
        if isinstance(value, dict):
            return {key: self.filled(one, key) for key, one in value.items()}
        if isinstance(value, list):
            return [self.filled(one, name.removesuffix("s")) for one in value]
        return (self.some(name) or value) if value == "abc" else value


class Asking:
    """Asks as one of the three, and notes what is wrong with the answers."""

    def __init__(self, running: Running, who: str, written: dict[str, Any]) -> None:
        self.wrong: list[str] = []
        self.statuses: dict[int, int] = defaultdict(int)
        self.found = Found(running.known[who], random.Random(f"{SEED} {who}"))
        self._running, self._headers, self._written = running, running.asking(who), written
        self._session = requests.Session()

    def path(self, name: str) -> str:
        one = OPERATIONS[name]
        raw = self._written["paths"][one.path][one.method]
        kinds = {
            each["name"]: re.match(r"\^([a-z]{3})_", each["schema"].get("pattern", ""))
            for each in raw["parameters"]
            if each["in"] == "path"
        }

        def fill(place: re.Match[str]) -> str:
            kind = kinds.get(place[1])
            return requests.utils.quote(self.found.some(place[1], kind[1] if kind else None) or f"no-{place[1]}", safe="")

        return _PLACE.sub(fill, one.path)

    def ask(self, name: str, *, headers: dict[str, Any] | None = None, **sent: Any) -> requests.Response:
        """Send it; note a fault, a status that is not described, and JSON of another kind than said."""
        one = OPERATIONS[name]
        path = self.path(name)
        answer = self._session.request(
            one.method, self._running.url + path, headers={**self._headers, **(headers or {})}, timeout=60, **sent
        )
        self.statuses[answer.status_code] += 1
        described = self._written["paths"][one.path][one.method]["responses"]
        if answer.status_code >= 500 or (headers is None and str(answer.status_code) not in described):
            self.wrong.append(f"{answer.status_code} {one.method} {path} {headers} {str(sent)[:600]}: {answer.text[:300]}")
        if answer.headers.get("content-type", "").startswith("application/json") and answer.ok:
            self.found.learn(answer.json())
        return answer

    def bodies(self, name: str) -> Iterator[Any]:
        """Yield bodies with what is known: what is required, and all there is."""
        one = OPERATIONS[name]
        schemas = self._written["components"]["schemas"]
        content = self._written["paths"][one.path][one.method]["requestBody"]["content"]
        if "application/json" in content:
            schema = content["application/json"]["schema"]
            yield self.found.filled(ordinary(schema, schemas))
            yield self.found.filled(ordinary(schema, schemas, whole=True))


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return document()


def named(who: str, *methods: str) -> list[str]:
    return [name for asking, name in ASKED if asking == who and OPERATIONS[name].method in methods]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("who", ["guest", "member", "staff"])
def test_what_one_answer_names_every_other_call_takes(running: Running, written: dict[str, Any], who: str) -> None:
    asking = Asking(running, who, written)
    dice = random.Random(SEED)
    for _ in range(ROUNDS):
        for name in named(who, "get"):
            asking.ask(name)
        writes = named(who, "post", "put", "patch")
        dice.shuffle(writes)
        for name in writes:
            for _, body in zip(range(TRIES), bodies_of(asking, name), strict=False):
                asking.ask(name, json=body)
    for name in named(who, "delete"):
        asking.ask(name)
    for name in named(who, "get"):
        asking.ask(name)
    assert asking.wrong == [], f"STOA_FUZZ_SEED={SEED}; answers by status: {dict(sorted(asking.statuses.items()))}"
    assert asking.statuses[200] > 20


def bodies_of(asking: Asking, name: str) -> Iterator[Any]:
    """Yield bodies again and again, each time with others of the known."""
    if OPERATIONS[name].body is None:
        return iter([None])
    return itertools.chain(asking.bodies(name), asking.bodies(name))


@pytest.mark.parametrize("who", ["guest", "member", "staff"])
def test_no_list_takes_the_cursor_of_another(running: Running, written: dict[str, Any], who: str) -> None:
    asking = Asking(running, who, written)
    lists = [
        name
        for name in named(who, "get")
        if any(one["name"] == "cursor" for one in written["paths"][OPERATIONS[name].path]["get"]["parameters"])
    ]
    cursors = [*ODD_CURSORS, "", "x", "%", "=" * 10, "e30"]
    for name in lists:
        answer = asking.ask(name, params={"limit": 1})
        if answer.ok and answer.headers["content-type"].startswith("application/json"):
            cursors += [one for one in [answer.json().get("next_cursor")] if one]
    for name in lists:
        for cursor in cursors:
            asking.ask(name, params={"cursor": cursor})
    assert asking.wrong == []
    assert len(lists) > 2


@pytest.mark.parametrize("who", ["guest", "member", "staff"])
def test_a_list_gives_no_more_than_a_hundred_whatever_it_is_asked_for(running: Running, written: dict[str, Any], who: str) -> None:
    asking = Asking(running, who, written)
    lists = [
        name
        for name in named(who, "get")
        if any(one["name"] == "limit" for one in written["paths"][OPERATIONS[name].path]["get"]["parameters"])
    ]
    for name in lists:
        for limit in (0, -1, 100, 101, 2**31, 2**63, 10**24):
            answer = asking.ask(name, params={"limit": limit})
            assert limit > 0 or answer.status_code in {404, 422}, (name, limit, answer.status_code)
            if answer.ok and answer.headers["content-type"].startswith("application/json"):
                assert len(answer.json().get("items", [])) <= 100, (name, limit)
    assert asking.wrong == []
    assert len(lists) > 2


@pytest.mark.parametrize("who", ["guest", "member", "staff"])
def test_no_header_breaks_a_call(running: Running, written: dict[str, Any], who: str) -> None:
    asking = Asking(running, who, written)
    for number, name in enumerate(named(who, "get", "post", "put", "patch")):
        # Each call meets some of them, and each of them some calls: all with all would take as long as all other tests of the API.
        for headers in HEADERS[number % 4 :: 4]:
            sent = {} if OPERATIONS[name].method == "get" else {"data": b'{"quantity": 1}'}
            asking.ask(name, headers=headers, **sent)
    assert asking.wrong == []
