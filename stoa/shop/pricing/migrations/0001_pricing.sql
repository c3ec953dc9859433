create schema pricing;

create table pricing.market (
    id uuid primary key,
    code text not null constraint market_code unique check (code ~ '^[a-z][a-z0-9-]{0,31}$'),
    name jsonb not null default '{}' check (jsonb_typeof(name) = 'object'),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    countries text[] not null default '{}',
    tax_mode text not null check (tax_mode in ('inclusive', 'exclusive')),
    position int not null,
    step bigint not null default 1 check (step > 0),
    ending bigint not null default 0,
    follows uuid references pricing.market,
    rate bigint not null default 1000000 check (rate > 0),
    check (ending >= 0 and ending < step),
    check (follows <> id)
);

-- When prices or offers were last written; its row is the lock of whoever writes them.
create table pricing.moment (
    one boolean primary key default true check (one),
    at timestamptz not null
);
insert into pricing.moment (at) values ('-infinity');

-- A spell of a base price. Exactly one of a variant and market is open; past ones are never changed or deleted.
create table pricing.price (
    variant_id uuid not null references catalog.variant on delete cascade,
    product_id uuid not null,
    market_id uuid not null references pricing.market,
    amount bigint not null check (amount >= 0),
    own boolean not null default true,  -- false: taken from the market that this one follows
    from_at timestamptz not null,
    until_at timestamptz,
    primary key (variant_id, market_id, from_at) include (until_at, amount, product_id),
    check (until_at > from_at)
);
create unique index price_open on pricing.price (variant_id, market_id) where until_at is null;
create index price_product on pricing.price (product_id, market_id) include (variant_id, amount) where until_at is null;

create table pricing.offer (
    id uuid primary key,
    reason jsonb not null check (jsonb_typeof(reason) = 'object' and reason <> '{}'),
    kind text not null check (kind in ('percent', 'amount', 'fixed')),
    value bigint not null check (value >= 0),
    scope text not null check (scope in ('everything', 'category', 'collection', 'product', 'variant')),
    target_id uuid,
    audience text not null check (audience <> ''),
    market_id uuid references pricing.market,
    from_at timestamptz not null,
    until_at timestamptz,
    code text check (code ~ '^[^[:space:]]{3,40}$'),
    published_by text not null check (published_by <> ''),
    made_at timestamptz not null,
    told text not null default 'coming' check (told in ('coming', 'open', 'ended')),  -- which of its events was recorded
    check (until_at > from_at),
    check ((scope = 'everything') = (target_id is null)),
    check (kind <> 'percent' or value between 1 and 1000000),
    check (kind = 'percent' or market_id is not null),
    check (code is null or audience = 'code:' || code)
);
create index offer_from on pricing.offer (from_at desc, id desc);
create index offer_code on pricing.offer (code) where code is not null;
create index offer_publisher on pricing.offer (published_by, id);
create index offer_untold on pricing.offer (from_at, until_at) where told <> 'ended';

-- An offer worked out for one variant in one market: what was really asked, from when until when.
create table pricing.offer_line (
    offer_id uuid not null references pricing.offer,
    variant_id uuid not null,
    product_id uuid not null,
    market_id uuid not null,
    audience text not null,
    amount bigint not null check (amount >= 0),
    from_at timestamptz not null,
    until_at timestamptz not null default 'infinity',
    primary key (offer_id, variant_id, market_id, from_at),
    check (until_at > from_at)
);
create index offer_line_product on pricing.offer_line (product_id, market_id, until_at) include (variant_id, from_at, audience, amount, offer_id);

create table pricing.tax_rate (
    id uuid primary key,
    country text not null check (country ~ '^[A-Z]{2}$'),
    region text not null default '',
    tax_class text not null check (tax_class <> ''),
    name text not null check (name <> ''),
    rate int not null check (rate between 0 and 1000000),  -- parts per million
    from_at timestamptz not null,
    until_at timestamptz check (until_at > from_at),
    constraint tax_rate_once unique (country, region, tax_class, name, from_at)
);

-- What a variant costs these audiences at a moment (docs/money.md). An unknown market is the shop's first one; a variant without
-- a price gives no row. One select without anything volatile: it becomes a part of the two functions that use it.
create function pricing.quoted(variant uuid, market text, audiences text[], at timestamptz)
returns table (product_id uuid, currency text, base bigint, price bigint, offer_id uuid, until_at timestamptz, low30 bigint, was bigint,
    changes_at timestamptz)
language sql stable as $$
    select base.product_id, m.currency, base.amount, coalesce(line.amount, base.amount), line.offer_id,
        nullif(line.until_at, 'infinity'), low.amount, case when low.amount > line.amount then low.amount end,
        nullif(change.at, 'infinity')
    from (select k.id, k.currency from pricing.market k order by k.code = $2 desc, k.position limit 1) m
    cross join lateral (
        select p.product_id, p.amount, p.until_at from pricing.price p
        where p.variant_id = $1 and p.market_id = m.id and p.from_at <= $4
        order by p.from_at desc limit 1
    ) base
    left join lateral (
        select l.offer_id, l.amount, l.until_at from pricing.offer_line l
        where l.product_id = base.product_id and l.market_id = m.id and l.until_at > $4 and l.variant_id = $1 and l.from_at <= $4
            and l.audience = any($3) and l.amount < base.amount
        order by l.amount, l.until_at desc, l.offer_id limit 1
    ) line on true
    -- When the price became, through offers, what it is: looked for in two years.
    left join lateral (
        select greatest((select lower(r) from unnest(x.same) r where r @> $4), x.cheaper_until) as at
        from (
            select range_agg(tstzrange(l.from_at, l.until_at)) filter (where l.amount = line.amount) as same,
                max(l.until_at) filter (where l.amount < line.amount) as cheaper_until
            from pricing.offer_line l
            where line.offer_id is not null and l.product_id = base.product_id and l.market_id = m.id
                and l.until_at > $4 - interval '2 years' and l.variant_id = $1 and l.amount <= line.amount and l.from_at <= $4
                and l.audience = any($3)
        ) x
    ) began on true
    left join lateral (
        select min(seen.amount) as amount from (
            select p.amount from pricing.price p
            where line.offer_id is not null and p.variant_id = $1 and p.market_id = m.id and p.from_at < began.at
                and (p.until_at is null or p.until_at > began.at - interval '30 days')
            union all
            select l.amount from pricing.offer_line l
            where line.offer_id is not null and l.product_id = base.product_id and l.market_id = m.id
                and l.until_at > began.at - interval '30 days' and l.variant_id = $1 and l.from_at < began.at and l.audience = any($3)
        ) seen
    ) low on true
    left join lateral (
        select least(min(l.from_at) filter (where l.from_at > $4), min(l.until_at)) as at from pricing.offer_line l
        where l.product_id = base.product_id and l.market_id = m.id and l.until_at > $4 and l.variant_id = $1 and l.audience = any($3)
    ) change on true
    where base.until_at is null or base.until_at > $4
$$;

-- The same for several variants, in their order. Planned once a connection, whatever statement asks.
create function pricing.quotes(variant_ids uuid[], market text, audiences text[], at timestamptz)
returns table (variant_id uuid, product_id uuid, currency text, base bigint, price bigint, offer_id uuid, until_at timestamptz,
    low30 bigint, was bigint, changes_at timestamptz)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
    return query select v.id, q.* from unnest($1) with ordinality v (id, n) cross join lateral pricing.quoted(v.id, $2, $3, $4) q order by v.n;
end
$$;

-- What a listing shows of products now: the cheapest variant's price, its honest former price, whether the prices differ. A product
-- without prices is not in it.
create function pricing.shown(product_ids uuid[], market text, audiences text[], at timestamptz)
returns table (product_id uuid, currency text, price bigint, was bigint, varies boolean, changes_at timestamptz)
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
    return query
    select g.id, m.currency, c.price, q.was, c.varies, nullif(c.changes_at, 'infinity')
    from (select k.id, k.code, k.currency from pricing.market k order by k.code = $2 desc, k.position limit 1) m
    cross join unnest($1) g (id)
    cross join lateral (
        select min(x.price) as price, min(x.price) <> max(x.price) as varies, min(x.changes_at) as changes_at,
            (array_agg(x.variant_id order by x.price, x.variant_id) filter (where x.price < x.amount))[1] as reduced,
            min(x.price) filter (where x.price < x.amount) as reduced_to
        from (
            select b.variant_id, b.amount, least(b.amount, min(l.amount) filter (where l.from_at <= $4)) as price,
                least(min(l.from_at) filter (where l.from_at > $4), min(l.until_at)) as changes_at
            from catalog.variant v
            join pricing.price b on b.product_id = g.id and b.market_id = m.id and b.until_at is null and b.variant_id = v.id
            left join pricing.offer_line l on l.product_id = g.id and l.market_id = m.id and l.until_at > $4 and l.variant_id = v.id
                and l.audience = any($3)
            where v.product_id = g.id and v.ended_at is null
            group by b.variant_id, b.amount
        ) x
    ) c
    left join lateral pricing.quoted(case when c.reduced_to = c.price then c.reduced end, m.code, $3, $4) q on true
    where c.price is not null;
end
$$;
