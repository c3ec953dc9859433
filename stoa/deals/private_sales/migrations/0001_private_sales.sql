create schema private_sales;

create table private_sales.club (
    id uuid primary key,
    name jsonb not null,
    text jsonb not null default '{}',
    quota int not null check (quota >= 0),      -- how many people a new member may invite
    made_at timestamptz not null
);

create table private_sales.tier (
    club_id uuid not null references private_sales.club,
    code text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    name jsonb not null,
    ahead_minutes int not null check (ahead_minutes between 0 and 10080),
    primary key (club_id, code)
);

create table private_sales.member (
    id uuid primary key,
    club_id uuid not null references private_sales.club,
    person_id uuid,
    pass bytea unique check (length(pass) = 32),  -- of a guest: the digest of the pass in their cookie
    name text not null default '',
    feed text not null unique default replace(gen_random_uuid()::text, '-', ''),  -- opens their calendar and feed of openings
    tier text not null,
    invited_by uuid references private_sales.member,
    invitation_id uuid,
    quota int not null check (quota >= 0),
    invited int not null default 0 check (invited between 0 and quota),
    since timestamptz not null,
    left_at timestamptz,
    foreign key (club_id, tier) references private_sales.tier
);
create unique index member_person on private_sales.member (club_id, person_id) where person_id is not null;
create index member_of on private_sales.member (person_id) where person_id is not null;
create index member_club on private_sales.member (club_id, id);
create index member_invited_by on private_sales.member (invited_by, id) where invited_by is not null;

create table private_sales.invitation (
    id uuid primary key,
    club_id uuid not null references private_sales.club,
    digest bytea not null unique,               -- of its token: 128 random bits
    by_member uuid references private_sales.member,
    tier text not null,
    places int not null check (places > 0),
    uses int not null default 0 check (uses between 0 and places),
    until_at timestamptz not null,
    made_at timestamptz not null,
    foreign key (club_id, tier) references private_sales.tier
);
create index invitation_club on private_sales.invitation (club_id, id desc);
create index invitation_member on private_sales.invitation (by_member, id desc) where by_member is not null;

create table private_sales.sale (
    id uuid primary key,
    club_id uuid not null references private_sales.club,
    title jsonb not null,
    text jsonb not null default '{}',
    market text not null,
    currency char(3) not null,
    preview_at timestamptz not null,
    opens_at timestamptz not null,
    ends_at timestamptz not null,
    closes_at timestamptz not null,                  -- until then what is kept for somebody may be bought
    cart_minutes int not null check (cart_minutes between 1 and 120),
    offer_hours int not null check (offer_hours between 1 and 72),
    per_person int not null check (per_person > 0),  -- pieces of each item
    room int not null check (room > 0),              -- how many people choose at the same time
    hidden boolean not null,                         -- nobody else sees the products at all
    salt bytea not null check (length(salt) = 32),
    last_rank bigint not null default 0,
    admitted_through bigint not null default 0 check (admitted_through between 0 and last_rank),
    pace double precision not null default 0,        -- people a minute, of late
    previewed_at timestamptz,
    opened_at timestamptz,
    ended_at timestamptz,
    closed_at timestamptz,
    ended_reason text not null default '',
    made_at timestamptz not null,
    check (preview_at <= opens_at and opens_at < ends_at)
) with (fillfactor = 70);
create index sale_club on private_sales.sale (club_id, opens_at desc);
create index sale_alive on private_sales.sale (preview_at) where closed_at is null;

-- Each moment at which a tier is let in has a draw of its own. The seed is published when it has been drawn; its SHA-256 before.
create table private_sales.round (
    sale_id uuid not null references private_sales.sale,
    ahead_minutes int not null,
    opens_at timestamptz not null,
    commitment bytea not null check (commitment = sha256(seed)),
    seed bytea not null check (length(seed) = 32),
    drawn_at timestamptz,
    primary key (sale_id, ahead_minutes)
);

create table private_sales.item (
    id uuid primary key,
    sale_id uuid not null references private_sales.sale,
    position int not null,
    product_id uuid not null,
    variant_id uuid not null,
    price bigint not null check (price >= 0),
    usual bigint not null,
    units int not null check (units > 0),
    reserve int not null check (reserve between 0 and units),  -- in nobody's hands
    offer_id uuid,
    unique (sale_id, variant_id)
) with (fillfactor = 70);
create index item_product on private_sales.item (product_id);

create table private_sales.entrant (
    id uuid primary key,                        -- public, and random: what the draw is about
    sale_id uuid not null,
    member_id uuid not null references private_sales.member,
    ahead_minutes int not null,
    entered_at timestamptz not null,
    drawn int,                                  -- the place that the draw of its round gave it; null: came later
    rank bigint,                                -- the place in the line of the sale
    admitted_at timestamptz,
    admitted_until timestamptz,
    unique (sale_id, member_id),
    foreign key (sale_id, ahead_minutes) references private_sales.round
) with (fillfactor = 50);
create unique index entrant_rank on private_sales.entrant (sale_id, rank) where rank is not null;
create index entrant_unranked on private_sales.entrant (sale_id, ahead_minutes) where rank is null;
create index entrant_inside on private_sales.entrant (sale_id, admitted_until) where admitted_until is not null;
create index entrant_drawn on private_sales.entrant (sale_id, ahead_minutes, drawn) where drawn is not null;
create index entrant_member on private_sales.entrant (member_id);

create table private_sales.wave (
    sale_id uuid not null references private_sales.sale,
    at timestamptz not null,
    through bigint not null,
    primary key (sale_id, at)
);

-- What somebody waits for, is offered, has in a cart, or has bought.
create table private_sales.claim (
    id uuid primary key,
    sale_id uuid not null references private_sales.sale,
    item_id uuid not null references private_sales.item,
    member_id uuid not null references private_sales.member,
    wanted int not null check (wanted > 0),
    quantity int not null check (quantity >= 0),   -- units that are theirs while it lives
    state text not null check (state in ('waiting', 'offered', 'held', 'ordered', 'bought', 'over')),
    device bytea not null,
    since timestamptz not null,
    until_at timestamptz,
    cart_id uuid,
    order_id uuid,
    offered boolean not null default false,       -- it came from the waiting list
    check ((state = 'waiting') = (quantity = 0) or state = 'over'),
    check (state not in ('offered', 'held') or until_at is not null)
);
create unique index claim_once on private_sales.claim (item_id, member_id) where state in ('waiting', 'offered');
create index claim_waiting on private_sales.claim (item_id, since, id) where state = 'waiting';
create index claim_ends on private_sales.claim (until_at) where state in ('offered', 'held');
create index claim_member on private_sales.claim (item_id, member_id) where state <> 'over';
create index claim_device on private_sales.claim (item_id, device) where state in ('offered', 'held', 'ordered', 'bought');
create index claim_cart on private_sales.claim (cart_id) where cart_id is not null;
create index claim_order on private_sales.claim (order_id) where order_id is not null;
create index claim_sale on private_sales.claim (sale_id, member_id);

-- How many pieces of an item went to one way to pay, one address, one mail address: digests with the sale's salt.
create table private_sales.tally (
    digest bytea primary key check (length(digest) = 32),
    sale_id uuid not null references private_sales.sale,
    quantity int not null check (quantity >= 0)
) with (fillfactor = 70);
create index tally_sale on private_sales.tally (sale_id);
create table private_sales.taken (
    order_id uuid not null,
    digest bytea not null references private_sales.tally,
    quantity int not null check (quantity > 0),
    primary key (order_id, digest)
);
create index taken_digest on private_sales.taken (digest);
