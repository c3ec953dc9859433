"""What hosts see of second looks and of those who wrote and reported, through the real app."""

import html

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database
from stoa.community import moderation
from stoa.community.moderation import actions, report_store
from stoa.community.moderation.model import Piece, Verdict
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import KIND, a_piece, make_host, make_member
from tests.people.sessions.makers import make_session, sign_in

pytestmark = pytest.mark.anyio
DESK = "/desk/community"


async def _kept(db: Database, email: str = "") -> tuple[Piece, str, str]:
    """Return a piece that a guest reported and one host kept, the address of the second look, and that host's session."""
    piece = a_piece()
    async with db.writing() as tx:
        await moderation.submit(tx, await make_member(tx), piece)
        report = await moderation.report(tx, GUEST, KIND, piece.id, "insult", "It insults me", email=email)
        host = await make_host(tx)
        case = await moderation.lease(tx, host)
        assert case is not None
        await moderation.decide(tx, host, case, Verdict.KEPT)
        appeal = await actions.appeal_report(tx, await report_store.report(tx, report.id))
        token = await make_session(tx, host.member)
    return piece, f"{DESK}/appeals/{ids.show('apl', appeal)}", token


async def test_who_decided_is_told_that_another_host_looks_again(client: httpx.AsyncClient, db: Database) -> None:
    _, path, token = await _kept(db)
    await sign_in(client, db, Role.HOST)
    assert f'action="{path}/decision"' in html.unescape((await client.get(path)).text)
    client.cookies.set("stoa_session", token)
    own = html.unescape((await client.get(path)).text)
    assert f'action="{path}/decision"' not in own
    assert "another host looks again" in own


async def test_a_report_is_called_by_the_title_of_its_rule(client: httpx.AsyncClient, db: Database) -> None:
    _, path, _ = await _kept(db)
    await sign_in(client, db, Role.HOST)
    async with db.reading() as read:
        decision = f"{DESK}/decisions/{ids.show('dec', await read.value('select id from moderation.decision'))}"
    for seen in (path, decision):
        assert "<strong>Civil, also when angry</strong>: It insults me" in html.unescape((await client.get(seen)).text)
    assert "<strong>Höflich, auch im Ärger</strong>: It insults me" in html.unescape((await client.get(f"/de{path}")).text)


async def test_once_is_not_one_times(client: httpx.AsyncClient, db: Database) -> None:
    piece = a_piece()
    async with db.writing() as tx:
        author, reporter = await make_member(tx), await make_member(tx)
        await moderation.submit(tx, author, piece)
        await tx.run("insert into moderation.conduct (person_id, helpful) values ($1, 1)", author.member)
        await moderation.report(tx, reporter, KIND, piece.id, "insult", "It insults me")
    await sign_in(client, db, Role.HOST)
    case = (await client.post(f"{DESK}/queue/next")).headers["location"]
    seen = (await client.get(case)).text
    assert " 1 times" not in seen
    assert "helpful" in seen


async def test_who_reports_by_mail_is_told_where_the_answer_goes(client: httpx.AsyncClient, db: Database) -> None:
    piece = a_piece()
    async with db.writing() as tx:
        await moderation.submit(tx, GUEST, piece)
    form = {"rule": "insult", "note": "It insults me", "email": "jo@example.com"}
    sent = await client.post(f"/report/{KIND}/{ids.show('pie', piece.id)}", data=form)
    assert "A letter to jo@example.com says what became of it, too." in (await client.get(sent.headers["location"])).text
    del form["email"]
    nameless = await client.post(f"/report/{KIND}/{ids.show('pie', piece.id)}", data=form)
    assert "A letter to" not in (await client.get(nameless.headers["location"])).text
