"""What finds aspects, tried on reviews that somebody read sentence by sentence (docs/models.md)."""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from stoa.community.judging.fitting import compared
from stoa.community.judging.linear import CARDS
from stoa.community.judging.model import Card, Share, Trial
from stoa.community.judging.reading import aspects

TRIALS = Path(__file__).parent / "trials"

PUBLIC = "public set of Hu and Liu 2004"
READ_BY = "160 clothing reviews read by a person, who had seen the words of aspects.toml, those for and against too"
WRITTEN_BY = "158 German sentences of 50 reviews that we invented, one writer (trials/german.toml)"


def csv_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def aspects_card(folder: Path, today: str) -> Card:
    """Try what finds aspects on reviews that a reader has labelled sentence by sentence."""
    read = tomllib.loads((TRIALS / "aspects.toml").read_text())
    wanted = set(read["rows"])
    true = {(one["row"], one["aspect"], one["polarity"]) for one in read["said"]}
    found = {
        (number, said.aspect, said.polarity.value)
        for row in csv_rows(folder / "reviews-womens-clothing" / "reviews.csv")
        if (number := int(row["row"])) in wanted
        for said in aspects(f"{row['Title']}.\n{row['Review Text']}", int(row["Rating"]))
    }
    german = _german_trials()
    return Card(
        "aspects",
        "which aspects the sentences of a review speak of, and whether for or against",
        ["nothing: a list of words, English and German, and the judge `pleased` where the words do not decide"],
        0,
        ["en", "de"],
        ["scoring products", "saying what no sentence says: what is shown is always a quotation with its link"],
        [
            *_compared(found, true, READ_BY, "the same", len(wanted)),
            *_public_trials(folder / "aspects-hu-liu"),
            *german,
        ],
        today,
        _not_met(german[0]),
    )


Told = tuple[int, str, str]
"""What was read or found: where, of which aspect, and whether for or against."""


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


def _not_met(german: Trial) -> list[str]:
    """Return what the trials of aspects do not show, and what they show that is not good enough."""
    return [
        "a public set about things like these: the one that was tried is about electronics and names their parts, where we name aspects; most words on prices have no label there",
        "labels by somebody who did not know the word lists: the English reader had seen them, the German writer a part of one line",
        "German reviews by customers: the German sentences are invented, by one writer, and easier than real ones",
        f"German that can be relied on: {_of_100(german.precision)} things that it says are right, and it finds {_of_100(german.recall)}",
    ]


def _of_100(share: Share) -> str:
    return f"{100 * share.value:.0f} ({100 * share.low:.0f} to {100 * share.high:.0f}) of 100"


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


def _german_trials() -> list[Trial]:
    """Try it sentence by sentence on German reviews of our own, and on those sentences alone of which the writer had seen no word of the list."""
    read = tomllib.loads((TRIALS / "german.toml").read_text())
    rows = [(at, stars, one["text"]) for at, (stars, one) in enumerate(_german(read))]
    true = {(at, *said.split(" ")) for at, (_, one) in enumerate(_german(read)) for said in one["says"]}
    found = {(at, said.aspect, said.polarity.value) for at, stars, text in rows for said in aspects(text, stars)}
    blind = {at for at, _, text in rows if not any(word in text.casefold() for word in read["seen"])}
    unseen = {one for one in found if one[0] in blind}, {one for one in true if one[0] in blind}
    whole, *parts = _compared(found, true, WRITTEN_BY, "the same, all sentences", len(rows))
    return [whole, compared(*unseen, "the same without the sentences with a word of the list that the writer had seen", len(blind)), *parts]


def _german(read: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    return [(review["stars"], one) for review in read["reviews"] for one in review["sentences"]]
