"""The page of deals: what is on now, what comes, what ended and what it saved."""

from functools import cache, partial
from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, PageQuery, kit, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.deals.programme import queries
from stoa.deals.programme.model import Occasion, View
from stoa.deals.programme.queries import Rows
from stoa.deals.programme.web import asking, facts, words
from stoa.people.sessions.model import Visitor


class Shown(msgspec.Struct, frozen=True):
    """An occasion, and what it saves in a sentence."""

    one: Occasion
    worth: str


class DealsPage(Page, kw_only=True, template="programme/deals.html"):
    """The programme by view. `more` has the cursors of what follows; `alone` names the one view that a further page is of."""

    rows: Rows
    shown: dict[str, list[Shown]] = {}
    more: dict[str, str] = {}
    alone: str = ""
    place: str = ""
    facts: list[dict[str, Any]] = []


@cache
def _query(views: tuple[View, ...]) -> PageQuery[DealsPage]:
    return PageQuery(DealsPage, rows=queries.panel(views))


@page("/deals", may="anyone")
async def deals(
    request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, view: str = "", cursor: str = ""
) -> Response[str]:
    """Show the programme, or what follows in one of its views."""
    alone = View(view) if view in set(View) else None
    views = queries.ALL if alone is None else (alone,)
    given = queries.given(visitor, asking.TAKEN, cursor if alone else None, without=asking.without(request))
    found = await _query(views).load(read, visit, **given)
    further = alone is not None and bool(cursor)
    private = [] if further else await queries.sales_of(read, visitor, visit.passes, visit.language.code, asking.without(request))
    programme = queries.made(found.rows, asking.TAKEN, read.now, private)
    speak, code = partial(say, request), visit.language.code
    found.shown = {one.value: [Shown(each, words.worth(speak, code, each)) for each in programme.of(one)] for one in views}
    found.more = {one.value: cursor for one, cursor in programme.more.items()}
    found.alone = alone.value if alone else ""
    found.place = kit(request).settings.time_zone.rpartition("/")[2].replace("_", " ")
    found.facts = facts.events(programme, visit, kit(request).settings.shop_name)
    # Kept until something on it changes, or until the moment at which something begins or ends by itself.
    if not private:
        found.topics, found.version = list(found.rows.versions), sum(found.rows.versions.values())
    found.until = programme.changes_at
    title = say(request, "programme-title")
    return show(
        request, found, title=title, description=say(request, "programme-lead"), robots="noindex" if alone else "", canonical="/deals"
    )


HANDLERS = [deals]
