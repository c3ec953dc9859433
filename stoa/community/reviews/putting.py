"""Many reviews at once: from files, from other programs, for the demo shop. A fixed number of statements however many there are."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import events, ids, legible
from stoa.base.database import Reading, Writing
from stoa.community.reviews import actions, ledger, past, rules, store, submitting, vote_store
from stoa.community.reviews.model import (
    Basis,
    Collection,
    Owned,
    Put,
    PutReview,
    Review,
    ReviewEdited,
    ReviewId,
    ReviewPublished,
    State,
)
from stoa.people.sessions.model import PersonId, Visitor

_COPIED = [*store.COLUMNS, "key_digest", "weight_up", "weight_down", "merit", "replied", "removed_at"]
_COMPARED = [
    "rating",
    "title",
    "text",
    "pros",
    "cons",
    "language",
    "name",
    "email",
    "location",
    "aspects",
    "context",
    "pictures",
    "picture_urls",
    "recommends",
    "incentivized",
    "collection",
    "extra",
]


class Own(msgspec.Struct, frozen=True):
    """A review that somebody wrote in this shop: a member, or a guest."""

    id: ReviewId
    member: bool


class Known(msgspec.Struct, frozen=True):
    """What there is already: products, delivered lines, what was put before, who has written of what; `held` is moved by no file.

    `own` are the reviews that people wrote in this shop, by their mail address and the product.
    """

    products: set[UUID]
    lines: dict[UUID, Owned]
    before: dict[tuple[str, str], Review]
    authors: set[tuple[UUID, UUID]]
    reviewed: set[UUID]
    ids: set[UUID]
    held: set[UUID]
    own: dict[tuple[str, UUID], Own]


FILE = "file"
"""What the ledger gives as the reason for what a file says."""


async def put_reviews(tx: Writing, actor: Visitor, wanted: Sequence[PutReview]) -> list[Put]:
    """Make or change many reviews; return what became of each, in order.

    A merchant's file never makes an owner: only `line_id` does, when that line was delivered and kept. The stars of a
    review that somebody wrote in this shop are nobody's to change this way: what was put here before is changed alone.
    """
    known = await _known(tx, wanted)
    made: list[tuple[PutReview, Review]] = []
    changed: list[tuple[PutReview, Review, Review]] = []
    found: list[Put] = []
    for one in wanted:
        what = _decide(one, known, tx)
        found.append(what[0])
        if what[0].what == "made" and what[1] is not None:
            made.append((one, what[1]))
        elif what[0].what == "changed" and what[1] is not None and what[2] is not None:
            changed.append((one, what[2], what[1]))
    await _make(tx, actor, made)
    await _change(tx, actor, changed)
    await actions.mark(tx, [one.product_id for _, one in made] + [after.product_id for _, _, after in changed])
    return found


async def _known(read: Reading, wanted: Sequence[PutReview]) -> Known:
    products = await read.rows("select id from catalog.product where id = any($1)", list({one.product_id for one in wanted}))
    lines = [one.line_id for one in wanted if one.line_id is not None]
    owned: dict[UUID, Owned] = {one.line_id: one for one in await store.owned_lines(read, lines)} if lines else {}
    text = await read.value(
        f"""select coalesce(json_agg({store.REVIEW}), '[]')::text from unnest($1::text[], $2::text[]) as w (source, source_id)
        join reviews.review r on r.source = w.source and r.source_id = w.source_id""",
        [one.source for one in wanted if one.source and one.source_id],
        [one.source_id for one in wanted if one.source and one.source_id],
    )
    authors = [(_author(one, owned.get(one.line_id) if one.line_id else None), one.product_id) for one in wanted]
    pairs = await read.rows(
        """select r.author, r.product_id from unnest($1::uuid[], $2::uuid[]) as w (author, product_id)
        join reviews.review r on r.author = w.author and r.product_id = w.product_id and r.state <> 'withdrawn'""",
        [author for author, _ in authors if author is not None],
        [product for author, product in authors if author is not None],
    )
    named = [one.id for one in wanted if one.id is not None]
    before = {(one.source or "", one.source_id or ""): one for one in store.MANY.decode(text)}
    moving = [
        before[key].id
        for one in wanted
        if (key := (one.source or "", one.source_id or "")) in before and before[key].state is not one.state
    ]
    return Known(
        {row["id"] for row in products},
        owned,
        before,
        {(row["author"], row["product_id"]) for row in pairs},
        set(await store.reviewed_lines(read, lines)) if lines else set(),
        {row["id"] for row in await read.rows("select id from reviews.review where id = any($1)", named)} if named else set(),
        await submitting.held(read, moving) if moving else set(),
        await _written_here(read, [(one.email.strip().lower(), one.product_id) for one in wanted if one.email]),
    )


async def _written_here(read: Reading, wanted: Sequence[tuple[str, UUID]]) -> dict[tuple[str, UUID], Own]:
    """Return the reviews that people with these addresses wrote here of these products."""
    if not wanted:
        return {}
    rows = await read.rows(
        """select w.email, r.product_id, r.id, false as member from unnest($1::text[], $2::uuid[]) as w (email, product)
        join reviews.review r on r.email = w.email and r.product_id = w.product
        where r.author is null and r.source is null and r.state <> 'withdrawn'
        union all select w.email, r.product_id, r.id, true from unnest($1::text[], $2::uuid[]) as w (email, product)
        join accounts.person p on p.email = w.email join reviews.review r on r.author = p.id and r.product_id = w.product
        where r.source is null and r.state <> 'withdrawn' order by member""",
        [email for email, _ in wanted],
        [product for _, product in wanted],
    )
    return {(row["email"], row["product_id"]): Own(ReviewId(row["id"]), row["member"]) for row in rows}


def _author(one: PutReview, owned: Owned | None) -> PersonId | None:
    """Return whose review it is: who is named, else whose order line it rests on."""
    return one.author or (owned.person_id if owned else None)


def _decide(one: PutReview, known: Known, tx: Writing) -> tuple[Put, Review | None, Review | None]:
    """Return what becomes of one; it is known from then on, so that the same twice in a file is taken once."""
    key = (one.source or "", one.source_id or "")
    before = known.before.get(key) if all(key) else None
    if before is not None:
        after = _after(one, before, held=before.id in known.held)
        if before.state is State.WITHDRAWN or after == before:
            return Put(before.id, "kept"), None, None
        known.before[key] = after
        return Put(before.id, "changed"), after, before
    if one.id is not None and one.id in known.ids:
        return Put(one.id, "kept"), None, None
    if (own := _own(one, known)) is not None:
        return Put(own, "kept"), None, None
    owned = known.lines.get(one.line_id) if one.line_id else None
    author = _author(one, owned)
    if not _fits(one, owned, author, known):
        return Put(None, "refused"), None, None
    new = _new(one, owned, tx)
    if all(key):
        known.before[key] = new
    if author is not None:
        known.authors.add((author, one.product_id))
    if one.line_id is not None:
        known.reviewed.add(one.line_id)
    known.ids.add(new.id)
    return Put(new.id, "made"), new, None


def _own(one: PutReview, known: Known) -> ReviewId | None:
    """Return the review that this person wrote of this product in this shop: it stands, and no file says a second thing for them.

    Guests may have written twice, each time by themselves; then what has no source is one of those.
    """
    own = known.own.get((one.email.strip().lower(), one.product_id)) if one.email else None
    return own.id if own is not None and (own.member or one.source) else None


def _fits(one: PutReview, owned: Owned | None, author: PersonId | None, known: Known) -> bool:
    """Return whether it is about something, gives stars, its line proves it, and its author has not written of it."""
    if one.line_id is not None and (owned is None or owned.product_id != one.product_id or one.line_id in known.reviewed):
        return False
    return one.product_id in known.products and 1 <= one.rating <= 5 and (author is None or (author, one.product_id) not in known.authors)


def _new(one: PutReview, owned: Owned | None, tx: Writing) -> Review:
    made = min(one.made_at, tx.now)
    basis = Basis.ORDER if owned else Basis.IMPORTED if one.source else Basis.NONE
    author = _author(one, owned)
    return Review(
        id=one.id or ReviewId(ids.at(made)),
        product_id=one.product_id,
        variant_id=owned.variant_id if owned else one.variant_id,
        author=author,
        line_id=owned.line_id if owned else None,
        delivered_at=owned.delivered_at if owned else None,
        basis=basis,
        state=one.state,
        helpful=0,
        unhelpful=0,
        source=one.source or None,
        source_id=one.source_id or None,
        **past.fields(one, tx, secrets.token_hex(16)),
        **_said(one),
    )


def _said(one: PutReview) -> dict[str, Any]:
    """Return what a review says, as it is kept."""
    return {
        "rating": one.rating,
        "title": legible.line(one.title)[:300],
        "text": legible.paragraphs(one.text)[:20_000],
        "pros": legible.paragraphs(one.pros),
        "cons": legible.paragraphs(one.cons),
        "language": one.language,
        "name": legible.line(one.name)[:120],
        "email": one.email.strip().lower() or None,
        "location": legible.line(one.location)[:120],
        "aspects": one.aspects,
        "context": one.context,
        "pictures": one.pictures,
        "picture_urls": one.picture_urls,
        "recommends": one.recommends,
        "incentivized": one.incentivized and bool(one.source or (one.past and one.past.incentive)),
        "collection": Collection(one.collection),
        "extra": {**one.extra, **({"votes": [one.helpful, one.unhelpful]} if one.helpful or one.unhelpful else {})},
    }


def _after(one: PutReview, before: Review, *, held: bool) -> Review:
    said = _said(one)
    if before.author is not None:
        said |= {"name": before.name, "email": before.email}
    if not said["pictures"]:
        said["pictures"] = before.pictures
    if before.incentive is not None:
        said["incentivized"] = True
    same = all(said[name] == getattr(before, name) for name in _COMPARED)
    state = before.state if held or before.state is State.REMOVED else one.state
    if same:
        return msgspec.structs.replace(before, **said, state=state)
    return msgspec.structs.replace(before, **said, state=state, version=before.version + 1, salt=secrets.token_hex(16))


def _row(put: PutReview, one: Review, tx: Writing) -> tuple[Any, ...]:
    more = {
        "key_digest": put.past.key_digest if put.past and one.author is None else None,
        "weight_up": 0.0,
        "weight_down": 0.0,
        "merit": rules.merit_of(one, 0, 0),
        "replied": bool(put.reply),
        "removed_at": (put.past and put.past.removed_at) or tx.now if one.state is State.REMOVED else None,
        "basis": one.basis.value,
        "collection": one.collection.value,
        "state": one.state.value,
    }
    return tuple(more[name] if name in more else getattr(one, name) for name in _COPIED)


async def _make(tx: Writing, actor: Visitor, made: list[tuple[PutReview, Review]]) -> None:
    if not made:
        return
    await tx.copy("reviews.review", _COPIED, [_row(put, one, tx) for put, one in made])
    await past.write(tx, made)
    replies = await past.write_replies(tx, made)
    kinds = {State.PUBLISHED: "published", State.REMOVED: "rejected"}
    entries = [("received", one, FILE) for _, one in made]
    entries += [(kinds[one.state], one, past.reason(put) or FILE) for put, one in made if one.state in kinds]
    await ledger.add_all(tx, entries)
    shown = [one for _, one in made if one.state is State.PUBLISHED]
    await events.record_all(tx, [ReviewPublished(about=one.id, product_id=one.product_id, author=one.author) for one in shown])
    decided = await submitting.put(tx, actor, [one for _, one in made])
    await submitting.put_replies(tx, actor, replies)
    await _move(tx, [(one, decided.get(one.id, one.state)) for _, one in made], decided)


async def _change(tx: Writing, actor: Visitor, changed: list[tuple[PutReview, Review, Review]]) -> None:
    if not changed:
        return
    said = [(before, after) for _, before, after in changed if after.version != before.version]
    await tx.run_each(
        "insert into reviews.edit (review_id, version, before, at) values ($1, $2, $3, $4)",
        [
            (before.id, before.version, {name: msgspec.to_builtins(getattr(before, name)) for name in [*_COMPARED, "salt"]}, tx.now)
            for before, _ in said
        ],
    )
    votes = await vote_store.count_votes(tx, sorted({after.id for _, after in said}))
    await tx.run_each(
        """update reviews.review set rating = $2, title = $3, text = $4, pros = $5, cons = $6, language = $7, name = $8, email = $9,
            location = $10, aspects = $11, context = $12, pictures = $13, picture_urls = $14, recommends = $15, incentivized = $16,
            collection = $17, extra = $18, version = $19, changed_at = $20, merit = $21, salt = $22 where id = $1""",
        [
            (
                after.id,
                *(getattr(after, name) for name in _COMPARED),
                after.version,
                tx.now,
                rules.merit_of(after, *votes[after.id]),
                after.salt,
            )
            for _, after in said
        ],
    )
    decided = await submitting.put(tx, actor, [after for _, _, after in changed])
    becomes = [msgspec.structs.replace(after, state=decided.get(after.id, after.state)) for _, after in said]
    await ledger.add_all(tx, [("edited", one, FILE) for one in becomes])
    await events.record_all(tx, [ReviewEdited(about=one.id, product_id=one.product_id, author=one.author) for _, one in said])
    stood = [(msgspec.structs.replace(after, state=before.state), decided.get(after.id, after.state)) for _, before, after in changed]
    await _move(tx, stood, decided)


async def _move(tx: Writing, wanted: Sequence[tuple[Review, State]], decided: Mapping[ReviewId, State]) -> None:
    """Bring reviews, as they stood, into these states: as the file says, or as moderation decided (`decided`) for a reason of its own."""
    reasons = {one.id: FILE for one, _ in wanted} | (dict(await submitting.reasons(tx, list(decided))) if decided else {})
    for state in State:
        moved = [one for one, becomes in wanted if becomes is state is not one.state]
        if moved:
            await actions.move(tx, moved, state, reasons)


async def listed(read: Reading, after: ReviewId | None, limit: int, *, decided: bool = False) -> list[Review]:
    """Return the next reviews that were not taken back, by id, whole: for files. `decided`: without those that somebody has to decide about."""
    text = await read.value(
        f"""select coalesce(json_agg(x.found order by x.id), '[]')::text from (select r.id, {store.REVIEW} as found from reviews.review r
        where {submitting.DECIDED if decided else "r.state <> 'withdrawn'"} and ($1::uuid is null or r.id > $1) order by r.id limit $2) x""",
        after,
        limit,
    )
    return store.MANY.decode(text)
