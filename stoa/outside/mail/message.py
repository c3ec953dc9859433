"""A letter as a message of RFC 5322: both parts, and the headers that programs act on."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from stoa.outside.mail.model import Letter


def compose(letter: Letter, *, shop: str, sender: str) -> EmailMessage:
    """Return the message. The same letter always has the same Message-ID, so that a second copy can be recognised."""
    domain = sender.rpartition("@")[2]
    ascii_only = letter.to.isascii()
    message = EmailMessage(policy=policy.SMTP if ascii_only else policy.SMTPUTF8)
    message["From"] = Address(shop, addr_spec=sender)
    message["To"] = Address("", *_parts(letter.to))
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.made_at)
    message["Message-ID"] = f"<{letter.id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        if letter.one_click:
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = letter.language
    return message


def _parts(address: str) -> tuple[str, str]:
    """Return the local part, and the domain as the name servers know it (RFC 5891)."""
    local, _, domain = address.rpartition("@")
    try:
        return local, domain.encode("idna").decode()
    except UnicodeError:
        return local, domain
