create schema orders;

create sequence orders.number start 10001;

create table orders.order (
    id uuid primary key,
    number bigint not null unique default nextval('orders.number'),
    key text not null,                    -- opens the order without an account: part of the link in its mails
    cart_id uuid,
    person_id uuid,
    email text not null,
    market text not null,
    currency char(3) not null,
    language text not null,
    state text not null check (state in ('pending', 'held', 'open', 'closed', 'cancelled')),
    hold_reason text,
    shipping_address jsonb,
    billing_address jsonb,
    delivery jsonb,
    tax_mode text not null check (tax_mode in ('inclusive', 'exclusive')),
    taxes jsonb not null,
    subtotal bigint not null check (subtotal >= 0),
    shipping_net bigint not null check (shipping_net >= 0),
    shipping_tax bigint not null check (shipping_tax >= 0),
    tax bigint not null check (tax >= 0),
    total bigint not null check (total >= 0),
    message text not null default '',
    made_at timestamptz not null,
    placed_at timestamptz,
    picking_at timestamptz,
    ended_at timestamptz,
    check ((state = 'held') = (hold_reason is not null)),
    check ((state in ('closed', 'cancelled')) = (ended_at is not null))
);
-- A cart becomes one living order, however often it is sent.
create unique index order_cart on orders.order (cart_id) where state <> 'cancelled';
create index order_person on orders.order (person_id, id desc) where person_id is not null;
create index order_email on orders.order (email, id desc);
create index order_state on orders.order (state, id desc);
create index order_pending on orders.order (made_at) where state = 'pending';

create table orders.line (
    id uuid primary key,
    order_id uuid not null references orders.order,
    position int not null,
    variant_id uuid not null,
    product_id uuid not null,
    handle text not null,
    title text not null,
    choices text[] not null,
    sku text,
    picture jsonb,
    tax_class text not null,
    weight_grams int not null,
    ships boolean not null,
    quantity int not null check (quantity > 0),
    cancelled int not null default 0 check (cancelled >= 0),
    shipped int not null default 0 check (shipped >= 0),
    delivered int not null default 0 check (delivered >= 0),
    returned int not null default 0 check (returned >= 0),
    unit bigint not null check (unit >= 0),
    net bigint not null check (net >= 0),
    tax bigint not null check (tax >= 0),
    check (cancelled + shipped <= quantity),
    check (delivered <= shipped or not ships),
    check (returned <= shipped)           -- a parcel that was lost is given up without ever having arrived
);
create index line_order on orders.line (order_id);
create index line_variant on orders.line (variant_id);
create index line_product on orders.line (product_id);

-- What happened to an order: appended, never changed.
create table orders.entry (
    id bigint generated always as identity primary key,
    order_id uuid not null references orders.order,
    kind text not null,
    facts jsonb not null,
    actor text not null,
    visible boolean not null,
    at timestamptz not null
);
create index entry_order on orders.entry (order_id, id);

-- People who asked to be forgotten while a parcel of theirs was still on its way.
create table orders.erasure (
    person_id uuid primary key,
    asked_at timestamptz not null
);
