"""What circles shows on other rooms' pages: beside the sale, and on a person's own page."""

from stoa.base.http.beside import Part
from stoa.base.http.visits import Visit
from stoa.community.circles import queries
from stoa.community.circles.queries import Had
from stoa.community.members import PAGE
from stoa.shop.catalog.web.pages import BESIDE
from stoa.shop.catalog.web.views import picture_view, quoted


def _cards(had: list[Had], visit: Visit) -> list[dict[str, object]]:
    return [
        {
            "href": f"{visit.prefix}/p/{quoted(one.handle)}",
            "name": one.title,
            "maker": one.vendor,
            "picture": picture_view(one.picture) if one.picture else None,
        }
        for one in had
    ]


def give() -> None:
    """Give the parts."""
    BESIDE.give(Part("circle", queries.CHOSEN, "circles/_chosen.html", position=20, members=True))
    PAGE.give(Part("had", queries.OWNED, "circles/_had.html", position=20, view=_cards))
    PAGE.give(Part("followed", queries.FOLLOWED, "circles/_followed.html", position=80))
