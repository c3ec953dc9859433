"""The statement of a listing: which products, in which order, what they cost now, and what they could be narrowed to.

One statement, put together from the parts that a wish needs, so that PostgreSQL plans each kind of listing for itself. All
products that match before the filters are looked at once (`base`); for each it is noted, as bits, which kinds of filters it
fails. Those that fail none are the result; one that fails a single kind still counts among that kind's own choices.
"""

from typing import Any

from stoa.base.locale import LANGUAGES
from stoa.shop.search.model import Sort, Wanted, Wish

TOPICS = ("catalog", "prices", "pricing", "search")
EDGES = (1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
"""Where one range of prices ends and the next begins, in minor units."""
_STOCK, _PRICE, _CATEGORY, _STARS, _FIRST_CHOICE = 1, 2, 4, 8, 16
LEAST_STARS = (4, 3)
"""So many stars at least a listing may be narrowed to."""

_MARKET = "(select k.id from pricing.market k order by k.code = :market desc, k.position limit 1)"
_KEYS = {
    Sort.CHEAPEST: "-p.amount",
    Sort.DEAREST: "p.amount",
    Sort.NEWEST: "(extract(epoch from s.made_at) * 1000000)::bigint",
    Sort.SOLD: "s.sold",
    Sort.RATED: "s.score::bigint",
}
_BY_SALES = "(case when s.in_stock then 1000000000000 else 0 end + s.sold)"
_RANK = """round(1000000 * ts_rank('{0.05, 0.2, 0.5, 1}', d.words, a.query) * d.brevity * (1 + 0.05 * ln(1 + s.sold)) *
    case when s.in_stock then 1 else 0.6 end)::bigint"""


def topics(wish: Wish) -> tuple[str, ...]:
    """Return what the choice and order of a listing's products depend on."""
    return (*TOPICS, "merit") if wish.sort is Sort.RATED or wish.filters.stars is not None else TOPICS


def language_of(code: str) -> str:
    """Return the language in which documents are looked for: that one, or the first where there are none."""
    return code if code in {one.code for one in LANGUAGES} else LANGUAGES[0].code


def sql(wish: Wish, wanted: Wanted | None) -> str:
    """Return the statement for wishes of this shape, with named parameters (see `parameters`)."""
    groups = choice_groups(wish)
    parts = [f"market as materialized (select id, currency from pricing.market where id = {_MARKET})"]
    if wanted is not None:
        parts.append(_asked(wanted, wish.language))
    parts += [_base(wish, groups, searched=wanted is not None), _hits(wish), _PRICES, _THERE]
    if wish.facets:
        parts.append(_choices(groups))
    return f"with {', '.join(parts)} select json_build_object({_document(wish, wanted)})"


NEWEST = "s.made_at desc, s.product_id desc"
BEST = "s.sold desc, s.product_id desc"


def first_few(order: str) -> str:
    """Return SQL for the first products that are there, in an order that an index of the shelf has."""
    return f"select s.product_id from search.shelf s where s.in_stock and s.markets @> array[{_MARKET}] order by {order} limit :take::int"


def few(language: str, order: str) -> str:
    """Return the statement of a row of products, without counts."""
    return f"""with market as materialized (select id, currency from pricing.market where id = {_MARKET}),
        hits as materialized (select product_id, -row_number() over () as key from ({first_few(order)}) x),
        {_PRICES}, {_THERE}
        select json_build_object('total', (select count(*) from hits), 'currency', (select currency from market), 'loosened', false,
            'products', ({_CARDS.format(language=language_of(language))}), 'version', ({_version(TOPICS)}), 'until', ({_UNTIL}))"""


def parameters(wish: Wish, wanted: Wanted | None, after: tuple[int, object] | None) -> dict[str, Any]:
    """Return the values of the statement's parameters, but for language, market and time, which every page has."""
    given: dict[str, Any] = {"audiences": list(wish.audiences), "take": wish.limit + 1}
    if wanted is not None:
        given |= {"must": wanted.must, "last": wanted.last, "prefix": wanted.prefix, "never": wanted.none, "some": wanted.some}
    given |= {"category": wish.category, "collection": wish.collection}
    given["narrowed"] = list(wish.filters.categories)
    given["stars"] = wish.filters.stars
    given["least"] = [least for least, _ in wish.filters.prices]
    given["most"] = [most for _, most in wish.filters.prices]
    for number, group in enumerate(choice_groups(wish)):
        given[f"choices_{'abcdefgh'[number]}"] = [key for key in wish.filters.choices if key.partition(":")[0] == group]
    if after is not None:
        given["key"], given["product"] = after
    return given


def choice_groups(wish: Wish) -> list[str]:
    """Return the options that the choices belong to, eight at most."""
    return list(dict.fromkeys(key.partition(":")[0] for key in wish.filters.choices))[:8]


def _asked(wanted: Wanted, code: str) -> str:
    language = f"'{language_of(code)}'"
    strict = f"search.query({language}, :must, :last, :prefix, :never)"
    # `offset 0` keeps the query from being worked out again for each document that is looked at.
    if wanted.terms < 2:
        return f"asked as materialized (select {strict} as query, false as loosened)"
    return f"""asked as materialized (
        select case when x.strict_found then x.strict else search.query({language}, '', :some, :prefix, :never) end as query,
            not x.strict_found as loosened
        from (select q.strict, exists (select from search.document d where d.language = {language} and d.words @@ q.strict) as strict_found
            from (select {strict} as strict offset 0) q) x)"""


def _base(wish: Wish, groups: list[str], *, searched: bool) -> str:
    tables, wheres = "search.shelf s", ["p.amount is not null"]
    if searched:
        tables = f"""asked a join search.document d on d.words @@ a.query and d.language = '{language_of(wish.language)}'
            join search.shelf s on s.product_id = d.product_id"""
    if wish.collection is not None:
        tables += """ join catalog.collection_product place on place.product_id = s.product_id
            and place.collection_id = (select id from catalog.collection where handle = :collection)"""
    if wish.category is not None:
        wheres.append("s.categories @> array[(select id from catalog.category where handle = :category)]")
    return f"""base as materialized (
        select s.product_id, s.categories, s.choices, s.in_stock, s.stars, p.amount, {_key(wish, searched=searched)} as key, {_fails(wish, groups)} as fails
        from {tables} cross join lateral (select s.amounts[array_position(s.markets, (select id from market))] as amount) p
        where {" and ".join(wheres)})"""


def _key(wish: Wish, *, searched: bool) -> str:
    """Return the number by which the listing is sorted, the greatest first."""
    if wish.sort in _KEYS:
        return _KEYS[wish.sort]
    if searched:
        return _RANK
    return "-place.position::bigint" if wish.collection is not None else _BY_SALES


def _fails(wish: Wish, groups: list[str]) -> str:
    """Return the bits of the kinds of filters that a product fails."""
    bits = []
    if wish.filters.in_stock:
        bits.append(f"case when s.in_stock then 0 else {_STOCK} end")
    if wish.filters.stars is not None:
        bits.append(f"case when s.stars >= :stars::int then 0 else {_STARS} end")
    if wish.filters.prices:
        within = "exists (select from unnest(:least::bigint[], :most::bigint[]) r (least, most) where p.amount >= r.least and (r.most is null or p.amount < r.most))"
        bits.append(f"case when {within} then 0 else {_PRICE} end")
    if wish.filters.categories:
        within = "s.categories && array(select id from catalog.category where handle = any(:narrowed::text[]))"
        bits.append(f"case when {within} then 0 else {_CATEGORY} end")
    bits += [f"case when s.choices && :choices_{'abcdefgh'[n]}::text[] then 0 else {_FIRST_CHOICE << n} end" for n in range(len(groups))]
    return " + ".join(bits) or "0"


def _hits(wish: Wish) -> str:
    back = wish.cursor is not None and wish.cursor.startswith("-")
    order = "key, product_id" if back else "key desc, product_id desc"
    beyond = f"and (key, product_id) {'>' if back else '<'} (:key::bigint, :product::uuid)" if wish.cursor is not None else ""
    return f"hits as materialized (select product_id, key from base where fails = 0 {beyond} order by {order} limit :take::int)"


_PRICES = """price as materialized (
    select * from pricing.shown(array(select product_id from hits), :market, :audiences::text[], :now::timestamptz))"""

_THERE = """there as materialized (
    select product_id, bool_or(free is null or free > 0) as some, sum(greatest(free, 0)) filter (where free is not null) as units,
        bool_or(free is null) as endless, min(until_at) as until_at
    from (select c.product_id, c.variant_id, min(h.until_at) as until_at,
            min(case when i.tracked and not i.backorder then (i.on_hand - i.allocated - coalesce(h.quantity, 0)) / c.quantity end) as free
        from hits join stock.component c using (product_id) join catalog.variant v on v.id = c.variant_id and v.ended_at is null
        join stock.item i on i.id = c.item_id
        left join lateral (select sum(quantity)::bigint as quantity, min(until_at) as until_at from stock.hold h
            where h.item_id = i.id and (h.until_at is null or h.until_at > :now::timestamptz)) h on true
        group by c.product_id, c.variant_id) x
    group by product_id)"""


def _choices(groups: list[str]) -> str:
    """Return how many products have each choice, not minding the filters on the same option."""
    kept = "select choices, count(*) as n from base where fails = 0 group by choices"
    parts = [f"select key, sum(n) as n from ({kept}) x, unnest(x.choices) key group by key"]
    for number in range(len(groups)):
        group = f"split_part((:choices_{'abcdefgh'[number]}::text[])[1], ':', 1)"
        parts.append(f"""select k, count(*) as n from base, unnest(choices) k
            where fails = {_FIRST_CHOICE << number} and split_part(k, ':', 1) = {group} group by k""")
    return f"chosen as materialized (select key, sum(n)::bigint as count from ({' union all '.join(parts)}) y group by key)"


def _document(wish: Wish, wanted: Wanted | None) -> str:
    fields = {
        "total": "select count(*) from base where fails = 0",
        "currency": "select currency from market",
        "loosened": "select loosened from asked" if wanted is not None else "select false",
        "products": _CARDS.format(language=language_of(wish.language)),
        "version": _version(topics(wish)),
        "until": _UNTIL,
    }
    if wish.facets:
        fields["facets"] = _facets(language_of(wish.language))
    return ", ".join(f"'{name}', ({part})" for name, part in fields.items())


def _version(on: tuple[str, ...]) -> str:
    return f"""select coalesce(sum(number), 0) from base.version
        where topic = any(array{list(on)} || array(select 'product:' || product_id from hits))"""


_UNTIL = "select least((select min(changes_at) from price), (select min(until_at) from there))"

_CARDS = """select coalesce(json_agg(json_build_object('id', h.product_id, 'key', h.key, 'card', d.card,
        'price', json_build_object('amount', p.price, 'currency', p.currency),
        'was', case when p.was is not null then json_build_object('amount', p.was, 'currency', p.currency) end, 'varies', p.varies,
        'stock', case when t.some is not true then 'out' when not t.endless and t.units <= 5 then 'few' else 'in' end,
        'left', case when t.some and not t.endless then t.units end, 'stars', s.stars, 'voices', s.voices) order by h.key desc, h.product_id desc), '[]')
    from hits h join search.document d on d.product_id = h.product_id and d.language = '{language}'
    join search.shelf s on s.product_id = h.product_id
    join price p on p.product_id = h.product_id left join there t on t.product_id = h.product_id"""


def _facets(language: str) -> str:
    edges = ", ".join(str(edge) for edge in EDGES)
    return f"""select json_build_object(
        'categories', (select coalesce(json_agg(json_build_object('handle', c.handle, 'count', n.count, 'depth', cardinality(c.path),
                'name', (select t.name from catalog.category_text t where t.category_id = c.id order by t.language = :language desc, t.language = 'en' desc limit 1))
                order by c.path, c.position), '[]')
            from (select id, sum(x.n)::bigint as count from (
                select categories, count(*) as n from base where fails & ~{_CATEGORY} = 0 group by categories) x, unnest(x.categories) id group by id) n
            join catalog.category c using (id)
            where c.parent_id is not distinct from (select id from catalog.category where handle = :category::text)
                or c.handle = any(:narrowed::text[]) or c.parent_id in (select id from catalog.category where handle = any(:narrowed::text[]))),
        'choices', (select coalesce(json_agg(json_build_object('key', n.key, 'count', n.count, 'option', l.option, 'value', l.value,
                'colour', l.colour, 'position', l.position)), '[]') from chosen n join search.choice l on l.key = n.key and l.language = '{language}'),
        'prices', (select coalesce(json_agg(json_build_object('bucket', bucket, 'count', count) order by bucket), '[]') from (
            select width_bucket(amount, array[{edges}]::bigint[]) as bucket, count(*) as count from base where fails & ~{_PRICE} = 0 group by 1) n),
        'stars', (select json_agg(json_build_object('stars', least, 'count', (select count(*) from base where fails & ~{_STARS} = 0 and stars >= least))
            order by least desc) from unnest(array{list(LEAST_STARS)}) least),
        'in_stock', (select count(*) from base where fails & ~{_STOCK} = 0 and in_stock))"""
