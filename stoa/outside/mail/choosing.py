"""Who hands the letters over, by the shop's settings."""

from stoa.base.http.rendering import Renderer
from stoa.outside.mail import smtp
from stoa.outside.mail.model import BadAddress, MailSender
from stoa.outside.mail.office import Office
from stoa.outside.mail.outbox import NoServer, Outbox
from stoa.outside.mail.rules import address
from stoa.outside.mail.smtp import BadServer, Smtp


def services(renderer: Renderer, *, url: str, shop: str, mail_from: str, smtp_url: str, demo: bool) -> Office:
    """Return the post office. Raises BadServer."""
    sender: MailSender = Outbox() if demo else NoServer()
    if smtp_url:
        sender = Smtp(smtp.server(smtp_url), shop=shop, sender=_sender(mail_from))
    return Office(renderer, sender, url, shop, mail_from)


def _sender(mail_from: str) -> str:
    try:
        return address(mail_from)
    except BadAddress:
        raise BadServer("STOA_MAIL_FROM is a bare mail address: shop@example.com") from None
