create schema shipping;

-- How the shop sends: one row.
create table shipping.dispatch (
    one boolean primary key default true check (one),
    time_zone text not null default 'Europe/Berlin',
    working_days int[] not null default '{1,2,3,4,5}' check (working_days <@ '{1,2,3,4,5,6,7}' and cardinality(working_days) > 0),
    cutoff time not null default '14:00',
    lost_after_days int not null default 14 check (lost_after_days between 1 and 365)
);
insert into shipping.dispatch default values;

create table shipping.zone (
    id uuid primary key,
    market text not null,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    name text not null,
    countries text[] not null check (cardinality(countries) > 0),
    regions text[] not null default '{}',
    postal_codes text[] not null default '{}',
    position int not null default 0
);
create index zone_market on shipping.zone (market, position, id);

create table shipping.rate (
    id uuid primary key,
    zone_id uuid not null references shipping.zone on delete cascade,
    code text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    name jsonb not null,
    kind text not null check (kind in ('flat', 'weight', 'value', 'pickup')),
    steps jsonb not null,
    free_from bigint check (free_from >= 0),
    tax_class text not null default 'standard',
    carrier text not null default '',
    handling_days int not null default 0 check (handling_days between 0 and 60),
    transit_least int not null default 1 check (transit_least between 0 and 60),
    transit_most int not null default 2 check (transit_most between transit_least and 60),
    cutoff time,
    delivery_days int[] not null default '{1,2,3,4,5,6}' check (delivery_days <@ '{1,2,3,4,5,6,7}' and cardinality(delivery_days) > 0),
    position int not null default 0,
    constraint rate_code unique (zone_id, code)
);

create table shipping.point (
    id uuid primary key,
    rate_id uuid not null references shipping.rate on delete cascade,
    code text not null check (code ~ '^[a-z0-9-]{1,40}$'),
    name text not null,
    address text[] not null default '{}',
    hours text not null default '',
    position int not null default 0,
    constraint point_code unique (rate_id, code)
);

create table shipping.closed_day (
    day date primary key,
    name text not null default '',
    shop boolean not null default true,
    countries text[] not null default '{}'
);

create table shipping.shipment (
    id uuid primary key,
    order_id uuid not null,
    carrier text not null,
    tracking text,
    label text,
    state text not null default 'made' check (state in ('made', 'moving', 'delivered', 'lost')),
    made_at timestamptz not null,
    registered_at timestamptz,
    seen_at timestamptz not null,
    look_at timestamptz,
    delivered_at timestamptz,
    lost_at timestamptz,
    check ((state = 'delivered') = (delivered_at is not null)),
    -- Only what is on its way is asked for.
    check (look_at is null or state in ('made', 'moving'))
);
create index shipment_order on shipping.shipment (order_id, id);
create index shipment_look on shipping.shipment (look_at) where look_at is not null;

create table shipping.shipment_line (
    shipment_id uuid not null references shipping.shipment on delete cascade,
    line_id uuid not null,
    quantity int not null check (quantity > 0),
    primary key (shipment_id, line_id)
);
create index shipment_line_line on shipping.shipment_line (line_id);

create table shipping.scan (
    shipment_id uuid not null references shipping.shipment on delete cascade,
    at timestamptz not null,
    kind text not null,
    place text not null default '',
    primary key (shipment_id, at, kind)
);
