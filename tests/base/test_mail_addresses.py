"""What a mail address may hold: nothing that cannot be seen, in a form as in the API."""

import sys
import unicodedata

import pytest

from stoa.base import legible
from stoa.base.http.forms import Form, is_email

UNSEEN = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}]


def typed(text: str) -> tuple[str, str]:
    """Return what a form reads, and the code of what it says to it."""
    form = Form([("email", text)])
    value = form.email("email")
    return value, form.errors["email"].code if form.errors else ""


def test_nothing_that_cannot_be_seen_is_in_an_address() -> None:
    assert len(UNSEEN) > 2_000
    for letter in [*UNSEEN, *"\u034f\u115f\u2800\u3164\uffa0\ufe0f\u180b"]:
        for text in (f"ad{letter}a@example.com", f"ada@exam{letter}ple.com", f"ada@example.c{letter}om"):
            assert not is_email(text), ascii(letter)
            value, refused = typed(text)
            assert refused or (is_email(value) and value == text.replace(letter, "")), ascii(letter)  # forms drop ASCII's controls
        for text in (f"{letter}ada@example.com", f"ada@example.com{letter}"):
            assert not is_email(text), ascii(letter)
            value, refused = typed(text)
            assert refused or value == "ada@example.com", ascii(letter)  # and spaces around


@pytest.mark.parametrize("letter", ["\u200b", "\u202e", "\u2060", "\u00a0", "\ufeff", "\u200d"])
def test_whoever_has_pasted_it_is_told(letter: str) -> None:
    assert typed(f"ad{letter}a@example.com")[1] == "unseen_in_address"
    assert typed("ad a@example.com")[1] == typed("ada")[1] == "not_an_address"


@pytest.mark.parametrize(
    "text", ["ada@example.com", "Zoë.O’Hara+shop@exämple.de", "用户@例子.广告", "δοκιμή@παράδειγμα.ελ", "ада@почта.рф", "कमल@उदाहरण.भारत"]
)
def test_what_is_seen_may_be_in_one(text: str) -> None:
    assert is_email(text)
    assert not legible.hides(text)
    assert typed(text) == (text.lower(), "")
