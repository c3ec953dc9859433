"""What the screens of discussions share: ids from addresses, the things that are named as cards that can be bought from."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit
from stoa.base.http.panels import Panel, Query
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.community.discussions.model import NoSuchPost, NoSuchTopic, Outcome, PostId, TopicId
from stoa.people.permissions.model import Visitor
from stoa.shop import catalog, pricing
from stoa.shop.catalog.model import Picture, ProductId, VariantId
from stoa.shop.catalog.web.about import FIRST_PICTURE
from stoa.shop.catalog.web.views import picture_view, quoted
from stoa.shop.pricing.model import Shown

Asking = Request[Any, Any, Any]

TO_WRITE = Rate(burst=30, seconds=3600)
TO_PROPOSE = Rate(burst=5, seconds=24 * 3600)


def slow_down(kit: Kit, visitor: Visitor, purpose: str, rate: Rate) -> None:
    """Raise SlowDown for whoever writes more often than people do, by pages and by API together."""
    limits: Limits = kit.services["limits"]
    limits.take(f"discussions-{purpose}", str(visitor.member), rate)


def topic_id_of(text: str) -> TopicId:
    """Return the id. Raises NoSuchTopic."""
    try:
        return TopicId(ids.parse("top", text))
    except ids.UnknownId:
        raise NoSuchTopic from None


def post_id_of(text: str) -> PostId:
    """Return the id. Raises NoSuchPost."""
    try:
        return PostId(ids.parse("pst", text))
    except ids.UnknownId:
        raise NoSuchPost from None


class _Sold(msgspec.Struct, frozen=True):
    id: VariantId
    product_id: ProductId
    price: Money


class _Product(msgspec.Struct, frozen=True):
    id: ProductId
    handle: str
    title: str
    vendor: str
    picture: Picture | None = None


class _Things(msgspec.Struct):
    products: list[_Product]
    prices: list[Shown]
    variants: list[_Sold]


_THINGS = Query(
    _Things,
    products=Panel(
        f"""select coalesce(json_agg(json_build_object('id', p.id, 'handle', p.handle, 'vendor', p.vendor, 'picture', ({FIRST_PICTURE}),
            'title', (select t.title from catalog.product_text t where t.product_id = p.id order by t.language = :language desc, t.language limit 1))
            order by w.at), '[]')
        from unnest(:products::uuid[]) with ordinality w (id, at) join catalog.product p on p.id = w.id and p.state = 'active'""",
        list[_Product],
    ),
    prices=Panel(
        """select coalesce(json_agg(json_build_object('product_id', s.product_id, 'varies', s.varies, 'changes_at', s.changes_at,
            'price', json_build_object('amount', s.price, 'currency', s.currency),
            'was', case when s.was is not null then json_build_object('amount', s.was, 'currency', s.currency) end)), '[]')
        from pricing.shown(:products::uuid[], :market, :audiences::text[], :now::timestamptz) s""",
        list[Shown],
    ),
    variants=Panel(
        """select coalesce(json_agg(json_build_object('id', v.id, 'product_id', v.product_id,
            'price', json_build_object('amount', q.price, 'currency', q.currency)) order by v.position, v.id), '[]')
        from pricing.quotes(array(select o.id from catalog.variant o where o.product_id = any(:products::uuid[]) and o.ended_at is null),
            :market, :audiences::text[], :now::timestamptz) q join catalog.variant v on v.id = q.variant_id""",
        list[_Sold],
    ),
)


async def things(read: Reading, visit: Visit, visitor: Visitor, products: list[ProductId], outcome: Outcome) -> list[dict[str, Any]]:
    """Return products as cards that can be bought from; one without a price here cannot."""
    if not products:
        return []
    found = await _THINGS.load(
        read,
        products=products,
        language=visit.language.code,
        market=visit.market,
        audiences=pricing.audiences(visitor),
        now=read.now,
    )
    sold = await catalog.sold_variants(read, [one.id for one in found.variants], visit.language.code)
    prices = {one.product_id: one for one in found.prices}
    return [
        {
            "id": one.id,
            "href": f"{visit.prefix}/p/{quoted(one.handle)}",
            "name": one.title,
            "maker": one.vendor,
            "picture": picture_view(one.picture) if one.picture else None,
            "price": {"now": prices[one.id].price, "was": prices[one.id].was, "from": prices[one.id].varies} if one.id in prices else None,
            "variants": [
                {"value": ids.show("var", other.id), "label": ", ".join(sold[other.id].choices) or one.title, "price": other.price}
                for other in found.variants
                if other.product_id == one.id and other.id in sold and sold[other.id].active
            ],
            "orders": outcome.products.get(one.id, 0),
        }
        for one in found.products
    ]


def names_of(made: list[dict[str, Any]], visit: Visit) -> dict[str, str]:
    """Return the names of products by the end of their address, for the links in a text."""
    return {str(card["href"]).removeprefix(f"{visit.prefix}/p/"): str(card["name"]) for card in made}


def uuid_or_none(text: str, prefix: str) -> UUID | None:
    """Return the id that was written, or none."""
    try:
        return ids.parse(prefix, text) if text else None
    except ids.UnknownId:
        return None
