create schema profiles;

create table profiles.address (
    id uuid primary key,
    person_id uuid not null references accounts.person,
    usual boolean not null,
    made_at timestamptz not null,
    name text not null check (name <> ''),
    company text not null,
    line1 text not null check (line1 <> ''),
    line2 text not null,
    city text not null check (city <> ''),
    region text not null,
    postal_code text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    phone text not null
);
create index address_person on profiles.address (person_id, id desc);
create unique index address_usual on profiles.address (person_id) where usual;
