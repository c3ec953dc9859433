create schema interchange;

-- The columns that files had, so that an export has them too.
create table interchange.layout (
    format text not null,
    digest text not null,
    columns text[] not null,
    at timestamptz not null,
    primary key (format, digest)
);

-- What another shop calls a product that has no handle in its files.
create table interchange.source (
    format text not null,
    name text not null,
    product_id uuid not null references catalog.product on delete cascade,
    primary key (format, name)
);
create index source_product on interchange.source (product_id);

-- What the desk was asked to bring in, and what became of it.
create table interchange.run (
    id uuid primary key,
    file text not null check (file <> ''),
    bytes bigint not null,
    language text not null,
    person uuid,
    asked_at timestamptz not null,
    ended_at timestamptz,
    progress jsonb,
    report jsonb,  -- what became of it
    refusal text  -- why nothing did
);
create index run_asked on interchange.run (asked_at desc, id);
