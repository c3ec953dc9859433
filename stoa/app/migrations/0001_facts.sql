create schema app;

-- What the shop as a whole remembers: its name, and whether it is a demo.
create table app.fact (
    name text primary key check (name <> ''),
    value jsonb not null,
    changed_at timestamptz not null
);
