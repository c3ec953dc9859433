"""What each judge is taught with, and what it is tried on: files that are not part of this project (see docs/models.md)."""

import random
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

import msgspec

from stoa.community.judging.fitting import Row, fit, tried
from stoa.community.judging.linear import CARDS, FOLDER, Judge, cards, judge
from stoa.community.judging.model import Card
from stoa.community.judging.trying import TRIALS, aspects_card, csv_rows

Told = Callable[[str], None]

FOR_THE_SHOP = {"order_status", "order"}
ABOUT_THINGS = {
    "food_last", "ingredients_list", "calories", "nutrition_info", "recipe", "ingredient_substitution", "cook_time", "meal_suggestion",
    "oil_change_how", "tire_pressure", "mpg", "gas_type", "tire_change", "jump_start", "plug_type", "carry_on", "definition",
    "measurement_conversion", "smart_home", "how_busy", "restaurant_reviews", "vaccines",
}  # fmt: skip
"""Intents of CLINC150 that are about things anybody may know."""

NAMES = "names: how givers sign, first names of thirteen origins (none is harmful, never taught)"
ANSWERS = "short answers of five to eight words (none is harmful, never taught)"


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


def teach(folder: Path, today: date, told: Told) -> list[Card]:
    """Teach every judge anew with the files under this folder, try each on rows it never saw, and keep them with their cards.

    Raises FileNotFoundError when a source is missing; then nothing was written.
    """
    made = [_taught(recipe, recipe.sets(folder), today, told) for recipe in RECIPES]
    FOLDER.mkdir(exist_ok=True)
    for one in made:
        (FOLDER / f"{one.card.name}.json").write_bytes(one.keep())
    judge.cache_clear()
    CARDS.mkdir(exist_ok=True)
    found = aspects_card(folder, today)
    (CARDS / "aspects.json").write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    return cards()


def kept_for_trial(key: str) -> bool:
    """Return whether a row is among the fifth that no judge is taught with: by its own text, so it is so on every machine."""
    return sha256(key.strip().casefold().encode()).digest()[5] < 51


def _taught(recipe: Recipe, sets: dict[str, list[Row]], today: date, told: Told) -> Judge:
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


def _toxic(folder: Path) -> dict[str, list[Row]]:
    tweets = [
        Row(row["tweet"].replace("RT @user:", "").strip(), row["class"] != "2")
        for row in csv_rows(folder / "moderation-davidson" / "labeled_data.csv")
    ]
    comments = [
        Row(row["text"], row["is_toxic"] == "Toxic")
        for row in csv_rows(folder / "moderation-surge-toxicity" / "toxicity_en.csv")
        if row["text"]
    ]
    return {
        "Davidson": tweets,
        "Surge AI": comments,
        "shop reviews (none is toxic)": [Row(text, yes=False) for text, _ in _reviews(folder)],
        **harmless(),
    }


def _spam(folder: Path) -> dict[str, list[Row]]:
    messages = [Row(row["text"], row["label"] == "spam") for row in csv_rows(folder / "spam-sms" / "sms.csv")]
    return {
        "SMS Spam Collection": messages,
        "shop reviews (none is spam)": [Row(text, yes=False) for text, _ in _reviews(folder)],
        **harmless(),
    }


def _for_the_shop(folder: Path) -> dict[str, list[Row]]:
    clinc = msgspec.json.decode((folder / "intents-clinc150" / "train_val.json").read_bytes())
    return {
        "phrases of our own": _phrases(),
        "Bitext": [
            Row(row["instruction"], yes=True)
            for row in csv_rows(folder / "intents-bitext" / "customer_support_27_intents.csv")
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
            Row(row["text"], yes=True) for row in islice(csv_rows(folder / "intents-banking77" / "train.csv"), 0, None, 5)
        ],
    }


def _reviews(folder: Path) -> Iterable[tuple[str, int]]:
    for row in csv_rows(folder / "reviews-womens-clothing" / "reviews.csv"):
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


def harmless() -> dict[str, list[Row]]:
    """Return short texts that no judge of harm should say yes to: how givers sign, and answers of a line."""
    read = tomllib.loads((TRIALS / "names.toml").read_text())
    names = [called.replace("{name}", name) for names in read["first"].values() for name in names for called in read["called"]]
    return {NAMES: [Row(one, yes=False) for one in names], ANSWERS: [Row(one, yes=False) for one in read["said"]["answers"]]}


def _typed() -> dict[str, list[Row]]:
    """Return the questions that were written to try the judge with, by language."""
    read = tomllib.loads((TRIALS / "questions.toml").read_text())
    return {
        language: [Row(text, yes) for kind, yes in (("shop", True), ("things", False)) for text in sets[kind]]
        for language, sets in read.items()
    }


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
            "names and texts of fewer than five words: it is not asked about those",
        ],
        _toxic,
        only_for_trial=(NAMES, ANSWERS),
    ),
    Recipe(
        "spam",
        "that a text sells something unasked",
        ["SMS Spam Collection v.1, Almeida and Hidalgo 2011 (CC BY 4.0)", "Women's e-commerce clothing reviews (CC0), as harmless text"],
        ["en"],
        [
            "removing anything",
            "languages other than English",
            "telling who wrote a text",
            "names and texts of fewer than eight words: it is not asked about those",
        ],
        _spam,
        only_for_trial=(NAMES, ANSWERS),
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
)
