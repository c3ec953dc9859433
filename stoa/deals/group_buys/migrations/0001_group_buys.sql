create schema group_buys;

create table group_buys.deal (
    id uuid primary key,
    kind text not null check (kind in ('team', 'tiers')),
    product_id uuid not null,
    market text not null,
    currency char(3) not null,
    title jsonb not null,
    tiers jsonb not null,                 -- [[people, percent], …], rising
    minimum int not null check (minimum >= 2),
    maximum int check (maximum >= minimum),
    window_hours int not null check (window_hours between 1 and 144),
    opens_at timestamptz not null,
    closes_at timestamptz,
    open_to_strangers boolean not null,
    prices jsonb not null,                -- the usual price of each variant when it was planned
    offer_id uuid,
    worst jsonb,
    best jsonb,
    made_at timestamptz not null,
    ended_at timestamptz,
    ended_reason text not null default '',
    check (kind = 'team' or closes_at > opens_at)
);
-- A product has one deal of a kind at a time.
create unique index deal_product on group_buys.deal (product_id, kind) where ended_at is null;

create table group_buys.team (
    id uuid primary key,
    deal_id uuid not null references group_buys.deal,
    handle text collate "C" not null unique,  -- 128 random bits: who has the link may join
    kind text not null,
    tiers jsonb not null,
    size int not null,
    most int,
    "window" interval not null,
    deadline timestamptz,                 -- from the moment its starter counts
    state text not null check (state in ('open', 'tipped', 'filled', 'failed', 'settled')),
    taken int not null default 0,
    counted int not null default 0,
    owed int not null default 0,
    percent int,                          -- what is taken off in the end; null while that is open, and where nobody pays
    opened_at timestamptz not null,
    tipped_at timestamptz,
    ended_reason text not null default '',
    check (taken >= 0 and (most is null or taken <= most)),
    check (counted between 0 and taken),
    check (owed between 0 and taken)
);
create index team_deal on group_buys.team (deal_id, id desc);
create index team_due on group_buys.team (deadline) where state in ('open', 'tipped') and percent is null;

create table group_buys.place (
    id uuid primary key,
    team_id uuid not null references group_buys.team,
    order_id uuid not null unique,
    person_id uuid,
    name text not null default '',
    quantity int not null check (quantity > 0),
    state text not null check (state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'left', 'declined', 'released')),
    starter boolean not null,
    joined_at timestamptz not null,
    changed_at timestamptz not null,
    grace_until timestamptz
);
create index place_team on group_buys.place (team_id, id);
create index place_person on group_buys.place (person_id, id desc) where person_id is not null;
-- A member has one living place in a team.
create unique index place_once on group_buys.place (team_id, person_id)
    where person_id is not null and state in ('reserved', 'authorized', 'capturing', 'grace', 'captured');
create index place_waits on group_buys.place (joined_at) where state = 'reserved';
create index place_owed on group_buys.place (changed_at) where state in ('capturing', 'grace');

-- What happened to a team: appended, never changed.
create table group_buys.move (
    id bigint generated always as identity primary key,
    team_id uuid not null references group_buys.team,
    was text not null,
    now text not null,
    why text not null default '',
    at timestamptz not null
);
create index move_team on group_buys.move (team_id, id);
