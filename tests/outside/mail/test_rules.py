"""Addresses, subjects, waiting, and the text made of a letter's HTML."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.outside.mail import rules
from stoa.outside.mail.model import BadAddress
from stoa.outside.mail.plain import plain
from stoa.outside.mail.smtp import BadServer, server


@pytest.mark.parametrize("text", ["ada@example.com", "ada+shop@example.co.uk", "jörg@bücher.example", "a@localhost"])
def test_an_address_is_taken(text: str) -> None:
    assert rules.address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@example.com\r\nBcc: all@example.com",
        "ada@example.com\n",
        "Ada <ada@example.com>",
        "ada@example.com, bob@example.com",
        "ada@exam ple.com",
        "a\x00da@example.com",
        "ada@example.com\u2028",
    ],
)
def test_what_would_write_headers_is_refused(text: str) -> None:
    with pytest.raises(BadAddress) as refused:
        rules.address(text)
    assert refused.value.errors[0].code == "not_an_address"


def test_a_subject_stays_on_one_line() -> None:
    assert rules.subject("Your order\r\nBcc: all@example.com\x00 \t is in") == "Your order Bcc: all@example.com is in"
    assert rules.subject("x" * 300) == "x" * 199 + "…"


@given(st.text())
def test_no_subject_breaks_out(text: str) -> None:
    subject = rules.subject(text)
    assert len(subject) <= 200
    assert not any(ord(letter) < 32 or letter in "\x7f\x85\u2028\u2029" for letter in subject)


def test_a_letter_is_tried_for_two_days() -> None:
    assert rules.wait(1) == timedelta(minutes=1)
    assert rules.wait(7) == timedelta(hours=24)
    assert rules.wait(8) is None


def test_a_letter_as_text() -> None:
    html = """<!doctype html><html><head><title>Subject</title><style>p { color: red }</style></head><body>
    <div class="preview">Shown by programs in <b>lists</b>.</div>
    <h1>Thank   you,
    Ada</h1><p>It is <b>in</b>: see <a href="https://x.example/o/1">your order</a>.<br>Bye &amp; thanks</p>
    <ul><li>Jug</li><li>Cup</li></ul>
    <table><tr><th>Jug</th><td>€10</td></tr><tr><th>Cup</th><td>€5</td></tr></table>
    <p><a href="https://x.example">https://x.example</a> <img src="a.png" alt="A jug"></p></body></html>"""
    assert plain(html) == (
        "Thank you, Ada\n\nIt is in: see your order: https://x.example/o/1.\nBye & thanks\n\n- Jug\n- Cup\n\n"
        "Jug  €10\nCup  €5\n\nhttps://x.example [A jug]\n"
    )


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert plain(text).endswith("\n")


def test_the_server_s_address_is_read() -> None:
    found = server("smtp://us%40er:p%3Aass@mail.example:587/?starttls=1")
    assert (found.host, found.port, found.user, found.password, found.tls, found.starttls) == (
        "mail.example", 587, "us@er", "p:ass", False, True,
    )  # fmt: skip
    assert (server("smtps://mail.example").port, server("smtps://mail.example").tls) == (465, True)
    assert (server("smtp://mail.example").port, server("smtp://mail.example").starttls) == (25, None)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example/?starttls=maybe"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadServer):
        server(url)
