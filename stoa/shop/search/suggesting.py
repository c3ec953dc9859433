"""Suggestions: what somebody may be looking for, while they type. One statement; two more where something has to be mended."""

import functools

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import Panel, Query
from stoa.shop.search import queries
from stoa.shop.search.listing import language_of
from stoa.shop.search.model import PlaceName, Suggestions, Wish
from stoa.shop.search.queries import Listed, Listing, Words

_PRODUCTS = 6
_PLACES = 4


class _Asked(msgspec.Struct):
    listing: Listed
    words: Words
    places: list[PlaceName]


async def suggest(read: Reading, typed: str, *, language: str, market: str, audiences: tuple[str, ...] = ("everyone",)) -> Suggestions:
    """Return a few products, categories and collections for what was typed so far; of fewer than two letters, nothing."""
    wish = Wish(language=language, market=market, query=typed, limit=_PRODUCTS, audiences=audiences, facets=False)
    begun = queries.begin(wish)
    if not begun.asked.terms or len(typed.strip()) < 2:
        return Suggestions()
    found = await _load(read, begun)
    correction = await queries.mended(read, begun, found.words)
    if correction is not None:
        begun = queries.begin(msgspec.structs.replace(wish, query=correction.shown))
        found = await _load(read, begun)
    wider = queries.widened(begun, found.words)
    if wider is not None:
        found = await _load(read, wider)
    shown = (wider or begun).found(found.listing, correction)
    return Suggestions(shown.products, found.places, correction if shown.products else None)


async def _load(read: Reading, ready: Listing) -> _Asked:
    wish = ready.wish
    return await _statement(ready.panel, language_of(wish.language)).load(
        read, language=wish.language, market=wish.market, now=read.now, **ready.given
    )


@functools.lru_cache(maxsize=100)
def _statement(panel: Panel, language: str) -> Query[_Asked]:
    query = f"search.query('{language}', :must, :last, :prefix, :never)"
    places = f"""select coalesce(json_agg(to_json(x)), '[]') from (
        select p.kind, p.place_id, p.language, p.handle, p.name from search.place p
        where p.language = '{language}' and p.words @@ {query} order by p.kind, length(p.name), p.name limit {_PLACES}) x"""
    return Query(_Asked, listing=panel, words=queries.WORDS, places=Panel(places, list[PlaceName]))
