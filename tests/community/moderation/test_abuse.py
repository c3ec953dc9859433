"""Attacks on the automatic checks: hidden links, and texts made to keep the server busy."""

import time

import msgspec
import pytest

from stoa.base.database import Writing
from stoa.community import moderation
from stoa.community.moderation import actions, checks, keeping, texts
from stoa.community.moderation.model import DecisionId, Level, Piece, State, Verdict, Weighed
from stoa.people.sessions.model import GUEST, Visitor
from tests.community.moderation.makers import KIND, a_piece, as_member, case_of, make_host, make_member, state_of

pytestmark = pytest.mark.anyio

HIDDEN = {
    "zero width": "evil\u200b.exam\u200cple",
    "soft hyphen": "ev\u00adil.example",
    "joiner": "evil\u2060.example",
    "grapheme joiner": "ev\u034fil.example",
    "variation selector": "evil\ufe0f.example",
    "hangul filler": "evil\u3164.example",
    "tag letters": "evil\U000e0061.example",
    "full width": "ｅｖｉｌ．ｅｘａｍｐｌｅ",
    "ideographic stop": "evil。example",
    "half width stop": "evil｡example",
    "upper case": "EVIL.Example",
    "brackets": "evil [dot] example",
    "german": "evil (punkt) example",
    "hxxp": "hxxps://evil.example/x",
    "user": "https://shop.example@evil.example/",
    "port": "http://evil.example:8080/",
    "deeper": "https://a.b.evil.example/p",
    "redirect": "https://www.search.example/url?q=https://evil.example/",
    "escaped redirect": "https://www.search.example/url?q=https%3A%2F%2Fevil.example%2F",
    "escaped letters": "http://%65vil.example/",
    "mathematical letters": "𝐞𝐯𝐢𝐥.𝐞𝐱𝐚𝐦𝐩𝐥𝐞",
    "circled letters": "ⓔⓥⓘⓛ.example",
    "in words": "see(evil.example)now",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_link_is_seen(name: str) -> None:
    assert "evil.example" in texts.domains(texts.hosts(f"Much better at {HIDDEN[name]} and cheap."))


@pytest.mark.parametrize(
    ("shown", "known"), [("bücher.example", "xn--bcher-kva.example"), ("XN--bcher-kva.example", "xn--bcher-kva.example")]
)
def test_one_name_has_one_form(shown: str, known: str) -> None:
    assert known in texts.hosts(f"https://{shown}/")


def test_letters_of_another_alphabet_are_another_host() -> None:
    assert texts.hosts("https://\u0435vil.example/") == {"xn--vil-qdd.example"}


@pytest.mark.parametrize(
    "text", ["No. Not at all.", "It is 2.5 cm wide. Mine's 3", "z.B. in Rot", "Ok...so far", "me@mail.example", "9.30h"]
)
def test_what_is_no_link_is_none(text: str) -> None:
    assert texts.links(text) == 0


@pytest.mark.parametrize(
    "text", ["-evil.com", ".evil.com", "..evil.com", "x:evil.com", "http://evil.example", "www.evil.example", "evil.example/x", "(evil.de)"]
)
def test_links_count_whatever_stands_before_them(text: str) -> None:
    assert texts.links(f"see {text} now") == 1


async def test_a_known_link_takes_away_whatever_hides_it(tx: Writing) -> None:
    host, author = await make_host(tx), await make_member(tx)
    await keeping.mark_link(tx, host, "evil.example")
    states = {}
    for name, link in HIDDEN.items():
        states[name] = await moderation.submit(tx, author, a_piece(f"I found it for half at {link} and will not come back"))
    assert {name for name, state in states.items() if state is not State.REMOVED} == set()


SLOW = {
    "one letter": "a",
    "hyphens": "a-",
    "labels": "a.",
    "labels and hyphens": "a.a-",
    "at signs": "a@",
    "a long address": "a@a.",
    "plus signs": "+1",
    "digits": "0 ",
    "dollars": "a$",
    "spaced": "a ",
    "brackets": " [",
    "spaces": " ",
    "lines": "\n",
    "wide spaces": "\u3000",
    "schemes": "http://",
    "marks": "e\u0301",
    "one with many marks": "\u0301",
    "letters that become eighteen": "\ufdfa",
    "underscores": "1_",
    "sentences": ".!",
    "numbers": "0123-",
}
LONG, CEILING = 20_000, 5.0


@pytest.mark.parametrize("name", SLOW)
def test_no_text_keeps_the_server_busy(name: str) -> None:
    """What costs the square of its length is a way to stop the shop: it took ten seconds and more, and takes a tenth of one."""
    unit = SLOW[name]
    piece = a_piece(unit * (LONG // len(unit)))
    began = time.process_time()
    checks.look(piece, checks.read(piece), level=Level.NEW, known_links=[])
    assert time.process_time() - began < CEILING


def test_no_level_of_trust_lets_a_known_link_pass() -> None:
    piece = a_piece("see evil.example")
    for level in Level:
        found = checks.look(piece, checks.read(piece), level=level, known_links=["evil.example"])
        assert Weighed.REMOVE in {one.verdict for one in found}


REMOVED = "This shop sells stolen cups and the woman who answers the telephone there is a thief, ask anybody in town."


async def _removed(tx: Writing, author: Visitor) -> Piece:
    piece = a_piece(REMOVED)
    await moderation.submit(tx, author, piece)
    case = await actions.look_at(tx, host := await make_host(tx), KIND, piece.id)
    await moderation.decide(tx, host, case, Verdict.REMOVED, "insult", "Calls a person a thief")
    return piece


@pytest.mark.parametrize("who", ["the same", "another", "a guest"])
@pytest.mark.parametrize("withdrawn", [True, False])
async def test_what_was_removed_does_not_come_back_under_another_number(tx: Writing, who: str, withdrawn: bool) -> None:
    author = await make_member(tx)
    piece = await _removed(tx, author)
    if withdrawn:
        await moderation.withdraw(tx, KIND, [piece.id])
    again = {"the same": author, "another": await make_member(tx), "a guest": GUEST}[who]
    new = a_piece(REMOVED.replace("ask anybody", "ask anyone"))
    assert await moderation.submit(tx, again, new) is State.WAITING
    assert "check:removed_before" in (await case_of(tx, new))["reasons"]


async def test_what_was_wrongly_removed_may_be_said_again(tx: Writing) -> None:
    author = await make_member(tx)
    piece = await _removed(tx, author)
    decision = DecisionId(await tx.value("select id from moderation.decision where piece_id = $1", piece.id))
    asked = await moderation.appeal(tx, author, decision)
    await actions.decide_appeal(tx, await make_host(tx), asked, reverse=True, why="It names nobody")
    new = a_piece(REMOVED)
    await moderation.submit(tx, author, new)
    assert "removed_before" not in {one["name"] for one in await tx.value("select checks from moderation.piece where id = $1", new.id)}


async def test_nobody_silences_what_stood_before_by_copying_it(tx: Writing) -> None:
    first = a_piece(REMOVED.replace("stolen", "used"))
    assert await moderation.submit(tx, await make_member(tx), first) is State.PUBLISHED
    await _removed(tx, await make_member(tx))
    assert await state_of(tx, first) is State.PUBLISHED
    changed = msgspec.structs.replace(first, texts={"text": first.texts["text"] + " I was there."})
    assert await moderation.submit(
        tx, as_member(await tx.value("select author from moderation.piece where id = $1", first.id)), changed
    ) is (State.PUBLISHED)
