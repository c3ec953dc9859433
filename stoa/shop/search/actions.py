"""The verbs of search: keep what is searched in step with the catalogue, prices and stock.

One order of locks for all: one's turn (`store.lock`), the shelf (`store.hold`), then everything else, the topic last. What only marks
products comes after whatever takes a turn, because whose turn it is may mark more.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from uuid import UUID

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.base.refusals import FieldError
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop.search import indexing, rules, store
from stoa.shop.search.indexing import CODES
from stoa.shop.search.model import Merit, NoSuchSynonym, NotASynonym, SynonymId, VocabularyWord

BATCH = 400
Progress = Callable[[int, int], Awaitable[None]]


class Vocabulary:
    """Words as they are met: in how many documents each stands, and which of them name something."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._named: set[str] = set()

    def add(self, words: Iterable[str], named: Iterable[str] = ()) -> None:
        self._counts.update(words)
        self._named.update(named)

    def words(self) -> list[VocabularyWord]:
        return [VocabularyWord(word, count, word in self._named, rules.neighbours(word)) for word, count in self._counts.items()]


async def reindex(tx: Writing, products: Iterable[UUID]) -> None:
    """Bring these products up to date: indexed anew where they are sold, removed where not."""
    wanted = sorted(set(products))
    if not wanted:
        return
    met = {code: Vocabulary() for code in CODES}
    for start in range(0, len(wanted), BATCH):
        await _index(tx, wanted[start : start + BATCH], met)
    for language, vocabulary in met.items():
        await store.write_words(tx, language, vocabulary.words(), recount=False)
    await store.touch(tx)


async def mark(tx: Writing, products: Iterable[UUID]) -> None:
    """Have these products indexed anew soon, together with others that change meanwhile."""
    await store.mark(tx, products)
    await jobs.enqueue(tx, "search.catch_up", key="search.catch_up")


async def catch_up(tx: Writing) -> int:
    """Index the next of the products that were marked as changed; return how many that were."""
    await store.lock(tx)
    marked = await store.take_marked(tx, BATCH)
    await reindex(tx, marked)
    return len(marked)


async def _index(tx: Writing, products: list[UUID], met: dict[str, Vocabulary]) -> None:
    """Write what is searched of these products, and add their words to those `met`."""
    await store.lock(tx)
    await store.hold(tx, products)
    sources = await store.sources(tx, products)
    documents = [document for source in sources for document in indexing.documents(source)]
    await store.write_documents(tx, documents)
    await store.write_shelf(tx, [indexing.shelf(source) for source in sources])
    await store.write_choices(tx, indexing.choices(sources))
    sold = {source.id for source in sources}
    await store.forget(tx, [product for product in products if product not in sold])
    await store.write_stock(tx, list(sold))
    await store.write_prices(tx, list(sold))
    await store.write_merits(tx, list(sold))
    for document in documents:
        met[document.language].add(document.written.vocabulary, document.written.named)


async def reprice(tx: Writing, products: Iterable[UUID]) -> None:
    """Write the prices by which these products are filtered and sorted."""
    wanted = list(products)
    await store.hold(tx, wanted)
    if await store.write_prices(tx, wanted):
        await store.touch(tx)


async def restock(tx: Writing, products: Iterable[UUID]) -> None:
    """Write whether these products are there."""
    wanted = list(products)
    await store.hold(tx, wanted)
    if await store.write_stock(tx, wanted):
        await store.touch(tx)


async def weigh(tx: Writing, merits: Sequence[Merit]) -> None:
    """Keep what people say of these products, so that listings show it, sort and filter by it. Who says so is not asked."""
    wanted = [one.product for one in merits]
    await store.keep_merits(tx, merits)
    await store.hold(tx, wanted)
    if await store.write_merits(tx, wanted):
        await store.touch(tx, "merit")


async def rename_places(tx: Writing) -> None:
    """Write anew what categories and collections are called."""
    await store.lock(tx)
    names = await store.place_names(tx)
    await store.replace_places(tx, [(one, indexing.place_words(one.name, one.language)) for one in names])
    await store.touch(tx)


async def note_miss(tx: Writing, language: str, query: str) -> None:
    """Count a search that found nothing, unless it may name a person; nothing is kept about who searched."""
    text = " ".join(rules.words(query))[:80]
    if text and not rules.is_personal(query):
        await store.note_miss(tx, language, text)


async def forget_misses(tx: Writing) -> None:
    """Forget searches that nobody made for ninety days, and all but the most frequent."""
    await store.forget_misses(tx)


async def add_synonym(tx: Writing, actor: Visitor, language: str, terms: Sequence[str], means: Sequence[str]) -> SynonymId:
    """Let whoever searches for any of `terms` also find `means`; without `means`, each of the terms finds the others.

    Raises NotASynonym.
    """
    given, other = rules.fold_terms(terms), rules.fold_terms(means)
    if not given or (not other and len(given) < 2) or (other and set(other) <= set(given) and len(given) == 1):
        raise NotASynonym([FieldError("/terms", "required")])
    synonym_id = SynonymId(ids.new())
    await store.add_synonym(tx, synonym_id, language, given, other or given)
    vocabulary = Vocabulary()
    vocabulary.add(*[_words_of(given + other)] * 2)
    await store.lock(tx)
    await store.write_words(tx, language, vocabulary.words(), recount=False)
    await audit.note(tx, actor, "search.add_synonym", synonym_id, {"language": language, "terms": given, "means": other or given})
    for term in given:
        await store.forget_miss(tx, language, term)
    await store.touch(tx)
    return synonym_id


def _words_of(terms: Iterable[str]) -> set[str]:
    return {word for term in terms for word in term.split() if rules.worth_mending(word)}


async def remove_synonym(tx: Writing, actor: Visitor, synonym_id: UUID) -> None:
    """Forget a synonym. Raises NoSuchSynonym."""
    if not await store.remove_synonym(tx, synonym_id):
        raise NoSuchSynonym
    await audit.note(tx, actor, "search.remove_synonym", synonym_id, {})
    await store.touch(tx)


async def rebuild(db: Database, progress: Progress | None = None) -> int:
    """Index every product anew, a batch in each transaction, while the shop goes on; return how many are searched.

    Safe to run at any time and to be cut off. It also removes what is no longer sold and counts the vocabulary and sales anew.
    """
    async with db.reading() as read:
        total = await store.count_products(read)
    met = {code: Vocabulary() for code in CODES}
    done, last = 0, None
    while True:
        async with db.writing() as tx:
            batch = await store.products_after(tx, last, BATCH)
            if batch:
                await _index(tx, list(batch), met)
        if not batch:
            break
        done, last = done + len(batch), batch[-1]
        if progress is not None:
            await progress(done, max(total, done))
    await _finish(db, met)
    return done


async def _finish(db: Database, met: dict[str, Vocabulary]) -> None:
    async with db.writing() as tx:
        await store.lock(tx)
        await store.hold(tx)
        await store.forget(tx, await store.unsold(tx))
        await store.write_sold(tx)
        await store.forget_misses(tx)
        await rename_places(tx)
        for language, terms in (await store.synonym_terms(tx)).items():
            met.setdefault(language, Vocabulary()).add(*[_words_of(terms)] * 2)
    for language, vocabulary in met.items():
        words = vocabulary.words()
        async with db.writing() as tx:
            await store.lock(tx)
            await store.write_words(tx, language, words, recount=True)
            await store.forget_words(tx, language, [word.word for word in words])
