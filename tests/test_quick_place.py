"""A run that was killed leaves nothing in memory behind it."""

import os
from pathlib import Path

from tests import quick_place


def _left(within: Path, name: str, *, held: bool = True, age: int = 3_600) -> Path:
    made = within / f"{quick_place.BEGINS}{name}"
    (made / "pg").mkdir(parents=True)
    if held:
        (made / "held").touch()
    when = made.stat().st_mtime - age
    os.utime(made, (when, when))
    return made


def test_what_a_killed_run_left_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    left, begins, strange = _left(tmp_path, "killed"), _left(tmp_path, "new", age=5), _left(tmp_path, "other", held=False)
    other = tmp_path / "not-ours"
    other.mkdir()
    with quick_place.folder(tmp_path) as own:
        assert own.is_dir()
        assert not left.exists()
        assert begins.is_dir()
        assert strange.is_dir()
        assert other.is_dir()
    assert not own.exists()


def test_a_run_that_goes_on_keeps_its_folder(tmp_path: Path) -> None:
    with quick_place.folder(tmp_path) as first:
        os.utime(first, (1, 1))
        with quick_place.folder(tmp_path) as second:
            assert first.is_dir()
            assert second.is_dir()
