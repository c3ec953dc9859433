"""What pages and programs read of search: a listing, what to suggest, what found nothing."""

import functools
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel, Query
from stoa.shop.search import listing, rules
from stoa.shop.search.model import (
    Asked,
    Candidate,
    CategoryCount,
    ChoiceCount,
    Facets,
    Found,
    FoundProduct,
    Mended,
    Miss,
    PriceCount,
    StarsCount,
    Synonym,
    Wish,
)


class _Bucket(msgspec.Struct, frozen=True):
    bucket: int
    count: int


class _Facets(msgspec.Struct, frozen=True):
    categories: list[CategoryCount] = []
    choices: list[ChoiceCount] = []
    prices: list[_Bucket] = []
    in_stock: int = 0
    stars: list[StarsCount] = []


class Listed(msgspec.Struct, frozen=True):
    """A listing as the database gives it."""

    total: int
    currency: str | None
    loosened: bool
    products: list[FoundProduct]
    version: int
    until: datetime | None
    facets: _Facets = _Facets()


class _Known(msgspec.Struct, frozen=True):
    """Any of `terms` also finds `means`."""

    terms: list[str]
    means: list[str]


class Words(msgspec.Struct, frozen=True):
    """What the database knows of a query's words: which stand nowhere, which pairs are also written in one, synonyms."""

    strange: list[str] = []
    joined: list[str] = []
    synonyms: list[_Known] = []


class Listing(msgspec.Struct, frozen=True):
    """A wish made ready: its panel, the panel's parameters, and what was understood of the query."""

    wish: Wish
    panel: Panel
    given: dict[str, Any]
    asked: Asked = Asked("")

    def found(self, listed: Listed, correction: Mended | None = None) -> Found:
        """Return what the panel gave as a page of the listing."""
        back = (self.wish.cursor or "").startswith("-")
        more = len(listed.products) > self.wish.limit
        shown = listed.products
        if more:
            shown = shown[1:] if back else shown[:-1]
        after = self.wish.cursor is not None
        return Found(
            products=shown,
            total=listed.total,
            currency=listed.currency or "",
            facets=_readable(listed.facets),
            mended=correction,
            loosened=listed.loosened and listed.total > 0,
            next_cursor=_cursor("+", shown[-1]) if shown and (more or back) else None,
            previous_cursor=_cursor("-", shown[0]) if shown and ((more and back) or (after and not back)) else None,
            topics=[*listing.topics(self.wish), *(f"product:{product.id}" for product in listed.products)],
            version=listed.version,
            until=listed.until,
        )


def _cursor(direction: str, product: FoundProduct) -> str:
    return direction + paging.encode(product.key, product.id)


def _readable(facets: _Facets) -> Facets:
    ends = (0, *listing.EDGES)
    prices = [
        PriceCount(ends[one.bucket], listing.EDGES[one.bucket] if one.bucket < len(listing.EDGES) else None, one.count)
        for one in facets.prices
    ]
    return Facets(facets.categories, facets.choices, prices, facets.in_stock, facets.stars)


class _Alone(msgspec.Struct):
    listing: Listed
    words: Words


@functools.lru_cache(maxsize=500)
def _statement(panel: Panel) -> Query[_Alone]:
    return Query(_Alone, listing=panel, words=WORDS)


@functools.lru_cache(maxsize=500)
def _panel(sql: str) -> Panel:
    return Panel(sql, Listed)


def begin(wish: Wish) -> Listing:
    """Make a wish ready to be asked for, its query taken as it was typed. Raises BadCursor."""
    return _ready(wish, rules.parse(wish.query), {})


def _ready(wish: Wish, asked: Asked, meaning: dict[str, list[str]]) -> Listing:
    after = None
    if wish.cursor is not None:
        after = paging.decode(wish.cursor[1:] if wish.cursor[:1] in {"+", "-"} else "!", tuple[int, UUID])
    wanted = rules.ask(asked, meaning) if asked.terms else rules.NOTHING if asked.text else None
    given = listing.parameters(wish, wanted, after)
    given |= {"words": rules.single_words(asked), "ending": asked.terms[-1].pieces[-1] if asked.terms else ""}
    given |= {"grams": rules.grams(asked), "pairs": list(rules.pairs(asked).values())}
    return Listing(wish, _panel(listing.sql(wish, wanted)), given, asked)


async def mended(read: Reading, begun: Listing, words: Words) -> Mended | None:
    """Return the query with the words that stand nowhere replaced by the nearest that do; None when there is nothing to mend.

    One statement where a word stands nowhere, else none.
    """
    meant = {word for one in words.synonyms for term in one.terms for word in term.split()}
    strange = [word for word in words.strange if word not in meant and rules.worth_mending(word)]
    if not strange or begun.wish.exact:
        return None
    replaced = await _mend(read, strange, begun.wish.language)
    return Mended(begun.asked.text, rules.replace(begun.asked, replaced)) if replaced else None


def widened(begun: Listing, words: Words) -> Listing | None:
    """Return the wish with what its words may also mean; None when they mean what they say."""
    meaning = _meaning(begun.asked, words)
    return _ready(begun.wish, begun.asked, meaning) if meaning else None


async def find(read: Reading, wish: Wish) -> Found:
    """Return what fits a wish: in one statement; two more where something is mended, one more where the merchant gave synonyms.

    A word that stands nowhere is replaced by the nearest that does (`mended`), unless the wish is `exact`. Where no product has
    every word, those with some are found (`loosened`), the ones with most first. Raises BadCursor.
    """
    begun = begin(wish)
    page = await _load(read, begun)
    correction = await mended(read, begun, page.words)
    if correction is not None:
        begun = begin(msgspec.structs.replace(wish, query=correction.shown))
        page = await _load(read, begun)
    wider = widened(begun, page.words)
    if wider is not None:
        page = await _load(read, wider)
    return (wider or begun).found(page.listing, correction)


async def _load(read: Reading, ready: Listing) -> _Alone:
    wish = ready.wish
    return await _statement(ready.panel).load(read, language=wish.language, market=wish.market, now=read.now, **ready.given)


def _meaning(asked: Asked, words: Words) -> dict[str, list[str]]:
    """Return what runs of the query's words may mean besides themselves."""
    meaning: dict[str, list[str]] = {}
    pairs = rules.pairs(asked)
    for gram in rules.grams(asked):
        others = [other for one in words.synonyms if gram in one.terms for other in one.means if other != gram]
        if pairs.get(gram) in words.joined:
            others.append(pairs[gram])
        if others:
            meaning[gram] = list(dict.fromkeys(others))
    return meaning


WORDS = Panel(
    """select json_build_object(
        'synonyms', (select coalesce(json_agg(json_build_object('terms', y.terms, 'means', y.means) order by y.id), '[]')
            from search.synonym y where y.language = :language and y.terms && :grams::text[]),
        'joined', (select coalesce(json_agg(w.word), '[]') from search.word w where w.language = :language and w.word = any(:pairs::text[])),
        'strange', (select coalesce(json_agg(a.word), '[]')
            from unnest(:words::text[]) a (word) cross join lateral (select ts_lexize(search.dictionary(:language), a.word)) s (stems)
            where s.stems <> '{}' and not exists (select from search.word w where w.language = :language and w.word = a.word)
                and not exists (select from search.word w where w.language = :language and w.stem = s.stems[1])
                and not (:language = 'de' and length(s.stems[1]) > 2 and exists (select from search.word w where w.language = 'de'
                    and w.backwards >= reverse(s.stems[1]) and w.backwards < reverse(s.stems[1]) || chr(1114111)))
                and not (a.word = :ending::text and exists (select from search.word w where w.language = :language
                    and w.word >= a.word and w.word < a.word || chr(1114111)))))""",
    Words,
)
"""What is known of a query's words, beside its results. A word is known when it, its stem, its continuation or a
word that ends so (in German) stands somewhere."""


class _Strange(msgspec.Struct, frozen=True):
    near: dict[str, list[Candidate]]
    split: dict[str, str]


class _Mendable(msgspec.Struct):
    words: _Strange


_NEAR = Query(
    _Mendable,
    words=Panel(
        """with strange as materialized (
            select * from jsonb_to_recordset(:strange::jsonb) as r (word text, near int[], heads text[], tails text[]))
        select json_build_object(
            'near', (select coalesce(json_object_agg(s.word, c.words), '{}') from strange s cross join lateral (
                select coalesce(json_agg(json_build_object('word', w.word, 'products', w.products, 'named', w.named)), '[]') as words from (
                    select w.word, w.products, w.named from search.word w where w.language = :language and w.neighbours && s.near
                    order by w.named desc, w.products desc, w.word limit 200) w) c),
            'split', (select coalesce(json_object_agg(s.word, c.words), '{}') from strange s cross join lateral (
                select h || ' ' || t as words from unnest(s.heads, s.tails) as p (h, t)
                join search.word a on a.language = :language and a.word = h join search.word b on b.language = :language and b.word = t
                order by least(a.products, b.products) desc, h limit 1) c))""",
        _Strange,
    ),
)


async def _mend(read: Reading, strange: list[str], language: str) -> dict[str, str]:
    """Return what was probably meant by each word that stands nowhere, where something is near enough."""
    rows = [
        {
            "word": word,
            "near": rules.neighbours(word),
            "heads": [a for a, _ in rules.splits(word)],
            "tails": [b for _, b in rules.splits(word)],
        }
        for word in strange
    ]
    known = (await _NEAR.load(read, strange=rows, language=language)).words
    meant = {word: rules.mend(word, known.near.get(word, [])) or known.split.get(word) for word in strange}
    return {word: other for word, other in meant.items() if other}


async def products_in_categories(read: Reading, categories: Sequence[UUID]) -> list[UUID]:
    """Return the products that stand in these categories or below them, or did when they were last indexed."""
    rows = await read.rows(
        """select p.id from catalog.product p join catalog.category c on c.id = p.category_id where c.path && $1::uuid[] and p.state = 'active'
        union select product_id from search.shelf where categories && $1::uuid[]""",
        categories,
    )
    return [row[0] for row in rows]


async def products_in_collections(read: Reading, collections: Sequence[UUID]) -> list[UUID]:
    """Return the products of these collections, and those that were in them when they were last indexed."""
    rows = await read.rows(
        """select product_id from catalog.collection_product where collection_id = any($1)
        union select product_id from search.shelf where collections && $1::uuid[]""",
        collections,
    )
    return [row[0] for row in rows]


async def products_in_offers(read: Reading, offers: Sequence[UUID]) -> list[UUID]:
    """Return the products on which these offers are or were."""
    return [row[0] for row in await read.rows("select distinct product_id from pricing.offer_line where offer_id = any($1)", offers)]


async def synonyms(read: Reading) -> list[Synonym]:
    """Return the merchant's synonyms, by language and alphabet."""
    return await read.all(Synonym, "select id, language, terms, means from search.synonym order by language, terms, id")


async def misses(read: Reading, limit: int = 100) -> list[Miss]:
    """Return the searches that found nothing, the most frequent first."""
    return await read.all(
        Miss, "select language, query, count, last_at from search.miss order by count desc, last_at desc, query limit $1", limit
    )


class Rebuilding(msgspec.Struct, frozen=True):
    """How far the present rebuild is."""

    done: int = 0
    total: int = 0


async def rebuilding(read: Reading) -> Rebuilding | None:
    """Return how far a rebuild is that waits or runs; None when there is none."""
    row = await read.row(
        "select progress from base.job where kind = 'search.rebuild' and state in ('waiting', 'running') order by state, made_at limit 1"
    )
    return None if row is None else msgspec.convert(row["progress"] or {}, Rebuilding)


async def sizes(read: Reading) -> tuple[int, int]:
    """Return how many products are searched, and how many words there are."""
    row = await read.row("select (select count(*) from search.shelf) as products, (select count(*) from search.word) as words")
    return row["products"], row["words"]
