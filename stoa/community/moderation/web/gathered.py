"""Collections as everybody reads them: what customers wrote, gathered by hosts, each with the thing that it is about."""

import re
from typing import Any

import msgspec
from litestar import Response

from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, say, show
from stoa.base.http.panels import Panel, Query
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.base.legible import shortened
from stoa.community import moderation
from stoa.community.moderation import gathering, keepers, keeping
from stoa.community.moderation.gathering import Gathered
from stoa.community.moderation.model import Excerpt
from stoa.community.moderation.web.opened import Asking, kind_name
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.catalog.model import Picture, ProductId
from stoa.shop.catalog.web.about import FIRST_PICTURE
from stoa.shop.catalog.web.views import picture_view, quoted
from stoa.shop.pricing.model import Shown

SAID = 320
"""So many characters of a piece are read in its collection."""
MOST_LISTED = 100
_PRODUCT = re.compile(r"(?:https?://[^\s/]+)?(?:/[a-z]{2})?/p/([a-z0-9-]+)")
"""The address of a product in a text; where there is no room for a link it reads as words."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A piece in its collection. `thing` is the product it is about: href, name, picture, price."""

    kind: str
    title: str
    text: str
    by: str
    href: str
    language: str
    thing: dict[str, Any] | None


class CollectionPage(Page, template="moderation/collection.html"):
    lead: str
    items: list[Entry]
    others: list[Gathered]
    facts: dict[str, Any]


class GatheredPage(Page, template="moderation/gathered.html"):
    collections: list[Gathered]


class _Product(msgspec.Struct, frozen=True):
    id: ProductId
    handle: str
    title: str
    picture: Picture | None = None


class _Things(msgspec.Struct):
    products: list[_Product]
    prices: list[Shown]


_THINGS = Query(
    _Things,
    products=Panel(
        f"""select coalesce(json_agg(json_build_object('id', p.id, 'handle', p.handle, 'picture', ({FIRST_PICTURE}),
            'title', (select t.title from catalog.product_text t where t.product_id = p.id order by t.language = :language desc, t.language limit 1))), '[]')
        from catalog.product p where p.id = any(:products::uuid[]) and p.state = 'active'""",
        list[_Product],
    ),
    prices=Panel(
        """select coalesce(json_agg(json_build_object('product_id', s.product_id, 'varies', s.varies, 'changes_at', s.changes_at,
            'price', json_build_object('amount', s.price, 'currency', s.currency),
            'was', case when s.was is not null then json_build_object('amount', s.was, 'currency', s.currency) end)), '[]')
        from pricing.shown(:products::uuid[], :market, :audiences::text[], :now::timestamptz) s""",
        list[Shown],
    ),
)


@page("/collected", may="anyone")
async def see_all(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """Every collection that holds something."""
    found = await moderation.gathered(read, visit.language.code, limit=MOST_LISTED)
    content = GatheredPage(collections=found, frame=await framed(read, visit))
    return show(request, content, title=say(request, "moderation-gathered"), description=say(request, "moderation-collection-by-hosts"))


@page("/collected/{handle:str}", may="anyone")
async def see(request: Asking, read: Reading, visit: Visit, visitor: Visitor, handle: str) -> Response[str]:
    """What hosts have gathered, for everybody: only what everybody may see."""
    found, pieces = await keeping.collected(read, handle[:80])
    excerpts = {key: one for key, one in (await keepers.excerpts(read, pieces)).items() if one.public}
    about = await gathering.told_of(read, list(excerpts))
    things = await _things(read, visit, visitor, sorted({product for product, _ in about.values() if product is not None}))
    items = [_entry(request, key[0], excerpts[key], *about[key], things) for key in pieces if key in excerpts]
    told = found.texts.get(visit.language.code) or found.texts.get("en") or {}
    title, lead = told.get("title", "") or handle, told.get("text", "")
    path = f"/collected/{found.handle}"
    others = await moderation.gathered(read, visit.language.code, limit=5)
    content = CollectionPage(
        lead=lead,
        items=items,
        others=[one for one in others if one.handle != found.handle][:4],
        facts=_facts(visit, path, title, lead, items),
        frame=await framed(read, visit),
    )
    robots = "" if items else "noindex"
    return show(
        request, content, title=title, description=lead or say(request, "moderation-collection-by-hosts"), canonical=path, robots=robots
    )


def _entry(
    request: Asking, kind: str, one: Excerpt, product: ProductId | None, language: str, things: dict[ProductId, dict[str, Any]]
) -> Entry:
    return Entry(
        kind=kind_name(request, kind),
        title=one.title,
        text=shortened(_PRODUCT.sub(lambda found: found[1].replace("-", " "), " ".join(one.paragraphs)), SAID),
        language=language,
        by=one.by,
        href=one.path,
        thing=things.get(product) if product is not None else None,
    )


async def _things(read: Reading, visit: Visit, visitor: Visitor, products: list[ProductId]) -> dict[ProductId, dict[str, Any]]:
    """Return the products that are written of, as one tap leads to them; without a price those that are not sold here."""
    if not products:
        return {}
    found = await _THINGS.load(
        read,
        products=products,
        language=visit.language.code,
        market=visit.market,
        audiences=pricing.audiences(visitor),
        now=read.now,
    )
    prices = {one.product_id: one for one in found.prices}
    return {
        one.id: {
            "href": f"{visit.prefix}/p/{quoted(one.handle)}",
            "name": one.title,
            "picture": picture_view(one.picture) if one.picture else None,
            "price": {"now": prices[one.id].price, "was": prices[one.id].was, "from": prices[one.id].varies} if one.id in prices else None,
        }
        for one in found.products
    }


def _facts(visit: Visit, path: str, title: str, lead: str, items: list[Entry]) -> dict[str, Any]:
    """Return the collection as schema.org CollectionPage, its pieces as a list."""
    listed = [
        {"@type": "ListItem", "position": at, "url": visit.absolute(one.href), "name": one.title or shortened(one.text, 110)}
        for at, one in enumerate((one for one in items if one.href), start=1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": visit.absolute(path),
        "url": visit.absolute(path),
        "name": title,
        **({"description": lead} if lead else {}),
        "inLanguage": visit.language.code,
        "mainEntity": {"@type": "ItemList", "numberOfItems": len(listed), "itemListElement": listed},
    }


HANDLERS = [see_all, see]
