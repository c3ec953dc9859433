"""The sentences about files of the community."""

from pathlib import Path

from stoa.base.files.model import Report
from stoa.base.files.wording import Wording
from stoa.base.refusals import Refusal

_STOA = Path(__file__).parent.parent.parent
_ROOMS = [f"community/{room}" for room in ("circles", "moderation", "reviews", "questions", "discussions", "wish_lists", "exchange")]
WORDING = Wording(lambda: [_STOA / room for room in ("shop/interchange", "shop/catalog", *_ROOMS)], "exchange", "interchange")


def explain(refusal: Refusal, language: str = "en") -> str:
    """Return the sentence of a refusal about a whole file, for a screen without pages."""
    return WORDING.of_refusal(refusal, language)


def notes_of(report: Report, language: str = "en") -> list[str]:
    """Return what a person should know of a run, a sentence each."""
    return WORDING.notes_of(report.notes, language)
