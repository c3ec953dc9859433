"""Texts: each is what Fluent makes of the language files, though most are understood late or never."""

from datetime import timedelta

import babel.numbers
import pytest
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import example, given
from hypothesis import strategies as st

from stoa.app import rooms
from stoa.base import locale
from stoa.base.locale import LANGUAGES, Texts, UnknownText
from stoa.base.money import Money

FACTS = {"count": 3, "price": "5"}
WORDS = {"name": "Röhm & <Sons> { $count }", "price": "5", "amount": "9 €", "time": "14:00", "query": "", "email": "a@b", "day": "Monday"}


@pytest.mark.parametrize("facts", [FACTS, WORDS])
@pytest.mark.parametrize("code", [one.code for one in LANGUAGES])
def test_every_text_is_what_fluent_says(code: str, facts: dict[str, object]) -> None:
    folders = [folder for _, folder in rooms.folders()]
    texts = Texts(folders)
    bundle = FluentBundle([code], use_isolating=False)
    for folder in folders:
        path = folder / "locale" / f"{code}.ftl"
        if path.exists():
            bundle.add_resource(FluentResource(path.read_text()))
    assert texts.keys(code) == set(bundle._messages)
    for key in texts.keys(code):
        pattern = bundle.get_message(key).value
        expected, _ = bundle.format_pattern(pattern, facts)
        assert texts.say(code, key, facts) == expected, key
        if key in texts.plain[code]:
            assert texts.plain[code][key] == bundle.format_pattern(pattern, {})[0], key


def test_an_unknown_text_is_a_fault() -> None:
    texts = Texts(folder for _, folder in rooms.folders())
    assert not texts.has("en", "no-such-text")
    with pytest.raises(UnknownText):
        texts.say("en", "no-such-text")


@given(st.integers(-(10**15), 10**15), st.sampled_from(["EUR", "USD", "GBP", "CHF", "SEK", "XXX"]), st.sampled_from(["en", "de", "xx"]))
@example(0, "EUR", "de")
@example(-5, "CHF", "en")
def test_money_is_written_as_cldr_says(amount: int, currency: str, code: str) -> None:
    value = Money(amount, currency)
    expected = babel.numbers.format_currency(
        value.decimal(), currency, locale="de" if code == "de" else "en_GB", currency_digits=False, decimal_quantization=False
    )
    assert locale.money(value, code) == expected


@pytest.mark.parametrize(
    ("value", "code", "written"),
    [
        (Money(1299, "JPY"), "en", "JP¥1,299"),
        (Money(0, "JPY"), "de", "0\xa0¥"),
        (Money(-50, "JPY"), "en", "-JP¥50"),
        (Money(1_234_500, "KWD"), "de", "1.234,500\xa0KWD"),
    ],
)
def test_money_has_as_many_digits_as_its_minor_unit(value: Money, code: str, written: str) -> None:
    assert locale.money(value, code) == written


@pytest.mark.parametrize(("days", "said"), [(1, "1 Tag"), (3, "3 Tagen"), (40, "1 Monat"), (100, "3 Monaten"), (800, "2 Jahren")])
def test_german_bends_what_stands_behind_since(days: int, said: str) -> None:
    assert locale.lasting(timedelta(days=days), "de") == said
    assert locale.lasting(timedelta(days=days), "en") == locale.span(timedelta(days=days), "en")
