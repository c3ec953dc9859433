-- What people say of products, as a room above gave it: stars, how many people, and the number by which the best come first.
create table search.merit (
    product_id uuid primary key,
    score int not null,
    stars real not null,
    count int not null check (count >= 0)
);
alter table search.shelf
    add column score int not null default 0,
    add column stars real not null default 0,
    add column voices int not null default 0;
