"""What sentences of reviews say of which aspect. The one place that asks the judges for it."""

import msgspec

from stoa.community import judging


class Sentence(msgspec.Struct, frozen=True):
    """A sentence that says something of an aspect, as it was written. `number` is where it begins in its text; `language` is
    the one that the review is plainly written in, whatever it says of itself, None where that is not plain.
    """

    aspect: str
    polarity: str
    sure: float
    number: int
    text: str
    language: str | None


def read(text: str, stars: int) -> list[Sentence]:
    """Return the sentences of a review that say something of an aspect, each aspect once a sentence."""
    language = judging.spoken(text)
    found = {
        (said.aspect, said.sentence.start): Sentence(
            said.aspect, said.polarity.value, said.sure, min(32_000, said.sentence.start), said.sentence.text, language
        )
        for said in judging.aspects(text, stars)
    }
    return list(found.values())
