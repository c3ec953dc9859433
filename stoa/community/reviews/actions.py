"""The verbs of reviews: what members, guests and the shop do, each in one transaction."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

import msgspec

from stoa.base import events, ids, jobs, legible
from stoa.base.database import Writing
from stoa.base.refusals import FieldError
from stoa.community import moderation
from stoa.community.moderation.model import StaffStayOut, vote_weight
from stoa.community.reviews import ledger, rules, store, submitting, vote_store
from stoa.community.reviews.model import (
    Basis,
    Change,
    New,
    NoSuchReview,
    NotAReview,
    Owned,
    OwnReview,
    Review,
    ReviewedAlready,
    ReviewEdited,
    ReviewId,
    ReviewPublished,
    ReviewReceived,
    ReviewRemoved,
    ReviewReplied,
    State,
    Written,
)
from stoa.people import audit
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop.catalog.model import NoSuchProduct, ProductId

MOST_REPLY = 3_000


async def write(tx: Writing, visitor: Visitor, new: New, owned: Owned | None = None) -> Written:
    """Take a review. Whoever bought the product here writes as its owner; `owned` is what a letter's link or an order's key opened.

    Raises NoSuchProduct, ReviewedAlready, NotAReview with each wrong field, StaffStayOut for who works for the shop, however they come.
    """
    _refuse_staff(visitor)
    path = await store.category_path(tx, new.product_id)
    if path is None:
        raise NoSuchProduct
    new = _tidied(new)
    errors = rules.faults(new.rating, new.title, new.text, new.aspects, new.context, len(new.pictures), await store.aspects(tx, path))
    author, owned = await _author(tx, visitor, new.product_id, owned)
    if author is None and owned is None and not new.email:
        errors.append(FieldError("/email", "required"))
    if errors:
        raise NotAReview(errors)
    if author is not None and await store.works_here(tx, author):
        raise StaffStayOut
    await _refuse_second(tx, author, new.product_id, owned)
    review_id = ReviewId(ids.new())
    key = secrets.token_urlsafe(18) if author is None else None
    merit = rules.merit(0, 0, basis=Basis.ORDER if owned else Basis.NONE, length=len(new.text), pictures=len(new.pictures), made_at=tx.now)
    await store.insert(
        tx, review_id, new, author=author, owned=owned, key=digest(key) if key else None, salt=secrets.token_hex(16), merit=merit
    )
    review = await store.lock(tx, review_id)
    await ledger.add(tx, "received", review)
    await events.record(tx, ReviewReceived(about=review_id, product_id=review.product_id, author=author))
    state = await submitting.submit(tx, visitor, review)
    await _settle(tx, review, state)
    return Written(review_id, state, key)


def _refuse_staff(visitor: Visitor) -> None:
    """Raise StaffStayOut for who works for the shop: it hosts what customers say of its products, and has no voice in it."""
    if visitor.staff:
        raise StaffStayOut


async def _author(tx: Writing, visitor: Visitor, product: ProductId, owned: Owned | None) -> tuple[PersonId | None, Owned | None]:
    """Return whose review it is and what it rests on. Somebody else's link makes nobody an owner."""
    if owned is not None and (owned.product_id != product or (visitor.person and owned.person_id not in {None, visitor.person})):
        owned = None
    author = visitor.person or (owned.person_id if owned else None)
    if owned is None and author is not None:
        owned = await store.owned_by(tx, author, product)
        if owned is not None and await store.reviewed_lines(tx, [owned.line_id]):
            raise ReviewedAlready
    return author, owned


async def _refuse_second(tx: Writing, author: PersonId | None, product: ProductId, owned: Owned | None) -> None:
    if author is not None and await store.of_author(tx, author, product) is not None:
        raise ReviewedAlready
    if owned is not None and await store.reviewed_lines(tx, [owned.line_id]):
        raise ReviewedAlready


def _tidied(new: New) -> New:
    return msgspec.structs.replace(
        new,
        title=legible.line(new.title),
        text=legible.paragraphs(new.text),
        name=legible.line(new.name)[:60],
        email=new.email.strip().lower(),
    )


async def edit(tx: Writing, visitor: Visitor, review_id: ReviewId, change: Change, key: str = "") -> State:
    """Let its author change a review; what it said before is kept, and it is looked at again.

    Raises NoSuchReview for anybody else, NotAReview, StaffStayOut for whom the shop has hired since: they may take it back.
    """
    review = await own(tx, visitor, review_id, key)
    _refuse_staff(visitor)
    title, text = legible.line(change.title), legible.paragraphs(change.text)
    path = await store.category_path(tx, review.product_id)
    errors = rules.faults(
        change.rating, title, text, change.aspects, change.context, len(change.pictures), await store.aspects(tx, path or [])
    )
    if errors:
        raise NotAReview(errors)
    values = {**msgspec.structs.asdict(change), "title": title, "text": text}
    before = {name: getattr(review, name) for name in values}
    if values == before:
        return review.state
    up, down = (await vote_store.count_votes(tx, [review_id]))[review_id]
    merit = rules.merit_of(msgspec.structs.replace(review, text=text, pictures=change.pictures), up, down)
    # A salt of its own: the one of what was shown before is known, and would give away the stars of what waits.
    await store.keep_edit(tx, review, {**msgspec.to_builtins(before), "salt": review.salt})
    await store.rewrite(tx, review_id, {**values, "salt": secrets.token_hex(16)}, merit)
    changed = await store.lock(tx, review_id)
    state = await submitting.submit(tx, visitor, changed)
    await ledger.add(tx, "edited", msgspec.structs.replace(changed, state=state))
    await events.record(tx, ReviewEdited(about=review_id, product_id=changed.product_id, author=changed.author))
    await _settle(tx, changed, state)
    return state


async def _settle(tx: Writing, review: Review, state: State) -> None:
    """Let a review be as moderation took it in; where a known spam link took it away, the ledger says by which rule."""
    await move(tx, [review], state, dict(await submitting.reasons(tx, [review.id])) if state is State.REMOVED else None)


async def own(tx: Writing, visitor: Visitor, review_id: ReviewId, key: str = "") -> Review:
    """Lock a review that is this visitor's own, by account or by its key. Raises NoSuchReview."""
    review = await store.lock(tx, review_id)
    mine = visitor.person is not None and review.author == visitor.person
    if review.state is State.WITHDRAWN or not (mine or (key and await store.opens(tx, review_id, digest(key)))):
        raise NoSuchReview
    return review


async def withdraw(tx: Writing, visitor: Visitor, review_id: ReviewId, key: str = "") -> None:
    """Take one's review back: its words and pictures are gone at once. Raises NoSuchReview."""
    review = await own(tx, visitor, review_id, key)
    await take_back(tx, [review])


async def take_back(tx: Writing, reviews: Sequence[Review]) -> None:
    """Empty reviews for their authors' sake; what the ledger says of them stays."""
    found = [one.id for one in reviews]
    await store.set_states(tx, found, State.WITHDRAWN)
    await ledger.add_all(tx, [("withdrawn", one, "") for one in reviews])
    await store.empty(tx, found)
    await submitting.forget(tx, found)
    await mark(tx, [one.product_id for one in reviews])


async def move(tx: Writing, reviews: Sequence[Review], state: State, reasons: dict[ReviewId, str] | None = None) -> None:
    """Let reviews be shown, wait or be removed, with what follows: ledger, events, the product's standing.

    `reviews` are locked and as they stood. One that stays as it is, or was taken back, is left alone.
    """
    moved = [one for one in reviews if one.state not in {state, State.WITHDRAWN}]
    await store.set_states(tx, [one.id for one in moved], state)
    reasons = reasons or {}
    if state is State.PUBLISHED:
        entries = [("restored" if one.state is State.REMOVED else "published", one, reasons.get(one.id, "")) for one in moved]
        happened: list[events.Event] = [ReviewPublished(about=one.id, product_id=one.product_id, author=one.author) for one in moved]
    elif state is State.REMOVED:
        entries = [("rejected", one, reasons.get(one.id, "")) for one in moved]
        happened = [ReviewRemoved(about=one.id, product_id=one.product_id, author=one.author) for one in moved]
    else:
        entries, happened = [("held", one, "") for one in moved], []
    if entries:
        await ledger.add_all(tx, entries)
    if happened:
        await events.record_all(tx, happened)
    await mark(tx, [one.product_id for one in reviews])


async def mark(tx: Writing, products: Sequence[ProductId]) -> None:
    """Have the standing of these products made anew soon, together with others."""
    wanted = sorted(set(products))
    if wanted:
        await store.mark_stale(tx, wanted)
        await jobs.enqueue(tx, "reviews.refresh")


async def vote(tx: Writing, visitor: Visitor, review_id: ReviewId, *, helpful: bool | None) -> Review:
    """Say that a review helped, or did not, or (None) take that back. Raises NoSuchReview, OwnReview, StaffStayOut.

    A vote weighs as much as its voter is trusted, and less with each further one for the same author. The first of somebody known
    counts towards the author's own trust.
    """
    if helpful is not None:
        _refuse_staff(visitor)
    review = await store.lock(tx, review_id)
    if review.state is not State.PUBLISHED:
        raise NoSuchReview
    person = visitor.member
    if review.author == person:
        raise OwnReview
    earned = await vote_store.credited(tx, review_id, person)
    if helpful is None:
        earns = False
        await vote_store.unvote(tx, review_id, person)
    else:
        trust = (await submitting.trust_of(tx, [person])).get(person, 0.0)
        earlier = await vote_store.earlier_votes(tx, person, review.author, review_id) if review.author else 0
        weight = vote_weight(trust, earlier)
        mutual = review.author is not None and await vote_store.made_trusted(tx, review.author, person)
        earns = rules.makes_trusted(helpful=helpful, by_member=review.author is not None, weight=weight, mutual=mutual, earned=earned)
        await vote_store.vote(tx, review_id, person, weight, helpful=helpful, credited=earns)
    if review.author is not None and earns is not earned:
        await moderation.helped(tx, {review.author: 1 if earns else -1})
    up, down = (await vote_store.count_votes(tx, [review_id]))[review_id]
    await vote_store.set_merits(tx, {review_id: rules.merit_of(review, up, down)})
    await mark(tx, [review.product_id])
    found = await store.find(tx, review_id)
    assert found is not None  # noqa: S101 - it is locked
    return found


async def unvote_all(tx: Writing, person: PersonId) -> list[ProductId]:
    """Take back every vote of a person, with the trust that it gave; return the products of those reviews."""
    gone = await vote_store.unvote_all(tx, person)
    reviews = await store.lock_many(tx, sorted(gone))
    votes = await vote_store.count_votes(tx, [one.id for one in reviews])
    await vote_store.set_merits(tx, {one.id: rules.merit_of(one, *votes[one.id]) for one in reviews})
    lost = Counter(one.author for one in reviews if gone[one.id] and one.author is not None)
    if lost:
        await moderation.helped(tx, {author: -many for author, many in lost.items()})
    return [one.product_id for one in reviews]


async def reply(tx: Writing, actor: Visitor, review_id: ReviewId, text: str) -> State:
    """Answer a review for the shop; an earlier answer is replaced. Nothing else of a review is the shop's to change.

    Raises NoSuchReview, NotAReview.
    """
    review = await store.lock(tx, review_id)
    if review.state is not State.PUBLISHED:
        raise NoSuchReview
    said = legible.paragraphs(text)
    if not said or len(said) > MOST_REPLY:
        raise NotAReview([FieldError("/text", "too_long", {"most": MOST_REPLY}) if said else FieldError("/text", "required")])
    await store.reply(tx, review_id, said, actor.person, tx.now)
    state = await submitting.submit_reply(tx, actor, review, said)
    await show_replies(tx, [review_id], state)
    await audit.note(tx, actor, "reviews.reply", review_id, {})
    if state is State.PUBLISHED and review.reply is None:
        await events.record(tx, ReviewReplied(about=review_id, product_id=review.product_id, author=review.author))
    return state


async def show_replies(tx: Writing, found: Sequence[ReviewId], state: State) -> None:
    """Show or hide the shop's answers to these reviews."""
    await store.set_reply_state(tx, found, state.value)
    await mark(tx, [one.product_id for one in await store.many(tx, found)])


async def mark_incentive(tx: Writing, review_id: ReviewId, entry: UUID) -> bool:
    """Label a review as paid for, by the ledger entry that paid; return whether this was the entry. Nobody sets the label by hand.

    It knows of the review what `Rewardable` has, so neither stars nor words can matter. Raises NoSuchReview.
    """
    what = await store.rewardable(tx, review_id)
    if what is None:
        raise NoSuchReview
    if not rules.earns(what) or not await store.incentivize(tx, review_id, entry):
        return False
    await mark(tx, [what.product_id])
    return True


def digest(secret: str) -> str:
    """Return what is kept of a key or an address."""
    return hashlib.sha256(secret.encode()).hexdigest()
