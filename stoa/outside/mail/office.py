"""The post office of a process: what writes letters in every language, and who hands them over."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from stoa.base import locale
from stoa.base.http.rendering import Renderer
from stoa.base.locale import Language
from stoa.base.money import Money
from stoa.base.wired import Wired
from stoa.outside.mail import rules
from stoa.outside.mail.model import MailSender
from stoa.outside.mail.plain import plain


class Written(msgspec.Struct, frozen=True):
    """A letter's words."""

    subject: str
    html: str
    text: str
    unsubscribe: str | None


class Office(msgspec.Struct, frozen=True):
    """The renderer, the sender, the shop's address, name and mailbox."""

    renderer: Renderer
    sender: MailSender
    url: str
    shop: str
    mailbox: str

    def write(self, template: str, code: str, facts: Mapping[str, Any], *, action: str | None, unsubscribe: str | None) -> Written:
        """Render `<room>/<name>` in that language; its texts are `<room>-mail-<name>-…`.

        Raises UnknownText or minijinja.TemplateError: faults of the program.
        """
        language = locale.language(code)
        room, _, name = template.partition("/")
        stem = f"{room}-mail-{name}".replace("_", "-")
        told = self._told(facts, language)
        home = self.url + language.prefix
        subject = rules.subject(self._say(language, f"{stem}-subject", told))
        mail: dict[str, Any] = {
            "lang": language.code,
            "dir": language.direction,
            "subject": subject,
            "preview": self._say_if(language, f"{stem}-preview", told) or "",
            "shop": self.shop,
            "action": {"label": self._say(language, f"{stem}-action", told), "href": _absolute(home, action)} if action else None,
            "zone": self._zone() if any(isinstance(value, datetime) for value in facts.values()) else "",
            "reason": self._say_if(language, f"{stem}-reason", told) or self._say(language, "mail-reason", {"shop": self.shop}),
            "unsubscribe": _absolute(home, unsubscribe) if unsubscribe else None,
        }
        html = self.renderer.render(language.code, f"{room}/mails/{name}.html", {**facts, "mail": mail, "url": home})
        return Written(subject, html, plain(html), mail["unsubscribe"])

    def _zone(self) -> str:
        """Return the place whose times a letter tells: no letter knows where it is read."""
        return self.renderer.zone.rpartition("/")[2].replace("_", " ")

    def _say(self, language: Language, key: str, facts: Mapping[str, object]) -> str:
        return self.renderer.texts.say(language.code, key, facts)

    def _say_if(self, language: Language, key: str, facts: Mapping[str, object]) -> str | None:
        known = self.renderer.texts.has(language.code, key) or self.renderer.texts.has("en", key)
        return self._say(language, key, facts) if known else None

    def _told(self, facts: Mapping[str, Any], language: Language) -> dict[str, object]:
        """Return the facts that a sentence can hold, amounts and times as people write them."""
        told: dict[str, object] = {"shop": self.shop}
        for name, value in facts.items():
            if isinstance(value, Money):
                told[name] = locale.money(value, language.code)
            elif isinstance(value, datetime):
                told[name] = locale.when(value, language.code, self.renderer.zone)
            elif isinstance(value, date):
                told[name] = locale.day(value, language.code)
            elif isinstance(value, str | int | Decimal):
                told[name] = value
        return told


def _absolute(home: str, address: str) -> str:
    return home + address if address.startswith("/") else address


office: Wired[Office] = Wired("outside.mail")
