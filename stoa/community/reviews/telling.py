"""The letters of reviews that are owed: the shop answered what somebody wrote."""

from stoa.base.database import Writing
from stoa.community.reviews import queries, store
from stoa.community.reviews.model import ReviewId, State
from stoa.outside import mail
from stoa.people import accounts


async def answered(tx: Writing, review_id: ReviewId) -> None:
    """Tell the author, once, what the shop answered."""
    review = await store.find(tx, review_id)
    if review is None or review.reply is None or review.state is not State.PUBLISHED or review.source is not None:
        return
    to, language = review.email or "", review.language
    if review.author is not None:
        person = await accounts.find(tx, review.author)
        to, language = person.email or "", person.language
    if not to:
        return
    about = (await queries.products(tx, [review.product_id], language)).get(review.product_id)
    facts = {"product": about.title if about else "", "text": review.reply.text}
    await mail.post(tx, to, "reviews/answered", language, facts, key=f"review-answered:{review_id}", action=review.path)
