"""Stand-ins for the localisation layer: enough of Fluent, money and dates to look at pages."""

import json
import re
from datetime import datetime
from pathlib import Path

from minijinja import safe

LOCALE = Path(__file__).parent.parent / "locale"
ONE_ENTRY = re.compile(r"^([a-z][\w-]*) = (.*(?:\n[ ]+.*)*)", re.MULTILINE)
SELECTION = re.compile(r"\{ \$(\w+) ->(.*?)\n }", re.DOTALL)
BRANCH = re.compile(r"\[(\w+)\] (.*)")
PLACE = re.compile(r"\{ \$(\w+) }")
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}


class Words:
    def __init__(self, lang: str):
        self.lang = lang
        self.texts = dict(ONE_ENTRY.findall((LOCALE / f"{lang}.ftl").read_text()))

    def text(self, key: str, /, **values: object) -> str:
        def select(found: re.Match) -> str:
            branches = dict(BRANCH.findall(found[2]))
            return branches.get("one" if values[found[1]] == 1 else "other", branches["other"])

        chosen = SELECTION.sub(select, self.texts[key])
        return PLACE.sub(lambda found: self.fact(values[found[1]]), chosen)

    def fact(self, value: object) -> str:
        return self.number(value) if isinstance(value, (int, float)) else str(value)

    def money(self, value: dict) -> str:
        sign = "−" if value["amount"] < 0 else ""
        amount = f"{abs(value['amount']) / 100:,.2f}"
        if self.lang == "de":
            return sign + amount.translate(str.maketrans(",.", ".,")) + " €"
        return sign + "€" + amount

    def day(self, at: datetime) -> str:
        dot = "." if self.lang == "de" else ""
        comma = "," if self.lang == "de" else ""
        return f"{DAYS[self.lang][at.weekday()]}{comma} {at.day}{dot} {MONTHS[self.lang][at.month - 1]}"

    def when(self, at: datetime) -> str:
        return f"{self.day(at).split(' ', 1)[1]}, {at:%H:%M}"

    def number(self, value: float) -> str:
        written = f"{value:,}"
        return written.translate(str.maketrans(",.", ".,")) if self.lang == "de" else written

    def filters(self) -> dict:
        return {
            "money": self.money,
            "day": self.day,
            "when": self.when,
            "number": self.number,
            "json": lambda value: safe(json.dumps(value).replace("<", "\\u003c")),
            "iso": lambda at: at.isoformat(),
        }
