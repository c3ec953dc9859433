"""What questions shows on other rooms' pages: beside the sale, and on a person's own page."""

from typing import Any

import msgspec

from stoa.base.http.beside import Part
from stoa.base.http.panels import Panel
from stoa.base.http.visits import Visit
from stoa.community.members import PAGE
from stoa.community.questions.model import QuestionId
from stoa.community.questions.queries import PANEL
from stoa.community.questions.web import views
from stoa.shop.catalog.web.pages import BESIDE


class Said(msgspec.Struct, frozen=True):
    """An answer on its author's own page."""

    id: QuestionId
    question: str
    text: str
    title: str


ANSWERED = Panel(
    """select case when circles.sees(:viewer, :owner, 'questions') then (select json_agg(x) from (
        select q.id, q.text as question, a.text, t.title from questions.answer a join questions.question q on q.id = a.question_id
        cross join lateral (select title from catalog.product_text where product_id = q.product_id
            order by language = :language desc, language limit 1) t
        where a.author = :owner and a.state = 'published' and not a.held and not a.official and q.state = 'published' and q.merged_into is null
        order by a.id desc limit 6) x) end""",
    list[Said],
)
"""What somebody answered, where they show it."""


def _said(found: list[Said], visit: Visit) -> list[dict[str, Any]]:
    return [
        {"href": visit.prefix + views.path_of(one.id), "question": one.question, "text": views.cut(one.text), "title": one.title}
        for one in found
    ]


def give() -> None:
    """Give the parts."""
    BESIDE.give(Part("questions", PANEL, "questions/_panel.html", position=40, view=views.beside))
    PAGE.give(Part("answered", ANSWERED, "questions/_said.html", position=40, view=_said))
