"""Every job has a name that a merchant understands."""

import re
from pathlib import Path

import pytest

from stoa.app import rooms
from stoa.base import jobs

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_job_has_a_name(language: str) -> None:
    rooms.load()
    named = dict(re.findall(r"^job-(\S+) = (.+)$", (ROOT / f"stoa/app/locale/{language}.ftl").read_text(), re.MULTILINE))
    wanted = {re.sub(r"[:._]", "-", kind): kind for kind in jobs.kinds() if not re.match(r"(hear:)?test", kind)}
    assert {kind for key, kind in wanted.items() if key not in named} == set(), "name it in stoa/app/locale: `job-… = …`"
    assert set(named) - set(wanted) == set()
