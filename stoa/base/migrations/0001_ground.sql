-- How far the shop's clock runs ahead of real time (demo and tests only).
create table base.clock (
    one boolean primary key default true check (one),
    ahead interval not null default '0'
);
insert into base.clock default values;

-- Facts, appended and never changed.
create table base.event (
    id uuid primary key,
    kind text not null,
    about uuid not null,
    body jsonb not null,
    at timestamptz not null
);
create index event_about on base.event (about, id);
create index event_kind on base.event (kind, id);

create table base.job (
    id uuid primary key,
    kind text not null,
    args jsonb not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'dead')),
    key text,
    due_at timestamptz not null,
    made_at timestamptz not null,
    attempt int not null default 0,
    attempts_left int not null check (attempts_left >= 0),
    leased_until timestamptz,
    worker text,
    progress jsonb,
    error text,
    check ((state = 'running') = (leased_until is not null))
);
create unique index job_key on base.job (key) where state = 'waiting';
create index job_due on base.job (due_at) where state = 'waiting';
create index job_leased on base.job (leased_until) where state = 'running';
create index job_dead on base.job (made_at) where state = 'dead';

create table base.schedule (
    name text primary key,
    ran_at timestamptz not null
);

-- What was answered to a request that carried an Idempotency-Key.
create table base.idempotency (
    scope text not null,
    key text not null check (length(key) <= 255),
    digest bytea not null,
    begun_at timestamptz not null,
    status int,
    headers jsonb,
    body bytea,
    primary key (scope, key)
);
create index idempotency_begun on base.idempotency (begun_at);

-- A number that grows in each transaction that changes what a page shows: cached pages are checked against it.
create table base.version (
    topic text primary key,
    number bigint not null
);
create function base.touch(topic text) returns void language sql as $$
    insert into base.version (topic, number) values (topic, 1)
    on conflict (topic) do update set number = base.version.number + 1
$$;
