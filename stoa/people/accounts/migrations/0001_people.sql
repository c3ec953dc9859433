create schema accounts;

create table accounts.person (
    id uuid primary key,
    email text unique check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
    name text not null check (length(name) <= 120),
    language text not null,
    market text,
    roles text[] not null default '{shopper}'
        check (roles <@ array['shopper', 'host', 'agent', 'merchant', 'admin'] and 'shopper' = any(roles)),
    verified_at timestamptz,
    made_at timestamptz not null,
    erased_at timestamptz,
    check ((erased_at is null) = (email is not null)),
    check (erased_at is null or (name = '' and roles = '{shopper}'))
);
create index person_made on accounts.person (made_at desc, id desc);
create index person_staff on accounts.person (id) where roles <> '{shopper}';

create table accounts.password (
    person_id uuid primary key references accounts.person,
    hash text not null check (hash like '$argon2id$%'),
    changed_at timestamptz not null
);

create table accounts.passkey (
    id uuid primary key,
    person_id uuid not null references accounts.person,
    credential bytea not null unique,
    public_key bytea not null,
    sign_count bigint not null,
    name text not null check (length(name) between 1 and 80),
    made_at timestamptz not null,
    used_at timestamptz
);
create index passkey_person on accounts.passkey (person_id, id);

-- What an authenticator is asked to sign: each once, for a few minutes.
create table accounts.challenge (
    challenge bytea primary key,
    person_id uuid references accounts.person,
    until_at timestamptz not null
);
create index challenge_until on accounts.challenge (until_at);

-- Links sent by mail. Only the digest of the token is kept.
create table accounts.mailed_link (
    id uuid primary key,
    digest bytea not null unique check (length(digest) = 32),
    purpose text not null check (purpose in ('sign_in', 'sign_up', 'change_email', 'erase')),
    email text not null,
    person_id uuid references accounts.person,
    name text not null default '',
    language text not null,
    next text not null default '',
    made_at timestamptz not null,
    until_at timestamptz not null,
    used_at timestamptz,
    check ((person_id is null) = (purpose = 'sign_up'))
);
create index mailed_link_person on accounts.mailed_link (person_id);
create index mailed_link_until on accounts.mailed_link (until_at);

-- Guesses, counted before each is looked at; by a digest, so that no address is kept.
create table accounts.attempt (
    kind text not null check (kind in ('password_email', 'password_address', 'link_email', 'link_address')),
    digest bytea not null,
    failures int not null check (failures >= 0),
    last_at timestamptz not null,
    until_at timestamptz,
    primary key (kind, digest)
);
create index attempt_last on accounts.attempt (last_at);
