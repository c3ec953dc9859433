"""What is found for what is typed, on a small real catalogue in two languages."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stoa.base.database import Writing
from stoa.people.sessions.model import SYSTEM
from stoa.shop import search
from stoa.shop.search import actions, rules, store
from stoa.shop.search.model import Filters, Found, Sort, VocabularyWord
from tests.shop.search.makers import make_found, option, titles, wish

GOODS = [
    ("Kitchen knife", "Kochmesser", {"subtitle": "A carbon-steel blade"}),
    ("Oak chopping board", "Schneidebrett aus Eiche", {"subtitle": "For knives of all kinds"}),
    ("Stoneware mug", "Becher aus Steinzeug", {"description": "<p>Beside a knife it looks <b>small</b>.</p>"}),
    ("Canvas tote bag", "Stofftasche", {"subtitle": "For the market"}),
    ("Tea pot", "Teekanne", {}),
    ("Leather satchel", "Ledertasche", {"subtitle": "A bag for school"}),
    ("T-shirt, plain", "T-Shirt, schlicht", {}),
    ("Crème fraîche dish", "Schälchen für Crème fraîche", {}),
    ("Wool blanket", "Wolldecke", {"subtitle": "Warm, and made in Düsseldorf"}),
]


@pytest.fixture
async def shop(tx: Writing) -> Writing:
    for number, (title, de, text) in enumerate(GOODS):
        await make_found(tx, title, de=de, text=text, skus=(f"AB-12{number:02}",), price=1000 + number)
    return tx


EN = [
    ("knife", ["Kitchen knife", "Oak chopping board", "Stoneware mug"]),  # title, subtitle, description
    ("knives", ["Kitchen knife", "Oak chopping board", "Stoneware mug"]),
    ("KNIFE kitchen", ["Kitchen knife"]),
    ("bag", ["Canvas tote bag", "Leather satchel"]),
    ("the bag", ["Canvas tote bag", "Leather satchel"]),
    ('"tote bag"', ["Canvas tote bag"]),
    ('"bag tote"', []),
    ("bag -canvas", ["Leather satchel"]),
    ("canv", ["Canvas tote bag"]),
    ("canvs", ["Canvas tote bag"]),
    ("cnavas bga", ["Canvas tote bag"]),
    ("lether", ["Leather satchel"]),
    ("teapot", ["Tea pot"]),
    ("t-shirt", ["T-shirt, plain"]),
    ("tshirt", ["T-shirt, plain"]),
    ("t shirts", ["T-shirt, plain"]),
    ("creme fraiche", ["Crème fraîche dish"]),
    ("dusseldorf", ["Wool blanket"]),
    ("AB-1203", ["Canvas tote bag"]),
    ("ab1203", ["Canvas tote bag"]),
    ("ab 1203", ["Canvas tote bag"]),
    ("carbon steel", ["Kitchen knife"]),
]
DE = [
    ("Messer", ["Kochmesser"]),
    ("kochmessern", ["Kochmesser"]),
    ("becher", ["Becher aus Steinzeug"]),
    ("bechern", ["Becher aus Steinzeug"]),
    ("schaelchen", ["Schälchen für Crème fraîche"]),
    ("schalchen", ["Schälchen für Crème fraîche"]),
    ("Schälchens", ["Schälchen für Crème fraîche"]),
    ("wolldecken", ["Wolldecke"]),
    ("teekane", ["Teekanne"]),
    ("tekanne", ["Teekanne"]),
    ("becher aus der", ["Becher aus Steinzeug"]),
    ("eichen schneidebrett", ["Schneidebrett aus Eiche"]),
]


async def test_the_right_things_are_found_in_the_right_order(shop: Writing):
    assert [(query, await titles(shop, query)) for query, _ in EN] == EN


async def test_german_words_are_found_by_their_stems_and_spellings(shop: Writing):
    assert [(query, await titles(shop, query, language="de")) for query, _ in DE] == DE


async def test_what_is_mended_is_said(shop: Writing):
    found = await search.find(shop, wish("Lether BAGS"))
    assert (found.mended.typed, found.mended.shown) == ("Lether BAGS", "leather BAGS")
    assert (await search.find(shop, wish("leather"))).mended is None
    assert (await search.find(shop, wish("lether", exact=True))).total == 0


async def test_when_nothing_has_every_word_those_with_most_come_first(shop: Writing):
    found = await search.find(shop, wish("canvas bag blanket"))
    assert found.loosened
    assert [one.card.title for one in found.products] == ["Canvas tote bag", "Wool blanket", "Leather satchel"]
    assert not (await search.find(shop, wish("canvas bag"))).loosened


async def test_synonyms_one_way_and_both(shop: Writing):
    one = await search.add_synonym(shop, SYSTEM, "en", ["hold-all", "carrier"], ["Tote bag"])
    await search.add_synonym(shop, SYSTEM, "en", ["sofa throw", "blanket"], [])
    assert await titles(shop, "carrier") == ["Canvas tote bag"]
    assert await titles(shop, "hold-all") == ["Canvas tote bag"]
    assert await titles(shop, "carier") == ["Canvas tote bag"]
    assert await titles(shop, "sofa throw") == ["Wool blanket"]
    assert await titles(shop, "warm sofa throw") == ["Wool blanket"]
    assert await titles(shop, "tote") == ["Canvas tote bag"]
    await actions.remove_synonym(shop, SYSTEM, one)
    assert await titles(shop, "hold-all") == []


async def test_sold_out_things_come_after_those_that_are_there(tx: Writing):
    await make_found(tx, "Blue bowl", stock_of=0)
    await make_found(tx, "Bowl blue and deep", stock_of=1)
    found = await search.find(tx, wish("bowl"))
    assert [(one.card.title, one.stock.value, one.left) for one in found.products] == [
        ("Bowl blue and deep", "few", 1),
        ("Blue bowl", "out", None),
    ]


async def test_what_has_no_price_here_is_not_listed(tx: Writing):
    await make_found(tx, "Priced bowl")
    await make_found(tx, "Bowl without price", price=None)
    assert await titles(tx, "bowl") == ["Priced bowl"]
    assert await titles(tx, "bowl", market="nowhere") == ["Priced bowl"]  # an unknown market is the first one


async def test_cursors_neither_repeat_nor_hide_when_things_come_in_between(tx: Writing):
    for number in range(12):
        await make_found(tx, f"Thing {number}", price=1000 + 10 * number)
    first = await search.find(tx, wish("thing", sort=Sort.CHEAPEST, limit=5))
    await make_found(tx, "Thing before", price=900)
    await make_found(tx, "Thing between", price=1065)
    second = await search.find(tx, wish("thing", sort=Sort.CHEAPEST, limit=5, cursor=first.next_cursor))
    assert [one.card.title for one in first.products] == [f"Thing {n}" for n in range(5)]
    assert [one.card.title for one in second.products] == ["Thing 5", "Thing 6", "Thing between", "Thing 7", "Thing 8"]
    back = await search.find(tx, wish("thing", sort=Sort.CHEAPEST, limit=5, cursor=second.previous_cursor))
    assert [one.card.title for one in back.products] == [f"Thing {n}" for n in range(5)]
    assert back.previous_cursor is not None  # the one that came in before
    top = await search.find(tx, wish("thing", sort=Sort.CHEAPEST, limit=5, cursor=back.previous_cursor))
    assert [one.card.title for one in top.products] == ["Thing before"]
    assert top.previous_cursor is None


SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "tas",
    "bo",
    "ver",
    "sin",
    "dal",
    "pe",
    "gor",
    "lin",
    "ma",
    "tu",
    "fel",
    "kan",
    "ro",
    "sta",
    "bri",
    "nor",
]


def vocabulary(rng: random.Random, size: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < size:
        found["".join(rng.choice(SYLLABLES) for _ in range(rng.randrange(3, 6)))] = None
    return list(found)


def slip(word: str, kind: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "add":
        return word[:at] + rng.choice("aeioulnrst") + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


@pytest.mark.parametrize("kind", ["drop", "add", "swap"])
async def test_slips_are_mended_on_a_vocabulary_of_real_size(tx: Writing, kind: str):
    """Nine in ten single slips lead back to the word; the others to one as near (made-up words lie closer together than real ones)."""
    rng = random.Random(f"{kind} 11")
    words = vocabulary(rng, 6_000)
    await store.write_words(tx, "en", [VocabularyWord(word, 1, True, rules.neighbours(word)) for word in words], recount=False)
    await tx.run("analyze search.word")
    known, right, near = set(words), 0, 0
    tried = [word for word in rng.sample(words, 150) if len(word) > 5]
    for word in tried:
        typed = slip(word, kind, rng)
        found = await search.find(tx, wish(f"{typed} x9"))
        shown = found.mended.shown.split()[0] if found.mended else typed
        right += shown == word or typed in known
        near += shown in known
    assert near == len(tried)
    assert right >= len(tried) * 0.9


def brute(goods: list[dict], filters: Filters, *, but: str = "") -> list[dict]:
    """Return the goods that pass every kind of filter but one, looked at one by one."""
    kept = []
    for one in goods:
        groups: dict[str, set[str]] = {}
        for key in filters.choices:
            groups.setdefault(key.split(":")[0], set()).add(key)
        tests = {group: bool(keys & one["choices"]) for group, keys in groups.items()}
        if filters.prices:
            tests["price"] = any(least <= one["price"] and (most is None or one["price"] < most) for least, most in filters.prices)
        if filters.in_stock:
            tests["stock"] = one["there"]
        if all(passed for name, passed in tests.items() if name != but):
            kept.append(one)
    return kept


def counted(found: Found) -> dict[str, int]:
    counts = {one.key: one.count for one in found.facets.choices}
    counts |= {f"{one.least}-{one.most}": one.count for one in found.facets.prices}
    return {key: count for key, count in {**counts, "in": found.facets.in_stock}.items() if count}


@pytest.fixture
async def goods(tx: Writing):
    """Sixty things of two options, some sold out; made once for all examples."""
    rng = random.Random(3)
    colour, size = option("colour", "red", "blue", "oak"), option("size", "s", "m", "l")
    made = []
    for number in range(60):
        pairs = sorted({(rng.choice(["red", "blue", "oak"]), rng.choice(["s", "m", "l"])) for _ in range(rng.randrange(1, 4))})
        price, there = rng.choice([500, 999, 1000, 2499, 2500, 7000, 150_000]), rng.random() < 0.7
        await make_found(tx, f"Thing {number}", price=price, stock_of=3 if there else 0, options=(colour, size), choices=tuple(pairs))
        made.append({"price": price, "there": there, "choices": {f"colour:{c}" for c, _ in pairs} | {f"size:{s}" for _, s in pairs}})
    return tx, made


EDGES = [(0, 1000), (1000, 2500), (2500, 5000), (5000, 10_000), (10_000, 25_000), (25_000, 50_000), (50_000, 100_000), (100_000, None)]
KEYS = [f"colour:{c}" for c in ("red", "blue", "oak")] + [f"size:{s}" for s in "sml"]
FILTERS = st.builds(
    Filters,
    choices=st.lists(st.sampled_from(KEYS), unique=True, max_size=4).map(tuple),
    prices=st.lists(st.sampled_from(EDGES), unique=True, max_size=3).map(tuple),
    in_stock=st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS, query=st.sampled_from(["", "thing"]))
async def test_counts_equal_those_of_looking_one_by_one(goods, filters: Filters, query: str):
    tx, made = goods
    found = await search.find(tx, wish(query, filters=filters))
    expected: dict[str, int] = {}
    for key in KEYS:
        expected[key] = sum(key in one["choices"] for one in brute(made, filters, but=key.split(":")[0]))
    for least, most in EDGES:
        expected[f"{least}-{most}"] = sum(
            least <= one["price"] and (most is None or one["price"] < most) for one in brute(made, filters, but="price")
        )
    expected["in"] = sum(one["there"] for one in brute(made, filters, but="stock"))
    assert found.total == len(brute(made, filters))
    assert counted(found) == {key: count for key, count in expected.items() if count}
