create schema privacy;

-- What was gathered for somebody who asked for it, until they have had a week to fetch it.
create table privacy.export (
    person_id uuid primary key references accounts.person,
    asked_at timestamptz not null,
    ready_at timestamptz,
    until_at timestamptz not null,
    body bytea,
    check ((ready_at is null) = (body is null))
);
create index export_until on privacy.export (until_at);
