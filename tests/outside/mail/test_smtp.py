"""Letters by SMTP to a real server on this machine: taken, refused, late, twice."""

from datetime import timedelta

import pytest

from stoa.base import clock, jobs
from stoa.base.database import Database
from stoa.base.http.rendering import Renderer
from stoa.outside import mail
from stoa.outside.mail import rules, store
from stoa.outside.mail.model import AlreadySent, LetterId
from tests.outside.mail.makers import Server, letters, post, wire


async def posted(db: Database, **given: str) -> LetterId:
    async with db.writing() as tx:
        letter = await post(tx, **given)
    assert letter is not None
    return letter


async def test_a_letter_arrives_with_both_its_parts(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    wire(letters_renderer, smtp.url)
    letter = await posted(posting, unsubscribe="/stop?key=1", language="de", action="/orders/1")
    assert await jobs.drain(posting) == 1
    (taken,) = smtp.post.mails
    assert taken["From"] == "Stoa <shop@shop.example>"
    assert taken["To"] == "ada@example.com"
    assert taken["Subject"].replace("\u00a0", " ") == "Stoa: Bestellung 1001 ist eingegangen, 1.234,50 €"
    assert taken["Message-ID"] == f"<{letter}@shop.example>"
    assert taken["List-Unsubscribe"] == "<https://shop.example/de/stop?key=1>"
    assert taken["List-Unsubscribe-Post"] is None
    assert taken["Content-Language"] == "de"
    text, html = taken.get_body(("plain",)), taken.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "Guten Tag Ada <Lovelace>" in text.get_content()
    assert "<h1>Guten Tag Ada &lt;Lovelace&gt;</h1>" in html.get_content()
    assert await letters(posting) == [{"to": "ada@example.com", "state": "sent", "attempts": 1, "error": None}]


async def test_a_letter_that_a_mail_program_may_end_says_so(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    wire(letters_renderer, smtp.url)
    async with posting.writing() as tx:
        await post(tx, unsubscribe="/stop?key=1", one_click=True)
    await jobs.drain(posting)
    (taken,) = smtp.post.mails
    assert taken["List-Unsubscribe"] == "<https://shop.example/stop?key=1>"
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_a_letter_to_an_address_in_another_script(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    wire(letters_renderer, smtp.url)
    await posted(posting, to="jörg@bücher.example")
    await jobs.drain(posting)
    (taken,) = smtp.post.mails
    assert taken["To"] == "jörg@xn--bcher-kva.example"
    assert [one["state"] for one in await letters(posting)] == ["sent"]


async def test_a_refused_mailbox_fails_at_once_and_can_be_tried_again(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    wire(letters_renderer, smtp.url)
    smtp.post.refuses["ada@example.com"] = "550 no such mailbox"
    letter = await posted(posting)
    await jobs.drain(posting)
    assert await letters(posting) == [{"to": "ada@example.com", "state": "failed", "attempts": 1, "error": "550 no such mailbox"}]
    clock.set_offset(timedelta(days=3))
    assert await jobs.drain(posting) == 0
    smtp.post.refuses.clear()
    async with posting.writing() as tx:
        await mail.resend(tx, letter)
    await jobs.drain(posting)
    assert [one["state"] for one in await letters(posting)] == ["sent"]
    assert len(smtp.post.mails) == 1


async def test_a_busy_mailbox_and_a_refused_text_are_told_apart(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    wire(letters_renderer, smtp.url)
    smtp.post.refuses["ada@example.com"] = "450 mailbox busy"
    await posted(posting)
    smtp.post.answer = "554 looks like spam"
    await posted(posting, to="bob@example.com")
    await jobs.drain(posting)
    assert await letters(posting) == [
        {"to": "ada@example.com", "state": "waiting", "attempts": 1, "error": "450 mailbox busy"},
        {"to": "bob@example.com", "state": "failed", "attempts": 1, "error": "554 looks like spam"},
    ]


async def test_a_server_that_is_down_gets_it_when_it_is_up(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    wire(letters_renderer, smtp.url)
    smtp.stop()
    await posted(posting)
    await jobs.drain(posting)
    (waiting,) = await letters(posting)
    assert (waiting["state"], waiting["attempts"]) == ("waiting", 1)
    assert waiting["error"].startswith("SMTPConnectError")
    assert await jobs.drain(posting) == 0
    smtp.start()
    clock.set_offset(timedelta(seconds=61))
    await jobs.drain(posting)
    assert [one["state"] for one in await letters(posting)] == ["sent"]
    assert len(smtp.post.mails) == 1


async def test_a_server_that_stays_away_is_given_up_after_two_days(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    wire(letters_renderer, smtp.url)
    smtp.stop()
    await posted(posting)
    for step in range(len(rules.AGAIN) + 1):
        clock.set_offset(sum(rules.AGAIN[:step], timedelta(0)) + timedelta(minutes=step))
        assert await jobs.drain(posting) == 1
    (failed,) = await letters(posting)
    assert (failed["state"], failed["attempts"]) == ("failed", 8)


async def test_killed_between_sending_and_noting_it_sends_the_same_message_again(
    posting: Database, smtp: Server, letters_renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire(letters_renderer, smtp.url)
    await posted(posting)
    note_sent = store.note_sent

    async def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "note_sent", die)
    with pytest.raises(KeyboardInterrupt):
        await jobs.drain(posting)
    monkeypatch.setattr(store, "note_sent", note_sent)
    async with posting.writing() as tx:  # the dead worker's lease runs out
        await tx.run("update base.job set leased_until = clock_timestamp() - interval '1 second'")
    assert await jobs.drain(posting) == 1
    first, second = smtp.post.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert [one["state"] for one in await letters(posting)] == ["sent"]
    assert await jobs.drain(posting) == 0


async def test_a_live_shop_without_a_server_says_so(posting: Database, letters_renderer: Renderer) -> None:
    wire(letters_renderer, demo=False)
    await posted(posting)
    await jobs.drain(posting)
    assert await letters(posting) == [
        {"to": "ada@example.com", "state": "waiting", "attempts": 1, "error": "STOA_SMTP_URL is not set, so letters wait"}
    ]


async def test_nothing_is_sent_inside_a_transaction(posting: Database, smtp: Server, letters_renderer: Renderer) -> None:
    office = wire(letters_renderer, smtp.url)
    async with posting.writing() as tx:
        letter = await post(tx)
        assert letter is not None
        found = await mail.find(tx, letter)
        assert found is not None
        with pytest.raises(RuntimeError, match="never called inside a transaction"):
            await office.sender.send(found)
    assert smtp.post.mails == []


async def test_what_is_rolled_back_is_not_sent(posting: Database, letters_renderer: Renderer) -> None:
    wire(letters_renderer)
    with pytest.raises(ZeroDivisionError):
        async with posting.writing() as tx:
            await post(tx)
            raise ZeroDivisionError
    assert await jobs.drain(posting) == 0
    assert await letters(posting) == []


async def test_the_demo_keeps_what_it_sends(posting: Database, letters_renderer: Renderer) -> None:
    wire(letters_renderer)
    async with posting.writing() as tx:
        letter = await post(tx)
    assert letter is not None
    assert await jobs.drain(posting) == 1
    assert await letters(posting) == [{"to": "ada@example.com", "state": "sent", "attempts": 1, "error": None}]
    async with posting.writing() as tx:
        with pytest.raises(AlreadySent):
            await mail.resend(tx, letter)
