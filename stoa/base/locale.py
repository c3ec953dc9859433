"""Localisation: texts, plurals, names, dates and money, in each reader's language.

Texts are Fluent messages (projectfluent.org) in each room's `locale/<language>.ftl`; plurals follow CLDR. A
pseudo-language, made from the English by accents and brackets, shows in tests any text that was left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import babel
import babel.dates
import babel.numbers
import msgspec
from fluent.runtime import FluentBundle, FluentResource

from stoa.base.money import Money, exponent

PSEUDO = "xx"
MOST_SAID = 4_000
_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")


class UnknownText(LookupError):
    """There is no text of that key: a fault in the program."""


class Language(msgspec.Struct, frozen=True):
    """A language the shop speaks: its BCP 47 code, its own name, its direction."""

    code: str
    name: str
    direction: str = "ltr"

    @property
    def prefix(self) -> str:
        """Return what its addresses begin with; the first language has none."""
        return "" if self.code == LANGUAGES[0].code else f"/{self.code}"


LANGUAGES = (Language("en", "English"), Language("de", "Deutsch"))
PSEUDO_LANGUAGE = Language(PSEUDO, "Pseudo")


def language(code: str) -> Language:
    """Return the language of that code, or the first one."""
    return next((one for one in (*LANGUAGES, PSEUDO_LANGUAGE) if one.code == code), LANGUAGES[0])


def preferred(accept: str) -> Language:
    """Return the language that an Accept-Language header likes best (RFC 9110, 12.5.4)."""
    wishes = []
    for position, part in enumerate(accept.split(",")):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), position, tag.partition("-")[0].lower()))
        except ValueError:
            continue
    codes = {one.code for one in LANGUAGES}
    return next((language(tag) for _, _, tag in sorted(wishes) if tag in codes), LANGUAGES[0])


_PLACE = re.compile(r"\{ ?\$([a-z][\w-]*) ?\}")
_MESSAGE = re.compile(r"^([a-zA-Z][\w-]*)[ \t]*=[ \t]*(.*(?:\n(?![a-zA-Z#-]).*)*)", re.MULTILINE)


class Texts:
    """Every text of the program, in every language.

    A message that needs no facts is its line; the others are understood when they are first said, because understanding
    three thousand of them takes half a second at every start.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._bundles: dict[str, FluentBundle] = {}
        self._sources: dict[str, dict[str, str]] = {}
        self.plain: dict[str, dict[str, str]] = {}
        self._said: dict[tuple[object, ...], str] = {}
        found = list(folders)
        for one in LANGUAGES:
            sources: dict[str, str] = {}
            for folder in found:
                path = folder / "locale" / f"{one.code}.ftl"
                if path.exists():
                    for match in _MESSAGE.finditer(path.read_text()):
                        sources.setdefault(match[1], match[2].rstrip())
            self._bundles[one.code] = FluentBundle([one.code], use_isolating=False)
            self._sources[one.code] = sources
            self.plain[one.code] = {key: text for key, text in sources.items() if "{" not in text and "\n" not in text}
        self.plain[PSEUDO] = {key: pseudo(text) for key, text in self.plain[LANGUAGES[0].code].items()}
        self._filled: dict[tuple[str, str], list[Any] | None] = {}

    def keys(self, code: str) -> set[str]:
        """Return every key that has a text in that language."""
        return set(self._sources[code])

    def say(self, code: str, key: str, facts: Mapping[str, object] | None = None) -> str:
        """Return the text, filled with the facts; in the first language where this one lacks it.

        Raises UnknownText.
        """
        if not facts:
            plain = self.plain[code].get(key)
            if plain is not None:
                return plain
        elif (filled := self._fill(code, key, facts)) is not None:
            return filled
        said = (code, key, *facts.items()) if facts else (code, key)
        try:
            known = self._said.get(said)
        except TypeError:  # a fact that cannot be a key
            return self._format(code, key, facts)
        if known is None:
            if len(self._said) > MOST_SAID:
                self._said.clear()
            known = self._said[said] = self._format(code, key, facts)
        return known

    def _fill(self, code: str, key: str, facts: Mapping[str, object]) -> str | None:
        """Return the text with words put in their places, as Fluent would; None where there is more to it (numbers, plurals)."""
        try:
            parts = self._filled[code, key]
        except KeyError:
            if not self.has(code, key):
                return None
            parts = self._filled[code, key] = _places(self._sources[code][key])
        if parts is None:
            return None
        words = [facts.get(name) for name in parts[1::2]]
        if not all(isinstance(word, str) for word in words):
            return None
        filled = list(parts)
        filled[1::2] = words
        return "".join(filled)

    def _format(self, code: str, key: str, facts: Mapping[str, object] | None) -> str:
        for candidate in (code, LANGUAGES[0].code):
            pattern = self._pattern(candidate, key)
            if pattern is not None:
                text, _ = self._bundles[candidate].format_pattern(pattern, dict(facts or {}))
                return pseudo(str(text)) if code == PSEUDO else str(text)
        raise UnknownText(key)

    def _pattern(self, code: str, key: str) -> Any:
        source = self._sources.get(code, {}).get(key)
        if source is None:
            return None
        bundle = self._bundles[code]
        if not bundle.has_message(key):
            bundle.add_resource(FluentResource(f"{key} = {source}\n"))
        return bundle.get_message(key).value if bundle.has_message(key) else None

    def has(self, code: str, key: str) -> bool:
        return key in self._sources.get(code, ())


def _places(text: str) -> list[Any] | None:
    """Return a line split at the places for words; None where it is no line, or there is more to it."""
    return None if "\n" in text or "{" in _PLACE.sub("", text) else _PLACE.split(text)


def pseudo(text: str) -> str:
    """Return the text accented and in brackets, its markup as it was."""
    parts = re.split(r"(<[^>]*>)", text)
    return "⟦" + "".join(part if part.startswith("<") else part.translate(_ACCENTS) for part in parts) + "⟧"


def _babel(code: str) -> str:
    return "en_GB" if code in {"en", PSEUDO} else code


class _Manner(msgspec.Struct, frozen=True):
    """How amounts of a currency are written in a language: what stands before and after, between thousands, before the minor units."""

    before: str
    after: str
    group: str
    point: str
    digits: int


_SAMPLE = re.compile(r"(.*?)1(\D*)234\D*567(?:(\D*)0+)?(\D*)")


@functools.cache
def _manner(currency: str, code: str, *, negative: bool) -> _Manner:
    """Return how such amounts are written, read off what Babel makes of one: it takes forty times as long for each."""
    digits = exponent(currency)
    sample = Money((-1 if negative else 1) * 1_234_567 * 10**digits, currency).decimal()
    written = babel.numbers.format_currency(sample, currency, locale=_babel(code), currency_digits=False, decimal_quantization=False)
    found = _SAMPLE.fullmatch(written)
    if found is None:
        raise ValueError(f"amounts of {currency} are written in an unknown manner: {written}")
    return _Manner(found[1], found[4], found[2], found[3] or "", digits)


def money(value: Money, code: str) -> str:
    """Return an amount as people write it ("€12.99", "12,99 €")."""
    manner = _manner(value.currency, code, negative=value.amount < 0)
    whole, rest = divmod(abs(value.amount), 10**manner.digits)
    text = f"{whole:,}".replace(",", manner.group)
    if manner.digits:
        text = f"{text}{manner.point}{rest:0{manner.digits}}"
    return f"{manner.before}{text}{manner.after}"


@functools.lru_cache(maxsize=2_000)
def number(value: float, code: str) -> str:
    """Return a number with its thousands marked."""
    return babel.numbers.format_decimal(value, locale=_babel(code))


@functools.lru_cache(maxsize=2_000)
def day(value: date, code: str) -> str:
    """Return a date with its weekday ("Tuesday 24 November")."""
    pattern = "EEEE, d. MMMM" if code == "de" else "EEEE d MMMM"
    return babel.dates.format_date(value, pattern, locale=_babel(code))


@functools.lru_cache(maxsize=2_000)
def full_date(value: date, code: str) -> str:
    """Return a date with its year ("24 November 2026")."""
    return babel.dates.format_date(value, "long", locale=_babel(code))


@functools.lru_cache(maxsize=2_000)
def when(value: datetime, code: str, zone: str) -> str:
    """Return a moment in the shop's time zone ("24 November 2026, 14:05")."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{full_date(local.date(), code)}, {local:%H:%M}"


@functools.lru_cache(maxsize=500)
def span(value: timedelta, code: str) -> str:
    """Return a length of time in its largest unit ("6 hours")."""
    return babel.dates.format_timedelta(value, threshold=1, locale=_babel(code))


@functools.lru_cache(maxsize=500)
def lasting(value: timedelta, code: str) -> str:
    """Return a length of time as it stands behind "for" ("3 months") or „seit“ („3 Monaten“): German bends it as behind „vor“."""
    if code != "de":
        return span(value, code)
    return babel.dates.format_timedelta(-value, threshold=1, add_direction=True, locale=_babel(code)).removeprefix("vor ")


@functools.lru_cache(maxsize=500)
def country(value: str, code: str) -> str:
    """Return a country's name in that language (CLDR)."""
    return str(babel.Locale.parse(_babel(code)).territories.get(value, value))
