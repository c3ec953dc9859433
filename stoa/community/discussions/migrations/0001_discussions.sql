create schema discussions;

create table discussions.topic (
    id uuid primary key,
    handle text collate "C" not null unique check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 90),
    kind text not null check (kind in ('guide', 'comparison', 'show', 'question')),
    category_id uuid,                       -- of the catalogue; none: about everything
    title text not null check (length(title) between 1 and 120),
    question text not null default '' check (length(question) <= 300),    -- what is worth knowing, and the topic was opened for
    question_id uuid,                       -- where it was asked with a product
    text text not null default '' check (length(text) <= 10000),
    products uuid[] not null default '{}',  -- named in the text, in its order
    language text not null,
    author uuid,
    proposed boolean not null default false,    -- by a member: a host opens it or not
    state text not null check (state in ('published', 'waiting', 'removed')),
    pinned_at timestamptz,
    featured_at timestamptz,
    closed_at timestamptz,
    merged_into uuid references discussions.topic,
    made_at timestamptz not null,
    last_at timestamptz not null,           -- of the last that can be read
    check (merged_into <> id),
    check (not proposed or state <> 'published')
);
create index topic_latest on discussions.topic (last_at desc, id desc) where state = 'published' and merged_into is null;
create index topic_category on discussions.topic (category_id, last_at desc, id desc) where state = 'published' and merged_into is null;
create index topic_pinned on discussions.topic (pinned_at desc) where pinned_at is not null;
create index topic_proposed on discussions.topic (id) where proposed;
create index topic_author on discussions.topic (author, id desc) where author is not null;
create index topic_merged on discussions.topic (merged_into) where merged_into is not null;

create table discussions.post (
    id uuid primary key,
    topic_id uuid not null references discussions.topic,
    author uuid,
    text text not null check (length(text) between 1 and 5000),
    products uuid[] not null default '{}',
    pictures jsonb not null default '[]',
    language text not null,
    reply_to uuid,
    accepted_at timestamptz,                -- it answered what the topic was opened for
    state text not null check (state in ('published', 'waiting', 'removed')),
    made_at timestamptz not null,
    -- A reply answers a post, never a reply: one level and no more.
    depth int generated always as (case when reply_to is null then 0 else 1 end) stored,
    reply_depth int generated always as (case when reply_to is null then null else 0 end) stored,
    unique (id, depth),
    foreign key (reply_to, reply_depth) references discussions.post (id, depth)
);
create index post_topic on discussions.post (topic_id, id) where state = 'published';
create index post_all on discussions.post (topic_id);
create index post_reply on discussions.post (reply_to) where reply_to is not null;
create index post_author on discussions.post (author, id desc) where author is not null;

-- Which products a topic names, in what can be read of it.
create table discussions.mention (
    topic_id uuid not null references discussions.topic,
    product_id uuid not null,
    number int not null,
    primary key (topic_id, product_id)
);
create index mention_product on discussions.mention (product_id, topic_id);

create table discussions.following (
    topic_id uuid not null references discussions.topic,
    person_id uuid not null,
    at timestamptz not null,
    seen_at timestamptz not null,
    primary key (topic_id, person_id)
);
create index following_person on discussions.following (person_id, topic_id);

-- What lies in a cart because somebody put it there from a topic. It names no person, and goes when the cart becomes an order.
create table discussions.led (
    cart_id uuid not null,
    product_id uuid not null,
    topic_id uuid not null references discussions.topic,
    at timestamptz not null,
    primary key (cart_id, product_id)
);
create index led_at on discussions.led (at);

-- How often a product was ordered that had been put into the cart from a topic. Which order that was is not kept.
create table discussions.came_of (
    topic_id uuid not null references discussions.topic,
    product_id uuid not null,
    orders int not null check (orders > 0),
    primary key (topic_id, product_id)
);

-- What the product page shows: made when something changes.
create table discussions.shown (
    product_id uuid not null,
    language text not null,
    body jsonb not null,
    primary key (product_id, language)
);
