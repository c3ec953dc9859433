"""What search engines ask for: which pages not to visit, and a list of those there are."""

from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from litestar import MediaType, Response

from stoa.app import frame
from stoa.app.pages.words import HANDLES, NoSuchPage
from stoa.base.database import Reading
from stoa.base.http.routes import get
from stoa.base.http.visits import Visit
from stoa.base.locale import LANGUAGES

PART = 10_000
"""So many products one part of the list names; each with all its languages stays below the 50 MB that engines read."""
OVERVIEWS = ("/deals", "/talk")
"""What is on, and what people talk of, where these rooms are not switched off."""

_PLACES = """
select '/c/' || handle as path, changed_at from catalog.category
union all select '/collections/' || handle, changed_at from catalog.collection order by 1
"""
_COLLECTED = """
select '/collected/' || c.handle as path, c.made_at from moderation.collection c where exists (select from moderation.collected m
    join moderation.piece p on p.kind = m.kind and p.id = m.piece_id where m.collection_id = c.id and p.state = 'published') order by 1
"""
_PRODUCTS = """
select handle, changed_at from catalog.product where state = 'active' order by id limit $1 offset $2
"""  # an offset is fine here: engines read every part, seldom
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@get("/robots.txt", may="anyone", include_in_schema=False, media_type=MediaType.TEXT)
async def robots(visit: Visit) -> str:
    """Keep engines out of what is one visitor's own, and of endless combinations of filters."""
    prefixes = [one.prefix for one in LANGUAGES]
    own = ("/cart", "/checkout", "/account", "/orders/", "/desk", "/sign-in", "/demo/", "/search?", "/search/suggest")
    lines = ["User-agent: *", *(f"Disallow: {prefix}{path}" for prefix in prefixes for path in own)]
    lines += [f"Disallow: /*?*{name}=" for name in ("choice", "price", "stock", "sort")]
    return "\n".join([*lines, "", f"Sitemap: {visit.url}/sitemap.xml", ""])


@get("/sitemap.xml", may="anyone", include_in_schema=False)
async def sitemap(read: Reading, visit: Visit) -> Response[str]:
    """List the parts of the list: one of places and words, then one for each ten thousand products."""
    products = await read.value("select count(*) from catalog.product where state = 'active'")
    parts = 1 + -(-products // PART)
    inner = "".join(f"<sitemap><loc>{visit.url}/sitemaps/{number}.xml</loc></sitemap>" for number in range(parts))
    return _xml(f"<sitemapindex {_NAMES}>{inner}</sitemapindex>")


@get("/sitemaps/{name:str}", may="anyone", include_in_schema=False)
async def part(name: str, read: Reading, visit: Visit) -> Response[str]:
    """List the addresses of one part. Raises NoSuchPage."""
    number = name.removesuffix(".xml")
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        raise NoSuchPage
    if int(number) == 0:
        rows = [(row["path"], row["changed_at"]) for row in await read.rows(_PLACES)]
        overviews = [("/", None), *((path, None) for path in OVERVIEWS if frame.present(path))]
        if frame.present(frame.COLLECTED) and (gathered := await read.rows(_COLLECTED)):
            rows += [(frame.COLLECTED, None), *((row["path"], row["made_at"]) for row in gathered)]
        paths = [*overviews, *rows, *((f"/pages/{handle}", None) for handle in HANDLES)]
    else:
        found = await read.rows(_PRODUCTS, PART, (int(number) - 1) * PART)
        paths = [(f"/p/{row['handle']}", row["changed_at"]) for row in found]
    if not paths:
        raise NoSuchPage
    inner = "".join(_entry(visit, quote(path), changed_at) for path, changed_at in paths)
    return _xml(f"<urlset {_NAMES}>{inner}</urlset>")


def _entry(visit: Visit, path: str, changed_at: Any) -> str:
    """Return a page in each language, every one naming the others (RFC 5646 tags in hreflang)."""
    others = "".join(f'<xhtml:link rel="alternate" hreflang="{one.code}" href="{escape(visit.absolute(path, one))}"/>' for one in LANGUAGES)
    changed = f"<lastmod>{changed_at.date().isoformat()}</lastmod>" if changed_at else ""
    return "".join(f"<url><loc>{escape(visit.absolute(path, one))}</loc>{changed}{others}</url>" for one in LANGUAGES)


def _xml(body: str) -> Response[str]:
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>{body}', media_type="application/xml")


HANDLERS = [robots, sitemap, part]
