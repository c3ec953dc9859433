"""The embedded database: what it does with its folder."""

from pathlib import Path

import pytest

from stoa.base.postgres import Postgres, PostgresFailed


def test_data_that_is_gone_for_a_while_is_not_begun_anew(tmp_path: Path) -> None:
    server, aside = Postgres(tmp_path / "postgres"), tmp_path / "aside"
    assert server.start(patience=120)
    try:
        server.stop()
        server.data.rename(aside)
        with pytest.raises(PostgresFailed, match="not there any more"):
            server.start()
        assert not server.data.exists()
        aside.rename(server.data)
        assert server.start(patience=120)
    finally:
        server.stop()
