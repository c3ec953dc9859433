"""How moderation's decisions come back: reviews and answers are shown or hidden in the transaction that decides."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.community import moderation
from stoa.community.moderation.model import Excerpt, Keeper
from stoa.community.moderation.model import State as Seen
from stoa.community.reviews import actions, naming, queries, store, submitting
from stoa.community.reviews.model import Review, ReviewId, State
from stoa.community.reviews.showing import paragraphs
from stoa.community.reviews.submitting import KIND, REPLY
from stoa.shop.catalog.model import ProductId


async def set_state(tx: Writing, found: Sequence[UUID], state: Seen) -> None:
    """Show or hide reviews; the ledger says by which rule."""
    wanted = [ReviewId(one) for one in found]
    reviews = await store.lock_many(tx, wanted)
    reasons = await submitting.reasons(tx, wanted) if state is Seen.REMOVED else {}
    await actions.move(tx, reviews, State(state.value), dict(reasons))


async def show(read: Reading, found: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return reviews for whoever decides: words and pictures, no stars."""
    reviews = await store.many(read, [ReviewId(one) for one in found])
    names, about = await naming.authors(read, reviews), await _about(read, reviews)
    return {
        one.id: Excerpt(
            title=one.title,
            paragraphs=[part for text in (one.text, one.pros, one.cons) for part in paragraphs(text)],
            pictures=[f"{shot.digest}/{shot.width}" for shot in one.pictures],
            by=names[one.id].name,
            about=about[one.product_id].title if one.product_id in about else "",
            about_path=f"/p/{about[one.product_id].handle}" if one.product_id in about else "",
            path=one.path,
            public=one.state is State.PUBLISHED and _shown(about, one),
        )
        for one in reviews
    }


async def stars(read: Reading, found: Sequence[UUID]) -> Mapping[UUID, int]:
    """Return how many stars these reviews give, for the test of bias alone."""
    return {one.id: one.rating for one in await store.many(read, [ReviewId(one) for one in found])}


async def set_reply_state(tx: Writing, found: Sequence[UUID], state: Seen) -> None:
    """Show or hide the shop's answers."""
    await actions.show_replies(tx, [ReviewId(one) for one in found], State(state.value))


async def show_replies(read: Reading, found: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    reviews = [one for one in await store.many(read, [ReviewId(one) for one in found]) if one.reply is not None]
    about = await _about(read, reviews)
    return {
        one.id: Excerpt(
            paragraphs=paragraphs(one.reply.text),
            about=about[one.product_id].title if one.product_id in about else "",
            about_path=f"/p/{about[one.product_id].handle}" if one.product_id in about else "",
            path=one.path,
            public=one.state is State.PUBLISHED and one.reply.state is State.PUBLISHED and _shown(about, one),
        )
        for one in reviews
        if one.reply is not None
    }


def _shown(about: Mapping[ProductId, queries.About], review: Review) -> bool:
    """Return whether everybody sees what a review is about."""
    return review.product_id not in about or not about[review.product_id].hidden


async def _about(read: Reading, reviews: Sequence[Review]) -> dict[ProductId, queries.About]:
    return await queries.products(read, [one.product_id for one in reviews], "en")


KEPT = (KIND, REPLY)
moderation.governs(KIND, Keeper(set_state=set_state, show=show, stars=stars))
moderation.governs(REPLY, Keeper(set_state=set_reply_state, show=show_replies))
