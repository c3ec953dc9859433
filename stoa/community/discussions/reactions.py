"""What discussions does when others do something: shows and hides as moderation decides, puts forward as hosts wish, counts what came of it."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.community import moderation
from stoa.community.discussions import actions, hosting, outcomes, queries, submitting
from stoa.community.moderation.model import Keeper
from stoa.shop.orders.model import OrderCancelled, OrderDelivered, OrderId, OrderPlaced

moderation.governs(
    submitting.TOPIC,
    Keeper(
        set_state=actions.set_topics,
        show=submitting.show_topics,
        feature=hosting.feature,
        pin=hosting.pin,
        merge=hosting.merge,
        move=hosting.move,
        stands=queries.standing,
        spots=queries.spots,
    ),
)
moderation.governs(submitting.POST, Keeper(set_state=actions.set_posts, show=submitting.show_posts))


@reaction(OrderPlaced)
async def count_what_was_ordered(tx: Writing, event: OrderPlaced) -> None:
    await outcomes.ordered(tx, OrderId(event.about))


@reaction(OrderCancelled)
async def take_off_what_was_cancelled(tx: Writing, event: OrderCancelled) -> None:
    await outcomes.cancelled(tx, OrderId(event.about))


@reaction(OrderDelivered)
async def forget_what_has_arrived(tx: Writing, event: OrderDelivered) -> None:
    await outcomes.delivered(tx, OrderId(event.about), list(event.lines))
