create schema checkout;

-- What a shopper has said so far. It goes when the cart becomes an order or is forgotten.
create table checkout.draft (
    cart_id uuid primary key references carts.cart on delete cascade,
    email text not null default '',
    address jsonb,
    option_code text,
    message text not null default '',
    held jsonb not null default '{}',      -- unit prices by variant, as they were shown when the checkout began
    held_until timestamptz not null,
    began_at timestamptz not null
);
