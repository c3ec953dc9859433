"""Reviews: what people say of products, on what basis they say it, and the score that follows.

Anyone may review; only a delivered order makes an owner, and no merchant can say so. The score weighs how fresh a review
is and what it rests on, and says how sure it is. The shop answers, and changes nothing: whatever happens to a review is
written into a ledger that anybody can check. What pays for reviews cannot see whether they praise.
"""

from stoa.community.reviews.actions import edit, mark_incentive, reply, vote, withdraw, write
from stoa.community.reviews.ledger import verify
from stoa.community.reviews.past import histories
from stoa.community.reviews.putting import listed, put_reviews
from stoa.community.reviews.queries import highlights, of_product, standings
from stoa.community.reviews.standing import refresh
from stoa.community.reviews.store import rewardable

__all__ = [
    "edit",
    "highlights",
    "histories",
    "listed",
    "mark_incentive",
    "of_product",
    "put_reviews",
    "refresh",
    "reply",
    "rewardable",
    "standings",
    "verify",
    "vote",
    "withdraw",
    "write",
]
