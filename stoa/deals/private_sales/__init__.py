"""Private sales: invited, short, scarce and fair.

A club has members and guests who were invited, in tiers. Its sales are seen by nobody else. Before the opening everybody waits; a draw
that anybody can verify decides who comes first. Who is inside has some minutes to choose; what they do not buy goes to those who
wait, in order. A person gets so many pieces, whatever accounts they have (docs/private-sales.md).
"""

from stoa.deals.private_sales.actions import admit, end_sale, enter, place_of, plan_sale
from stoa.deals.private_sales.clubs import accept, invite, make_club
from stoa.deals.private_sales.keeping import no_thanks, take, take_offer, wait
from stoa.deals.private_sales.queries import open_for
from stoa.deals.private_sales.watching import draw_of

__all__ = [
    "accept",
    "admit",
    "draw_of",
    "end_sale",
    "enter",
    "invite",
    "make_club",
    "no_thanks",
    "open_for",
    "place_of",
    "plan_sale",
    "take",
    "take_offer",
    "wait",
]
