"""A room with one letter, and a mail server on this machine."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from stoa.app import rooms
from stoa.base.database import Database, Writing
from stoa.base.http.rendering import Renderer
from stoa.base.locale import Texts
from stoa.outside import mail
from tests.outside.mail.makers import Server, wire

ROOM = Path(__file__).parent / "room"


@pytest.fixture(scope="session")
def letters_renderer() -> Renderer:
    folders = {**rooms.template_folders(), "letters": ROOM / "web" / "templates"}
    texts = Texts([*(folder for _, folder in rooms.folders()), ROOM])
    return Renderer(folders, texts, asset=lambda name: f"/assets/{name}", zone="Europe/Berlin", pseudo=True)


@pytest.fixture
async def office(tx: Writing, letters_renderer: Renderer) -> AsyncIterator[mail.Office]:
    """The demo's post office, for tests within a transaction."""
    before = mail.current()
    yield wire(letters_renderer)
    mail.wire(before)


@pytest.fixture
async def posting(db: Database) -> AsyncIterator[Database]:
    """A database for a test that wires a post office of its own; the office is put back."""
    before = mail.current()
    yield db
    mail.wire(before)


@pytest.fixture
def smtp() -> Iterator[Server]:
    server = Server()
    server.start()
    yield server
    server.stop()
