"""What questions does when others do something: shows and hides as moderation decides, tells who asked, writes to the shop."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.events import reaction, reaction_to_many
from stoa.community import moderation
from stoa.community.circles.model import BylineChanged
from stoa.community.moderation.model import Keeper
from stoa.community.questions import actions, owners, reading_reviews, requests, submitting, telling
from stoa.community.questions.model import QuestionAnswered, QuestionHandedOver, ShopAsked
from stoa.community.reviews.model import ReviewEdited, ReviewPublished, ReviewRemoved

moderation.governs(
    submitting.QUESTION,
    Keeper(set_state=actions.set_questions, show=submitting.show_questions, merge=actions.merge_pieces, stands=submitting.stands),
)
moderation.governs(submitting.ANSWER, Keeper(set_state=actions.set_answers, show=submitting.show_answers))


@reaction(QuestionAnswered)
async def tell_who_asked(tx: Writing, event: QuestionAnswered) -> None:
    await telling.answered(tx, event)


@reaction(QuestionHandedOver)
async def tell_both(tx: Writing, event: QuestionHandedOver) -> None:
    await telling.handed_over(tx, event)


@reaction(ShopAsked)
async def tell_the_shop(tx: Writing, event: ShopAsked) -> None:
    await requests.tell_shop(tx, event.about)


@reaction(BylineChanged)
async def call_them_so(tx: Writing, event: BylineChanged) -> None:
    await owners.speakers_changed(tx, event.about)


@reaction_to_many(ReviewPublished)
async def read_reviews(tx: Writing, happened: Sequence[ReviewPublished]) -> None:
    await reading_reviews.take(tx, [event.about for event in happened])


@reaction_to_many(ReviewRemoved)
async def forget_reviews(tx: Writing, happened: Sequence[ReviewRemoved]) -> None:
    await reading_reviews.take(tx, [event.about for event in happened])


@reaction_to_many(ReviewEdited)
async def read_reviews_again(tx: Writing, happened: Sequence[ReviewEdited]) -> None:
    await reading_reviews.take(tx, [event.about for event in happened])
