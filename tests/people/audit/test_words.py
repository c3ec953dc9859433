"""What is written down is read as a sentence."""

import ast
import re
from pathlib import Path

import httpx

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people import audit
from stoa.people.audit.model import facts_of
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


def noted() -> set[str]:
    """Return the names of what the source notes beside a verb, where they are written out."""
    calls = [node for path in (ROOT / "stoa").rglob("*.py") for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    facts = [node.args[4] for node in calls if ast.unparse(node.func) == "audit.note" and len(node.args) > 4]
    return {str(key.value) for one in facts if isinstance(one, ast.Dict) for key in one.keys if isinstance(key, ast.Constant)}


def test_what_is_noted_beside_it_has_words_in_both_languages() -> None:
    ids_alone = {"decision", "appeal", "answer", "return", "shipment", "into", "before", "after"}
    for language in ("en", "de"):
        known = set(re.findall(r"^audit-fact-(\S+) =", (ROOT / f"stoa/people/audit/locale/{language}.ftl").read_text(), re.MULTILINE))
        assert {name for name in noted() - ids_alone if name.replace("_", "-") not in known} == set()


def test_facts_are_said_in_words_and_ids_are_not_said() -> None:
    product = str(ids.new())
    told = facts_of(
        {
            "opens_at": "2026-11-22T05:45:56.691523Z",
            "amount": {"amount": 1299, "currency": "EUR"},
            "decision": product,
            "order": ids.show("ord", ids.new()),
            "added": [product, product],
            "terms": ["cup", "mug"],
            "rule": None,
            "removed": [],
            "rows": 0,
            "reversed": False,
        }
    )
    assert [(one.name, one.kind) for one in told] == [
        ("opens_at", "when"), ("amount", "money"), ("added", "number"), ("terms", "words"), ("rows", "number"), ("reversed", "yes"),
    ]  # fmt: skip
    assert [one.value for one in told[2:]] == [2, "cup, mug", 0, False]
    changed = facts_of({"before": {"vendor": "A", "state": "draft"}, "after": {"vendor": "B", "state": "active"}, "texts": ["de"]})
    assert [(one.name, one.before, one.value) for one in changed] == [
        ("vendor", "A", "B"),
        ("state", "draft", "active"),
        ("texts", None, "de"),
    ]
    assert [(one.name, one.value) for one in facts_of({"before": "1", "after": "2"})] == [("before", "1"), ("after", "2")]


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
