"""What finds aspects, tried on reviews that somebody read sentence by sentence (docs/models.md)."""

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from stoa.community.judging.fitting import compared
from stoa.community.judging.linear import CARDS
from stoa.community.judging.model import Card, Trial
from stoa.community.judging.reading import aspects

TRIALS = Path(__file__).parent / "trials"

PUBLIC = "public set of Hu and Liu 2004"
CUSTOMERS = "70 clothing reviews by customers, kept for the trial; read by a person before the words were written (trials/customers.toml)"
LOOKED_AT = "160 clothing reviews by customers, looked at while the words were written (trials/aspects.toml)"
LANGUAGES = {"de": "German", "en": "English"}
KEPT_FROM = {"de": "by the hand that wrote the words", "en": "not read by the hand that wrote the words"}


def csv_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def aspects_card(folder: Path, today: date) -> Card:
    """Try what finds aspects on reviews and sentences that a reader has labelled."""
    texts = _texts(folder)
    kept, looked_at = _customers(), _looked_at()
    return Card(
        "aspects",
        "which aspects the sentences of a review speak of, and whether for or against",
        ["nothing: lists of words, English and German"],
        0,
        ["en", "de"],
        ["scoring products", "saying what no sentence says: what is shown is always a quotation with its link"],
        [
            *_compared(_found(texts, kept), _true(kept), CUSTOMERS, "the same customers", len(kept)),
            *_compared(_found(texts, looked_at), _true(looked_at), LOOKED_AT, "", len(looked_at))[:1],
            *_public_trials(folder / "aspects-hu-liu"),
            *own_trials(),
        ],
        today,
        _not_met(),
    )


Told = tuple[int, str, str]
"""What was read or found: where, of which aspect, and whether for or against."""
Read = dict[int, list[str]]
"""What a person read in each review, by the number of its row ("size against")."""


def _customers() -> Read:
    read: dict[str, list[str]] = tomllib.loads((TRIALS / "customers.toml").read_text())["rows"]
    return {int(row): says for row, says in read.items()}


def _looked_at() -> Read:
    read = tomllib.loads((TRIALS / "aspects.toml").read_text())
    return {row: [f"{one['aspect']} {one['polarity']}" for one in read["said"] if one["row"] == row] for row in read["rows"]}


def _texts(folder: Path) -> dict[int, tuple[str, int]]:
    """Return title and text of all reviews of clothing, and their stars."""
    rows = csv_rows(folder / "reviews-womens-clothing" / "reviews.csv")
    return {int(row["row"]): (f"{row['Title']}.\n{row['Review Text']}", int(row["Rating"])) for row in rows}


def _true(read: Read) -> set[Told]:
    return {(row, aspect, how) for row, says in read.items() for aspect, how in (said.split(" ") for said in says)}


def _found(texts: dict[int, tuple[str, int]], read: Read) -> set[Told]:
    return {(row, said.aspect, said.polarity.value) for row in read for said in aspects(*texts[row])}


def _compared(found: set[Told], true: set[Told], on: str, same: str, rows: int) -> list[Trial]:
    """Return three trials: of aspect and polarity, of the aspect alone, and of the polarity where both speak of that aspect."""
    named, right = {one[:2] for one in found}, {one[:2] for one in true}
    both = named & right
    return [
        compared(found, true, f"{on}: aspect and polarity", rows),
        compared(named, right, f"{same}: aspect alone", rows),
        compared(
            {one for one in found if one[:2] in both},
            {one for one in true if one[:2] in both},
            f"{same}: polarity of aspects that both found",
            rows,
        ),
    ]


def _not_met() -> list[str]:
    """Return what the trials of aspects do not show."""
    return [
        "a public set about things like these: the one that was tried is about electronics and names their parts, where we name aspects; most words on prices have no label there",
        "labels by somebody else than the writer of the words: customers were read before the English words were written, and German sentences invented, by the hand that wrote those",
        "German reviews by customers: the German sentences are invented, and whoever wrote the words for them knew them; of what strangers write less will be found",
    ]


_FEATURE = re.compile(r"([^\s,\[\]#](?:[^,\[\]#]*[^\s,\[\]#])?)\s*\[([+-])\d\]")


def _public_trials(folder: Path) -> list[Trial]:
    """Try it on the public set (trials/product_reviews.toml), where its files are; where they are not, what it showed last stays on the card."""
    if not folder.is_dir():
        before = msgspec.json.decode((CARDS / "aspects.json").read_bytes(), type=Card)
        return [one for one in before.trials if PUBLIC in one.on]
    read = tomllib.loads((TRIALS / "product_reviews.toml").read_text())
    aspect_of = {feature: aspect for aspect, features in read["aspects"].items() for feature in features}
    lines = [line for name in read["files"] for line in (folder / name).read_text("latin-1").splitlines() if "##" in line]
    rows = [(at, *line.split("##", 1)) for at, line in enumerate(lines)]
    true = {
        (at, aspect_of[feature], "for" if sign == "+" else "against")
        for at, labels, _ in rows
        for feature, sign in _FEATURE.findall(labels.casefold())
        if feature in aspect_of
    }
    found = {(at, said.aspect, said.polarity.value) for at, _, text in rows for said in aspects(text.strip())}
    return _compared(found, true, f"{len(rows)} sentences about cameras, telephones and players, {PUBLIC}", f"the same {PUBLIC}", len(rows))


def own_trials() -> list[Trial]:
    """Try it on sentences of our own, by language: those kept for the trial, and those that were looked at while the words were written."""
    kept, fresh = (_sentences(name) for name in ("kept", "fresh"))
    made = []
    for language, name in LANGUAGES.items():
        on = f"{len(kept[language])} {name} sentences that we invented, kept for the trial, {KEPT_FROM[language]} (trials/kept.toml)"
        made += _tried_on(kept[language], on, f"the same {name}")
        made += _tried_on(
            fresh[language], f"{len(fresh[language])} {name} ones, looked at while the words were written (trials/fresh.toml)"
        )[:1]
    reviews = tomllib.loads((TRIALS / "german.toml").read_text())["reviews"]
    rows = [(review["stars"], one["text"], one["says"]) for review in reviews for one in review["sentences"]]
    return [*made, *_tried_on(rows, f"{len(rows)} German ones of 50 reviews, written earlier, looked at too (trials/german.toml)")[:1]]


Labelled = tuple[int, str, list[str]]
"""The stars of a review, a sentence of it, and what that says ("size against")."""


def _sentences(name: str) -> dict[str, list[Labelled]]:
    read = tomllib.loads((TRIALS / f"{name}.toml").read_text())
    return {language: [(stars, text, says) for stars, text, *says in read[language]] for language in LANGUAGES}


def _tried_on(rows: list[Labelled], on: str, same: str = "") -> list[Trial]:
    true = {(at, aspect, how) for at, (_, _, says) in enumerate(rows) for aspect, how in (said.split(" ") for said in says)}
    found = {(at, said.aspect, said.polarity.value) for at, (stars, text, _) in enumerate(rows) for said in aspects(text, stars)}
    return _compared(found, true, on, same, len(rows))
