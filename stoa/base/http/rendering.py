"""Rendering: minijinja, one environment a language, so that a text without facts costs nothing when a page is made.

Templates are named by room (`catalog/product.html`); those without a room are the layout's. In a template:
`{{ t("key", n=3) }}`, `{{ price|money }}`, `{{ at|day }}`, `{{ at|when }}`, `{{ id|ref("ord") }}`, `{{ asset("css/shop.css") }}`,
and `{{ base }}` before every address, which is the language's prefix. What many pages show alike is written
`{{ once("components/site_footer.html", page.footer) }}`: rendered once for as long as its subject is the same object.
"""

from __future__ import annotations

import html
import re
import weakref
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID
from zoneinfo import ZoneInfo

import minijinja
import msgspec

from stoa.base import ids, locale
from stoa.base.locale import LANGUAGES, PSEUDO_LANGUAGE, Language, Texts
from stoa.base.money import Money

_PLAIN_TEXT = re.compile(r'\{\{-?\s*t\("([a-z0-9-]+)"\)\s*-?\}\}')
_PLAIN_ASSET = re.compile(r"""\{\{-?\s*asset\(["']([^"'{}]+)["']\)\s*-?\}\}""")

PARTS_KEPT = 64


class Renderer:
    """Makes pages of templates, in every language."""

    def __init__(
        self, folders: Mapping[str, Path], texts: Texts, *, asset: Callable[[str], str], zone: str = "UTC", pseudo: bool = False
    ) -> None:
        self._folders = folders
        self.texts = texts
        self.zone = zone
        spoken = (*LANGUAGES, PSEUDO_LANGUAGE) if pseudo else LANGUAGES
        self._environments = {one.code: _environment(one, folders, texts, asset, zone) for one in spoken}

    def render(self, code: str, template: str, context: Mapping[str, Any]) -> str:
        """Return the page. Raises minijinja.TemplateError for a fault in a template."""
        environment = self._environments.get(code) or self._environments[LANGUAGES[0].code]
        return environment.render_template(template, **context)

    def templates(self) -> list[str]:
        """Return the names of all templates."""
        found = []
        for room, folder in self._folders.items():
            for path in sorted(folder.rglob("*.html")):
                name = path.relative_to(folder).as_posix()
                found.append(f"{room}/{name}" if room else name)
        return found

    def source(self, name: str) -> str | None:
        """Return a template's text as it was written."""
        return _source(self._folders, name)


def _source(folders: Mapping[str, Path], name: str) -> str | None:
    room, _, rest = name.partition("/")
    folder, inner = (folders[room], rest) if rest and room in folders else (folders[""], name)
    path = folder / inner
    return path.read_text() if path.is_file() else None


def _environment(one: Language, folders: Mapping[str, Path], texts: Texts, asset: Callable[[str], str], zone: str) -> minijinja.Environment:
    """Return the environment of a language. It holds its functions out of the collector's sight: none of them may hold it, nor its renderer."""
    plain = texts.plain[one.code]

    def load(name: str) -> str | None:
        source = _source(folders, name)
        if source is None:
            return None
        source = _PLAIN_ASSET.sub(lambda m: asset(m[1]), source)
        return _PLAIN_TEXT.sub(lambda m: html.escape(plain[m[1]]) if m[1] in plain else m[0], source)

    environment = minijinja.Environment(loader=load, debug=False, undefined_behavior="lenient", trim_blocks=True, lstrip_blocks=True)
    for name, function in _filters(one, texts, zone).items():
        environment.add_filter(name, function)
    environment.add_global("t", lambda key, **facts: texts.say(one.code, key, facts))
    environment.add_global("asset", asset)
    environment.add_global("once", _once(weakref.ref(environment)))
    environment.add_global("base", one.prefix)
    environment.add_global("lang", one.code)
    environment.add_global("dir", one.direction)
    return environment


def _filters(one: Language, texts: Texts, zone: str) -> dict[str, Callable[..., Any]]:
    def date_of(value: date | datetime) -> date:
        return value.astimezone(ZoneInfo(zone)).date() if isinstance(value, datetime) else value

    return {
        "money": partial(_or_nothing, lambda value: locale.money(value if isinstance(value, Money) else Money(**value), one.code)),
        "number": partial(locale.number, code=one.code),
        "day": partial(_or_nothing, lambda value: locale.day(date_of(value), one.code)),
        "date": partial(_or_nothing, lambda value: locale.full_date(date_of(value), one.code)),
        "when": partial(_or_nothing, lambda value: locale.when(value, one.code, zone)),
        "time": partial(_or_nothing, lambda value: f"{value.astimezone(ZoneInfo(zone)):%H:%M}"),
        "span": partial(_or_nothing, lambda value: locale.span(value, one.code)),
        "country": partial(locale.country, code=one.code),
        "iso": lambda value: value.isoformat() if value is not None else "",
        "ref": lambda value, prefix: ids.show(prefix, value) if isinstance(value, UUID) else str(value),
        "urlencode": lambda value: quote(str(value), safe=""),
        "json": lambda value: minijinja.safe(msgspec.json.encode(value).decode().replace("<", "\\u003c")),
        "summary": lambda errors: [{"name": name, "text": text} for name, text in errors.items()],
        "text": lambda key, **facts: texts.say(one.code, key, facts),
        "text_or": lambda key, other: texts.say(one.code, key) if texts.has(LANGUAGES[0].code, key) else other,
    }


class _Same:
    """Something that is equal to itself alone."""

    __slots__ = ("it",)

    def __init__(self, it: Any) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


def _once(environment: Callable[[], minijinja.Environment | None]) -> Callable[[str, Any], Any]:
    """Return what renders a part with its `subject` alone, once for as long as that is the same object."""

    @lru_cache(maxsize=PARTS_KEPT)
    def made(name: str, subject: _Same) -> Any:
        rendering = environment()
        assert rendering is not None  # noqa: S101 - it is what calls
        return minijinja.safe(rendering.render_template(name, subject=subject.it))

    return lambda name, subject: made(name, _Same(subject))


def _or_nothing(format_: Callable[[Any], str], value: Any) -> str:
    return "" if value is None else format_(value)
