"""The account: what waits for my answer, what I asked, what I answered, and whether I may be asked."""

from typing import Any

from litestar import Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import questions
from stoa.community.questions import owners, queries, rows
from stoa.community.questions.model import Ask
from stoa.community.questions.queries import OwnAnswer
from stoa.community.questions.rows import Row
from stoa.community.questions.web.opened import Asking
from stoa.people import profiles
from stoa.people.permissions.model import Visitor
from stoa.people.profiles.model import AccountEntry, Line

LINE = Panel(
    """select json_build_object('key', case when n.waiting > 0 then 'questions-line-waiting' when n.asked > 0 then 'questions-line-asked'
            else 'questions-line-none' end, 'count', case when n.waiting > 0 then n.waiting else n.asked end, 'waits', n.waiting > 0)
    from (select (select count(*) from questions.asked k join questions.question q on q.id = k.question_id and q.state = 'published'
                and q.merged_into is null where k.person_id = :viewer::uuid and k.state = 'waiting' and k.until_at > :now::timestamptz) as waiting,
        (select count(*) from questions.question q where q.author = :viewer::uuid and q.state = 'published') as asked) n""",
    Line,
)
"""How many questions wait for somebody's answer; else how many they asked."""


class AccountPage(Page, template="questions/account.html"):
    entries: list[AccountEntry]
    willing: bool
    open: list[Ask]
    mine: list[Row]
    next_cursor: str | None
    answers: list[OwnAnswer]


@page("/account/questions", may="member")
async def see(request: Asking, read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    mine = await rows.of_person(read, visitor.member, visit.language.code, request.query_params.get("cursor"))
    content = AccountPage(
        entries=profiles.entries(),
        willing=await owners.is_willing(read, visitor.member),
        open=await questions.open_for(read, visitor.member, visit.language.code),
        mine=mine.items,
        next_cursor=mine.next_cursor,
        answers=await queries.answers_of(read, visitor.member),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "questions-account"), robots="noindex")


@act("/account/questions/willing", may="member")
async def set_willing(request: Asking, tx: Writing, visitor: Visitor) -> Response[Any]:
    """Let oneself be asked about what one owns, or no longer."""
    form = await Form.of(request)
    await questions.set_willing(tx, visitor.member, on=bool(form.typed.get("on")))
    return go(request, "/account/questions")


HANDLERS = [see, set_willing]
