"""What the documentation names is there."""

import re
from pathlib import Path

import pytest

from stoa.app.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_COMMAND = re.compile(r"(?:^|`|bin/)stoa ([a-z]+)\b", re.MULTILINE)
_SCRIPT = re.compile(r"(?<![\w/])(bin/[a-z_]+|\.ci/[a-z_]+|docs/[\w/.-]+\.md|stoa/[\w/]+\.py)(?![\w/])")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_files_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text()
    assert {name for name in _COMMAND.findall(text) if name not in COMMANDS} == set()
    assert {name for name in _SCRIPT.findall(text) if not (ROOT / name).exists()} == set()
