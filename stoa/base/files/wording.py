"""The sentences about files and their rows."""

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from stoa.base.files.model import Fault
from stoa.base.locale import LANGUAGES, Texts
from stoa.base.refusals import Refusal


class Wording:
    """Sentences of these folders. A fault is said under the first of the prefixes that knows it (`<prefix>-fault-<code>`)."""

    def __init__(self, folders: Callable[[], Sequence[Path]], *prefixes: str) -> None:
        self._folders, self._prefixes = folders, prefixes

    @functools.cached_property
    def texts(self) -> Texts:
        return Texts(self._folders())

    def of_fault(self, fault: Fault, column: str, language: str) -> str:
        """Return why a row cannot go in."""
        keys = (f"{prefix}-fault-{fault.code.replace('_', '-')}" for prefix in self._prefixes)
        return self._say(keys, language, {**fault.facts, "column": column}, fault.code)

    def of_refusal(self, refusal: Refusal, language: str = "en") -> str:
        """Return what a refusal says; for one that nobody here has words for, its code."""
        return self._say([f"refusal-{refusal.code.replace('_', '-')}"], language, refusal.facts, refusal.code)

    def _say(self, keys: Iterable[str], language: str, facts: dict[str, str | int], code: str) -> str:
        for key in keys:
            if self.texts.has(LANGUAGES[0].code, key):
                return self.texts.say(language, key, facts)
        return self.texts.say(language, f"{self._prefixes[-1]}-fault-unfit", {"code": code})

    def notes_of(self, notes: dict[str, int], language: str = "en") -> list[str]:
        """Return what a person should know of a run, a sentence each."""
        found = []
        for code, number in notes.items():
            keys = [f"{prefix}-note-{code.replace('_', '-')}" for prefix in self._prefixes]
            found.append(self._say(keys, language, {"number": number}, code))
        return found
