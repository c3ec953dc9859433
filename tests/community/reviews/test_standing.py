"""Where products stand and what their pages show: made of the reviews, and only of them."""

from pathlib import Path
from zlib import crc32

import httpx
import pytest

from stoa.base import invariants
from stoa.base.database import Database, Writing
from stoa.community import judging, reviews
from stoa.community.reviews import actions, jobs, queries, rules, settings, standing, store
from stoa.community.reviews.asked import Aspect, AspectKind, Choice
from stoa.community.reviews.method import Heard, Prior
from stoa.community.reviews.model import Basis, Change, PutReview, Sort, State, Wish
from stoa.community.reviews.showing import Answer, Place
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, search
from stoa.shop.catalog.model import CategoryId, Group, NewGroup, Product
from tests.community.reviews.makers import a_member, a_put, a_shot, make_owner, make_review, put
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug
from tests.shop.search.makers import make_found, wish

QUIET = ["It is very quiet and works perfectly.", "So quiet, I love it.", "Wonderfully quiet, great for the night."]
LOUD = ["It is far too loud and broke after a week.", "Terrible, it is so loud.", "Disappointing, it is loud and poor."]


async def _version(tx: Writing, product: Product) -> int:
    return await tx.value("select coalesce((select number from base.version where topic = 'product:' || $1), 0)", str(product.id)) or 0


async def test_a_product_stands_as_its_reviews_say(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, _ = await make_owner(tx, mug)
    await make_review(tx, mug, 5, "Lovely", by=owner)
    await make_review(tx, mug, 2)
    hidden = await make_review(tx, mug, 1)
    await actions.move(tx, [await store.lock(tx, hidden)], State.REMOVED)
    before = await _version(tx, mug)
    await reviews.refresh(tx, [mug.id])
    one = (await reviews.standings(tx, [mug.id]))[mug.id]
    assert (one.count, one.verified, one.stars) == (2, 1, [0, 1, 0, 0, 1])
    wanted = rules.score(
        [Heard(5, Basis.ORDER, False, tx.now), Heard(2, Basis.NONE, False, tx.now)], (await standing.priors(tx, [mug.id]))[mug.id], tx.now
    )
    assert abs(one.score - wanted.value) < 1e-5
    assert await _version(tx, mug) == before + 1
    for language in ("en", "de"):
        body = await queries.body(tx, mug.id, language)
        assert (body.count, body.stars, len(body.voices)) == (2, [0, 1, 0, 0, 1], 2)
    first = (await queries.body(tx, mug.id, "en")).voices[0]
    assert (first.basis, first.owner_days, first.variant, first.text) == ("order", 0, "Clay", ["Lovely"])


async def test_making_it_anew_changes_nothing(tx: Writing) -> None:
    mug = await make_mug(tx)
    await put(
        tx, *[a_put(mug, rating, text, now=tx.now, name="Ida") for rating, text in zip([5, 5, 5, 1, 1, 1], QUIET + LOUD, strict=True)]
    )
    await reviews.refresh(tx, [mug.id])
    tables = ("standing", "panel", "highlight", "sentence")
    before = [await tx.value(f"select json_agg(t::text order by t::text)::text from reviews.{table} t") for table in tables]
    await reviews.refresh(tx, [mug.id])
    assert [await tx.value(f"select json_agg(t::text order by t::text)::text from reviews.{table} t") for table in tables] == before


async def test_highlights_are_said_by_three_at_least_and_lead_to_them(tx: Writing) -> None:
    mug = await make_mug(tx)
    for text in QUIET[:2]:
        await make_review(tx, mug, 5, text)
    await reviews.refresh(tx, [mug.id])
    assert await reviews.highlights(tx, mug.id, "en") == []
    await make_review(tx, mug, 5, QUIET[2])
    for text in LOUD:
        await make_review(tx, mug, 1, text)
    await reviews.refresh(tx, [mug.id])
    found = {(one.aspect, one.polarity): one for one in await reviews.highlights(tx, mug.id, "en")}
    for polarity, texts in (("for", QUIET), ("against", LOUD)):
        one = found["noise", polarity]
        assert one.reviews == len(one.sentences) == 3
        for sentence in one.sentences:
            review = await store.find(tx, sentence.review_id)
            assert review is not None
            assert sentence.text in review.text
            assert review.text in texts
    body = await queries.body(tx, mug.id, "en")
    assert body.likes is not None
    assert body.dislikes is not None
    assert (body.likes.reviews, body.likes.quote in " ".join(QUIET), body.dislikes.quote in " ".join(LOUD)) == (3, True, True)


async def test_a_changed_review_says_no_longer_what_it_said(tx: Writing) -> None:
    mug = await make_mug(tx)
    authors = [a_member(await make_person(tx)) for _ in QUIET]
    written = [await make_review(tx, mug, 5, text, by=author) for text, author in zip(QUIET, authors, strict=True)]
    await reviews.refresh(tx, [mug.id])
    assert await reviews.highlights(tx, mug.id, "en") != []
    await reviews.edit(tx, authors[0], written[0], Change(rating=5, text="It holds tea."))
    await reviews.refresh(tx, [mug.id])
    assert [one for one in await reviews.highlights(tx, mug.id, "en") if one.aspect == "noise"] == []


async def test_listings_learn_of_it(tx: Writing) -> None:
    good, poor, silent = [await make_found(tx, title) for title in ("Good", "Poor", "Silent")]
    await put(tx, *[a_put(good, 5, now=tx.now, source="x", source_id=str(n)) for n in range(30)], a_put(poor, 1, now=tx.now))
    await reviews.refresh(tx, [good.id, poor.id, silent.id])
    found = await search.find(tx, wish(sort="rated"))
    assert [(one.card.title, one.voices) for one in found.products] == [("Good", 30), ("Poor", 1), ("Silent", 0)]
    assert found.products[0].stars == round((await reviews.standings(tx, [good.id]))[good.id].score, 1)


async def test_the_page_speaks_its_readers_language_where_it_can(tx: Writing) -> None:
    mug = await make_mug(tx)
    german = [a_put(mug, 4, f"Schön {n}", now=tx.now, language="de", days=100) for n in range(3)]
    english = [a_put(mug, 5, f"Nice {n}", now=tx.now) for n in range(3)]
    await put(tx, *german, *english)
    await reviews.refresh(tx, [mug.id])
    assert {one.language for one in (await queries.body(tx, mug.id, "de")).voices} == {"de"}
    assert {one.language for one in (await queries.body(tx, mug.id, "en")).voices} == {"en"}


async def test_the_list_begins_with_the_first_three_and_shows_each_once(tx: Writing) -> None:
    mug = await make_mug(tx)
    wanted: list[PutReview] = [a_put(mug, 5, "x" * 50, now=tx.now, days=n) for n in range(18)]
    wanted += [a_put(mug, 1, now=tx.now, days=900 + n) for n in range(2)]
    made = await put(tx, *wanted)
    await reviews.refresh(tx, [mug.id])
    for sort in Sort:
        seen, cursor, pages = [], None, 0
        while pages == 0 or cursor:
            page = await reviews.of_product(tx, mug.id, Wish(sort=sort), cursor, 7)
            seen += [one.id for one in page.items]
            cursor, pages = page.next_cursor, pages + 1
        assert (sorted(seen), pages, len(seen)) == (sorted(made), 3, 20), sort
        if sort is Sort.HELPFUL:
            by_id = {one.id: one.rating for one in await store.many(tx, made)}
            assert any(by_id[one] <= 3 for one in seen[:3])


async def test_a_list_is_narrowed(tx: Writing) -> None:
    mug = await make_mug(tx)
    owner, _ = await make_owner(tx, mug)
    own = await make_review(tx, mug, 4, by=owner)
    await put(tx, a_put(mug, 1, now=tx.now, pictures=[a_shot()]), a_put(mug, 4, now=tx.now, language="de", variant_id=mug.variants[1].id))

    async def found(**asked: object) -> list[int]:
        narrowed = Wish(sort=Sort.NEWEST, **asked)  # type: ignore[arg-type]
        items = (await reviews.of_product(tx, mug.id, narrowed)).items
        assert len(items) == await queries.count(tx, mug.id, narrowed)
        return [one.rating for one in items]

    assert await found(stars=4) == [4, 4]
    assert await found(pictures=True) == [1]
    assert await found(language="de") == [4]
    assert await found(variant=mug.variants[1].id) == [4]
    assert [one.id for one in (await reviews.of_product(tx, mug.id, Wish(owners=True))).items] == [own]
    facets = await queries.facets(tx, mug.id)
    assert (facets.languages, facets.pictures) == ({"en": 2, "de": 1}, 1)


async def _mug_in(tx: Writing, category: CategoryId | None, *stars: int, source: str = "judge.me") -> Product:
    """Make a mug of a category with these stars, from a file of that shop; without one they rest on nothing."""
    mug = await make_mug(tx, category_id=category)
    of = [{"source": source, "source_id": f"{mug.id}{n}"} if source else {} for n in range(len(stars))]
    await put(tx, *[a_put(mug, rating, now=tx.now, days=n, **of[n]) for n, rating in enumerate(stars)])
    return mug


async def test_a_product_begins_where_its_category_stands_or_the_one_above_or_the_shop(tx: Writing) -> None:
    kitchen = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen"), "de": Group(name="Küche")}))
    cups, pans, garden = [
        await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name=name)}, parent_id=parent))
        for name, parent in (("Cups", kitchen), ("Pans", kitchen), ("Garden", None))
    ]
    cup = await _mug_in(tx, cups, *[3, 4] * 10)
    pan = await _mug_in(tx, pans, *[4] * 19)
    rake, lone = await _mug_in(tx, garden, *[5] * 2), await _mug_in(tx, None)
    bombed = await _mug_in(tx, garden, *[1] * 40, source="")
    await standing.learn_priors(tx)
    believed = await standing.priors(tx, [one.id for one in (cup, pan, rake, lone, bombed)])
    kitchens, shops = (70 + 76) / 39, (70 + 76 + 10) / 41
    assert [round(one.mean, 3) for one in believed.values()] == [3.5, round(kitchens, 3), *[round(shops, 3)] * 3]
    assert [(one.category, round(one.mean, 2)) for one in await standing.usual(tx, "de")] == [("", 3.8), ("Küche", 3.74), ("Cups", 3.5)]
    await standing.learn_priors(tx)
    assert await standing.priors(tx, [cup.id]) == {cup.id: believed[cup.id]}


async def test_of_a_shop_that_knows_nothing_four_stars_are_believed(tx: Writing) -> None:
    mug = await _mug_in(tx, None, *[1] * 40, source="")
    await standing.learn_priors(tx)
    assert (await standing.priors(tx, [mug.id]))[mug.id].mean == Prior().mean


async def test_two_bad_reviews_of_owners_stand_below_three_in_the_best_category(tx: Writing) -> None:
    kitchen = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen")}))
    await _mug_in(tx, kitchen, *[5] * 40)
    await standing.learn_priors(tx)
    bad = await make_found(tx, "Bad", category_id=kitchen)
    for rating in (1, 2):
        owner, _ = await make_owner(tx, bad)
        await make_review(tx, bad, rating, by=owner)
    await reviews.refresh(tx, [bad.id])
    assert (await reviews.standings(tx, [bad.id]))[bad.id].score == 3.0
    [listed] = [one for one in (await search.find(tx, wish(sort="rated"))).products if one.card.title == "Bad"]
    assert listed.stars == 3.0


async def test_what_is_too_much_to_read_at_once_is_read_by_the_next(tx: Writing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "READ_AT_ONCE", 4)
    mug = await make_mug(tx)
    await put(tx, *[a_put(mug, 5, text, now=tx.now, days=n) for n, text in enumerate(QUIET * 3)])
    await jobs.refresh(tx, {})
    assert (await reviews.standings(tx, [mug.id]))[mug.id].count == 9
    assert await tx.value("select count(*) from reviews.review where read_version < version") == 5
    for _ in range(2):
        await jobs.refresh(tx, {})
    assert await tx.value("select count(*) from reviews.review where read_version < version") == 0
    assert (await reviews.highlights(tx, mug.id, "en"))[0].reviews == 9
    assert await tx.value("select count(*) from reviews.stale") == 0


FIT = Aspect(
    code="fit",
    kind=AspectKind.SCALE,
    texts={"en": "Fit", "de": "Sitz"},
    low={"en": "Small", "de": "Klein"},
    high={"en": "Large", "de": "Groß"},
)
NOISE = Aspect(code="noise", texts={"en": "Noise", "de": "Lautstärke"})
BODY = Aspect(code="body", kind=AspectKind.CONTEXT, texts={"en": "Body"}, choices=[Choice("tall", {"en": "Tall", "de": "Groß"})])


async def _asked(tx: Writing) -> Product:
    for one in (FIT, NOISE, BODY):
        await settings.put_aspect(tx, SYSTEM, None, one)
    mug = await make_mug(tx)
    said = [{"fit": 3, "noise": 5}, {"fit": 3, "noise": 4}, {"fit": 4, "noise": 4}, {"gone": 5}, {}]
    await put(tx, *[a_put(mug, 5, aspects=one, context={"body": "tall"}, now=tx.now, days=n) for n, one in enumerate(said)])
    await reviews.refresh(tx, await store.take_stale(tx, 9))
    return mug


async def test_what_is_answered_beside_the_stars_is_counted_and_shown(tx: Writing) -> None:
    mug = await _asked(tx)
    one = (await reviews.standings(tx, [mug.id]))[mug.id]
    assert one.aspects == {"fit": [0, 0, 2, 1, 0], "noise": [0, 0, 0, 2, 1], "gone": [0, 0, 0, 0, 1]}
    body = await queries.body(tx, mug.id, "de")
    assert body.places == [
        Place(label="Sitz", mean=3.33, count=3, middle=True),
        Place(label="Lautstärke", mean=4.33, count=3),
    ]
    shown = {one.id: one.answers for one in body.voices}
    assert [
        Answer(label="Body", words="Groß"),
        Answer(label="Sitz", words="Groß", place=4),
        Answer(label="Lautstärke", place=4),
    ] in shown.values()
    assert await standings_that_are_wrong(tx) == []
    await tx.run("update reviews.standing set aspects = jsonb_set(aspects, '{fit,0}', '9')")
    assert await standings_that_are_wrong(tx) == [mug.id]
    await reviews.refresh(tx, [mug.id])


async def standings_that_are_wrong(tx: Writing) -> list[object]:
    return [
        row["product_id"]
        for row in await tx.rows(next(one.sql for one in invariants.stated() if one.name == "reviews.standing_is_what_the_reviews_say"))
    ]


async def test_what_two_say_is_no_mean_and_what_nobody_asks_is_not_shown(tx: Writing) -> None:
    mug = await _asked(tx)
    await settings.remove_aspect(tx, SYSTEM, None, "noise")
    assert mug.id in await store.take_stale(tx, 9)
    await tx.run("update reviews.review set aspects = '{}' where aspects ->> 'fit' = '4'")
    await reviews.refresh(tx, [mug.id])
    body = await queries.body(tx, mug.id, "en")
    assert body.places == []
    assert {answer.label for one in body.voices for answer in one.answers} <= {"Fit", "Body"}


LAUT = [
    "Sie ist leider viel zu laut und das ist nicht schön für mich.",
    "Leider ist das sehr laut und nicht zu empfehlen.",
    "Das ist leider laut und ich bin nicht zufrieden.",
]


async def test_what_people_say_is_gathered_by_the_language_it_is_in(tx: Writing) -> None:
    mug = await make_mug(tx)
    wrong = [a_put(mug, 1, text, now=tx.now, language="en") for text in LAUT]
    await put(tx, *wrong)
    await reviews.refresh(tx, [mug.id])
    only = (await queries.body(tx, mug.id, "en")).dislikes
    assert only is not None
    assert only.language == "de", "there is nothing else, and the page names the language"
    said = [a_put(mug, 1, f"{text} It is not for me and that is the end of it.", now=tx.now, language="de") for text in LOUD]
    await put(tx, *said)
    await reviews.refresh(tx, [mug.id])
    for language, texts in (("en", LOUD), ("de", LAUT)):
        found = (await queries.body(tx, mug.id, language)).dislikes
        assert found is not None
        assert found.language == language
        assert any(found.quote in text for text in texts)
    assert {one.language for one in await reviews.highlights(tx, mug.id, "en")} == {"en", "de"}


def test_what_was_read_by_other_words_is_read_anew() -> None:
    """Else a shop that takes a new version shows for ever what the old words found: whoever changes them adds such a migration."""
    words = b"".join((Path(judging.__file__).parent / name).read_bytes() for name in ("english.toml", "german.toml"))
    last = max((Path(reviews.__file__).parent / "migrations").glob("*_read_anew.sql")).read_text()
    assert f"crc32 {crc32(words):08x}" in last
    assert "set read_version = 0" in last


async def test_search_engines_and_readers_get_the_plain_mean_beside_the_score(client: httpx.AsyncClient, db: Database) -> None:
    """Few bad reviews leave the careful score well above what they say: whoever calls it a mean of the reviews would be wrong."""
    async with db.writing() as tx:
        mug = await make_mug(tx, handle="bad-mug")
        for rating in (2, 2, 1):
            await make_review(tx, mug, rating)
        await reviews.refresh(tx, [mug.id])
    page = (await client.get("/p/bad-mug")).text
    assert '"ratingValue":1.67' in page.replace(" ", "")
    assert "plain mean of all stars 1.7" in page
    assert "einfaches Mittel aller Sterne 1,7" in (await client.get("/de/p/bad-mug/reviews")).text
