"""The rows of search: read from the rooms below, written set-wise."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from stoa.base.database import Reading, Writing
from stoa.shop.catalog.model import ProductId
from stoa.shop.search.model import Choice, Document, Merit, PlaceName, Shelf, Source, VocabularyWord

_LOCK = 0x5704_0003  # registry of advisory locks: docs/scarcity.md
_SOURCES = msgspec.json.Decoder(list[Source])

_READ = """
select coalesce(json_agg(json_build_object(
    'id', p.id, 'handle', p.handle, 'vendor', p.vendor, 'kind', p.kind, 'tags', p.tags, 'options', p.options, 'made_at', p.made_at,
    'words', coalesce(p.extra->'search_words', '{}'::jsonb),
    'texts', (select json_object_agg(t.language, json_build_object('title', t.title, 'subtitle', t.subtitle,
        'description', t.description, 'specifications', t.specifications)) from catalog.product_text t where t.product_id = p.id),
    'variants', coalesce((select json_agg(json_build_object('choices', v.choices, 'sku', v.sku, 'barcode', v.barcode) order by v.position, v.id)
        from catalog.variant v where v.product_id = p.id and v.ended_at is null), '[]'),
    'picture', (select json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint, 'alts', i.alts)
        from catalog.picture i where i.product_id = p.id order by i.position, i.id limit 1),
    'categories', coalesce((select c.path from catalog.category c where c.id = p.category_id), '{}'),
    'collections', array(select c.collection_id from catalog.collection_product c where c.product_id = p.id),
    'groups', (select coalesce(json_agg(json_build_object('language', g.language, 'name', g.name)), '[]') from (
        select t.language, t.name from catalog.category c join catalog.category_text t on t.category_id = any(c.path) where c.id = p.category_id
        union all select t.language, t.name from catalog.collection_product c
            join catalog.collection_text t using (collection_id) where c.product_id = p.id) g)
)), '[]')::text
from catalog.product p where p.id = any($1) and p.state = 'active'
    and exists (select from catalog.product_text t where t.product_id = p.id)
"""


async def sources(read: Reading, products: Iterable[UUID]) -> list[Source]:
    """Return what the catalogue says of these products, of those that are sold."""
    return await read.document(_SOURCES, _READ, list(products)) or []


async def lock(tx: Writing) -> None:
    """Index in turns, until this transaction ends: whoever reads the catalogue later also writes later."""
    await tx.run(f"select pg_advisory_xact_lock({_LOCK})")


async def hold(tx: Writing, products: Iterable[UUID] | None = None) -> None:
    """Hold these products on the shelf, or all, until this transaction ends: everybody who writes there asks first, in one order."""
    await tx.run(
        "select from search.shelf where $1::uuid[] is null or product_id = any($1) order by product_id for no key update",
        None if products is None else list(products),
    )


async def write_documents(tx: Writing, rows: Sequence[Document]) -> None:
    """Write documents over what was there."""
    await tx.run(
        """insert into search.document (product_id, language, title, words, brevity, card)
        select id, language, title, search.words(language, a, b, c, d), brevity, card
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::real[], $9::jsonb[])
            as t (id, language, title, a, b, c, d, brevity, card)
        on conflict (product_id, language) do update set title = excluded.title, words = excluded.words, brevity = excluded.brevity,
            card = excluded.card
        where (document.title, document.words, document.card) is distinct from (excluded.title, excluded.words, excluded.card)""",
        [row.product_id for row in rows],
        [row.language for row in rows],
        [row.title for row in rows],
        [row.written.title for row in rows],
        [row.written.names for row in rows],
        [row.written.lead for row in rows],
        [row.written.body for row in rows],
        [row.brevity for row in rows],
        [row.card for row in rows],
    )


async def write_shelf(tx: Writing, rows: Sequence[Shelf]) -> None:
    """Write where products stand; what they cost and whether they are there is written by others."""
    await tx.run(
        """insert into search.shelf (product_id, categories, collections, choices, made_at)
        select r.product_id, r.categories, r.collections, r.choices, r.made_at
        from jsonb_to_recordset($1) as r (product_id uuid, categories uuid[], collections uuid[], choices text[], made_at timestamptz)
        on conflict (product_id) do update set categories = excluded.categories, collections = excluded.collections,
            choices = excluded.choices, made_at = excluded.made_at
        where (shelf.categories, shelf.collections, shelf.choices, shelf.made_at)
            is distinct from (excluded.categories, excluded.collections, excluded.choices, excluded.made_at)""",
        [msgspec.structs.asdict(row) for row in rows],
    )


async def write_choices(tx: Writing, rows: Iterable[Choice]) -> None:
    """Write the labels of choices, each once, over what was there."""
    ordered = [msgspec.structs.asdict(row) for row in sorted(rows, key=lambda row: (row.key, row.language))]
    await tx.run(
        """insert into search.choice (key, language, option, value, colour, position)
        select r.* from jsonb_to_recordset($1) as r (key text, language text, option text, value text, colour text, position int)
        on conflict (key, language) do update set option = excluded.option, value = excluded.value, colour = excluded.colour,
            position = excluded.position
        where (choice.option, choice.value, choice.colour, choice.position)
            is distinct from (excluded.option, excluded.value, excluded.colour, excluded.position)""",
        ordered,
    )


async def forget(tx: Writing, products: Iterable[UUID]) -> None:
    """Remove products from search, and the words that stood in theirs alone: what is for some now is not what a slip may have meant."""
    found = list(products)
    if not found:
        return
    await tx.run(
        """with gone as (delete from search.document where product_id = any($1) returning language, words)
        delete from search.word w using (select distinct language, lexeme from gone cross join lateral unnest(tsvector_to_array(words)) lexeme) g
        where w.language = g.language and w.stem = g.lexeme
            and not exists (select from search.document d where d.language = w.language and d.words @@ quote_literal(w.stem)::tsquery
                and d.product_id <> all($1))
            and not exists (select from search.synonym y where y.language = w.language
                and w.word = any(string_to_array(array_to_string(y.terms || y.means, ' '), ' ')))""",
        found,
    )
    await tx.run("delete from search.shelf where product_id = any($1)", found)


async def write_words(tx: Writing, language: str, words: Iterable[VocabularyWord], *, recount: bool) -> None:
    """Write words, in one's turn (`lock`); without `recount` one that is there keeps its number of products, and only becomes a name if it was none."""
    changes = "products = excluded.products, named = excluded.named where (word.products, word.named) is distinct from (excluded.products, excluded.named)"
    await tx.run(
        f"""insert into search.word (language, word, stem, products, named, neighbours)
        select $2, r.word, coalesce((ts_lexize(search.dictionary($2), r.word))[1], ''), r.products, r.named, r.neighbours
        from jsonb_to_recordset($1) as r (word text, products int, named boolean, neighbours int[])
        on conflict (language, word) do update set {changes if recount else "named = true where excluded.named and not word.named"}""",
        [msgspec.structs.asdict(word) for word in sorted(words, key=lambda word: word.word)],
        language,
    )


async def forget_words(tx: Writing, language: str, kept: Sequence[str]) -> None:
    """Remove words that were not met and stand in no document (one may have been indexed meanwhile)."""
    await tx.run(
        """delete from search.word w where w.language = $1 and not exists (select from unnest($2::text[]) k where k = w.word)
        and not exists (select from search.document d where d.language = $1 and d.words @@ quote_literal(nullif(w.stem, ''))::tsquery)""",
        language,
        list(kept),
    )


async def place_names(read: Reading) -> list[PlaceName]:
    """Return the names of all categories and collections; a language that lacks one is not in it."""
    return await read.all(
        PlaceName,
        """select 'category' as kind, c.id as place_id, t.language, c.handle, t.name
        from catalog.category c join catalog.category_text t on t.category_id = c.id
        union all select 'collection', c.id, t.language, c.handle, t.name
        from catalog.collection c join catalog.collection_text t on t.collection_id = c.id""",
    )


async def replace_places(tx: Writing, rows: Sequence[tuple[PlaceName, str]]) -> None:
    """Write the names of categories and collections, each with its words, in place of what was there."""
    await tx.run("delete from search.place")
    await tx.run(
        """insert into search.place (kind, place_id, language, handle, name, words)
        select r.kind, r.place_id, r.language, r.handle, r.name, search.words(r.language, r.words, '', '', '')
        from jsonb_to_recordset($1) as r (kind text, place_id uuid, language text, handle text, name text, words text)""",
        [{**msgspec.structs.asdict(row), "words": words} for row, words in rows],
    )


async def note_miss(tx: Writing, language: str, query: str) -> None:
    """Count a search that found nothing; new ones only while there is room, so that nobody can fill the table in a day."""
    await tx.run(
        """insert into search.miss (language, query, last_at) select $1, $2, $3 where (select count(*) from search.miss) < 5000
            or exists (select from search.miss where language = $1 and query = $2)
        on conflict (language, query) do update set count = miss.count + 1, last_at = excluded.last_at""",
        language,
        query,
        tx.now,
    )


async def forget_misses(tx: Writing) -> None:
    """Forget searches that nobody made for ninety days, and all but the thousand most frequent of a language."""
    await tx.run(
        """delete from search.miss m using (
            select language, query, last_at, row_number() over (partition by language order by count desc, last_at desc) as place
            from search.miss) x
        where (m.language, m.query) = (x.language, x.query) and (x.place > 1000 or x.last_at < $1::timestamptz - interval '90 days')""",
        tx.now,
    )


async def products_after(read: Reading, after: UUID | None, limit: int) -> list[ProductId]:
    """Return the next products that are sold, by id."""
    rows = await read.rows(
        "select id from catalog.product where state = 'active' and ($1::uuid is null or id > $1) order by id limit $2", after, limit
    )
    return [row["id"] for row in rows]


async def count_products(read: Reading) -> int:
    found: int = await read.value("select count(*) from catalog.product where state = 'active'")
    return found


async def unsold(read: Reading) -> list[ProductId]:
    """Return products that search still has and the catalogue no longer sells."""
    rows = await read.rows(
        """select s.product_id from (select product_id from search.shelf union select product_id from search.document) s
        where not exists (select from catalog.product p where p.id = s.product_id and p.state = 'active')"""
    )
    return [row["product_id"] for row in rows]


async def write_stock(tx: Writing, products: Iterable[UUID]) -> int:
    """Write whether products are there at all: some variant has units that belong to no order."""
    return await tx.run(
        """update search.shelf s set in_stock = f.there from (
            select p.product_id, exists (select from catalog.variant v where v.product_id = p.product_id and v.ended_at is null
                and exists (select from stock.component c where c.variant_id = v.id)
                and not exists (select from stock.component c join stock.item i on i.id = c.item_id where c.variant_id = v.id
                    and i.tracked and not i.backorder and i.on_hand - i.allocated < c.quantity)) as there
            from search.shelf p where p.product_id = any($1)) f
        where f.product_id = s.product_id and f.there <> s.in_stock""",
        list(products),
    )


async def write_prices(tx: Writing, products: Iterable[UUID]) -> int:
    """Write what everyone pays at least for these products, in each market that has a price for them."""
    return await tx.run(
        """update search.shelf s set markets = f.markets, amounts = f.amounts from (
            select s.product_id, coalesce(array_agg(m.market_id order by m.market_id) filter (where m.market_id is not null), '{}') as markets,
                coalesce(array_agg(m.amount order by m.market_id) filter (where m.market_id is not null), '{}') as amounts
            from search.shelf s left join lateral (
                select p.market_id, min(least(p.amount, l.amount)) as amount
                from catalog.variant v
                join pricing.price p on p.variant_id = v.id and p.from_at <= $2 and (p.until_at is null or p.until_at > $2)
                left join lateral (select min(l.amount) as amount from pricing.offer_line l where l.variant_id = p.variant_id
                    and l.market_id = p.market_id and l.until_at > $2 and l.from_at <= $2 and l.audience = 'everyone') l on true
                where v.product_id = s.product_id and v.ended_at is null group by p.market_id) m on true
            where s.product_id = any($1) group by s.product_id) f
        where f.product_id = s.product_id and (s.markets, s.amounts) is distinct from (f.markets, f.amounts)""",
        list(products),
        tx.now,
    )


async def keep_merits(tx: Writing, merits: Sequence[Merit]) -> None:
    """Write what people say of products, over what they said before."""
    await tx.run(
        """insert into search.merit (product_id, score, stars, count)
        select * from unnest($1::uuid[], $2::int[], $3::real[], $4::int[]) as m (product_id, score, stars, count) order by product_id
        on conflict (product_id) do update set score = excluded.score, stars = excluded.stars, count = excluded.count
        where (merit.score, merit.stars, merit.count) is distinct from (excluded.score, excluded.stars, excluded.count)""",
        [one.product for one in merits],
        [one.score for one in merits],
        [one.stars for one in merits],
        [one.count for one in merits],
    )


async def write_merits(tx: Writing, products: Iterable[UUID]) -> int:
    """Write what people say of these products where listings are filtered and sorted by it."""
    return await tx.run(
        """update search.shelf s set score = m.score, stars = m.stars, voices = m.count from search.merit m
        where m.product_id = s.product_id and s.product_id = any($1) and (s.score, s.stars, s.voices) is distinct from (m.score, m.stars, m.count)""",
        list(products),
    )


async def mark(tx: Writing, products: Iterable[UUID]) -> None:
    """Note that these products have to be indexed anew."""
    await tx.run(
        "insert into search.pending (product_id) select id from unnest($1::uuid[]) id order by id on conflict do nothing",
        sorted(set(products)),
    )


async def take_marked(tx: Writing, limit: int) -> list[ProductId]:
    """Return some of the products that were marked, and strike them off."""
    rows = await tx.rows(
        """delete from search.pending where product_id in (
            select product_id from search.pending order by product_id limit $1 for update skip locked) returning product_id""",
        limit,
    )
    return [row["product_id"] for row in rows]


async def write_sold(tx: Writing) -> int:
    """Write how many of each product were ordered in the last ninety days, less what was cancelled."""
    return await tx.run(
        """update search.shelf s set sold = f.sold from (
            select p.product_id, coalesce(m.sold, 0) as sold from search.shelf p left join (
                select c.product_id, greatest(sum(m.allocated), 0)::bigint as sold
                from stock.movement m join (select distinct item_id, product_id from stock.component) c using (item_id)
                where m.at > $1::timestamptz - interval '90 days' and m.reason in ('order', 'released') group by 1) m using (product_id)) f
        where f.product_id = s.product_id and f.sold <> s.sold""",
        tx.now,
    )


async def touch(tx: Writing, topic: str = "search") -> None:
    """Let kept listings be made again."""
    await tx.run("select base.touch($1)", topic)


async def add_synonym(tx: Writing, synonym_id: UUID, language: str, terms: list[str], means: list[str]) -> None:
    await tx.run(
        "insert into search.synonym (id, language, terms, means, made_at) values ($1, $2, $3, $4, $5)",
        synonym_id,
        language,
        terms,
        means,
        tx.now,
    )


async def remove_synonym(tx: Writing, synonym_id: UUID) -> bool:
    return await tx.run("delete from search.synonym where id = $1", synonym_id) > 0


async def synonym_terms(read: Reading) -> dict[str, list[str]]:
    """Return everything that the merchant's synonyms name, by language."""
    rows = await read.rows("select language, array_agg(term) as terms from search.synonym, unnest(terms || means) term group by language")
    return {row["language"]: row["terms"] for row in rows}


async def forget_miss(tx: Writing, language: str, query: str) -> None:
    await tx.run("delete from search.miss where language = $1 and query = $2", language, query)
