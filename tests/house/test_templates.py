"""Every template compiles in every language and says only what the language files know."""

import contextlib
import re
from collections import Counter
from pathlib import Path

import minijinja
import pytest
from fluent.syntax import FluentParser, ast

from stoa.app import rooms
from stoa.base.http.rendering import Renderer
from stoa.base.locale import LANGUAGES

_SAID = re.compile(r"""\bt\(\s*["']([a-z0-9-]+)["']\s*[,)]""")
_FILTERED = re.compile(r"""["']([a-z0-9-]+)["']\s*\|\s*text\b""")
_CALLED = re.compile(r"""\bt\(\s*"([a-z0-9-]+)"((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)""")
_NAMED = re.compile(r"^([a-z][a-z0-9-]*) =", re.MULTILINE)
_GIVEN = re.compile(r"\b(\w+)\s*=(?!=)")
FOLDERS = dict(rooms.folders())


def keys(path: Path) -> dict[str, set[str]]:
    """Return each message of a language file with the names of its facts."""
    found = {}
    for entry in FluentParser().parse(path.read_text()).body:
        if isinstance(entry, ast.Junk):
            pytest.fail(f"{path}: {entry.content[:80]!r} is not understood")
        if isinstance(entry, ast.Message):
            found[entry.id.name] = set(re.findall(r"\{\s*\$([\w-]+)", path.read_text()[entry.span.start : entry.span.end]))
    return found


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES])
def test_every_template_compiles(renderer: Renderer, code: str) -> None:
    environment = renderer._environments[code]
    wrong = []
    for name in renderer.templates():
        try:
            with contextlib.suppress(AttributeError, TypeError, ValueError):  # it had nothing to show, and got as far as that
                environment.render_template(name)
        except minijinja.TemplateError as error:
            if "syntax" in str(error).lower() or "unknown filter" in str(error).lower() or "unknown function" in str(error).lower():
                wrong.append(f"{name}: {error}")
    assert wrong == []


def test_templates_say_only_what_is_known(renderer: Renderer) -> None:
    unknown = []
    for name in renderer.templates():
        source = renderer.source(name) or ""
        unknown += [f"{name}: {key}" for key in (*_SAID.findall(source), *_FILTERED.findall(source)) if not renderer.texts.has("en", key)]
    assert unknown == []


def test_templates_give_every_fact_of_a_text(renderer: Renderer) -> None:
    facts = {
        key: names for folder in FOLDERS.values() if (path := folder / "locale" / "en.ftl").is_file() for key, names in keys(path).items()
    }
    missing = [
        f"{name}: {key} without {sorted(wanting)}"
        for name in renderer.templates()
        for key, given in _CALLED.findall(renderer.source(name) or "")
        if (wanting := facts.get(key, set()) - set(_GIVEN.findall(given)))
    ]
    assert missing == []


@pytest.mark.parametrize("room", sorted(name for name, folder in FOLDERS.items() if (folder / "locale").is_dir()))
def test_both_languages_say_the_same_things(room: str) -> None:
    english, german = (keys(FOLDERS[room] / "locale" / f"{code}.ftl") for code in ("en", "de"))
    assert sorted(english) == sorted(german)
    assert {key: facts for key, facts in english.items() if facts != german[key]} == {}


def test_no_text_is_told_twice() -> None:
    seen: dict[str, str] = {}
    twice = []
    for room, folder in FOLDERS.items():
        path = folder / "locale" / "en.ftl"
        for key in keys(path) if path.is_file() else ():
            if key in seen:
                twice.append(f"{key}: {seen[key]} and {room}")
            seen[key] = room
    assert twice == []


def test_no_text_is_worded_twice() -> None:
    """Of two texts with one name in a language, only the first would ever be said."""
    for language in ("en", "de"):
        files = [folder / "locale" / f"{language}.ftl" for folder in FOLDERS.values()]
        names = Counter(name for path in files if path.is_file() for name in _NAMED.findall(path.read_text()))
        assert len(names) > 1_000
        assert [name for name, count in names.items() if count > 1] == []


def test_lists_at_the_desk_are_turned_by_one_macro(renderer: Renderer) -> None:
    """Each leads there and back by the same keys; a list within another thing's page has the page's own addresses."""
    own = []
    for name in renderer.templates():
        source = renderer.source(name) or ""
        if "components/desk.html" in source and "cursor={{" in source and not name.startswith(("components/", "orders/_of_customer")):
            own.append(name)
    assert own == []
