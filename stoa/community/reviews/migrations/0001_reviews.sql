create schema reviews;

-- What somebody says of a product. `text` and the rest go with a withdrawal; the row stays, so that the ledger can be checked.
create table reviews.review (
    id uuid primary key,
    product_id uuid not null,
    variant_id uuid,
    author uuid,                          -- a member; none for a guest, and after an erasure
    name text not null default '',        -- what a guest is called; a member is shown by their byline
    email text,                           -- a guest's, for decisions about the review; never shown
    location text not null default '',
    key_digest text,                      -- of the key that opens a guest's own review to them
    rating smallint not null check (rating between 1 and 5),
    title text not null default '',
    text text not null default '',
    pros text not null default '',
    cons text not null default '',
    language text not null,
    aspects jsonb not null default '{}',  -- {"noise": 4}
    context jsonb not null default '{}',  -- {"height": "170"}
    pictures jsonb not null default '[]', -- [{digest, width, height, tint}]
    picture_urls text[] not null default '{}',
    recommends boolean,
    basis text not null check (basis in ('order', 'none', 'imported')),
    line_id uuid,
    delivered_at timestamptz,
    incentivized boolean not null default false,
    incentive uuid,                       -- the entry that paid for it: it alone sets the label
    collection text not null check (collection in ('unsolicited', 'post_fulfillment')),
    state text not null check (state in ('waiting', 'published', 'removed', 'withdrawn')),
    helpful int not null default 0 check (helpful >= 0),
    unhelpful int not null default 0 check (unhelpful >= 0),
    weight_up real not null default 0,
    weight_down real not null default 0,
    merit real not null default 0,        -- by which the most helpful come first
    replied boolean not null default false,
    salt text not null default '',        -- without it nobody tells from the ledger's digest what was written
    source text,                          -- the format of the file it came in, with what the file calls it
    source_id text,
    extra jsonb not null default '{}',
    made_at timestamptz not null,
    changed_at timestamptz not null,
    published_at timestamptz,
    removed_at timestamptz,
    version int not null default 1,
    read_version int not null default 0,  -- the version whose sentences were read
    check ((basis = 'order') = (line_id is not null)),
    check (delivered_at is null or basis = 'order'),
    check (incentive is null or incentivized),
    check (not incentivized or incentive is not null or source is not null),
    check (basis <> 'imported' or source is not null)
);
create unique index review_one_each on reviews.review (author, product_id) where author is not null and state <> 'withdrawn';
create unique index review_one_a_line on reviews.review (line_id) where line_id is not null and state <> 'withdrawn';
create unique index review_source on reviews.review (source, source_id) where source is not null;
create index review_merit on reviews.review (product_id, merit desc, id desc) where state = 'published';
create index review_new on reviews.review (product_id, made_at desc, id desc) where state = 'published';
create index review_rating on reviews.review (product_id, rating, made_at desc, id desc) where state = 'published';
create index review_author on reviews.review (author, id desc) where author is not null;
create index review_email on reviews.review (email) where email is not null;
create index review_all on reviews.review (made_at desc, id desc);
create index review_unanswered on reviews.review (made_at desc, id desc) where state = 'published' and not replied;
create index review_published on reviews.review (published_at) where published_at is not null;
create index review_removed on reviews.review (removed_at) where removed_at is not null;
create index review_unread on reviews.review (product_id) where read_version < version;

-- What a review said before each change.
create table reviews.edit (
    review_id uuid not null references reviews.review,
    version int not null,
    before jsonb not null,
    at timestamptz not null,
    primary key (review_id, version)
);

create table reviews.vote (
    review_id uuid not null references reviews.review,
    person_id uuid not null,
    helpful boolean not null,
    weight real not null,
    at timestamptz not null,
    primary key (review_id, person_id)
);
create index vote_person on reviews.vote (person_id, at desc);

-- The merchant's answer, one to a review.
create table reviews.reply (
    review_id uuid primary key references reviews.review,
    text text not null,
    by uuid,
    state text not null check (state in ('waiting', 'published', 'removed')),
    at timestamptz not null,
    changed_at timestamptz not null
);

-- What is asked about the products of a category and of those below it (null: of all): an opinion in stars, a place on a
-- scale whose middle is best, or what kind of person says so.
create table reviews.aspect (
    id uuid primary key,
    category_id uuid,
    code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    kind text not null check (kind in ('score', 'scale', 'context')),
    texts jsonb not null,
    low jsonb not null default '{}',
    high jsonb not null default '{}',
    choices jsonb not null default '[]',  -- [{"code": "small", "texts": {"en": "Small"}}]
    position int not null default 0,
    unique nulls not distinct (category_id, code)
);

-- When owners of a category's products are asked (null: of all others).
create table reviews.terms (
    category_id uuid,
    enabled boolean not null,
    wait_days int not null check (wait_days between 0 and 365),
    again_days int not null check (again_days between 1 and 365),
    unique nulls not distinct (category_id)
);
insert into reviews.terms (category_id, enabled, wait_days, again_days) values (null, true, 10, 14);

-- A request for reviews of what an order brought: two letters at most, none while something is wrong with the order.
create table reviews.request (
    order_id uuid primary key,
    since timestamptz not null,
    due_at timestamptz not null,
    again_days int not null,
    sent smallint not null default 0 check (sent between 0 and 2),
    sent_at timestamptz,
    ended_at timestamptz,
    why text,
    check ((ended_at is null) = (why is null))
);
create index request_due on reviews.request (due_at) where ended_at is null;

create table reviews.request_line (
    line_id uuid primary key,
    order_id uuid not null references reviews.request,
    product_id uuid not null,
    variant_id uuid not null,
    delivered_at timestamptz not null
);
create index request_line_order on reviews.request_line (order_id);

-- What opens an order's products for review, from a letter, without an account.
create table reviews.link (
    digest text primary key,
    order_id uuid not null,
    until_at timestamptz not null
);
create index link_until on reviews.link (until_at);

-- Who does not want to be asked: only a digest of the address.
create table reviews.silence (
    digest text primary key,
    at timestamptz not null
);

-- What happened to reviews: added to, never changed. A job gives each entry its number and chains it to the one before.
create table reviews.ledger (
    id uuid primary key,
    seq bigint unique,
    at timestamptz not null,
    kind text not null check (kind in ('received', 'published', 'rejected', 'restored', 'edited', 'withdrawn')),
    review_id uuid not null,
    reason text not null default '',
    stars smallint not null check (stars between 1 and 5),
    digest text not null,
    previous text,
    hash text,
    check ((seq is null) = (hash is null) and (hash is null) = (previous is null))
);
create index ledger_review on reviews.ledger (review_id, id);
create index ledger_loose on reviews.ledger (id) where seq is null;

create function reviews.ledger_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
        and (new.id, new.at, new.kind, new.review_id, new.reason, new.stars, new.digest)
            is not distinct from (old.id, old.at, old.kind, old.review_id, old.reason, old.stars, old.digest) then
        return new;
    end if;
    raise exception 'the ledger is added to, never changed' using errcode = 'restrict_violation';
end $$;
create trigger ledger_stands before update or delete on reviews.ledger for each row execute function reviews.ledger_stands();
create trigger ledger_is_not_emptied before truncate on reviews.ledger for each statement execute function reviews.ledger_stands();

-- Products whose standing is to be made anew. No key: nobody waits for anybody to mark one.
create table reviews.stale (
    id bigint generated always as identity primary key,
    product_id uuid not null
);

-- What the shop's reviews say altogether: where a product stands of which nothing is known.
create table reviews.prior (
    one boolean primary key default true check (one),
    mean real not null,
    spread real not null,
    at timestamptz
);
insert into reviews.prior (mean, spread) values (4.0, 1.2);

-- Where a product stands.
create table reviews.standing (
    product_id uuid primary key,
    score real not null default 0,
    low real not null default 0,
    high real not null default 0,
    count int not null default 0,
    verified int not null default 0,
    stars int[] not null default '{0,0,0,0,0}' check (cardinality(stars) = 5),  -- how many of one star, of two …
    first uuid[] not null default '{}',   -- the reviews that the list by helpfulness begins with
    made_at timestamptz
);

-- What the product page shows of them, in each language, read by key.
create table reviews.panel (
    product_id uuid not null,
    language text not null,
    body json not null,
    primary key (product_id, language)
);

-- Sentences of reviews that say something about an aspect.
create table reviews.sentence (
    review_id uuid not null references reviews.review on delete cascade,
    aspect text not null,
    number smallint not null,
    polarity text not null check (polarity in ('for', 'against')),
    sure real not null,
    text text not null,
    primary key (review_id, aspect, number)
);

-- What several reviews of a product say alike: each with the sentences that say it.
create table reviews.highlight (
    product_id uuid not null,
    language text not null,
    aspect text not null,
    polarity text not null check (polarity in ('for', 'against')),
    reviews int not null check (reviews >= 3),
    sentences jsonb not null,             -- [{review_id, text}]
    primary key (product_id, language, aspect, polarity)
);

-- What a reward may know of a review: nothing of what it says or how many stars it gave.
create view reviews.rewardable as
    select id, author, product_id, basis, collection, state, incentivized, made_at, published_at from reviews.review;
