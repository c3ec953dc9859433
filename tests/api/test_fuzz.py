"""Whatever is sent that fits the description, and whatever does not: no fault, and every answer as described.

Among all tests the same is sent every time. `STOA_FUZZ=200 bin/test tests/api/test_fuzz.py` looks longer, and elsewhere every day: what it finds is told
with the day's seed, `STOA_FUZZ_SEED` finds it again, and a line of `FOUND` keeps it found.
"""

import os
import re
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from stoa.app import rooms
from stoa.app.api.document import document
from stoa.app.api.operations import Operation, operations
from tests.api.conftest import Running
from tests.api.edges import edges

EXAMPLES = int(os.environ.get("STOA_FUZZ", "24"))
SEED = int(os.environ.get("STOA_FUZZ_SEED") or (f"{datetime.now(UTC):%Y%m%d}" if "STOA_FUZZ" in os.environ else "1"))
FOUND: list[tuple[str, str, dict[str, Any]]] = [
    ("staff", "admin.catalog.change", {"handle": ""}),
    ("staff", "admin.catalog.change", {"handle": "-"}),
    ("staff", "admin.pricing.publish", {"name": {"en": "x"}, "value": 1, "until_at": "9999-12-31T23:59:59-12:00"}),
]
"""What was once answered with a fault, or as no description says: who asked, which call, its body."""
WATCHED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HOW = hypothesis.settings(
    max_examples=max(1, EXAMPLES // 2),
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

rooms.load()
OPERATIONS = {one.id: one for one in operations(rooms.handlers())}
ASKED = [
    (who, name)
    for name, one in OPERATIONS.items()
    for who in ("guest", "member", "staff")
    if (who == "guest" and one.may == "anyone")
    or (who == "member" and not name.startswith("admin."))
    or (who == "staff" and name.startswith("admin."))
]


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return document()


@pytest.fixture(scope="module")
def schema(written: dict[str, Any]) -> Any:
    return schemathesis.openapi.from_dict(written)


@pytest.fixture(scope="module")
def open_cart(running: Running) -> str:
    cart = requests.post(f"{running.url}/api/carts", timeout=30).json()["id"]
    line = f"{running.url}/api/carts/{cart}/lines/{running.known['guest']['variant_id']}"
    assert requests.put(line, json={"quantity": 1}, timeout=30).status_code == 200
    return str(cart)


@pytest.mark.parametrize("who", ["guest", "member", "staff"])
def test_who_asks_is_who_they_say(running: Running, who: str) -> None:
    wanted = {"guest": 401, "member": 200, "staff": 403}[who]
    assert requests.get(f"{running.url}/api/me", headers=running.headers[who], timeout=30).status_code == wanted


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("who", "name"), ASKED)
def test_every_answer_is_as_described(schema: Any, running: Running, open_cart: str, who: str, name: str) -> None:
    one: Operation = OPERATIONS[name]
    operation = schema[one.path][one.method.upper()]
    known = {**running.known[who], "cart_id": open_cart}
    wrong: list[str] = []
    seen: dict[int, int] = {}
    with requests.Session() as session:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _look(operation, mode, session, running, who, known, seen, wrong)
    assert wrong == [], f"STOA_FUZZ={EXAMPLES} STOA_FUZZ_SEED={SEED}; answers by status: {dict(sorted(seen.items()))}"


def _path(name: str, known: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: known.get(place[1], f"no-{place[1]}"), OPERATIONS[name].path)


@pytest.mark.parametrize(("who", "name"), [(who, name) for who, name in ASKED if OPERATIONS[name].body is not None])
def test_edges_are_refused_or_taken(running: Running, open_cart: str, written: dict[str, Any], who: str, name: str) -> None:
    one = OPERATIONS[name]
    path = _path(name, {**running.known[who], "cart_id": open_cart})
    content = written["paths"][one.path][one.method]["requestBody"]["content"]
    schemas = written["components"]["schemas"]
    faults = []
    with requests.Session() as session:
        for body in edges(content["application/json"]["schema"], schemas):
            answer = session.request(one.method, running.url + path, json=body, headers=running.headers[who], timeout=30)
            if answer.status_code >= 500:
                faults.append((body, answer.text[:300]))
    assert faults == []


@pytest.mark.parametrize(("who", "name", "body"), FOUND)
def test_what_was_found_once_stays_mended(running: Running, who: str, name: str, body: dict[str, Any]) -> None:
    one = OPERATIONS[name]
    path = _path(name, running.known[who])
    answer = requests.request(one.method, running.url + path, json=body, headers=running.headers[who], timeout=30)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), answer.text[:500]


def _look(
    operation: Any,
    mode: GenerationMode,
    session: requests.Session,
    running: Running,
    who: str,
    known: dict[str, str],
    seen: dict[int, int],
    wrong: list[str],
) -> None:
    count = 0

    @HOW
    @hypothesis.seed(SEED)
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        nonlocal count
        count += 1
        if count % 4:
            for place in case.path_parameters or {}:
                case.path_parameters[place] = known.get(place, case.path_parameters[place])
        answer = case.call(base_url=running.url, session=session, headers=running.headers[who], timeout=30)
        seen[answer.status_code] = seen.get(answer.status_code, 0) + 1
        if str(answer.status_code) not in operation.definition.raw["responses"]:
            wrong.append(f"{answer.status_code} is not described: {case.as_curl_command()[:1500]}\n{answer.text[:500]}")
        try:
            case.validate_response(answer, checks=WATCHED)
        except Exception as found:  # noqa: BLE001 - each is told at the end, with what was sent
            wrong.append(f"{answer.status_code} {case.as_curl_command()[:1500]}\n{str(found)[:1500]}")

    try:
        ask()
    except hypothesis.errors.Unsatisfiable:
        return
