"""The sentences about rows, for files and screens."""

import functools
from pathlib import Path

from stoa.base.locale import LANGUAGES, Texts
from stoa.base.refusals import Refusal
from stoa.shop.interchange.model import Fault, Report

_SHOP = Path(__file__).parent.parent


@functools.cache
def _texts() -> Texts:
    return Texts(_SHOP / room for room in ("catalog", "pricing", "stock", "interchange"))


def of_fault(fault: Fault, column: str, language: str) -> str:
    """Return why a row cannot go in."""
    texts, key = _texts(), f"interchange-fault-{fault.code.replace('_', '-')}"
    if not texts.has(LANGUAGES[0].code, key):
        return texts.say(language, "interchange-fault-unfit", {"code": fault.code})
    return texts.say(language, key, {**fault.facts, "column": column})


def of_refusal(refusal: Refusal, language: str) -> str:
    """Return why another room would not take it."""
    texts, key = _texts(), f"refusal-{refusal.code.replace('_', '-')}"
    if not texts.has(LANGUAGES[0].code, key):
        return texts.say(language, "interchange-fault-unfit", {"code": refusal.code})
    return texts.say(language, key, refusal.facts)


def see_line(line: int, language: str) -> str:
    """Return what is said of a good row whose product has a bad one."""
    return _texts().say(language, "interchange-fault-see-line", {"line": str(line)})


def explain(refusal: Refusal, language: str = "en") -> str:
    """Return the sentence of a refusal about a whole file, for a screen without pages."""
    return of_refusal(refusal, language)


def notes_of(report: Report, language: str = "en") -> list[str]:
    """Return what a person should know of a run, a sentence each."""
    return [
        _texts().say(language, f"interchange-note-{code.replace('_', '-')}", {"number": number}) for code, number in report.notes.items()
    ]
