create schema permissions;

-- Who is in which group of people ('club:north'). The room that names a group says what it is for.
create table permissions.entered (
    person_id uuid not null,
    audience text not null check (audience ~ '^[a-z]+:[^[:space:]]{1,80}$'),
    at timestamptz not null,
    primary key (person_id, audience)
);
create index entered_audience on permissions.entered (audience, person_id);

-- What lets a guest into a group until then; the token itself is not kept.
create table permissions.pass (
    digest bytea primary key check (length(digest) = 32),
    audience text not null check (audience ~ '^[a-z]+:[^[:space:]]{1,80}$'),
    until_at timestamptz not null
);
create index pass_audience on permissions.pass (audience);
create index pass_until on permissions.pass (until_at);
