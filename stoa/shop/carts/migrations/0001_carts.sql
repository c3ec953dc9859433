create schema carts;

create table carts.cart (
    id uuid primary key,
    token uuid not null unique,           -- random: who has it has the cart
    person_id uuid,
    market text not null,
    language text not null,
    order_id uuid,                        -- set once it has become an order
    made_at timestamptz not null,
    changed_at timestamptz not null
);
-- A member has one cart at a time, on all devices.
create unique index cart_person on carts.cart (person_id) where person_id is not null and order_id is null;
create index cart_changed on carts.cart (changed_at) where order_id is null;

create table carts.line (
    cart_id uuid not null references carts.cart on delete cascade,
    variant_id uuid not null,
    quantity int not null check (quantity between 1 and 999),
    added_at timestamptz not null,
    primary key (cart_id, variant_id)
);
