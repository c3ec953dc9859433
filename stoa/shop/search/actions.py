"""The verbs of search: keep what is searched in step with the catalogue, prices and stock."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

from stoa.base.database import Database, Writing
from stoa.shop.search import indexing, rules, store
from stoa.shop.search.indexing import CODES

BATCH = 400
Progress = Callable[[int, int], Awaitable[None]]
Vocabulary = dict[str, Counter[str]]


async def reindex(tx: Writing, products: Iterable[UUID]) -> None:
    """Bring these products up to date: indexed anew where they are sold, removed where not."""
    wanted = sorted(set(products))
    if not wanted:
        return
    found = await _index(tx, wanted)
    for language, words in found.items():
        await _write_words(tx, language, words, recount=False)
    await store.touch(tx)


async def catch_up(tx: Writing) -> int:
    """Index the next of the products that were marked as changed; return how many that were."""
    await store.lock(tx)
    marked = await store.take_marked(tx, BATCH)
    await reindex(tx, marked)
    return len(marked)


async def _index(tx: Writing, products: list[UUID]) -> Vocabulary:
    """Write what is searched of these products; return their words with the number of products they stand in."""
    await store.lock(tx)
    sources = await store.sources(tx, products)
    documents = [document for source in sources for document in indexing.documents(source)]
    await store.write_documents(tx, documents)
    await store.write_shelf(tx, [indexing.shelf(source) for source in sources])
    await store.write_choices(tx, indexing.choices(sources))
    sold = {source.id for source in sources}
    await store.forget(tx, [product for product in products if product not in sold])
    await store.write_stock(tx, list(sold))
    await store.write_prices(tx, list(sold))
    found: Vocabulary = {code: Counter() for code in CODES}
    for document in documents:
        found[document.language].update(document.written.vocabulary)
    return found


async def reprice(tx: Writing, products: Iterable[UUID]) -> None:
    """Write the prices by which these products are filtered and sorted."""
    if await store.write_prices(tx, products):
        await store.touch(tx)


async def restock(tx: Writing, products: Iterable[UUID]) -> None:
    """Write whether these products are there."""
    if await store.write_stock(tx, products):
        await store.touch(tx)


async def _write_words(tx: Writing, language: str, words: Counter[str], *, recount: bool) -> None:
    await store.write_words(tx, language, {word: (n, rules.neighbours(word)) for word, n in words.items()}, recount=recount)


async def rebuild(db: Database, progress: Progress | None = None) -> int:
    """Index every product anew, a batch in each transaction, while the shop goes on; return how many are searched.

    Safe to run at any time and to be cut off. It also removes what is no longer sold and counts the vocabulary and sales anew.
    """
    async with db.reading() as read:
        total = await store.count_products(read)
    vocabulary: Vocabulary = {code: Counter() for code in CODES}
    done, last = 0, None
    while True:
        async with db.writing() as tx:
            batch = await store.products_after(tx, last, BATCH)
            if batch:
                for language, words in (await _index(tx, list(batch))).items():
                    vocabulary[language].update(words)
        if not batch:
            break
        done, last = done + len(batch), batch[-1]
        if progress is not None:
            await progress(done, max(total, done))
    await _finish(db, vocabulary)
    return done


async def _finish(db: Database, vocabulary: Vocabulary) -> None:
    async with db.writing() as tx:
        await store.forget(tx, await store.unsold(tx))
        await store.write_sold(tx)
        await store.touch(tx)
    for language, words in vocabulary.items():
        async with db.writing() as tx:
            await _write_words(tx, language, words, recount=True)
            await store.forget_words(tx, language, sorted(words))
