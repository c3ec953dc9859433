"""Reading reviews: all of a product, one, how the score is made, and the ledger."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response

from stoa.base import ids, locale
from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Kit, Page, fragment, framed, go, say, show
from stoa.base.http.problems import SeeOther
from stoa.base.http.routes import act, page
from stoa.base.http.streams import Stream
from stoa.base.http.visits import Visit
from stoa.community import moderation, reviews
from stoa.community.reviews import actions, ledger, naming, queries, rules, showing, standing, store, submitting
from stoa.community.reviews.method import Entry, Proof, Waiting
from stoa.community.reviews.model import Basis, Review, Sort, State, Wish
from stoa.community.reviews.web import views
from stoa.community.reviews.web.opened import TO_VOTE, Asking, came_from, key_of, pairs, review_id_of, slow_down, wish_of
from stoa.people.sessions import local_path
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.web.about import about

PER_PAGE = 15


class ReviewsPage(Page, template="reviews/list.html"):
    """All reviews of a product: where it stands, what several say alike, and the reviews that somebody wants to read."""

    product: dict[str, Any]
    here: str
    score: dict[str, Any]
    histogram: list[dict[str, Any]]
    places: list[dict[str, Any]]
    aspects: list[dict[str, Any]]
    shown: list[dict[str, Any]]
    found: int
    stars: int | None
    aspect: str | None
    says: str | None
    owners: bool
    pictures: bool
    choices: dict[str, Any]
    sort: str
    sorts: list[str]
    narrowed: bool
    more: str


class ReviewPage(Page, template="reviews/review.html"):
    """One review. `mine` says that it is the reader's own, `state` where it stands."""

    product: dict[str, Any]
    r: dict[str, Any]
    mine: bool
    key: str
    state: str
    edits: list[dict[str, Any]]
    salt: str
    done: str
    pros: list[str]
    cons: list[str]
    gathered: list[Any]
    host: bool


class VotePage(Page, template="reviews/vote.html"):
    """What somebody wanted to say of a review before they signed in (`helpful`: yes, no), and where they were."""

    product: dict[str, Any]
    r: dict[str, Any]
    helpful: str
    back: str


class MethodPage(Page, template="reviews/method.html"):
    """The numbers are those of the rules, as the reader's language writes them; `usual` is what each category begins with."""

    numbers: dict[str, str]
    usual: list[dict[str, str]]


class LedgerPage(Page, template="reviews/ledger.html"):
    proof: Proof | None
    counts: list[dict[str, Any]]
    latest: list[Entry]
    waiting: Waiting
    bias: submitting.Looked | None
    untold: bool
    reasons: dict[str, str]


@page("/p/{handle:str}/reviews", may="anyone")
async def listing(request: Asking, read: Reading, visit: Visit, visitor: Visitor, handle: str) -> Response[str]:
    """Every review of a product, narrowed and sorted as the address says."""
    thing = await about(read, visit, handle=handle)
    wish, here = wish_of(request), f"{thing.path}/reviews"
    found = await reviews.of_product(read, thing.id, wish, request.query_params.get("cursor"), PER_PAGE)
    body = await queries.body(read, thing.id, visit.language.code)
    facets = await queries.facets(read, thing.id)
    said = pairs(wish)
    content = ReviewsPage(
        product=thing.view(visit.prefix),
        here=visit.prefix + here,
        score=views.score(body, visit.language.code),
        histogram=views.histogram(body, visit.prefix + here),
        places=views.places(body, visit.language.code),
        aspects=views.said_of_aspects(
            await reviews.highlights(read, thing.id, visit.language.code), visit.prefix + here, visit.language.code
        ),
        shown=await voices(read, visit, visitor, found.items),
        found=await queries.count(read, thing.id, wish) if not wish.all else max(body.count, len(found.items)),
        stars=wish.stars,
        aspect=wish.aspect,
        says=wish.polarity,
        owners=wish.owners,
        pictures=wish.pictures,
        choices=await _choices(read, visit, facets, wish),
        sort=wish.sort.value,
        sorts=[one.value for one in Sort],
        narrowed=not wish.all,
        more=f"{visit.prefix}{here}?{urlencode([*said, ('cursor', found.next_cursor)])}" if found.next_cursor else "",
        frame=await framed(read, visit),
    )
    robots = "noindex" if said or request.query_params.get("cursor") else ""
    return show(request, content, title=say(request, "reviews-of", title=thing.title), canonical=here, robots=robots)


async def _choices(read: Reading, visit: Visit, facets: queries.Facets, wish: Wish) -> dict[str, Any]:
    """Return what the reviews may be narrowed to, where there is something to choose."""
    labels = await showing.labels_of(read, facets.variants, visit.language.code)
    variants = [{"value": ids.show("var", one), "label": label, "chosen": one == wish.variant} for one, label in labels.items() if label]
    languages = [
        {"value": code, "name": views.named_language(code, visit.language.code), "count": count, "chosen": code == wish.language}
        for code, count in sorted(facets.languages.items())
    ]
    return {
        "variants": variants if len(variants) > 1 else [],
        "languages": languages if len(languages) > 1 else [],
        "pictures": facets.pictures,
    }


async def voices(read: Reading, visit: Visit, visitor: Visitor, found: Sequence[Review]) -> list[dict[str, Any]]:
    """Return reviews as templates take them, with how the visitor voted."""
    names = await naming.authors(read, found)
    labels, asked = await showing.variant_labels(read, found, visit.language.code), await showing.asked_of(read, found)
    voted = await queries.voted(read, visitor.person, [one.id for one in found])
    return [
        views.voice(
            showing.voice(one, names[one.id], labels, showing.answers(one, asked.get(one.product_id, []), visit.language.code)),
            visit,
            voted=voted.get(one.id),
            own=visitor.person is not None and one.author == visitor.person,
        )
        for one in found
    ]


@page("/reviews/{review_id:str}", may="anyone")
async def see(request: Asking, read: Reading, visit: Visit, visitor: Visitor, review_id: str) -> Response[str]:
    """One review: what it rests on, how often it was changed, and for its author where it stands."""
    wanted, key = review_id_of(review_id), key_of(request)
    opened = bool(key) and await store.opens(read, wanted, actions.digest(key))
    one = await queries.see(read, wanted, by=visitor.person, opened=opened)
    thing = await about(read, visit, product=one.product_id)
    mine = opened or (visitor.person is not None and one.author == visitor.person)
    [shown] = await voices(read, visit, visitor, [one])
    edits = await store.edits(read, one.id)
    content = ReviewPage(
        product=thing.view(visit.prefix),
        r={**shown, "proof": rules.proof_of_line(one.line_id) if one.line_id else ""},
        mine=mine,
        key=key if opened else "",
        state=one.state.value,
        edits=[
            {
                "at": edit.at,
                "stars": edit.before.get("rating"),
                "text": showing.paragraphs(str(edit.before.get("text", ""))) if mine else [],
            }
            for edit in edits
        ],
        salt=one.salt if one.state is State.PUBLISHED else "",
        done=request.query_params.get("done", ""),
        pros=showing.paragraphs(one.pros),
        cons=showing.paragraphs(one.cons),
        gathered=await moderation.gathered(read, visit.language.code, [(submitting.KIND, one.id)], limit=3),
        host=visitor.may("community.moderate") and one.state is State.PUBLISHED,
        frame=await framed(read, visit),
    )
    robots = "" if one.state is State.PUBLISHED and not key else "noindex"
    return show(request, content, title=say(request, "reviews-one", title=thing.title), canonical=one.path, robots=robots)


@act("/reviews/{review_id:str}/helpful", may="anyone")
async def vote(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit, review_id: str) -> Response[Any]:
    """Say that it helped, or did not; the same once more takes it back, unless it was `confirmed` after a sign-in.

    Guests are shown the way in; behind it they confirm it with one tap, and are back where they were.
    """
    wanted = review_id_of(review_id)
    one = await queries.see(tx, wanted)
    form = await Form.of(request)
    wish = form.choice("helpful", ["yes", "no"], default="yes") == "yes"
    back = local_path(form.typed.get("back", ""), "") or came_from(request, visit) or one.path
    if visitor.person is None:
        there = f"{one.path}/helpful?{urlencode({'helpful': 'yes' if wish else 'no', 'back': back})}"
        raise SeeOther(f"{visit.prefix}/sign-in?{urlencode({'next': there})}")
    slow_down(kit, visit, visitor, "vote", TO_VOTE)
    before = (await queries.voted(tx, visitor.person, [wanted])).get(wanted)
    after = await reviews.vote(tx, visitor, wanted, helpful=None if before is wish and not form.ticked("confirmed") else wish)
    if visit.wants_fragment is not None:
        [shown] = await voices(tx, visit, visitor, [after])
        return fragment(request, "reviews/_voice.html", r=shown)
    return go(request, f"{back}#{one.shown_id}")


@page("/reviews/{review_id:str}/helpful", may="member")
async def confirm_vote(request: Asking, read: Reading, visit: Visit, visitor: Visitor, review_id: str) -> Response[Any]:
    """What somebody wanted to say before they signed in, one tap away. A page alone never votes; who has voted goes back."""
    one = await queries.see(read, review_id_of(review_id))
    asked = request.query_params
    back = local_path(asked.get("back", ""), one.path)
    wish = asked.get("helpful") != "no"
    [shown] = await voices(read, visit, visitor, [one])
    if shown["own"] or shown["voted"] is wish:
        return go(request, f"{back}#{one.shown_id}")
    thing = await about(read, visit, product=one.product_id)
    content = VotePage(
        product=thing.view(visit.prefix),
        r={**shown, "plain": True},
        helpful="yes" if wish else "no",
        back=back,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, f"reviews-vote-{content.helpful}"), robots="noindex")


@page("/reviews/method", may="anyone")
async def method(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """How the stars are weighed, in which order reviews stand, and how it can be checked."""
    code = visit.language.code
    shop, *others = await standing.usual(read, code)
    counted = {
        "prior": rules.PRIOR_WEIGHT,
        "least": rules.LEAST_COUNTED,
        "low": rules.LEAST_PRIOR,
        "high": rules.MOST_PRIOR,
        "bad": rules.BAD,
        "most": rules.MOST_WITHOUT_PRAISE,
        "half_life": rules.HALF_LIFE.days,
        "floor": rules.FLOOR * 100,
        "imported": rules.BASES[Basis.IMPORTED] * 100,
        "without": rules.BASES[Basis.NONE] * 100,
        "paid": rules.INCENTIVIZED * 100,
        "burst": rules.BURST * 100,
    }
    numbers = {name: locale.number(number, code) for name, number in counted.items()} | {"mean": views.in_words(shop.mean, code)}
    usual = [{"category": one.category, "mean": views.in_words(one.mean, code)} for one in others]
    content = MethodPage(numbers=numbers, usual=usual, frame=await framed(read, visit))
    return show(request, content, title=say(request, "reviews-method"), description=say(request, "reviews-method-lead"))


@page("/reviews/ledger", may="anyone")
async def see_ledger(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """What happened to all reviews, in numbers and by the latest entries; `?check` goes through the whole chain."""
    proof = await reviews.verify(read) if "check" in request.query_params else None
    reasons = {one.code: one.title for one in await moderation.rules_of(read, visit.language.code)}
    counts = views.by_kind(await ledger.counts(read))
    content = LedgerPage(
        proof=proof,
        counts=counts,
        latest=await ledger.latest(read, 12),
        waiting=await ledger.waiting(read),
        bias=await submitting.bias(read),
        untold=any(row["untold"] for row in counts),
        reasons={**reasons, "file": say(request, "reviews-reason-file")},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "reviews-ledger"), description=say(request, "reviews-ledger-lead"))


@page("/reviews/ledger.jsonl", may="anyone")
async def download(db: Database) -> Stream:
    """The whole ledger, an entry a line, as anybody checks it."""

    async def lines() -> Any:
        async with db.reading() as read:
            async for entry in ledger.entries(read):
                yield msgspec.json.encode(ledger.public(entry)) + b"\n"

    return Stream(lines(), media_type="application/jsonl", headers={"content-disposition": 'attachment; filename="reviews-ledger.jsonl"'})


HANDLERS = [listing, see, vote, confirm_vote, method, see_ledger, download]
