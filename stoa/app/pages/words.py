"""Pages of plain words, one text for each language.

The texts that come with the shop are templates; a merchant's own, `pages/<handle>.<language>.html` below the shop's folder
(STOA_DATA), stands in place of it.
"""

from pathlib import Path
from typing import Any

from litestar import Request, Response

from stoa.base.database import Reading
from stoa.base.http.pages import Kit, Page, framed, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import Missing

HANDLES = ("help", "delivery", "returns", "terms", "privacy", "imprint")


class NoSuchPage(Missing):
    """There is no page of that name."""


class WordsPage(Page, template="app/pages/page.html"):
    """A page of words: the merchant's own text, or else the one that comes with the shop (`text` names its template)."""

    text: str
    language: str
    own: str | None
    shop_name: str
    mail: str
    others: list[dict[str, str]]


@page("/pages/{handle:str}", may="anyone")
async def read_page(handle: str, request: Request[Any, Any, Any], read: Reading, visit: Visit, kit: Kit) -> Response[str]:
    """Show a page of words. Raises NoSuchPage."""
    if handle not in HANDLES:
        raise NoSuchPage
    code = visit.language.code if visit.language in LANGUAGES else LANGUAGES[0].code
    shown = WordsPage(
        text=f"app/pages/{handle}.{code}.html",
        language=code,
        own=_own(kit.settings.data / "pages" / f"{handle}.{code}.html"),
        shop_name=kit.settings.shop_name,
        mail=kit.settings.mail_from,
        others=[{"label": say(request, f"footer-{one}"), "href": f"{visit.prefix}/pages/{one}"} for one in HANDLES if one != handle],
        frame=await framed(read, visit),
    )
    return show(request, shown, title=say(request, f"footer-{handle}"))


def _own(path: Path) -> str | None:
    """Return the merchant's own text, if there is one; as it stands, for whoever can write there owns the shop."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
