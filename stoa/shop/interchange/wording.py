"""The sentences about rows, for files and screens."""

from pathlib import Path

from stoa.base.files.model import Report
from stoa.base.files.wording import Wording
from stoa.base.refusals import Refusal

_SHOP = Path(__file__).parent.parent
WORDING = Wording(lambda: [_SHOP / room for room in ("catalog", "pricing", "stock", "interchange")], "interchange")
of_fault = WORDING.of_fault
of_refusal = WORDING.of_refusal


def see_line(line: int, language: str) -> str:
    """Return what is said of a good row whose product has a bad one."""
    return WORDING.texts.say(language, "interchange-fault-see-line", {"line": str(line)})


def explain(refusal: Refusal, language: str = "en") -> str:
    """Return the sentence of a refusal about a whole file, for a screen without pages."""
    return of_refusal(refusal, language)


def notes_of(report: Report, language: str = "en") -> list[str]:
    """Return what a person should know of a run, a sentence each."""
    return WORDING.notes_of(report.notes, language)
