"""What reviews shows on other rooms' pages: beside the sale, and on a person's own page."""

from datetime import datetime
from typing import Any

import msgspec

from stoa.base import ids, legible
from stoa.base.http.beside import Part
from stoa.base.http.panels import Panel
from stoa.base.http.visits import Visit
from stoa.community.members import PAGE
from stoa.community.reviews.model import ReviewId
from stoa.community.reviews.queries import BODY, STARS
from stoa.community.reviews.web import views
from stoa.shop.catalog.web.pages import BESIDE


class Written(msgspec.Struct, frozen=True):
    """A review on its author's own page."""

    id: ReviewId
    title: str
    product: str
    text: str
    rating: int
    made_at: datetime


WRITTEN = Panel(
    """select case when circles.sees(:viewer, :owner, 'reviews') then (select json_agg(x) from (
        select r.id, r.title, left(r.text, 241) as text, r.rating, r.made_at, t.title as product from reviews.review r
        cross join lateral (select title from catalog.product_text where product_id = r.product_id
            order by language = :language desc, language = 'en' desc, language limit 1) t
        where r.author = :owner and r.state = 'published' order by r.id desc limit 6) x) end""",
    list[Written],
)
"""What somebody reviewed, where they show it."""


def _written(found: list[Written], visit: Visit) -> list[dict[str, Any]]:
    return [
        {
            "href": f"{visit.prefix}/reviews/{ids.show('rev', one.id)}",
            "product": one.product,
            "title": one.title,
            "text": legible.shortened(one.text, 240),
            "rating": one.rating,
            "at": one.made_at,
        }
        for one in found
    ]


def give() -> None:
    """Give the parts."""
    BESIDE.give(Part("stars", STARS, "reviews/_stars.html", slot="lead", position=10, view=views.stars))
    BESIDE.give(Part("reviews", BODY, "reviews/_panel.html", position=30, view=views.beside, facts=views.facts))
    PAGE.give(Part("reviewed", WRITTEN, "reviews/_written.html", position=30, view=_written))
