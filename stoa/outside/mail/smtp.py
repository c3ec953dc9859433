"""Mail by SMTP (RFC 5321), to the server of STOA_SMTP_URL."""

from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib
import msgspec

from stoa.base.database import not_in_a_transaction
from stoa.outside.mail.message import compose
from stoa.outside.mail.model import Letter, MailDelayed, MailRefused


class BadServer(ValueError):
    """The address of the mail server cannot be understood; the message says what is taken."""


class Server(msgspec.Struct, frozen=True):
    """Where letters are handed over. `starttls`: required, forbidden, or (None) used when offered."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: bool
    starttls: bool | None


def server(url: str) -> Server:
    """Read `smtp://user:password@host:587/?starttls=1` or `smtps://…` (TLS from the first byte). Raises BadServer."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadServer("STOA_SMTP_URL is written: smtp://user:password@host:587/?starttls=1, or smtps://…")
    asked = parse_qs(parts.query).get("starttls", [""])[-1]
    if asked not in {"", "0", "1"}:
        raise BadServer("STOA_SMTP_URL: starttls is 0 or 1")
    tls = parts.scheme == "smtps"
    return Server(
        host=parts.hostname,
        port=parts.port or (465 if tls else 25),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls=tls,
        starttls=False if tls else {"": None, "0": False, "1": True}[asked],
    )


class Smtp:
    """Hands each letter over on a connection of its own."""

    def __init__(self, to: Server, *, shop: str, sender: str, timeout: float = 20) -> None:
        self._to = to
        self._shop = shop
        self._sender = sender
        self._timeout = timeout

    async def send(self, letter: Letter) -> None:
        not_in_a_transaction()
        message = compose(letter, shop=self._shop, sender=self._sender)
        try:
            await aiosmtplib.send(
                message,
                sender=self._sender,
                recipients=[letter.to],
                hostname=self._to.host,
                port=self._to.port,
                username=self._to.user,
                password=self._to.password,
                use_tls=self._to.tls,
                start_tls=self._to.starttls,
                timeout=self._timeout,
            )
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _verdict(refused.recipients[0]) from refused
        except aiosmtplib.SMTPDataError as refused:
            raise _verdict(refused) from refused
        except aiosmtplib.SMTPNotSupported as refused:
            raise MailRefused(f"the server cannot deliver to this address: {refused}") from refused
        except (aiosmtplib.SMTPException, OSError) as error:
            # Also a refused password or sender: the settings are wrong, not the letter.
            raise MailDelayed(f"{type(error).__name__}: {error}"[:500]) from error


def _verdict(answer: aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError) -> MailRefused | MailDelayed:
    """Say what a reply means: 5yz is for good, 4yz for now (RFC 5321, 4.2.1)."""
    words = f"{answer.code} {answer.message}"[:500]
    return MailRefused(words) if answer.code >= 500 else MailDelayed(words)
