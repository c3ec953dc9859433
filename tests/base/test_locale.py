"""Texts: each is what Fluent makes of the language files, though most are understood late or never."""

import pytest
from fluent.runtime import FluentBundle, FluentResource

from stoa.app import rooms
from stoa.base.locale import LANGUAGES, Texts, UnknownText

FACTS = {"count": 3, "price": "5"}


@pytest.mark.parametrize("code", [one.code for one in LANGUAGES])
def test_every_text_is_what_fluent_says(code: str) -> None:
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
        expected, _ = bundle.format_pattern(pattern, FACTS)
        assert texts.say(code, key, FACTS) == expected, key
        if key in texts.plain[code]:
            assert texts.plain[code][key] == bundle.format_pattern(pattern, {})[0], key


def test_an_unknown_text_is_a_fault() -> None:
    texts = Texts(folder for _, folder in rooms.folders())
    assert not texts.has("en", "no-such-text")
    with pytest.raises(UnknownText):
        texts.say("en", "no-such-text")
