create schema questions;

-- How long the shop's own answer lets customers go first: one row.
create table questions.policy (
    one boolean primary key default true check (one),
    wait interval not null default '12 hours' check (wait between '0' and '7 days')
);
insert into questions.policy default values;

create table questions.question (
    id uuid primary key,
    product_id uuid not null,
    variant_id uuid,
    author uuid,                    -- null: a guest, who may have left a name
    name text not null default '' check (length(name) <= 60),
    text text not null check (length(text) between 1 and 300),
    language text not null,
    digest text not null,           -- its words in order of the alphabet: the same question is found again
    state text not null check (state in ('published', 'waiting', 'removed')),
    made_at timestamptz not null,
    published_at timestamptz,
    merged_into uuid references questions.question,
    accepted uuid,
    routed_at timestamptz,          -- when owners were asked
    answers int not null default 0 check (answers >= 0),
    answered_at timestamptz,        -- when the first answer that can be seen was given
    weight int not null default 0 check (weight >= 0),
    check (merged_into <> id),
    check (state <> 'published' or published_at is not null),
    check ((answers > 0) = (answered_at is not null))
);
create index question_product on questions.question (product_id, weight desc, id desc) where state = 'published' and merged_into is null;
create index question_newest on questions.question (product_id, id desc) where state = 'published' and merged_into is null;
create index question_digest on questions.question (product_id, digest) where state = 'published' and merged_into is null;
create index question_unanswered on questions.question (id) where state = 'published' and merged_into is null and answers = 0;
create index question_listed on questions.question (id desc) where state = 'published' and merged_into is null;
create index question_author on questions.question (author, id desc) where author is not null;
create index question_merged on questions.question (merged_into) where merged_into is not null;

create table questions.answer (
    id uuid primary key,
    question_id uuid not null references questions.question,
    author uuid,
    name text not null default '' check (length(name) <= 60),
    text text not null check (length(text) between 1 and 2000),
    language text not null,
    basis text not null check (basis in ('owner', 'none')),
    owned_since timestamptz,
    official boolean not null default false,
    urgent text check (urgent in ('safety', 'law')),
    held boolean not null default false,    -- the shop waits, so that customers may go first
    visible_from timestamptz not null,
    by_link boolean not null default false,
    state text not null check (state in ('published', 'waiting', 'removed')),
    helpful int not null default 0 check (helpful >= 0),
    unhelpful int not null default 0 check (unhelpful >= 0),
    made_at timestamptz not null,
    check ((basis = 'owner') = (owned_since is not null)),
    check (not official or basis = 'none'),             -- the shop speaks as the shop
    check (official or (not held and urgent is null)),
    check (not held or urgent is null)
);
create index answer_question on questions.answer (question_id, id) where state = 'published' and not held;
create index answer_all on questions.answer (question_id);
create index answer_author on questions.answer (author, id desc) where author is not null;
create index answer_made on questions.answer (made_at);
create index answer_held on questions.answer (visible_from) where held;
alter table questions.question add foreign key (accepted) references questions.answer;

create table questions.vote (
    answer_id uuid not null references questions.answer,
    person_id uuid not null,
    helpful boolean not null,
    at timestamptz not null,
    primary key (answer_id, person_id)
);
create index vote_person on questions.vote (person_id);

-- Who is told when an answer comes: whoever asked, and who would have asked the same. `key` opens what only they may do.
create table questions.follower (
    key text primary key,
    question_id uuid not null references questions.question,
    person_id uuid,
    email text check (email = lower(email)),
    language text not null,
    asker boolean not null default false,
    told int not null default 0,
    at timestamptz not null,
    check ((person_id is null) <> (email is null))
);
create unique index follower_person on questions.follower (question_id, person_id) where person_id is not null;
create unique index follower_email on questions.follower (question_id, email) where email is not null;
create index follower_of on questions.follower (person_id) where person_id is not null;

-- Members who let themselves be asked about what they own. `asked_at` is moved forward by whoever asks them: once a week, whatever happens.
create table questions.willing (
    person_id uuid primary key,
    since timestamptz not null,
    asked_at timestamptz
);

-- Who was asked what. Only digests of the tokens in their mails are kept.
create table questions.asked (
    question_id uuid not null references questions.question,
    person_id uuid not null,
    at timestamptz not null,
    digest bytea not null unique check (length(digest) = 32),
    until_at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'answered', 'declined', 'disowned')),
    answer_id uuid references questions.answer,
    done_at timestamptz,
    disown bytea unique check (length(disown) = 32),
    primary key (question_id, person_id),
    check ((state in ('answered', 'disowned')) = (answer_id is not null)),
    check ((state = 'waiting') = (done_at is null)),
    check ((disown is not null) = (answer_id is not null))
);
create index asked_person on questions.asked (person_id, at desc);
create index asked_answer on questions.asked (answer_id) where answer_id is not null;

-- What only the shop can answer: never published, and the shop owes an answer.
create table questions.request (
    id uuid primary key,
    product_id uuid not null,
    variant_id uuid,
    person_id uuid,
    name text not null default '' check (length(name) <= 60),
    email text not null,
    text text not null check (length(text) between 1 and 300),
    language text not null,
    why text not null check (why in ('words', 'judge')),
    key text not null unique,
    state text not null default 'open' check (state in ('open', 'answered', 'asked_owners')),
    reply text not null default '',
    made_at timestamptz not null,
    done_at timestamptz,
    done_by uuid,
    question_id uuid references questions.question,
    check ((state = 'open') = (done_at is null)),
    check ((state = 'answered') = (reply <> '')),
    check ((state = 'asked_owners') = (question_id is not null))
);
create index request_open on questions.request (made_at, id) where state = 'open';
create index request_done on questions.request (done_at desc) where state <> 'open';
create index request_person on questions.request (person_id) where person_id is not null;

-- What is found while somebody types: an answer under its question, a question that waits, a sentence of a review. The words hold
-- one more that names product, language and kind, so that their index finds what is meant in a product with 100,000 of them; of a
-- product with a few, all are looked at.
create table questions.passage (
    kind text not null check (kind in ('answer', 'question', 'review')),
    source_id uuid not null,
    number int not null default 0,
    about_id uuid not null,         -- the question, or the review
    product_id uuid not null,
    language text not null,
    text text not null,
    asked text not null default '',
    source jsonb not null default '{}',
    words tsvector not null,
    primary key (kind, source_id, number)
);
create index passage_words on questions.passage using gin (words) with (fastupdate = off);
create index passage_about on questions.passage (about_id);
create index passage_product on questions.passage (product_id, language, kind);

-- What the product page shows, made when something changes. `people` are the names of those who speak in it.
create table questions.shown (
    product_id uuid not null,
    language text not null,
    body jsonb not null,
    people jsonb not null,
    primary key (product_id, language)
);
create index shown_people on questions.shown using gin (people);

-- How surely readers found it helpful, -1 to 1: the lower bound of the share of those who did (Wilson 1927, 95 %), less that of
-- those who did not. The same as stoa.community.questions.rules.score; a test holds the two against each other.
create function questions.least(part int, votes int) returns double precision language sql immutable parallel safe as $$
    select case when part = 0 then 0.0 else
        (part::float8 / votes + 1.9208 / votes - 1.96 * sqrt((part::float8 / votes * (1 - part::float8 / votes) + 0.9604 / votes) / votes))
        / (1 + 3.8416 / votes) end
$$;
create function questions.score(helpful int, unhelpful int) returns double precision language sql immutable parallel safe as $$
    select questions.least(helpful, helpful + unhelpful) - questions.least(unhelpful, helpful + unhelpful)
$$;

create function questions.scope(product uuid, language text, kind text) returns text language sql immutable parallel safe as $$
    select 's' || replace(product::text, '-', '') || language || kind
$$;

create function questions.words(product uuid, language text, kind text, strong text, weak text) returns tsvector
language sql immutable parallel safe as $$
    select setweight(to_tsvector(search.config(language), strong), 'A') || setweight(to_tsvector(search.config(language), weak), 'B')
        || questions.scope(product, language, kind)::tsvector
$$;

-- What is asked of the passages: for each word that means something, one query, its stem or what it may mean instead. The last word
-- may be unfinished, and a long German one the head of a longer one: both are also beginnings. (The others are not, because a
-- beginning makes the index read every word that begins so.)
create function questions.asked_for(language text, typed text[]) returns tsquery[] language sql stable parallel safe as $$
    select array_agg(q.one order by w.at) from unnest(typed) with ordinality w (word, at)
    cross join lateral (
        select string_agg(quote_literal(x.lexeme) || case when length(x.lexeme) > 3 and (w.at = cardinality(typed)
            or (language = 'de' and length(x.lexeme) > 6)) then ':*' else '' end, ' | ')::tsquery as one
        from unnest(to_tsvector(search.config(language), w.word)) x) q
    where q.one is not null
$$;
