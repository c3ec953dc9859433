create schema stock;

-- What lies on a shelf. The CHECKs are the promise: docs/scarcity.md.
create table stock.item (
    id uuid primary key,
    on_hand bigint not null check (on_hand >= 0),
    allocated bigint not null default 0 check (allocated >= 0),
    tracked boolean not null default true,
    backorder boolean not null default false,
    check (not tracked or backorder or allocated <= on_hand)
) with (fillfactor = 80);

-- What a variant is made of.
create table stock.component (
    variant_id uuid not null,
    item_id uuid not null references stock.item,
    product_id uuid not null,
    quantity int not null default 1 check (quantity > 0),
    primary key (variant_id, item_id)
);
create index component_item on stock.component (item_id);
create index component_product on stock.component (product_id);

-- Units promised for minutes (a checkout) or until an event (no end).
create table stock.hold (
    owner uuid not null,
    item_id uuid not null references stock.item,
    quantity bigint not null check (quantity > 0),
    made_at timestamptz not null,
    until_at timestamptz,
    primary key (owner, item_id)
);
create index hold_item on stock.hold (item_id) include (quantity, until_at);
create index hold_until on stock.hold (until_at);

-- Units that belong to an order.
create table stock.allocation (
    order_id uuid not null,
    item_id uuid not null references stock.item,
    quantity bigint not null check (quantity >= 0),
    primary key (order_id, item_id)
);
create index allocation_item on stock.allocation (item_id) where quantity > 0;

-- Every change and why: appended, never changed.
create table stock.movement (
    id bigint generated always as identity primary key,
    item_id uuid not null references stock.item,
    on_hand bigint not null,
    allocated bigint not null,
    reason text not null,
    about uuid,
    actor text not null,
    at timestamptz not null
);
create index movement_item on stock.movement (item_id, id);
