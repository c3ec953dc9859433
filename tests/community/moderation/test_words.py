"""No text of these pages is left out of the language files; letters are written in both languages."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.base.http.rendering import Renderer
from stoa.community import judging, moderation
from stoa.community.moderation import host_store, keeping
from stoa.community.moderation.jobs import count
from stoa.community.moderation.model import Verdict
from stoa.outside import mail
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, a_piece, as_member, make_host
from tests.house.test_pseudo import WORD, left_out
from tests.people.sessions.makers import make_session, sign_in

pytestmark = pytest.mark.anyio
DESK = (
    "",
    "/queue",
    "/decisions",
    "/appeals?view=ended",
    "/appeals",
    "/rules",
    "/rules/spam",
    "/links",
    "/bias",
    "/people",
    "/models",
    "/collections",
)


async def test_no_text_is_left_out(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Role.SHOPPER)
    gone, stays, waits = a_piece(), a_piece(), a_piece("A fool you are, see www.example.com or write to mo@example.com")
    async with db.writing() as tx:
        host, other = await make_host(tx), await make_host(tx)
        await keeping.mark_link(tx, host, "spam.example", "Note")
        await keeping.make_collection(tx, host, "care", {"en": {"title": "Care"}})
        for one in (gone, stays, waits):
            await moderation.submit(tx, as_member(person), one)
        report = await moderation.report(tx, as_member(person), KIND, gone.id, "insult", "It insults me")
        await moderation.report(tx, GUEST, KIND, stays.id, "illegal", "It is forbidden")
        case = await tx.value("select id from moderation.case_ where piece_id = $1", gone.id)
        made = await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "It says fool")
        asked = await moderation.appeal(tx, as_member(person), made.id, "I quote")
        open_case = await tx.value("select id from moderation.case_ where piece_id = $1", stays.id)
        await moderation.lease(tx, other, open_case)
        await count(tx, {})
        await host_store.put_bias(tx, "review", [(star, 40, 6) for star in range(1, 6)], None, alarm=False)
        data = {word for row in await tx.rows("select t::text as text from moderation.rule t union all select t::text from moderation.piece t")
                for word in WORD.findall(row["text"])}  # fmt: skip
    data |= {word for card in judging.cards() for word in WORD.findall(repr(card))}
    data |= set(
        WORD.findall(
            "It says fool I quote It insults me forbidden Note Care spam.example Hana Ada note care example com key test Test A member"
        )
    )
    found = {}

    async def look(paths: list[str]) -> None:
        for path in paths:
            page = await client.get(f"/xx{path}")
            assert page.status_code == 200, path
            found[path] = left_out(page.text, data)

    where = f"{KIND}/{ids.show('rev', stays.id)}"
    decision, appeal = ids.show("dec", made.id), ids.show("apl", asked)
    await look(
        [
            "/rules",
            f"/report/{where}",
            f"/decisions/{decision}",
            f"/reports/{ids.show('rpt', report.id)}",
            "/account/decisions",
            "/collected/care",
        ]
    )
    async with db.writing() as tx:
        token = await make_session(tx, other.member)
    client.cookies.set("stoa_session", token)
    await look([f"/desk/community{screen}" for screen in DESK])
    await look([
        f"/desk/community/queue/{ids.show('cas', open_case)}", f"/desk/community/decisions/{decision}", f"/desk/community/appeals/{appeal}",
        f"/desk/community/forward/{where}", f"/report/{where}",
    ])  # fmt: skip
    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("published", {}),
        (
            "removed",
            {
                "rule": "Civil",
                "rule_text": "Be civil.",
                "fact": "It says fool",
                "automated": False,
                "words": "<b>You fool</b>",
                "found_by": "report",
            },
        ),
        (
            "removed",
            {"rule": "Spam", "rule_text": "None.", "fact": "spam.example", "automated": True, "words": "", "found_by": "known_link"},
        ),
        ("report_taken", {}),
        ("bias_found", {}),
        ("report_answered", {"outcome": "wrong", "fact": "It does not", "rule": "", "rule_text": ""}),
        ("report_answered", {"outcome": "gone", "fact": "", "rule": "", "rule_text": ""}),
        ("appeal_decided", {"outcome": "reversed", "why": "It is a quote"}),
    ],
)
async def test_every_letter_is_written(
    client: httpx.AsyncClient, renderer: Renderer, name: str, facts: dict[str, object], language: str
) -> None:
    letter = mail.current().write(f"moderation/{name}", language, facts, action="/rules", unsubscribe=None)
    assert letter.subject
    assert "<b>You" not in letter.html
    for fact in ("fact", "why"):
        if facts.get(fact):
            assert str(facts[fact]) in letter.html
