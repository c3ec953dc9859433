"""What each judge is taught with, and what it is tried on: files that are not part of this project (see docs/models.md)."""

import csv
import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from stoa.community.judging.fitting import Row, compared, fit, tried
from stoa.community.judging.linear import CARDS, FOLDER, Judge, cards, judge
from stoa.community.judging.model import Card, Share, Trial
from stoa.community.judging.reading import aspects, sentences

Told = Callable[[str], None]

TRIALS = Path(__file__).parent / "trials"

READ_BY = "160 clothing reviews read by a person, who had seen the words of aspects.toml, those for and against too: aspect and polarity"
WRITTEN_BY = "158 German sentences of 50 reviews that we invented, one writer (trials/german.toml): aspect and polarity"

FOR_THE_SHOP = {"order_status", "order"}
ABOUT_THINGS = {
    "food_last", "ingredients_list", "calories", "nutrition_info", "recipe", "ingredient_substitution", "cook_time", "meal_suggestion",
    "oil_change_how", "tire_pressure", "mpg", "gas_type", "tire_change", "jump_start", "plug_type", "carry_on", "definition",
    "measurement_conversion", "smart_home", "how_busy", "restaurant_reviews", "vaccines",
}  # fmt: skip
"""Intents of CLINC150 that are about things anybody may know."""


class Recipe(msgspec.Struct, frozen=True):
    """How a judge comes to be. `sets` gives its rows by the name of their source; a fifth of each is kept for the trial."""

    name: str
    says: str
    taught_with: list[str]
    languages: list[str]
    not_for: list[str]
    sets: Callable[[Path], dict[str, list[Row]]]
    only_for_trial: tuple[str, ...] = ()
    doubtful: tuple[float, ...] = (0.5, 0.9)


def teach(folder: Path, today: str, told: Told) -> list[Card]:
    """Teach every judge anew with the files under this folder, try each on rows it never saw, and keep them with their cards.

    Raises FileNotFoundError when a source is missing; then nothing was written.
    """
    made = [_taught(recipe, recipe.sets(folder), today, told) for recipe in RECIPES]
    FOLDER.mkdir(exist_ok=True)
    for one in made:
        (FOLDER / f"{one.card.name}.json").write_bytes(one.keep())
    judge.cache_clear()
    CARDS.mkdir(exist_ok=True)
    found = _aspects_card(folder, today)
    (CARDS / "aspects.json").write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    return cards()


def kept_for_trial(key: str) -> bool:
    """Return whether a row is among the fifth that no judge is taught with: by its own text, so it is so on every machine."""
    return sha256(key.strip().casefold().encode()).digest()[5] < 51


def _taught(recipe: Recipe, sets: dict[str, list[Row]], today: str, told: Told) -> Judge:
    lessons = [row for name, rows in sets.items() if name not in recipe.only_for_trial for row in rows if not kept_for_trial(row.text)]
    told(f"{recipe.name}: {len(lessons)} rows")
    empty = Card(recipe.name, recipe.says, recipe.taught_with, len(lessons), recipe.languages, recipe.not_for, [], today)
    first = fit(lessons, empty)
    trials = [
        tried(first, rows, name, doubtful)
        for name, whole in sets.items()
        for rows in [[row for row in whole if name in recipe.only_for_trial or kept_for_trial(row.text)]]
        for doubtful in recipe.doubtful
    ]
    first.card = msgspec.structs.replace(empty, trials=trials)
    return first


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _toxic(folder: Path) -> dict[str, list[Row]]:
    tweets = [
        Row(row["tweet"].replace("RT @user:", "").strip(), row["class"] != "2")
        for row in _csv(folder / "moderation-davidson" / "labeled_data.csv")
    ]
    comments = [
        Row(row["text"], row["is_toxic"] == "Toxic")
        for row in _csv(folder / "moderation-surge-toxicity" / "toxicity_en.csv")
        if row["text"]
    ]
    return {
        "Davidson": tweets,
        "Surge AI": comments,
        "shop reviews (none is toxic)": [Row(text, yes=False) for text, _ in _reviews(folder)],
    }


def _spam(folder: Path) -> dict[str, list[Row]]:
    messages = [Row(row["text"], row["label"] == "spam") for row in _csv(folder / "spam-sms" / "sms.csv")]
    return {"SMS Spam Collection": messages, "shop reviews (none is spam)": [Row(text, yes=False) for text, _ in _reviews(folder)]}


def _for_the_shop(folder: Path) -> dict[str, list[Row]]:
    clinc = msgspec.json.decode((folder / "intents-clinc150" / "train_val.json").read_bytes())
    return {
        "phrases of our own": _phrases(),
        "Bitext": [
            Row(row["instruction"], yes=True)
            for row in _csv(folder / "intents-bitext" / "customer_support_27_intents.csv")
            if row["intent"] != "review"
        ],
        "CLINC150": [
            Row(text, intent in FOR_THE_SHOP)
            for part in ("train", "val")
            for text, intent in clinc[part]
            if intent in FOR_THE_SHOP or intent in ABOUT_THINGS
        ],
        **{f"questions as shoppers type them, {language} (never taught)": rows for language, rows in _typed().items()},
        "Banking77 (never taught)": [
            Row(row["text"], yes=True) for row in islice(_csv(folder / "intents-banking77" / "train.csv"), 0, None, 5)
        ],
    }


def _pleased(folder: Path) -> dict[str, list[Row]]:
    found = [
        Row(sentence.text, stars == 5)
        for text, stars in _reviews(folder)
        if stars in {1, 2, 5}
        for sentence in sentences(text)
        if len(sentence.text) >= 20
    ]
    return {"Women's clothing reviews, by sentence": found}


def _reviews(folder: Path) -> Iterable[tuple[str, int]]:
    for row in _csv(folder / "reviews-womens-clothing" / "reviews.csv"):
        if row["Review Text"]:
            yield row["Review Text"], int(row["Rating"])


def _phrases() -> list[Row]:
    """Return sentences made of our own phrases: every frame with some of the things it may speak of."""
    read = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text())
    chance, rows = random.Random(11), []  # noqa: S311 - a choice of words, not a secret
    for language in read.values():
        for kind, yes in (("shop", True), ("things", False)):
            for frame in language[kind]:
                slots = chance.sample(language["thing"], 8) if "{thing}" in frame else [""]
                rows += [Row(opening + frame.replace("{thing}", thing), yes) for thing in slots for opening in language["openings"]]
    return rows


def _typed() -> dict[str, list[Row]]:
    """Return the questions that were written to try the judge with, by language."""
    read = tomllib.loads((TRIALS / "questions.toml").read_text())
    return {
        language: [Row(text, yes) for kind, yes in (("shop", True), ("things", False)) for text in sets[kind]]
        for language, sets in read.items()
    }


def _aspects_card(folder: Path, today: str) -> Card:
    """Try what finds aspects on reviews that a reader has labelled sentence by sentence."""
    read = tomllib.loads((TRIALS / "aspects.toml").read_text())
    wanted = set(read["rows"])
    true = {(one["row"], one["aspect"], one["polarity"]) for one in read["said"]}
    found = {
        (number, said.aspect, said.polarity.value)
        for row in _csv(folder / "reviews-womens-clothing" / "reviews.csv")
        if (number := int(row["row"])) in wanted
        for said in aspects(f"{row['Title']}.\n{row['Review Text']}", int(row["Rating"]))
    }
    both = {one[:2] for one in found} & {one[:2] for one in true}
    german = _german_trials()
    return Card(
        "aspects",
        "which aspects the sentences of a review speak of, and whether for or against",
        ["nothing: a list of words, English and German, and the judge `pleased` where the words do not decide"],
        0,
        ["en", "de"],
        ["scoring products", "saying what no sentence says: what is shown is always a quotation with its link"],
        [
            compared(found, true, READ_BY, len(wanted)),
            compared({one[:2] for one in found}, {one[:2] for one in true}, "the same: aspect alone", len(wanted)),
            compared(
                {one for one in found if one[:2] in both},
                {one for one in true if one[:2] in both},
                "the same: polarity of aspects that both found",
                len(wanted),
            ),
            *german,
        ],
        today,
        _not_met(german[0]),
    )


def _not_met(german: Trial) -> list[str]:
    """Return what the trials of aspects do not show, and what they show that is not good enough."""
    return [
        "a public set of aspects: none with a licence that permits it is among the files; of the English reviews the texts are public, the labels are ours",
        "labels by somebody who did not know the word lists: the English reader had seen them, the German writer a part of one line",
        "German reviews by customers: the German sentences are invented, by one writer, and easier than real ones",
        f"German that can be relied on: {_of_100(german.precision)} things that it says are right, and it finds {_of_100(german.recall)}",
    ]


def _of_100(share: Share) -> str:
    return f"{100 * share.value:.0f} ({100 * share.low:.0f} to {100 * share.high:.0f}) of 100"


def _german_trials() -> list[Trial]:
    """Try it sentence by sentence on German reviews of our own, and on those sentences alone of which the writer had seen no word of the list."""
    read = tomllib.loads((TRIALS / "german.toml").read_text())
    rows = [(at, stars, one["text"]) for at, (stars, one) in enumerate(_german(read))]
    true = {(at, *said.split(" ")) for at, (_, one) in enumerate(_german(read)) for said in one["says"]}
    found = {(at, said.aspect, said.polarity.value) for at, stars, text in rows for said in aspects(text, stars)}
    blind = {at for at, _, text in rows if not any(word in text.casefold() for word in read["seen"])}
    both = {one[:2] for one in found} & {one[:2] for one in true}
    unseen = {one for one in found if one[0] in blind}, {one for one in true if one[0] in blind}
    return [
        compared(found, true, WRITTEN_BY, len(rows)),
        compared(*unseen, "the same without the sentences with a word of the list that the writer had seen", len(blind)),
        compared({one[:2] for one in found}, {one[:2] for one in true}, "the same, all sentences: aspect alone", len(rows)),
        compared(
            {one for one in found if one[:2] in both},
            {one for one in true if one[:2] in both},
            "the same, all sentences: polarity of aspects that both found",
            len(rows),
        ),
    ]


def _german(read: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    return [(review["stars"], one) for review in read["reviews"] for one in review["sentences"]]


RECIPES = (
    Recipe(
        "toxic",
        "that a text insults, threatens or degrades people",
        [
            "Davidson et al. 2017, hate speech and offensive language (MIT)",
            "Surge AI toxicity (MIT)",
            "Women's e-commerce clothing reviews (CC0), as harmless text",
        ],
        ["en"],
        [
            "removing anything: it orders what a host looks at",
            "languages other than English",
            "deciding about people",
            "dialects: the tweets it learned from were collected by slurs, so that harmless speech of some groups looks worse to it",
        ],
        _toxic,
    ),
    Recipe(
        "spam",
        "that a text sells something unasked",
        ["SMS Spam Collection v.1, Almeida and Hidalgo 2011 (CC BY 4.0)", "Women's e-commerce clothing reviews (CC0), as harmless text"],
        ["en"],
        ["removing anything", "languages other than English", "telling who wrote a text"],
        _spam,
    ),
    Recipe(
        "for_the_shop",
        "that only the shop can answer a question: it is about somebody's own order, account, parcel, payment or return",
        [
            "Bitext customer support, 27 intents (CDLA-Sharing 1.0)",
            "CLINC150, Larson et al. 2019 (CC BY 3.0)",
            "phrases of our own, English and German",
        ],
        ["en", "de"],
        ["publishing or hiding a question against its asker's word: the asker is asked and decides"],
        _for_the_shop,
        only_for_trial=(
            "questions as shoppers type them, en (never taught)",
            "questions as shoppers type them, de (never taught)",
            "Banking77 (never taught)",
        ),
    ),
    Recipe(
        "pleased",
        "that a sentence of a review speaks for the thing",
        ["Women's e-commerce clothing reviews (CC0): sentences of reviews with five stars, and with one or two"],
        ["en"],
        ["scoring products: stars do that", "texts that are no reviews", "languages other than English"],
        _pleased,
        doubtful=(0.5,),
    ),
)
