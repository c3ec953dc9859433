"""What the programme reads: offers and group buys, as rows of one statement.

Their tables are read where they stand, as pages of rooms above do everywhere: no door below lists what is public of both in one
order, and what a group saved needs its places beside their orders and the prices of before.
"""

from collections.abc import Container, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel, Query
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.deals.programme import rules, sales
from stoa.deals.programme.model import Occasion, Programme, View
from stoa.deals.programme.rules import Row
from stoa.people.sessions.model import Visitor
from stoa.shop import stock
from stoa.shop.pricing.model import EVERYONE, MEMBERS

GROUPS, SALES = "deals.group_buys", "deals.private_sales"
"""The rooms that a shop may do without, and still have offers."""
LOOKED_AT = 12
"""Of what an offer is on, so many variants are looked at for the one that shows what it is worth."""
_FIRST = f"'{LANGUAGES[0].code}'"
_NEVER = "'9999-01-01Z'::timestamptz"

_RUNS = {
    View.NOW: "{b} <= :now::timestamptz and ({e} is null or {e} > :now::timestamptz)",
    View.COMING: "{b} > :now::timestamptz and ({e} is null or {e} > {b})",
    View.ENDED: "{e} <= :now::timestamptz and {e} > {b}",
}
_KEY = {View.NOW: f"coalesce(x.ends, {_NEVER})", View.COMING: "x.begins", View.ENDED: "x.ends"}
_AT = {View.NOW: ":now::timestamptz", View.COMING: "s.begins", View.ENDED: "s.ends - interval '1 microsecond'"}
"""The moment whose prices are told: of what has ended, its last."""


def _named(table: str, owner: str, column: str = "name") -> str:
    return f"""(select t.{column} from catalog.{table} t where {owner} order by t.language = :language desc, t.language = {_FIRST} desc limit 1)"""


_PICTURE = f"""(select json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint,
    'alt', coalesce(i.alts ->> :language, i.alts ->> {_FIRST}, '')) from catalog.picture i where i.product_id = p.id order by i.position, i.id limit 1)"""

_ENDS = """least(d.closes_at, d.ended_at, (select min(w.at) from group_buys.team t join group_buys.move w on w.team_id = t.id
    where d.kind = 'tiers' and t.deal_id = d.id and w.now in ('filled', 'failed', 'settled')))"""
"""A group ends when its time is over, when it is full, or when the merchant ends it."""


def _rows(view: View) -> str:
    """Return SQL for the rows of a view: a page of them, each with what it is shown by, and who was in."""
    runs, after, order = _RUNS[view].format(b="x.begins", e="x.ends"), *(("<", "desc") if view is View.ENDED else (">", "asc"))
    return f"""select s.*, m.currency, g.goods, c.crowd from market m cross join (
        select x.*, {_KEY[view]} as key from (
            select o.id, 'offer' as kind, o.reason as names, o.from_at as begins, o.until_at as ends, o.made_at, o.audience, o.scope,
                o.target_id as target, array[o.id] as offers, null::jsonb as tiers, null::jsonb as prices,
                false as open_to_strangers
            from pricing.offer o cross join market m
            where o.code is null and o.audience = any(:audiences::text[]) and (o.market_id is null or o.market_id = m.id)
            union all
            select d.id, d.kind, d.title, d.opens_at, {_ENDS}, coalesce(d.changed_at, d.made_at), 'group:' || d.id, 'product', d.product_id, d.offers, d.tiers, d.prices, d.open_to_strangers
            from group_buys.deal d join market m on m.code = d.market where :groups::boolean) x
        where {runs} and (:after_at::timestamptz is null or ({_KEY[view]}, x.id) {after} (:after_at::timestamptz, :after_id::uuid))
        order by key {order}, x.id {order} limit :take::int) s
    left join lateral ({_goods(view)}) g on true
    left join lateral ({_crowd(view)}) c on s.tiers is not null
    order by s.key {order}, s.id {order}"""


def _quoted(view: View, limit: str = "") -> str:
    """Return SQL for the variants of an occasion `s`: what each costs, whether that is its doing, and the lowest price of before.

    A group whose price is not the lowest one even now is measured against the lower.
    """
    state = "p.state <> 'draft'" if view is View.ENDED else "p.state = 'active'"
    return f"""select v.variant_id, q.product_id, q.price, q.price = v.amount as own,
            case when q.price = v.amount then q.low30 else least(q.low30, q.price) end as low
        from (select l.variant_id, min(l.amount) as amount from pricing.offer_line l join catalog.product p on p.id = l.product_id and {state}
            where l.offer_id = any(s.offers) and l.market_id = m.id and l.from_at <= {_AT[view]} and l.until_at > {_AT[view]}
            group by l.variant_id order by l.variant_id {limit}) v
        cross join lateral pricing.quoted(v.variant_id, m.code, array['{EVERYONE}', s.audience], {_AT[view]}) q"""


def _goods(view: View) -> str:
    """Return SQL for the thing that shows what an occasion is worth: that on which most is saved; of a group, the cheapest."""
    return f"""select json_build_object('product_id', p.id, 'handle', p.handle, 'title', {_named("product_text", "t.product_id = p.id", "title")},
            'picture', {_PICTURE}, 'price', b.price, 'low', b.low, 'usual', (s.prices ->> b.variant_id::text)::bigint, 'several', b.several,
            'there', s.tiers is null or {stock.there("c.product_id = p.id and s.prices ? c.variant_id::text", ":now::timestamptz")}) as goods
        from (select q.*, count(*) over () > 1 as several from ({_quoted(view, f"limit {LOOKED_AT}")}) q where q.own or s.tiers is not null
            order by case when s.tiers is null then (q.low - q.price) * 1000000 / nullif(q.low, 0) end desc nulls last, q.price, q.variant_id
            limit 1) b
        join catalog.product p on p.id = b.product_id"""


_OPEN = "t.percent is null and t.state = 'open' and t.deadline > :now::timestamptz"
"""Of a team: it fills still."""


def _crowd(view: View) -> str:
    """Return SQL for who is in a group, and who got it; of one that has ended, what these paid less than the lowest price of before."""
    got = "from group_buys.team u join group_buys.place a on a.team_id = u.id and a.state = 'captured'"
    saved = f"""coalesce((select sum(greatest(q.low - l.unit, 0) * (l.quantity - l.cancelled - l.returned)) {got}
        join orders.line l on l.order_id = a.order_id join ({_quoted(view)}) q on q.variant_id = l.variant_id where u.deal_id = s.id), 0)"""
    # Of teams those count that one may still come into: whoever joins none of them begins with nobody.
    there = f"""{_OPEN} and (t.most is null or t.taken + t.offered < t.most)
        and (t.shown_first = 'everybody' or t.shown_first = 'circle' and t.deadline - t."window" / 2 <= :now::timestamptz)"""
    return f"""select json_build_object('saved', {saved if view is View.ENDED else 0},
            'counted', coalesce(sum(t.counted) filter (where t.state <> 'failed' and (s.kind = 'tiers' or {_OPEN})), 0),
            'missing', case when s.kind = 'team' and s.open_to_strangers then min(t.size - t.counted) filter (where {there}) end,
            'paid', (select count(distinct lower(o.email)) {got} join orders.order o on o.id = a.order_id where u.deal_id = s.id
                and exists (select from orders.line l where l.order_id = o.id and l.quantity > l.cancelled + l.returned)),
            'settling', coalesce(bool_or(t.owed > 0 or t.state in ('open', 'tipped')) filter (where t.taken > 0), false)) as crowd
        from group_buys.team t where t.deal_id = s.id"""


_JSON = f"""json_build_object('id', r.id, 'kind', r.kind, 'title', coalesce(r.names ->> :language, r.names ->> {_FIRST}, ''),
    'on', case r.scope when 'category' then {_named("category_text", "t.category_id = r.target")}
        when 'collection' then {_named("collection_text", "t.collection_id = r.target")}
        when 'everything' then null else r.goods ->> 'title' end,
    'place', case r.scope when 'category' then 'c' when 'collection' then 'collections' when 'everything' then 'search' else 'p' end,
    'handle', case r.scope when 'category' then (select c.handle from catalog.category c where c.id = r.target)
        when 'collection' then (select c.handle from catalog.collection c where c.id = r.target)
        when 'everything' then null else r.goods ->> 'handle' end,
    'begins', r.begins, 'ends', r.ends, 'made_at', r.made_at, 'members', r.audience = '{MEMBERS}', 'currency', r.currency, 'tiers', r.tiers,
    'goods', r.goods, 'crowd', r.crowd)"""

_CHANGES = """(select least(min(x.begins) filter (where x.begins > :now::timestamptz), min(x.ends) filter (where x.ends > :now::timestamptz)) from (
    select o.from_at as begins, o.until_at as ends from pricing.offer o where o.code is null and o.audience = any(:audiences::text[])
        and (o.from_at > :now::timestamptz or o.until_at > :now::timestamptz)
    union all select d.opens_at, least(d.closes_at, d.ended_at) from group_buys.deal d where d.ended_at is null) x)"""
"""When something begins or ends by itself next."""


class Rows(msgspec.Struct, frozen=True):
    """The rows of each view that was asked for."""

    now: list[Row] = []
    coming: list[Row] = []
    ended: list[Row] = []
    changes_at: datetime | None = None
    versions: dict[str, int] = {}

    def of(self, view: View) -> list[Row]:
        return {View.NOW: self.now, View.COMING: self.coming, View.ENDED: self.ended}[view]


@cache
def panel(views: tuple[View, ...]) -> Panel:
    """Return the panel of these views, with the versions of all that they depend on."""
    tables = ", ".join(f"{view.value}_rows as materialized ({_rows(view)})" for view in views)
    lists = ", ".join(f"'{view.value}', (select coalesce(json_agg({_JSON}), '[]') from {view.value}_rows r)" for view in views)
    topics = " ".join(
        f"union select 'product:' || (goods ->> 'product_id') from {view.value}_rows where goods is not null" for view in views
    )
    return Panel(
        f"""with market as materialized (select k.id, k.code, k.currency from pricing.market k order by k.code = :market desc, k.position limit 1),
        {tables} select json_build_object({lists}, 'changes_at', {_CHANGES}, 'versions', (select json_object_agg(t.topic,
            coalesce((select v.number from base.version v where v.topic = t.topic), 0))
            from (select unnest(array['catalog', 'pricing', 'prices']) {topics}) t (topic)))""",
        Rows,
    )


class _Found(msgspec.Struct):
    rows: Rows


@cache
def _query(views: tuple[View, ...]) -> Query[_Found]:
    return Query(_Found, rows=panel(views))


ALL = (View.NOW, View.COMING, View.ENDED)


def given(visitor: Visitor, take: int, cursor: str | None = None, *, without: Container[str] = ()) -> dict[str, Any]:
    """Return the panel's own parameters; one more is asked for than is taken, to know of more. Raises BadCursor.

    Only what is for everybody, or for every member, is read: what is for some is told by its own room.
    """
    after = paging.decode(cursor, tuple[datetime, UUID]) if cursor else (None, None)
    audiences = [EVERYONE] if visitor.guest else [EVERYONE, MEMBERS]
    return {"audiences": audiences, "take": take + 1, "groups": GROUPS not in without, "after_at": after[0], "after_id": after[1]}


def made(rows: Rows, take: int, now: datetime, private: Sequence[Occasion] = ()) -> Programme:
    """Return the programme of these rows and of the private sales that the visitor may know of."""
    lists: dict[str, list[Occasion]] = {}
    more: dict[View, str] = {}
    for view in ALL:
        raw = rows.of(view)
        if len(raw) > take:
            more[view] = paging.encode(*_key(raw[take - 1], view))
        shown = [one for row in raw[:take] if (one := rules.occasion(row, view, now)) is not None]
        lists[view.value] = rules.ordered([*shown, *(one for one in private if one.view is view)], view)
    moments = [rows.changes_at, *(one.begins for one in private), *(one.ends for one in private)]
    changes_at = min((one for one in moments if one is not None and one > now), default=None)
    return Programme(**lists, more=more, changes_at=changes_at, versions=rows.versions)


def _key(row: Row, view: View) -> tuple[datetime, UUID]:
    return (row.begins if view is View.COMING else row.ends or rules.NEVER), row.id


async def programme(
    read: Reading,
    visitor: Visitor,
    *,
    market: str,
    language: str,
    take: int,
    passes: str | None = None,
    without: Container[str] = (),
    views: tuple[View, ...] = ALL,
) -> Programme:
    """Return the first of each view, in one statement, or three for whoever is in a club; of no room that is in `without`."""
    found = await _query(views).load(read, market=market, language=language, now=read.now, **given(visitor, take, without=without))
    return made(found.rows, take, read.now, await sales_of(read, visitor, passes, language, without))


async def sales_of(read: Reading, visitor: Visitor, passes: str | None, language: str, without: Container[str]) -> list[Occasion]:
    """Return the private sales that the visitor may know of."""
    return [] if SALES in without else await sales.known(read, visitor, passes, language)


async def listed(
    read: Reading,
    visitor: Visitor,
    view: View,
    *,
    market: str,
    language: str,
    cursor: str | None = None,
    take: int = paging.LIMIT,
    passes: str | None = None,
    without: Container[str] = (),
) -> Slice[Occasion]:
    """Return a page of a view. Raises BadCursor.

    It may hold fewer than asked for and still have a next page: what the visitor could buy nothing by is left out. Private
    sales, which are few, stand on the first page, beside what was asked for.
    """
    found = await _query((view,)).load(
        read, market=market, language=language, now=read.now, **given(visitor, take, cursor, without=without)
    )
    private = [] if cursor else await sales_of(read, visitor, passes, language, without)
    shown = made(found.rows, take, read.now, private)
    return Slice(shown.of(view), shown.more.get(view))
