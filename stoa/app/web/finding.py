"""The one box above the desk: orders, products and people, each for whom they are meant."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.pages import Page, framed, go, say, show
from stoa.base.http.routes import page
from stoa.base.http.visits import Visit
from stoa.people import accounts
from stoa.people.sessions.model import Visitor
from stoa.shop import orders
from stoa.shop.catalog.model import ProductId

MOST = 12
"""Of each kind; the kind's own list has more."""


class Found(msgspec.Struct, frozen=True):
    """One thing that fits: where it is, what it is called, what tells it from others."""

    href: str
    title: str
    more: str = ""


class Kind(msgspec.Struct, frozen=True):
    """What was found of one kind, and where there is more."""

    name: str
    all: str
    found: list[Found]
    full: bool


class FindPage(Page, template="app/find.html"):
    query: str
    kinds: list[Kind]


class Product(msgspec.Struct, frozen=True):
    id: ProductId
    title: str
    skus: str | None


_PRODUCTS = """select coalesce(json_agg(x), '[]')::text from (
        select p.id, (select t.title from catalog.product_text t where t.product_id = p.id
                order by t.language = $1 desc, t.language = 'en' desc limit 1) as title,
            (select string_agg(v.sku, ', ' order by v.position) filter (where v.sku ilike $2) from catalog.variant v
                where v.product_id = p.id and v.ended_at is null) as skus
        from catalog.product p
        where exists (select from catalog.product_text t where t.product_id = p.id and t.title ilike '%' || $2)
            or exists (select from catalog.variant v where v.product_id = p.id and v.ended_at is null and (v.sku ilike $2 or v.barcode = $3))
        order by p.state = 'active' desc, p.id desc limit $4) x"""
_HITS = msgspec.json.Decoder(list[Product])


@page("/desk/find", may="desk.see")
async def find(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor) -> Response[Any]:
    """Find orders by number, mail address or name, products by title or article number, people by name or mail address.

    The only thing that fits is opened at once.
    """
    words = request.query_params.get("q", "").strip()[:100]
    kinds = [kind for kind in await _kinds(read, visit, visitor, words) if kind.found] if words else []
    if len(kinds) == 1 and len(kinds[0].found) == 1:
        return go(request, kinds[0].found[0].href)
    shown = FindPage(query=words, kinds=kinds, frame=await framed(read, visit))
    return show(request, shown, title=say(request, "find-title"), robots="noindex")


async def _kinds(read: Reading, visit: Visit, visitor: Visitor, words: str) -> list[Kind]:
    found = []
    if visitor.may("orders.read"):
        hits = [
            Found(f"/desk/orders/{ids.show('ord', one.id)}", str(one.number), one.name or one.email)
            for one in (await orders.reports.listed(read, query=words, limit=MOST + 1)).items
        ]
        found.append(_kind("orders", "/desk/orders?view=all&q=", hits))
    if visitor.may("catalog.edit"):
        like = words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_") + "%"
        products = await read.document(_HITS, _PRODUCTS, visit.language.code, like, words, MOST + 1) or []
        hits = [Found(f"/desk/products/{ids.show('prd', one.id)}", one.title, one.skus or "") for one in products]
        found.append(_kind("products", "/desk/products?q=", hits))
    if visitor.may("customers.read"):
        people = (await accounts.customers(read, query=words, limit=MOST + 1)).items
        hits = [Found(f"/desk/customers/{ids.show('per', one.id)}", one.name or one.email or "", one.email or "") for one in people]
        found.append(_kind("people", "/desk/customers?q=", hits))
    return found


def _kind(name: str, more: str, hits: list[Found]) -> Kind:
    return Kind(name, more, hits[:MOST], len(hits) > MOST)


HANDLERS = [find]
