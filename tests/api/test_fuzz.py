"""Whatever is sent that fits the description, and whatever does not: no fault, and every answer as described.

`STOA_FUZZ=200 bin/test tests/api/test_fuzz.py` looks longer; the seed is fixed, so what it finds it finds again.
"""

import os
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

EXAMPLES = int(os.environ.get("STOA_FUZZ", "24"))
WATCHED = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HOW = hypothesis.settings(
    max_examples=max(1, EXAMPLES // 2),
    derandomize=True,
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
def schema() -> Any:
    return schemathesis.openapi.from_dict(document())


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
    assert wrong == [], f"answers by status: {dict(sorted(seen.items()))}"


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
