"""My reviews: what I wrote, what the shop answered, and what I own and could say something about."""

from typing import Any

import msgspec
from litestar import Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.community.reviews import queries, showing
from stoa.community.reviews.queries import Unwritten
from stoa.community.reviews.web.opened import Asking
from stoa.people import profiles
from stoa.people.profiles.model import AccountEntry, Group, Line
from stoa.people.sessions.model import Visitor

LINE = Panel(
    """select json_build_object('key', case when n.unwritten > 0 then 'reviews-line-unwritten' when n.written > 0 then 'reviews-line-written'
            else 'reviews-line-none' end, 'count', case when n.unwritten > 0 then n.unwritten else n.written end)
    from (select (select count(distinct o.product_id) from circles.owned o join catalog.product p on p.id = o.product_id and p.state = 'active'
            where o.person_id = :viewer::uuid and not exists (select from reviews.review r
                where r.author = :viewer::uuid and r.product_id = o.product_id and r.state <> 'withdrawn')) as unwritten,
        (select count(*) from reviews.review r where r.author = :viewer::uuid and r.state <> 'withdrawn') as written) n""",
    Line,
)
"""How many things somebody has and said nothing of; else how many reviews they wrote."""

profiles.offer_entry(AccountEntry("reviews-mine", "star", "/account/reviews", position=60, group=Group.COMMUNITY), LINE)


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
