create schema search;

-- What a product is found by: one row a product and language, written anew whenever the product changes.
create table search.document (
    product_id uuid not null,
    language text not null,
    title text not null,
    words tsvector not null,
    brevity real not null,  -- 1 for a title of one word, less for longer ones
    card jsonb not null,    -- what a listing shows of it, besides price and stock
    primary key (product_id, language)
) partition by list (language);  -- a search looks through one language only
create table search.document_en partition of search.document for values in ('en');
create table search.document_de partition of search.document for values in ('de');
create table search.document_other partition of search.document default;
create index document_words on search.document using gin (words);

-- Where a product stands: narrow, so that counting filters over thousands of products stays quick. Only what is sold.
create table search.shelf (
    product_id uuid primary key,
    categories uuid[] not null,   -- its category and all above it
    collections uuid[] not null,
    choices text[] not null,      -- 'colour:red'
    markets uuid[] not null default '{}',   -- where it has a price, and beside it what everyone pays at least: to filter and
    amounts bigint[] not null default '{}', -- sort by; what a card shows is asked of pricing when it is shown
    in_stock boolean not null default false,
    sold bigint not null default 0 check (sold >= 0),  -- in the last ninety days
    made_at timestamptz not null,
    check (cardinality(markets) = cardinality(amounts))
) with (fillfactor = 80);
create index shelf_categories on search.shelf using gin (categories);
create index shelf_collections on search.shelf using gin (collections);
create index shelf_newest on search.shelf (made_at desc, product_id desc);
create index shelf_sold on search.shelf (sold desc, product_id desc);

-- The labels of choices, as the products' options give them.
create table search.choice (
    key text not null,
    language text not null,
    option text not null,
    value text not null,
    colour text not null default '',
    position int not null default 0,
    primary key (key, language)
);

-- The names of categories and collections, to suggest them.
create table search.place (
    kind text not null check (kind in ('category', 'collection')),
    place_id uuid not null,
    language text not null,
    handle text not null,
    name text not null,
    words tsvector not null,
    primary key (place_id, language)
);

-- Products that changed and are to be indexed anew; taken in batches.
create table search.pending (
    product_id uuid primary key
);

-- The vocabulary: every word of every document, with what is left of it when letters are taken out (typing slips).
create table search.word (
    language text not null,
    word text collate "C" not null,
    stem text not null,
    products int not null default 1,
    named boolean not null default false,  -- it stands in a title or name, not in a description alone
    neighbours int[] not null,
    backwards text collate "C" not null generated always as (reverse(stem)) stored,
    primary key (language, word)
);
create index word_stem on search.word (language, stem);
create index word_backwards on search.word (language, backwards);
create index word_neighbours on search.word using gin (neighbours) with (fastupdate = off);

-- The merchant's synonyms: any of `terms` also finds `means`; where it goes both ways, the two are equal.
create table search.synonym (
    id uuid primary key,
    language text not null,
    terms text[] not null check (cardinality(terms) between 1 and 20),
    means text[] not null check (cardinality(means) between 1 and 20),
    made_at timestamptz not null
);
create index synonym_terms on search.synonym using gin (terms);

-- Searches that found nothing, counted; nothing about who searched.
create table search.miss (
    language text not null,
    query text not null check (length(query) <= 80),
    count int not null default 1,
    last_at timestamptz not null,
    primary key (language, query)
);
create index miss_count on search.miss (language, count desc, last_at desc);

-- Stop words ("the", "und") are those of which a language's dictionary leaves nothing.
create function search.dictionary(language text) returns regdictionary language sql immutable parallel safe as $$
    select case language when 'en' then 'pg_catalog.english_stem'::regdictionary
        when 'de' then 'pg_catalog.german_stem'::regdictionary else 'pg_catalog.simple'::regdictionary end
$$;
create function search.config(language text) returns regconfig language sql immutable parallel safe as $$
    select case language when 'en' then 'pg_catalog.english'::regconfig
        when 'de' then 'pg_catalog.german'::regconfig else 'pg_catalog.simple'::regconfig end
$$;

-- A document's words: stems by weight, and beside them the words as written (for beginnings) where the stem differs. In German
-- also long stems backwards, one weight lower: "messer" is how "kochmesser" ends, which backwards is a beginning.
create function search.words(language text, title text, names text, lead text, body text) returns tsvector
language plpgsql immutable parallel safe as $$
declare
    config regconfig := search.config(language);
    head tsvector := setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, names), 'B')
        || setweight(to_tsvector(config, lead), 'C');
    stems tsvector := head || setweight(to_tsvector(config, body), 'D');
    spelled tsvector := setweight(to_tsvector('pg_catalog.simple', title), 'A')
        || setweight(to_tsvector('pg_catalog.simple', names), 'B');
    backwards text;
begin
    if language = 'de' then
        select string_agg(format('%L:%s', '~' || reverse(t.lexeme), (
                select string_agg(p || translate(w, 'ABC', 'BCD'), ',') from unnest(t.positions, t.weights) as x (p, w))), ' ')
            into backwards from unnest(head) t where length(t.lexeme) >= 7;
    end if;
    stems := stems || ts_delete(spelled, tsvector_to_array(stems));
    if backwards is null then return stems; end if;
    return stems || backwards::tsvector;
end $$;

-- What is asked of the documents, from the parts that rules.ask gives.
create function search.query(language text, must text, last text, prefix text, never text) returns tsquery
language plpgsql immutable parallel safe as $$
declare
    config regconfig := search.config(language);
    asked tsquery := case when last = '' then ''::tsquery else to_tsquery(config, last) end;
    begun tsquery := case when prefix = '' then ''::tsquery else to_tsquery('pg_catalog.simple', prefix) end;
begin
    if language = 'de' then asked := search.ending(asked); end if;
    asked := asked || begun;
    if must <> '' then asked := case when language = 'de' then search.ending(to_tsquery(config, must)) else to_tsquery(config, must) end && asked; end if;
    if never <> '' then asked := asked && to_tsquery(config, never); end if;
    return asked;
end $$;

-- The query that is also content with words that end so.
create function search.ending(asked tsquery) returns tsquery language plpgsql immutable parallel safe as $$
declare
    found tsquery := asked;
    stem text;
begin
    for stem in select distinct m[1] from regexp_matches(asked::text, '''([^''\\]{3,40})''', 'g') m loop
        found := ts_rewrite(found, quote_literal(stem)::tsquery, format('%L | %L:*', stem, '~' || reverse(stem))::tsquery);
    end loop;
    return found;
end $$;
