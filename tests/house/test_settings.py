"""Every setting has its line in docs/settings.md, with its default, and nothing else does."""

import re
from pathlib import Path

import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import BadSetting, Settings
from stoa.base import clock
from stoa.base.database import Database
from stoa.base.http.rendering import Renderer

PAGE = Path(__file__).parent.parent.parent / "docs" / "settings.md"
ROW = re.compile(r"^\| `(STOA_[A-Z0-9_]+)` \| (.+?) \| (?:`(.+)` )?\|$", re.MULTILINE)


def shown(default: object) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default)


def test_the_page_tells_of_every_setting_and_its_default() -> None:
    told = {name: default for name, _, default in ROW.findall(PAGE.read_text())}
    assert told == {f"STOA_{field.name.upper()}": shown(field.default) for field in msgspec.structs.fields(Settings)}


def test_every_meaning_is_a_sentence() -> None:
    for name, meaning, _ in ROW.findall(PAGE.read_text()):
        assert meaning.endswith((".", "…`.")), name


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"smtp_url": "mail.example"}, "STOA_SMTP_URL"),
        ({"smtp_url": "smtp://mail.example", "mail_from": "Shop <shop@example.com>"}, "STOA_MAIL_FROM"),
        ({"storage_url": "ftp://files.example"}, "STOA_STORAGE_URL"),
        ({"bank_account": "Stoa; DE00 1203"}, "STOA_BANK_ACCOUNT"),
    ],
)
def test_a_wrong_address_of_a_service_names_its_setting(given: dict[str, str], named: str, renderer: Renderer) -> None:
    with pytest.raises(BadSetting, match=named):
        wiring.outside(Settings(**given), Database("", now=clock.now), renderer)
