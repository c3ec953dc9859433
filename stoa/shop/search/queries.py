"""What pages and programs read of search: a listing, what to suggest, what found nothing."""

import functools
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
    PriceCount,
    Wanted,
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


class Listed(msgspec.Struct, frozen=True):
    """A listing as the database gives it."""

    total: int
    currency: str | None
    loosened: bool
    products: list[FoundProduct]
    version: int
    until: datetime | None
    facets: _Facets = _Facets()


class _Synonym(msgspec.Struct, frozen=True):
    terms: list[str]
    means: list[str]


class _Understood(msgspec.Struct, frozen=True):
    """What the database knows of a query's words."""

    small: list[str]
    known: list[str]
    begun: bool
    near: dict[str, list[Candidate]]
    split: dict[str, str]
    joined: list[str]
    synonyms: list[_Synonym]


class Listing(msgspec.Struct, frozen=True):
    """A wish made ready: its panel, the panel's parameters, and what was mended of the query."""

    wish: Wish
    panel: Panel
    given: dict[str, Any]
    mended: Mended | None = None

    def found(self, listed: Listed) -> Found:
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
            mended=self.mended,
            loosened=listed.loosened and listed.total > 0,
            next_cursor=_cursor("+", shown[-1]) if shown and (more or back) else None,
            previous_cursor=_cursor("-", shown[0]) if shown and ((more and back) or (after and not back)) else None,
            topics=["catalog", "pricing", "search", *(f"product:{product.id}" for product in listed.products)],
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
    return Facets(facets.categories, facets.choices, prices, facets.in_stock)


class _Alone(msgspec.Struct):
    listing: Listed


@functools.lru_cache(maxsize=500)
def _statement(panel: Panel) -> Query[_Alone]:
    return Query(_Alone, listing=panel)


@functools.lru_cache(maxsize=500)
def _panel(sql: str) -> Panel:
    return Panel(sql, Listed)


async def prepare(read: Reading, wish: Wish) -> Listing:
    """Make a wish ready to be asked for, alone or within a page's statement.

    A listing without a query needs no statement for this, a query one, a query that is mended two. Raises BadCursor.
    """
    after = None
    if wish.cursor is not None:
        after = paging.decode(wish.cursor[1:] if wish.cursor[:1] in {"+", "-"} else "!", tuple[int, UUID])
    wanted, mended = await _understand(read, wish)
    return Listing(wish, _panel(listing.sql(wish, wanted)), listing.parameters(wish, wanted, after), mended)


async def find(read: Reading, wish: Wish) -> Found:
    """Return what fits a wish, cheapest way: one statement for a listing, two for a query, three for one that is mended.

    A word that stands nowhere is replaced by the nearest that does (`mended`), unless the wish is `exact`. Where no product has
    every word, those with some are found (`loosened`), the ones with most first. Raises BadCursor.
    """
    prepared = await prepare(read, wish)
    page = await _statement(prepared.panel).load(read, language=wish.language, market=wish.market, now=read.now, **prepared.given)
    return prepared.found(page.listing)


async def _understand(read: Reading, wish: Wish) -> tuple[Wanted | None, Mended | None]:
    """Return what the database is to be asked for the query, and what was mended of it; None without a query."""
    asked = rules.parse(wish.query)
    if not asked.terms:
        return (rules.NOTHING if asked.text else None), None
    known = await _look_up(read, asked, wish.language)
    mended = None
    if not wish.exact and (replaced := _mend(asked, known)):
        corrected = rules.replace(asked, replaced)
        mended = Mended(asked.text, corrected.text)
        asked, known = corrected, await _look_up(read, corrected, wish.language)
    last = asked.terms[-1].pieces[-1]
    return rules.ask(rules.without(asked, set(known.small) - {last}), _meaning(asked, known)), mended


def _mend(asked: Asked, known: _Understood) -> dict[str, str]:
    """Return the words that stand nowhere, each with what was probably meant."""
    fine = {*known.small, *known.known, *(word for one in known.synonyms for term in one.terms for word in term.split())}
    words = rules.single_words(asked)
    last = asked.terms[-1].pieces[-1]
    replaced = {}
    for word in words:
        if word in fine or (word == last and known.begun) or not rules.worth_mending(word):
            continue
        better = rules.mend(word, known.near.get(word, [])) or known.split.get(word)
        if better:
            replaced[word] = better
    return replaced


def _meaning(asked: Asked, known: _Understood) -> dict[str, list[str]]:
    """Return what runs of the query's words may mean instead: synonyms, and two words written in one."""
    meaning: dict[str, list[str]] = {}
    for gram in rules.grams(asked):
        others = [other for one in known.synonyms if gram in one.terms for other in one.means if other != gram]
        if gram.replace(" ", "") in known.joined and " " in gram:
            others.append(gram.replace(" ", ""))
        if others:
            meaning[gram] = list(dict.fromkeys(others))
    return meaning


class _Question(msgspec.Struct):
    words: _Understood


_LOOK_UP = Query(
    _Question,
    words=Panel(
        """
    with asked as materialized (
        select r.*, coalesce(x.stem = '{}', false) as small, x.stem[1] as stem
        from jsonb_to_recordset(:words::jsonb) as r (word text, near int[], heads text[], tails text[])
        cross join lateral (select ts_lexize(search.dictionary(:language), r.word) as stem) x),
    checked as materialized (
        select a.*, exists (select from search.word w where w.language = :language and w.word = a.word)
            or exists (select from search.word w where w.language = :language and w.stem = a.stem) as known from asked a),
    strange as materialized (select * from checked where not known and not small and near <> '{}')
    select json_build_object(
        'small', (select coalesce(json_agg(word), '[]') from checked where small),
        'known', (select coalesce(json_agg(word), '[]') from checked where known),
        'begun', exists (select from search.word w where w.language = :language and w.word >= :last::text
            and w.word < :last::text || chr(1114111)),
        'near', (select coalesce(json_object_agg(s.word, c.words), '{}') from strange s cross join lateral (
            select coalesce(json_agg(json_build_object('word', w.word, 'products', w.products)), '[]') as words from (
                select w.word, w.products from search.word w where w.language = :language and w.neighbours && s.near
                order by w.products desc limit 200) w) c),
        'split', (select coalesce(json_object_agg(s.word, c.words), '{}') from strange s cross join lateral (
            select h || ' ' || t as words from unnest(s.heads, s.tails) as p (h, t)
            join search.word a on a.language = :language and a.word = h join search.word b on b.language = :language and b.word = t
            order by least(a.products, b.products) desc limit 1) c),
        'joined', (select coalesce(json_agg(p), '[]') from unnest(:pairs::text[]) p
            where exists (select from search.word w where w.language = :language and w.word = p)),
        'synonyms', (select coalesce(json_agg(json_build_object('terms', y.terms, 'means', y.means)), '[]')
            from search.synonym y where y.language = :language and y.terms && :grams::text[]))""",
        _Understood,
    ),
)


async def _look_up(read: Reading, asked: Asked, language: str) -> _Understood:
    words = []
    for word in rules.single_words(asked):
        mendable = rules.worth_mending(word)
        splits = rules.splits(word)
        words.append(
            {
                "word": word,
                "near": rules.neighbours(word) if mendable else [],
                "heads": [head for head, _ in splits],
                "tails": [tail for _, tail in splits],
            }
        )
    page = await _LOOK_UP.load(
        read, words=words, last=asked.terms[-1].pieces[-1], pairs=rules.pairs(asked), grams=rules.grams(asked), language=language
    )
    return page.words
