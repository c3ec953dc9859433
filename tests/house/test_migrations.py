"""The migrations run from nothing, on the oldest and the newest PostgreSQL there is here, and twice is once."""

from pathlib import Path

import pytest

from stoa.app import databases, rooms
from stoa.base import migrating
from stoa.base.postgres import Postgres


def has(version: str) -> bool:
    return version == "18" or (Path("/usr/lib/postgresql") / version / "bin" / "postgres").exists()


@pytest.mark.parametrize("version", ["15", "18"])
async def test_from_nothing(version: str, tmp_path: Path) -> None:
    if not has(version):
        pytest.skip(f"PostgreSQL {version} is not installed here")
    postgres = Postgres(tmp_path / "pg", version=version, options=databases.SPARES_DURABILITY)
    postgres.start()
    try:
        ran = await databases.migrate(postgres.url)
        assert [(one.room, one.name) for one in ran] == [(one.room, one.name) for one in migrating.find(rooms.folders())]
        assert await databases.migrate(postgres.url) == []
    finally:
        postgres.stop()
