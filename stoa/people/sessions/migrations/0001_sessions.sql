create schema sessions;

create table sessions.session (
    id uuid primary key,
    digest bytea not null unique check (length(digest) = 32),
    person_id uuid not null references accounts.person,
    way text not null check (way in ('passkey', 'link', 'password')),
    device text not null check (length(device) <= 200),
    address text not null,
    made_at timestamptz not null,
    proved_at timestamptz not null,
    seen_at timestamptz not null,
    until_at timestamptz not null
);
create index session_person on sessions.session (person_id, seen_at desc);
create index session_until on sessions.session (until_at);

-- Programs that ask in the shop's name.
create table sessions.api_key (
    id uuid primary key,
    digest bytea not null unique check (length(digest) = 32),
    name text not null check (length(name) between 1 and 80),
    hint text not null,
    scopes text[] not null check (cardinality(scopes) > 0),
    made_by uuid references accounts.person,
    made_at timestamptz not null,
    seen_at timestamptz,
    ended_at timestamptz
);
