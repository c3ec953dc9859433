"""Forms: read every field, collect every error, keep what was typed.

    form = await Form.of(request)
    name = form.text("name", most=120)
    size = form.choice("size", ["s", "m"])
    form.check()            # raises Invalid with all of them

A page shows the same form again with `form.typed` and `form.errors`; raising the page as `Retype` rolls back.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from litestar import Request, Response
from litestar.datastructures import UploadFile

from stoa.base import legible, moments, money
from stoa.base.money import Money
from stoa.base.refusals import FieldError, Invalid, Refusal

_MAIL = re.compile(r"[^@\s<>\"(),:;]{1,64}@[^@\s.<>\"(),:;]+(\.[^@\s.<>\"(),:;]+)+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def is_email(text: str) -> bool:
    """Return whether it has the form of a mail address; whether somebody reads it, only a mail can tell.

    What cannot be seen is in none: of two addresses that look alike one would be somebody else's.
    """
    return len(text) <= 254 and _MAIL.fullmatch(text) is not None and not legible.hides(text)


class Retype(Refusal):
    """The page with what was typed and what is wrong with it; nothing was changed."""

    status = 422

    def __init__(self, page: Response[Any], status: int | None = None) -> None:
        super().__init__()
        page.status_code = status or (page.status_code if page.status_code and page.status_code >= 400 else 422)
        self.page = page


class Form:
    """What a person sent. Each reader returns a value, or a harmless one after noting an error."""

    def __init__(self, fields: list[tuple[str, str]], files: dict[str, list[UploadFile]] | None = None) -> None:
        self.typed: dict[str, str] = {}
        self._many: dict[str, list[str]] = {}
        for name, sent in fields:
            value = sent.replace("\x00", "")
            self.typed.setdefault(name, value)
            self._many.setdefault(name, []).append(value)
        self.files = files or {}
        self.errors: dict[str, FieldError] = {}

    @classmethod
    async def of(cls, request: Request[Any, Any, Any]) -> Form:
        """Read a posted form, with files or without."""
        if request.content_type[0] == "multipart/form-data":
            sent = await request.form()
            files: dict[str, list[UploadFile]] = {}
            fields = []
            for name, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    files.setdefault(name, []).append(value)
                else:
                    fields.append((name, str(value)))
            return cls(fields, files)
        body = (await request.body()).decode("utf-8", "replace")
        return cls(parse_qsl(body, keep_blank_values=True, max_num_fields=2_000))

    def refuse(self, name: str, code: str, **facts: str | int) -> None:
        """Note that a field is wrong; the first note stays."""
        self.errors.setdefault(name, FieldError(f"/{name}", code, dict(facts)))

    def check(self) -> None:
        """Raise Invalid if anything was noted."""
        if self.errors:
            raise Invalid(list(self.errors.values()))

    def text(self, name: str, *, required: bool = True, most: int = 200, least: int = 0) -> str:
        """Return a line or a text, trimmed, without control characters."""
        value = _CONTROL.sub("", self.typed.get(name, "")).strip()
        if required and not value:
            self.refuse(name, "required")
        elif len(value) > most:
            self.refuse(name, "too_long", most=most)
        elif value and len(value) < least:
            self.refuse(name, "too_short", least=least)
        return value

    def email(self, name: str, *, required: bool = True) -> str:
        """Return a mail address in lower case; what is refused is what `is_email` refuses."""
        value = self.text(name, required=required, most=254).lower()
        if value and not is_email(value):
            self.refuse(name, "unseen_in_address" if legible.hides(value.replace(" ", "")) else "not_an_address")
        return value

    def number(self, name: str, *, least: int = 0, most: int = 2**31 - 1, default: int | None = None) -> int:
        """Return a whole number within bounds; an empty field is the default, if there is one."""
        value = self.typed.get(name, "").strip()
        if not value and default is not None:
            return default
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
            self.refuse(name, "not_a_number" if value else "required")
            return least
        found = int(value)
        if not least <= found <= most:
            self.refuse(name, "out_of_range", least=least, most=most)
        return found

    def amount(self, name: str, currency: str, *, required: bool = True) -> Money | None:
        """Return an amount of money typed in major units."""
        value = self.typed.get(name, "").strip()
        if not value:
            if required:
                self.refuse(name, "required")
            return None
        try:
            found = money.parse(value, currency)
        except ValueError:
            self.refuse(name, "not_an_amount")
            return None
        if found.amount < 0:
            self.refuse(name, "negative")
        return found

    def choice(self, name: str, choices: Collection[str], *, default: str | None = None) -> str:
        """Return one of the choices; in the place of what is none of them, refused, the default where there is one."""
        value = self.typed.get(name, "").strip()
        if not value and default is not None:
            return default
        if value not in choices:
            self.refuse(name, "not_a_choice" if value else "required")
            return value if default is None else default
        return value

    def several(self, name: str) -> list[str]:
        """Return every value sent under that name."""
        return [value for value in self._many.get(name, []) if value]

    def ticked(self, name: str) -> bool:
        """Return whether a box was ticked."""
        return name in self.typed

    def moment(self, name: str, zone: str, *, required: bool = True) -> datetime | None:
        """Return the UTC moment that a `datetime-local` field means in the given time zone.

        A time that does not exist (clocks going forward) is the one an hour later; one that exists twice, the first.
        """
        value = self.text(name, required=required, most=32)
        if not value:
            return None
        try:
            local: datetime | None = datetime.fromisoformat(value)
        except ValueError:
            local = None
        if local is None or not moments.is_reckonable(local):
            self.refuse(name, "not_a_moment")
            return None
        there = local if local.tzinfo else local.replace(tzinfo=ZoneInfo(zone))
        return there.astimezone(ZoneInfo("UTC"))
