create schema wish_lists;

create table wish_lists.list (
    id uuid primary key,
    owner uuid,                             -- null while it is a guest's, who is known by the digest of a cookie
    guest bytea,
    kind text not null check (kind in ('saved', 'list', 'registry')),
    title text not null default '' check (length(title) <= 120),
    recipient text not null default '' check (length(recipient) <= 80),
    message text not null default '' check (length(message) <= 2000),
    date date,
    view text not null default 'nothing' check (view in ('nothing', 'taken', 'all')),
    on_page boolean not null default false,
    address_id uuid,                        -- of the owner's addresses; givers send there and never see it
    secret text unique check (length(secret) >= 32),
    state text not null default 'published' check (state in ('published', 'waiting', 'removed')),
    market text not null,
    language text not null,
    made_at timestamptz not null,
    changed_at timestamptz not null,
    removed_at timestamptz,                 -- taken down while there was money in it
    check ((owner is null) <> (guest is null)),
    check (owner is not null or (kind = 'saved' and secret is null and not on_page and address_id is null))
);
-- Of what is saved with one tap there is one list a person, and one a guest.
create unique index list_saved on wish_lists.list (owner) where kind = 'saved' and removed_at is null;
create unique index list_guest on wish_lists.list (guest) where guest is not null;
create index list_owner on wish_lists.list (owner, id desc) where owner is not null;
create index list_forgotten on wish_lists.list (changed_at) where owner is null;

create table wish_lists.co_owner (
    list_id uuid not null references wish_lists.list on delete cascade,
    person_id uuid not null,
    surprised boolean not null,             -- receives too, and sees as little as the owner; else sees everything
    made_at timestamptz not null,
    primary key (list_id, person_id)
);
create index co_owner_person on wish_lists.co_owner (person_id, list_id);

create table wish_lists.invitation (
    list_id uuid primary key references wish_lists.list on delete cascade,
    secret text not null unique check (length(secret) >= 32),
    surprised boolean not null,
    until timestamptz not null
);

create table wish_lists.entry (
    id uuid primary key,
    list_id uuid not null references wish_lists.list on delete cascade,
    variant_id uuid not null,
    product_id uuid not null,
    quantity int not null check (quantity between 1 and 99),
    note text not null default '' check (length(note) <= 4000),
    priority int not null default 1 check (priority between 0 and 2),
    had_at timestamptz,                     -- "already has it"
    added_by uuid,
    market text not null,
    currency text,
    price bigint,                           -- what one cost when it was put here
    made_at timestamptz not null,
    removed_at timestamptz                  -- somebody had promised it: givers still see that it is not wished for any more
);
create unique index entry_variant on wish_lists.entry (list_id, variant_id) where removed_at is null;
create index entry_product on wish_lists.entry (list_id, product_id) where removed_at is null;
create index entry_list on wish_lists.entry (list_id, id);

create table wish_lists.watch (
    entry_id uuid primary key references wish_lists.entry on delete cascade,
    variant_id uuid not null,
    product_id uuid not null,
    market text not null,
    price boolean not null,
    stock boolean not null,
    below bigint check (below > 0),
    told_price bigint,                      -- the price that was told last, so that nothing is told twice
    out boolean not null default false,     -- it could not be had when somebody last looked
    made_at timestamptz not null,
    check (price or stock)
);
create index watch_product on wish_lists.watch (product_id);
create index watch_variant on wish_lists.watch (variant_id);

create table wish_lists.claim (
    id uuid primary key,
    entry_id uuid not null references wish_lists.entry on delete cascade,
    name text not null check (length(name) between 1 and 80),
    person uuid,
    guest bytea,                            -- the digest of the cookie of who claimed it
    quantity int not null check (quantity > 0),
    made_at timestamptz not null,
    until timestamptz not null,             -- free again then, unless it was bought: nobody has to come and clean
    cart_id uuid,
    order_id uuid,
    bought_at timestamptz,
    ended_at timestamptz,
    check ((order_id is null) = (bought_at is null)),
    check (until > made_at)
);
create index claim_entry on wish_lists.claim (entry_id) where ended_at is null;
create index claim_cart on wish_lists.claim (cart_id) where order_id is null and ended_at is null;
create index claim_order on wish_lists.claim (order_id) where order_id is not null;
create index claim_guest on wish_lists.claim (guest) where guest is not null;
create index claim_person on wish_lists.claim (person) where person is not null;

-- Money put together for an entry. `goal` is what the order comes to, to the cent; the database lets nobody promise more.
create table wish_lists.pool (
    id uuid primary key,
    entry_id uuid not null references wish_lists.entry,
    quantity int not null check (quantity > 0),
    currency text not null,
    goal bigint not null check (goal > 0),
    promised bigint not null default 0,
    paid bigint not null default 0,
    state text not null default 'open' check (state in ('open', 'full', 'missed', 'closed')),
    until timestamptz not null,
    order_id uuid unique,                   -- the held order, from the first contribution on
    opened_by uuid not null,
    made_at timestamptz not null,
    ended_at timestamptz,
    check (promised between 0 and goal),
    check (paid between 0 and promised),
    check ((state = 'open') = (ended_at is null)),
    check (state <> 'full' or paid = goal)
);
create unique index pool_entry on wish_lists.pool (entry_id) where state in ('open', 'full');
create index pool_until on wish_lists.pool (until) where state = 'open';

create table wish_lists.share (
    id uuid primary key,
    pool_id uuid not null references wish_lists.pool,
    payment_id uuid not null unique,
    amount bigint not null check (amount > 0),
    name text not null check (length(name) between 1 and 80),
    email text not null,
    message text not null default '' check (length(message) <= 500),
    person uuid,
    guest bytea,
    language text not null,
    state text not null default 'promised' check (state in ('promised', 'paid', 'lost', 'returning', 'returned')),
    made_at timestamptz not null,
    paid_at timestamptz,
    ended_at timestamptz
);
create index share_pool on wish_lists.share (pool_id, id);
create index share_person on wish_lists.share (person) where person is not null;
