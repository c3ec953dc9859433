"""Senders that send nothing: the demo's, and a live shop's that knows no server yet."""

from stoa.outside.mail.model import Letter, MailDelayed


class Outbox:
    """The demo's sender: the letter is kept, and read at /demo/mails."""

    async def send(self, letter: Letter) -> None:
        """Take the letter, which is where it belongs already."""


class NoServer:
    """A live shop without STOA_SMTP_URL: letters wait, and say why."""

    async def send(self, letter: Letter) -> None:  # noqa: ARG002 - of the protocol
        raise MailDelayed("STOA_SMTP_URL is not set, so letters wait")
