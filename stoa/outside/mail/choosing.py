"""Who hands the letters over, by the shop's settings."""

from stoa.base.http.rendering import Renderer
from stoa.outside.mail import smtp
from stoa.outside.mail.model import MailSender
from stoa.outside.mail.office import Office
from stoa.outside.mail.outbox import NoServer, Outbox
from stoa.outside.mail.rules import address
from stoa.outside.mail.smtp import Smtp


def services(renderer: Renderer, *, url: str, shop: str, mail_from: str, smtp_url: str, demo: bool) -> Office:
    """Return the post office. Raises BadServer, BadAddress."""
    sender: MailSender = Outbox() if demo else NoServer()
    if smtp_url:
        sender = Smtp(smtp.server(smtp_url), shop=shop, sender=address(mail_from))
    return Office(renderer, sender, url, shop)
