"""A room's letter, what it says, and a mail server on this machine."""

import email
import email.policy
from datetime import date
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from stoa.base.database import Database, Writing
from stoa.base.http.rendering import Renderer
from stoa.base.money import Money
from stoa.outside import mail
from stoa.outside.mail.model import LetterId
from tests.app.processes import free_port

FACTS: dict[str, Any] = {
    "name": "Ada <Lovelace>",
    "number": "1001",
    "thing": "Jug & cup",
    "total": Money(123450, "EUR"),
    "arrives": date(2026, 11, 24),
}


def wire(renderer: Renderer, smtp_url: str = "", *, demo: bool = True) -> mail.Office:
    office = mail.services(renderer, url="https://shop.example", shop="Stoa", mail_from="shop@shop.example", smtp_url=smtp_url, demo=demo)
    mail.wire(office)
    return office


async def post(tx: Writing, to: str = "ada@example.com", language: str = "en", **given: Any) -> LetterId | None:
    return await mail.post(tx, to, "letters/order_placed", language, FACTS, **given)


async def letters(db: Database) -> list[dict[str, Any]]:
    """Every letter's state, oldest first."""
    async with db.reading() as read:
        return [dict(row) for row in await read.rows('select "to", state, attempts, error from mail.letter order by id')]


class Post:
    """A mail server's hands: takes every mail, or answers as it is told."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 taken"
        self.refuses: dict[str, str] = {}

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        return self.answer


class Server:
    """A mail server that can be stopped and started on its port."""

    def __init__(self) -> None:
        self.post = Post()
        self.port = free_port()
        self._controller: Any = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._controller = Controller(self.post, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None
