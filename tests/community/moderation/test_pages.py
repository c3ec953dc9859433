"""The pages and the desk of moderation, through the real app."""

import html
import json
import re

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.base.http.visits import SESSION_COOKIE
from stoa.community import moderation
from stoa.community.moderation import actions, chance, host_store, keeping
from stoa.community.moderation.model import CannotBeDone, Piece, State, Verb, Verdict
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST
from tests.community.moderation.makers import HIDDEN, KIND, PERSONAL, STARS, a_piece, as_member, make_host, make_member, state_of
from tests.people.sessions.makers import make_session, sign_in

pytestmark = pytest.mark.anyio
DESK = "/desk/community"
SCREENS = ("", "/queue", "/decisions", "/appeals", "/rules", "/links", "/bias", "/people", "/models", "/collections")


async def _submitted(db: Database, text: str = "", author: object = GUEST) -> Piece:
    piece = a_piece(text)
    async with db.writing() as tx:
        await moderation.submit(tx, author, piece)  # type: ignore[arg-type]
    return piece


def _report_path(piece: Piece) -> str:
    return f"/report/{KIND}/{ids.show('rev', piece.id)}"


async def test_the_cards_are_read_in_ones_own_language(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.HOST)
    page = html.unescape(re.sub(r"[\u2066-\u2069]", "", (await client.get(f"{DESK}/models")).text))
    assert "from lists of words" in page
    assert "with 0 rows" not in page
    german = html.unescape(re.sub(r"[\u2066-\u2069]", "", (await client.get(f"/de{DESK}/models")).text))
    assert "Sprachen: Englisch, Deutsch" in german
    assert "von welchen Eigenschaften die Sätze einer Bewertung sprechen" in german
    assert ("97,1\u00a0% (96,3 bis 97,8)" in re.sub("<.*?>", "", german), "0.97" in german) == (True, False)
    assert 'lang="en"' not in german.partition("<main")[2]


async def test_the_rules_are_there_for_everybody(client: httpx.AsyncClient) -> None:
    for path, words in (("/rules", "A low rating is no reason"), ("/de/rules", "Eine schlechte Bewertung ist kein Grund")):
        page = await client.get(path)
        assert page.status_code == 200
        assert words in page.text


async def test_a_guest_reports_what_is_illegal_and_follows_it(client: httpx.AsyncClient, db: Database) -> None:
    piece = await _submitted(db)
    path = _report_path(piece)
    assert "It is illegal" in (await client.get(path)).text
    wrong = await client.post(path, data={"rule": "illegal", "note": "short", "email": "no address"})
    assert wrong.status_code == 422
    assert 'value="no address"' in wrong.text
    assert wrong.text.count("field-error") >= 3
    note = "It shows a forbidden sign on the first picture"
    sent = await client.post(path, data={"rule": "illegal", "note": note, "email": "mo@example.com", "good_faith": "yes"})
    assert sent.status_code == 303
    mine = sent.headers["location"]
    assert "We have it" in (await client.get(mine)).text
    assert (await client.get(mine.partition("?")[0])).status_code == 404
    assert (await client.get(mine.partition("?")[0] + "?key=guessed")).status_code == 404
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select count(*) from mail.letter where template = 'moderation/report_taken'") == 1
        assert await state_of(read, piece) is State.PUBLISHED


async def test_what_is_hidden_or_nobodys_is_the_same_404(client: httpx.AsyncClient, db: Database) -> None:
    waiting = await _submitted(db, "Look at www.example.com for a better one, it is cheaper there")
    for path in (_report_path(waiting), f"/report/{KIND}/{ids.show('rev', ids.new())}", f"/report/nothing/{ids.show('rev', ids.new())}"):
        assert (await client.get(path)).status_code == 404
        assert (await client.post(path, data={"rule": "spam"})).status_code == 404


async def test_a_host_decides_by_the_queue_and_the_author_appeals_in_one_tap(client: httpx.AsyncClient, db: Database) -> None:
    author = await sign_in(client, db, Role.SHOPPER)
    piece = await _submitted(db, author=as_member(author))
    STARS[piece.id] = 1
    async with db.writing() as tx:
        report = await moderation.report(tx, GUEST, KIND, piece.id, "insult", "It calls me a fool", "mo@example.com")
    await sign_in(client, db, Role.HOST)
    assert "It calls me a fool" not in (await client.get(f"{DESK}/queue")).text
    taken = await client.post(f"{DESK}/queue/next")
    case = taken.headers["location"]
    pane = await client.get(case)
    assert "It calls me a fool" in pane.text
    assert "Its stars are hidden" in pane.text
    assert 'class="stars' not in pane.text
    assert "See it in its place" not in pane.text
    wrong = await client.post(f"{case}/decision", data={"verdict": "removed", "version": "1"})
    assert wrong.status_code == 422
    done = await client.post(
        f"{case}/decision", data={"verdict": "removed", "version": "1", "rule": "insult", "fact": "It says fool twice"}
    )
    assert done.status_code == 303
    decision = re.search(r"done=(dec_\w+)", done.headers["location"])
    assert decision is not None
    again = await client.post(f"{case}/decision", data={"verdict": "kept", "version": "1"})
    assert again.status_code == 409
    await jobs.drain(db)
    async with db.reading() as read:
        letters = await read.rows("select template from mail.letter order by template")
        assert [row["template"] for row in letters] == ["moderation/removed", "moderation/report_answered", "moderation/report_taken"]
        key = await read.value("select key from moderation.report where id = $1", report.id)
        linked = re.search(
            rf"/decisions/{decision[1]}\?key=[\w-]+", await read.value("select text from mail.letter where template = 'moderation/removed'")
        )
    statement = f"/decisions/{decision[1]}"
    assert (await client.get(statement)).status_code == 404, "hosts read it on the desk"
    client.cookies.clear()
    assert (await client.get(statement)).status_code == 404
    assert linked is not None
    assert "It says fool twice" in (await client.get(linked[0])).text, "the author reads the letter where they are not signed in"
    await _back(client, db, author)
    page = await client.get(statement)
    for words in (
        "It says fool twice",
        "Civil, also when angry",
        "Somebody reported it.",
        "No. It was found and decided by people.",
        "certified body",
    ):
        assert words in page.text
    client.cookies.clear()
    assert (await client.post(linked[0].replace("?", "/appeal?"))).status_code == 303
    await _back(client, db, author)
    assert (await client.post(f"{statement}/appeal")).status_code == 409
    assert "Taken away" in (await client.get("/account/decisions")).text
    await sign_in(client, db, Role.HOST)
    assert "The author asks" in (await client.get(f"{DESK}/appeals")).text
    async with db.reading() as read:
        appeal = await read.value("select id from moderation.appeal")
    path = f"{DESK}/appeals/{ids.show('apl', appeal)}"
    assert (await client.get(path)).status_code == 200
    assert (await client.post(f"{path}/decision", data={"outcome": "reversed", "why": ""})).status_code == 422
    assert (
        await client.post(f"{path}/decision", data={"outcome": "reversed", "why": "It quotes the manual", "version": "1"})
    ).status_code == 303
    await jobs.drain(db)
    async with db.reading() as read:
        assert await state_of(read, piece) is State.PUBLISHED
        assert await read.value("select outcome from moderation.report where id = $1", report.id) == "wrong"
        letters = await read.rows("select template from mail.letter order by template")
        assert [row["template"] for row in letters].count("moderation/report_answered") == 2
        assert [row["template"] for row in letters].count("moderation/appeal_decided") == 1
    reported = f"/reports/{ids.show('rpt', report.id)}?key={key}"
    assert "It stays." in (await client.get(reported)).text


async def _back(client: httpx.AsyncClient, db: Database, person: object) -> None:
    async with db.writing() as tx:
        token = await make_session(tx, person)  # type: ignore[arg-type]
    client.cookies.set(SESSION_COOKIE, token)


async def test_every_screen_opens_for_hosts_in_both_languages_and_for_nobody_else(client: httpx.AsyncClient, db: Database) -> None:
    for screen in SCREENS:
        assert (await client.get(f"{DESK}{screen}")).status_code == 303
    await sign_in(client, db, Role.MERCHANT)
    for screen in SCREENS:
        assert (await client.get(f"{DESK}{screen}")).status_code == 403
    await sign_in(client, db, Role.HOST)
    for screen in SCREENS:
        for prefix in ("", "/de"):
            assert (await client.get(f"{prefix}{DESK}{screen}")).status_code == 200, screen


async def test_hosts_write_rules_and_mark_links(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.HOST)
    rule = {
        "code": "kind",
        "title-en": "Be kind",
        "text-en": "To each other.",
        "title-de": "Freundlich",
        "text-de": "Zueinander.",
        "severity": "1",
    }
    assert (await client.post(f"{DESK}/rules", data={**rule, "code": "Be kind!"})).status_code == 422
    assert (await client.post(f"{DESK}/rules", data={**rule, "in_force": "yes"})).status_code == 303
    assert "Be kind" in (await client.get("/rules")).text
    assert (await client.get(f"{DESK}/rules/kind")).status_code == 200
    assert (await client.post(f"{DESK}/rules", data=rule)).status_code == 303
    assert "Be kind" not in (await client.get("/rules")).text
    assert (await client.post(f"{DESK}/links", data={"domain": "no domain"})).status_code == 422
    assert (await client.post(f"{DESK}/links", data={"domain": "https://www.Spam.example/x?y"})).status_code == 303
    assert "spam.example" in (await client.get(f"{DESK}/links")).text
    assert (await _submitted_state(db, "Come to deals.spam.example for more of the same kind")) is State.REMOVED
    assert (await client.post(f"{DESK}/links/removal", data={"domain": "spam.example"})).status_code == 303
    assert (await _submitted_state(db, "Come to https://deals.spam.example for more of the same sort")) is State.WAITING


async def _submitted_state(db: Database, text: str) -> State:
    piece = await _submitted(db, text)
    async with db.reading() as read:
        return await state_of(read, piece)


async def test_hosts_collect_what_helps(client: httpx.AsyncClient, db: Database) -> None:
    piece = await _submitted(db, "Rinse it before the first use and dry it upside down, then it lasts")
    await sign_in(client, db, Role.HOST)
    made = {"handle": "care", "title-en": "Care", "title-de": "Pflege"}
    assert (await client.post(f"{DESK}/collections", data=made)).status_code == 303
    path = f"{DESK}/forward/{KIND}/{ids.show('rev', piece.id)}"
    page = await client.get(path)
    assert "Collect" in page.text
    assert "Feature" not in page.text.replace("Features", "")
    assert (await client.post(path, data={"verb": "pin"})).status_code == 409
    assert (await client.post(path, data={"verb": "collect", "to": "care"})).status_code == 303
    assert "dry it upside down" in (await client.get("/collected/care")).text
    async with db.writing() as tx:
        host = await make_host(tx)
        case = await actions.look_at(tx, host, KIND, piece.id)
        await moderation.decide(tx, host, case, Verdict.REMOVED, "off_topic", "It is about something else")
    assert "dry it upside down" not in (await client.get("/collected/care")).text
    assert (await client.get("/collected/nothing")).status_code == 404


async def test_what_waited_and_was_kept_is_told(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        author, host = await make_member(tx, email="lena@mail.example"), await make_host(tx)
        piece = a_piece("Look at www.example.com, there is the manual that I used")
        await moderation.submit(tx, author, piece)
        case = await moderation.lease(tx, host)
        assert case is not None
        await moderation.decide(tx, host, case, Verdict.KEPT)
    await jobs.drain(db)
    async with db.reading() as read:
        row = await read.row('select template, "to" as sent_to from mail.letter')
    assert (row["template"], row["sent_to"]) == ("moderation/published", "lena@mail.example")


async def test_everything_of_a_guest_is_told_by_mail_with_a_key(client: httpx.AsyncClient, db: Database) -> None:
    piece = a_piece("Wait, this is not about the thing but about my parcel", email="guest@mail.example")
    async with db.writing() as tx:
        host = await make_host(tx)
        await moderation.submit(tx, GUEST, piece)
        await moderation.report(tx, GUEST, KIND, piece.id, "off_topic")
        case = await moderation.lease(tx, host)
        assert case is not None
        made = await moderation.decide(tx, host, case, Verdict.REMOVED, "off_topic", "It is about a parcel")
    path = f"/decisions/{ids.show('dec', made.id)}"
    assert (await client.get(path)).status_code == 404
    assert (await client.get(f"{path}?key={made.key}")).status_code == 200
    assert (await client.post(f"{path}/appeal?key=guessed")).status_code == 404
    assert (await client.post(f"{path}/appeal?key={made.key}", data={"text": "It is about the lid"})).status_code == 303


async def test_the_look_for_bias_says_what_it_compared(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.HOST)
    table = [(1, 7, 3), (2, 3, 2), (3, 4, 2), (4, 9, 3), (5, 28, 12)]
    async with db.writing() as tx:
        found = chance.test([kept for _, kept, _ in table], [removed for _, _, removed in table])
        await host_store.put_bias(tx, KIND, table, found, alarm=False)
    page = html.unescape((await client.get(f"{DESK}/bias")).text)
    assert "Compared are these classes of stars: 1–4 / 5." in page
    assert "with one degree of freedom, p = 0.9" in page
    german = html.unescape((await client.get(f"/de{DESK}/bias")).text)
    assert "bei einem Freiheitsgrad, p = 0,9" in german


async def test_what_hosts_gathered_is_found_by_readers_and_search_engines(client: httpx.AsyncClient, db: Database) -> None:
    piece = await _submitted(db, "Wash it by hand and dry it upside down, then it lasts for years")
    assert "/collected" not in (await client.get("/sitemaps/0.xml")).text
    await sign_in(client, db, Role.HOST)
    for handle in ("care", "empty"):
        made = {"handle": handle, "title-en": f"About {handle}", "title-de": f"Zu {handle}", "text-en": "What keeps it well"}
        assert (await client.post(f"{DESK}/collections", data=made)).status_code == 303
    path = f"{DESK}/forward/{KIND}/{ids.show('rev', piece.id)}"
    assert "Is in no collection" in (await client.get(path)).text
    assert (await client.post(path, data={"verb": "collect", "to": "care"})).status_code == 303
    page = (await client.get(path)).text
    assert '<a href="/collected/care">About care</a>' in page.replace("&#x2f;", "/")
    assert '<option value="care"' not in page, "what holds it already is no choice"
    sitemap = (await client.get("/sitemaps/0.xml")).text
    assert "/collected</loc>" in sitemap
    assert "/de/collected/care</loc>" in sitemap
    assert "/collected/empty" not in sitemap
    every = (await client.get("/de/collected")).text
    assert "Zu care" in every
    assert "Zu empty" not in every
    talk = html.unescape((await client.get("/talk")).text)
    assert 'href="/collected/care"' in talk
    assert "What keeps it well" in talk
    shown = await client.get("/collected/care")
    facts = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown.text, re.DOTALL)[1])  # type: ignore[index]
    assert facts["@type"] == "CollectionPage"
    assert facts["mainEntity"]["numberOfItems"] == 1
    assert facts["mainEntity"]["itemListElement"][0]["name"] == "A note"
    assert 'content="noindex"' in (await client.get("/collected/empty")).text
    assert (await client.post(path, data={"verb": "collect", "to": "care", "off": "yes"})).status_code == 303
    assert "/collected/care" not in html.unescape((await client.get("/talk")).text)


async def test_a_german_author_is_told_that_the_reason_is_in_english(client: httpx.AsyncClient, db: Database) -> None:
    piece = a_piece("Ihr seid alle Betrüger, kauft hier bloß nichts", email="lena@mail.example", language="de")
    async with db.writing() as tx:
        await moderation.submit(tx, GUEST, piece)
        await moderation.report(tx, GUEST, KIND, piece.id, "insult")
    await sign_in(client, db, Role.HOST)
    case = (await client.post(f"{DESK}/queue/next")).headers["location"]
    assert "The piece is in German" in (await client.get(case)).text
    sent = {"verdict": "removed", "version": "1", "rule": "insult", "fact": "It calls us cheats", "language": "en"}
    assert (await client.post(f"{case}/decision", data=sent)).status_code == 303
    await jobs.drain(db)
    async with db.reading() as read:
        row = await read.row("select id, key, fact_language from moderation.decision")
        letter = await read.row("select html, text from mail.letter where template = 'moderation/removed'")
    assert row["fact_language"] == "en"
    assert '<span lang="en">It calls us cheats</span>' in letter["html"]
    assert "It calls us cheats (auf Englisch geschrieben)" in letter["text"]
    client.cookies.clear()
    path = f"/decisions/{ids.show('dec', row['id'])}?key={row['key']}"
    german, english = (await client.get(f"/de{path}")).text, (await client.get(path)).text
    assert '<span lang="en">It calls us cheats</span>' in german
    assert "(auf Englisch geschrieben)" in german
    assert "It calls us cheats" in english
    assert "written in English" not in english, "who reads in that language needs no word"
    asked = await client.post(f"/decisions/{ids.show('dec', row['id'])}/appeal?key={row['key']}")
    assert asked.status_code == 303
    await sign_in(client, db, Role.HOST)
    async with db.reading() as read:
        appeal = ids.show("apl", await read.value("select id from moderation.appeal"))
    look = {"outcome": "upheld", "why": "Es bleibt eine Beleidigung", "language": "de", "version": "1"}
    assert (await client.post(f"{DESK}/appeals/{appeal}/decision", data=look)).status_code == 303
    client.cookies.clear()
    assert '<span lang="de">Es bleibt eine Beleidigung</span>' in (await client.get(path)).text
    assert "auf Deutsch geschrieben" not in (await client.get(f"/de{path}")).text


async def test_a_collection_holds_only_what_everybody_may_read(tx: Writing) -> None:
    host = await make_host(tx)
    await keeping.make_collection(tx, host, "care", {"en": {"title": "Care", "text": ""}})
    piece = a_piece()
    await moderation.submit(tx, GUEST, piece)
    hidden = Piece(kind=HIDDEN, id=ids.new(), texts={"text": "Between two people"})
    await moderation.submit(tx, GUEST, hidden)
    with pytest.raises(CannotBeDone):
        await moderation.curate(tx, host, Verb.COLLECT, HIDDEN, [hidden.id], to="care")
    with pytest.raises(CannotBeDone):
        await moderation.curate(tx, host, Verb.COLLECT, PERSONAL, [], to="care")
    await moderation.curate(tx, host, Verb.COLLECT, KIND, [piece.id], to="care")
    assert [(one.handle, one.count) for one in await moderation.gathered(tx, "de", [(KIND, piece.id)])] == [("care", 1)]
    assert await moderation.gathered(tx, "de", [(KIND, hidden.id)]) == []
    assert await moderation.gathered(tx, "de", []) == []
