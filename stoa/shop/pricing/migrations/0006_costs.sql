-- What a piece costs the shop itself, from when on; without an amount it is not known any more. Earlier rows stay: what was sold is judged by the cost of its day.
create table pricing.cost (
    variant_id uuid not null references catalog.variant on delete cascade,
    from_at timestamptz not null,
    amount bigint check (amount between 0 and 1000000000000),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    primary key (variant_id, from_at)
);

-- The cost of a piece at a moment in the currency of a market: as it stands, or as that market takes the prices of the one it follows. Null: not known.
create function pricing.cost_in(variant uuid, code text, at timestamptz) returns bigint language sql stable as $$
    select case when c.currency = m.currency then c.amount when c.currency = f.currency then round(c.amount::numeric * m.rate / 1000000)::bigint end
    from (select k.amount, k.currency from pricing.cost k where k.variant_id = $1 and k.from_at <= $3 order by k.from_at desc limit 1) c
    join pricing.market m on m.code = $2 left join pricing.market f on f.id = m.follows
$$;
