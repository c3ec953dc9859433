"""My reviews: what I wrote, what the shop answered, and what I own and could say something about."""

from typing import Any

import msgspec
from litestar import Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.community.reviews import queries, showing
from stoa.community.reviews.queries import Unwritten
from stoa.community.reviews.web.opened import Asking
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry
from stoa.people.sessions.model import Visitor

profiles.offer_entry(AccountEntry("reviews-mine", "star", "/account/reviews", position=60))


class OwnReviewsPage(Page, kw_only=True, template="reviews/account.html"):
    entries: list[AccountEntry]
    mine: list[dict[str, Any]]
    unwritten: list[Unwritten]
    next_cursor: str | None


@page("/account/reviews", may="member")
async def own(request: Asking, read: Reading, visit: Visit, visitor: Visitor, cursor: str | None = None) -> Response[str]:
    found = await queries.of_person(read, visitor.member, cursor)
    about = await queries.products(read, [one.product_id for one in found.items], visit.language.code)
    mine = [
        {
            **msgspec.structs.asdict(one),
            "href": f"{visit.prefix}{one.path}",
            "paragraphs": showing.paragraphs(one.text),
            "product": about[one.product_id].title if one.product_id in about else "",
            "replied": one.reply is not None and one.reply.state.value == "published",
        }
        for one in found.items
    ]
    content = OwnReviewsPage(
        entries=profiles.entries(),
        mine=mine,
        unwritten=await queries.unwritten(read, visitor.member, visit.language.code) if cursor is None else [],
        next_cursor=found.next_cursor,
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "reviews-mine"), robots="noindex")


HANDLERS = [own]
