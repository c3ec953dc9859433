"""What is written down is read as a sentence."""

import ast
import re
from pathlib import Path

import httpx

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people import audit
from stoa.people.permissions.model import SYSTEM, Role
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session

ROOT = Path(__file__).parents[3]


def verbs() -> set[str]:
    """Return what the source notes, where it is written out."""
    found = set()
    for path in (ROOT / "stoa").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note" and isinstance(node.args[2], ast.Constant):
                found.add(str(node.args[2].value))
    return found


def test_everything_that_is_noted_has_a_sentence_in_both_languages() -> None:
    assert len(verbs()) > 40
    for language in ("en", "de"):
        known = set(re.findall(r"^(audit-did-\S+) =", (ROOT / f"stoa/people/audit/locale/{language}.ftl").read_text(), re.MULTILINE))
        assert {verb for verb in verbs() if f"audit-did-{verb.replace('.', '-').replace('_', '-')}" not in known} == set()


async def test_the_log_is_read_in_sentences_and_an_unknown_verb_as_it_is(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        token = await make_session(tx, await make_person(tx, roles={Role.ADMIN}))
        for verb in ("orders.refund", "greenhouse.water"):
            await audit.note(tx, SYSTEM, verb, ids.new(), {})
    client.cookies.set(SESSION_COOKIE, token)
    english, german = (await client.get("/desk/audit")).text, (await client.get("/de/desk/audit")).text
    assert "Gave money back on an order" in english
    assert "Geld zu einer Bestellung erstattet" in german
    for page in (english, german):
        assert page.count("greenhouse.water") == 4  # the title, the text, and the filter's value and text
