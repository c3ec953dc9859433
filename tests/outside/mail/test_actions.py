"""Posting: what is written, in which language, once, and with its reason or not at all."""

import re
from datetime import UTC, datetime

import pytest

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.base.locale import UnknownText
from stoa.base.money import Money
from stoa.outside import mail
from stoa.outside.mail.model import BadAddress, Letter, State
from tests.outside.mail.makers import post

pytestmark = pytest.mark.usefixtures("office")


async def written(tx: Writing, **given: str) -> Letter:
    letter = await post(tx, **given)
    assert letter is not None
    found = await mail.find(tx, letter)
    assert found is not None
    return found


async def test_a_letter_in_english(tx: Writing) -> None:
    letter = await written(tx, action="/orders/1")
    assert letter.subject == "Stoa: order 1001 is in, €1,234.50"
    assert "<h1>Hello Ada &lt;Lovelace&gt;</h1>" in letter.html
    assert '<div class="preview">It arrives Tuesday 24 November.</div>' in letter.html
    assert letter.text == (
        "Stoa\n\nHello Ada <Lovelace>\n\nJug & cup  €1,234.50\n\nhttps://shop.example/help\n\n"
        "See the order: https://shop.example/orders/1\n\n"
        "You get this mail from Stoa because of something you did there.\n"
    )
    assert (letter.state, letter.attempts, letter.sent_at, letter.unsubscribe) == (State.WAITING, 0, None, None)


async def test_a_letter_in_german(tx: Writing) -> None:
    letter = await written(tx, language="de", action="/orders/1", unsubscribe="/stop?key=1")
    assert re.sub(r"\s", " ", letter.subject) == "Stoa: Bestellung 1001 ist eingegangen, 1.234,50 €"
    assert "Bestellung ansehen: https://shop.example/de/orders/1" in letter.text
    assert "Sie kommt am Dienstag, 24. November." in letter.html
    assert letter.unsubscribe == "https://shop.example/de/stop?key=1"


async def test_a_letter_in_a_language_we_do_not_speak_is_in_the_first_one(tx: Writing) -> None:
    letter = await written(tx, language="fr")
    assert "Hello" in letter.text


async def test_a_letter_that_tells_a_time_tells_whose(tx: Writing) -> None:
    facts = {"title": "Krug", "amount": Money(4_410, "EUR"), "until": datetime(2026, 11, 24, 9, tzinfo=UTC)}
    key = await mail.post(tx, "max@example.com", "group_buys/grace", "de", facts, "grace 1", action="/t/1")
    assert key is not None
    letter = await mail.find(tx, key)
    assert letter is not None
    assert "bis 24. November 2026, 10:00" in letter.text
    assert "Alle Zeiten in dieser E-Mail gelten für Berlin." in letter.text
    assert "Times in this mail" not in (await written(tx)).text


async def test_one_key_is_one_letter(tx: Writing) -> None:
    assert await post(tx, key="order 1 placed") is not None
    assert await post(tx, key="order 1 placed") is None
    assert await tx.value("select count(*) from mail.letter") == 1
    assert await tx.value("select count(*) from base.job where kind = 'mail.send'") == 1


async def test_an_address_with_a_line_break_is_refused(tx: Writing) -> None:
    with pytest.raises(BadAddress):
        await post(tx, to="ada@example.com\r\nBcc: all@example.com")
    assert await tx.value("select count(*) from mail.letter") == 0


async def test_a_letter_without_texts_is_a_fault(tx: Writing) -> None:
    with pytest.raises(UnknownText):
        await mail.post(tx, "ada@example.com", "letters/nothing", "en", {})


async def test_a_person_s_letters_are_forgotten(tx: Writing) -> None:
    await post(tx)
    await post(tx, to="bob@example.com")
    assert await mail.forget(tx, "ada@example.com") == 1
    assert [one.to for one in (await mail.letters(tx)).items] == ["bob@example.com"]


async def test_old_letters_are_deleted_and_waiting_ones_are_not(tx: Writing) -> None:
    await post(tx)
    await post(tx)
    await post(tx)
    await tx.run("update mail.letter set made_at = $1::timestamptz - interval '91 days'", tx.now)
    await tx.run("update mail.letter set state = 'sent', sent_at = $1 where id = (select id from mail.letter order by id limit 1)", tx.now)
    await jobs.kinds()["mail.forget"].handler(tx, {})
    assert await tx.value("select count(*) from mail.letter where state = 'waiting'") == 2
    assert await tx.value("select count(*) from mail.letter") == 2


async def test_lists_go_on_where_they_ended(tx: Writing) -> None:
    made = [await post(tx, to=f"reader{n}@example.com") for n in range(5)]
    seen, cursor = [], None
    while True:
        found = await mail.letters(tx, cursor=cursor, limit=2, state=State.WAITING)
        seen += [one.id for one in found.items]
        cursor = found.next_cursor
        if cursor is None:
            break
    assert seen == made[::-1]
    assert (await mail.letters(tx, state=State.SENT)).items == []
    assert await mail.counts(tx) == {State.WAITING: 5}
