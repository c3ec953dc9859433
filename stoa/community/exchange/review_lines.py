"""Reviews as lines of our own format."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.files.model import Row
from stoa.base.ids import UnknownId
from stoa.community import reviews
from stoa.community.exchange import cells, queries, review_pasts
from stoa.community.exchange.lines import OfLines, Wrong, unfit
from stoa.community.exchange.model import Kind, Pointer, Thing
from stoa.community.exchange.review_pasts import Went
from stoa.community.exchange.running import Outcome
from stoa.community.reviews.model import Basis, Collection, Past, PutReview, Review, ReviewId, Shot, State
from stoa.people.sessions.model import SYSTEM, PersonId
from stoa.shop.catalog.model import VariantId
from stoa.shop.orders.model import LineId

BATCH = 1_000
RESTED = "line"
"""Where a review whose order is in another shop keeps the name of its line, for the way back."""


class Line(Went, kw_only=True, omit_defaults=True, tag_field="stoa", tag="review/1"):
    """A review, with what it went through. `author` is a member's mail address, `email` a guest's; `line` and `basis` are what it
    rested on where it was written, `votes` what another shop had counted before.
    """

    id: str
    product: str
    variant: str = ""
    author: str = ""
    name: str = ""
    email: str = ""
    location: str = ""
    rating: int
    title: str = ""
    text: str = ""
    pros: str = ""
    cons: str = ""
    language: str
    aspects: dict[str, int] = {}
    context: dict[str, str] = {}
    pictures: list[Shot] = []
    picture_urls: list[str] = []
    recommends: bool | None = None
    basis: Basis
    line: str = ""
    incentivized: bool = False
    collection: Collection
    state: State
    votes: list[int] = []
    source: str = ""
    source_id: str = ""
    extra: dict[str, Any] = {}
    made_at: datetime


_decoder = msgspec.json.Decoder(Line)


class ReviewLines(OfLines):
    """Takes reviews in by the ids they have."""

    kind = Kind.REVIEWS

    def read(self, line: str) -> Line:
        """Return the review of a line. Raises msgspec.MsgspecError, Wrong."""
        found = _decoder.decode(line)
        if not 1 <= found.rating <= 5:
            raise Wrong("not_a_rating", value=str(found.rating), least="1", most="5")
        if found.state is State.WITHDRAWN:
            raise Wrong("not_our_line", why="withdrawn")
        try:
            ids.parse("rev", found.id)
        except UnknownId:
            raise Wrong("not_our_line", why="id") from None
        review_pasts.check(found)
        return found

    async def put(self, tx: Writing, lines: Sequence[tuple[Row, Any]]) -> list[Outcome]:
        """Write reviews that are not here yet; those that are stay as they are."""
        there = await _there(tx, [one for _, one in lines])
        things = await queries.things(tx, [_pointer(one) for _, one in lines])
        people = await queries.people(tx, [address for _, one in lines for address in (one.author, *one.named())])
        kept = await _kept_lines(tx, [one.line for _, one in lines if one.line])
        pairs = await _pairs(tx, [people[one.author.lower()] for _, one in lines if one.author.lower() in people])
        found: list[Outcome] = []
        new: list[tuple[Row, PutReview]] = []
        for (row, one), thing in zip(lines, things, strict=True):
            if one.id in there or (one.source, one.source_id) in there:
                found.append(Outcome(row, "unchanged"))
            elif thing is None:
                found.append(unfit(row, "no_such_product", value=one.product[:80]))
            else:
                there |= {one.id, (one.source, one.source_id)} if one.source else {one.id}
                new.append((row, _wanted(one, thing, people, kept, pairs)))
        for (row, _), put in zip(new, await reviews.put_reviews(tx, SYSTEM, [one for _, one in new]), strict=True):
            found.append(Outcome(row, "unchanged" if put.what == "kept" else put.what) if put.id is not None else unfit(row, "not_taken"))
        return found


def _pointer(one: Line) -> Pointer:
    return Pointer("json", [one.product], [one.variant] if one.variant else [])


def _wanted(
    one: Line, thing: Thing, people: dict[str, PersonId], kept: dict[str, PersonId | None], pairs: set[tuple[PersonId, Any]]
) -> PutReview:
    """Return the review as it can be here: an owner's only by a line that is here, a member's only where they are one."""
    author = people.get(one.author.lower()) if one.author else None
    if author is not None and (author, thing.id) in pairs:
        author = None
    elif author is not None:
        pairs.add((author, thing.id))
    owner = one.basis is Basis.ORDER and one.line in kept and (author is None or kept[one.line] in {None, author})
    # What rested on an order that is not here is another shop's word: it says so, and the way back stays open.
    rested = one.basis is Basis.ORDER and not owner
    came = not one.source and (rested or one.basis is Basis.IMPORTED or (one.incentivized and one.incentive is None))
    votes = [*one.votes, 0, 0][:2]
    return PutReview(
        id=ReviewId(ids.parse("rev", one.id)),
        product_id=thing.id,
        variant_id=thing.variant_id,
        author=author,
        line_id=LineId(ids.parse("lin", one.line)) if owner else None,
        rating=one.rating,
        made_at=one.made_at,
        title=one.title,
        text=one.text,
        pros=one.pros,
        cons=one.cons,
        language=cells.language(one.language) if one.language else "en",
        name=cells.shown_name(one.name),
        email=one.email or (one.author if author is None else ""),
        location=one.location,
        aspects=one.aspects,
        context=one.context,
        pictures=one.pictures,
        picture_urls=one.picture_urls,
        recommends=one.recommends,
        helpful=max(0, votes[0]),
        unhelpful=max(0, votes[1]),
        incentivized=one.incentivized,
        collection=one.collection,
        state=one.state,
        reply=one.reply.text if one.reply else "",
        replied_at=one.reply.at if one.reply else None,
        source=one.source or ("stoa" if came else None),
        source_id=one.source_id or (one.id if came else None),
        extra=one.extra | ({RESTED: one.line} if rested and not one.source else {}),
        past=review_pasts.past(one, people),
    )


async def _there(read: Reading, lines: Sequence[Line]) -> set[Any]:
    rows = await read.rows("select id from reviews.review where id = any($1)", [ids.parse("rev", one.id) for one in lines])
    sourced = [one for one in lines if one.source]
    pairs = await read.rows(
        """select r.source, r.source_id from unnest($1::text[], $2::text[]) as w (source, source_id)
        join reviews.review r on r.source = w.source and r.source_id = w.source_id""",
        [one.source for one in sourced],
        [one.source_id for one in sourced],
    )
    return {ids.show("rev", row["id"]) for row in rows} | {(row["source"], row["source_id"]) for row in pairs}


async def _kept_lines(read: Reading, shown: Sequence[str]) -> dict[str, PersonId | None]:
    """Return the lines that were delivered here and kept, and are nobody's ground yet, with who bought them."""
    parsed = []
    for one in shown:
        try:
            parsed.append(ids.parse("lin", one))
        except UnknownId:
            continue
    rows = await read.rows(
        """select l.id, o.person_id from orders.line l join orders.order o on o.id = l.order_id where l.id = any($1) and l.delivered > l.returned
        and not exists (select from reviews.review r where r.line_id = l.id and r.state <> 'withdrawn')""",
        parsed,
    )
    return {ids.show("lin", row["id"]): row["person_id"] for row in rows}


async def _pairs(read: Reading, authors: Sequence[PersonId]) -> set[tuple[PersonId, Any]]:
    rows = await read.rows("select author, product_id from reviews.review where author = any($1) and state <> 'withdrawn'", list(authors))
    return {(row["author"], row["product_id"]) for row in rows}


async def write(read: Reading, *, decided: bool = False) -> AsyncIterator[list[Line]]:
    """Yield every review that was not taken back (`decided`: nor waits for a decision), in the order of their ids."""
    after: ReviewId | None = None
    while found := await reviews.listed(read, after, BATCH, decided=decided):
        after = found[-1].id
        things = {one.id: one for one in await queries.whole_things(read, {one.product_id for one in found})}
        pasts = await reviews.histories(read, [one.id for one in found])
        people = await queries.addresses(read, [person for one in found for person in review_pasts.persons(one, pasts[one.id])])
        yield [_line(one, pasts[one.id], things[one.product_id], people) for one in found if one.product_id in things]


def _line(one: Review, past: Past, thing: Thing, people: dict[PersonId, str]) -> Line:
    extra = dict(one.extra)
    votes = extra.pop("votes", [])
    rested = extra.pop(RESTED, None) if one.source == "stoa" else None
    return Line(
        id=one.shown_id,
        product=thing.handle,
        variant=_sku(thing, one.variant_id),
        author=people.get(one.author, "") if one.author else "",
        name=one.name,
        email=one.email or "",
        location=one.location,
        rating=one.rating,
        title=one.title,
        text=one.text,
        pros=one.pros,
        cons=one.cons,
        language=one.language,
        aspects=one.aspects,
        context=one.context,
        pictures=one.pictures,
        picture_urls=one.picture_urls,
        recommends=one.recommends,
        basis=Basis.ORDER if rested is not None else one.basis,
        line=rested or (ids.show("lin", one.line_id) if one.line_id else ""),
        incentivized=one.incentivized,
        collection=one.collection,
        state=one.state,
        votes=votes,
        source=one.source or "" if rested is None else "",
        source_id=one.source_id or "" if rested is None else "",
        extra=extra,
        made_at=one.made_at,
        **msgspec.structs.asdict(review_pasts.went(one, past, people)),
    )


def _sku(thing: Thing, variant: VariantId | None) -> str:
    return next((one.sku for one in thing.sorts if variant is not None and one.id == variant), "")
