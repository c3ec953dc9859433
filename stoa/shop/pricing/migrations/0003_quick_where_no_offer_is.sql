-- Most products have no offer most of the time. To make ready a plan that could find one costs several times what reading the
-- base prices does, so both functions look first whether any offer is still to end (docs/decisions/0024).

-- What variants cost these audiences at a moment, in their order (`pricing.quoted`).
create or replace function pricing.quotes(variant_ids uuid[], market text, audiences text[], at timestamptz)
returns table (variant_id uuid, product_id uuid, currency text, base bigint, price bigint, offer_id uuid, until_at timestamptz,
    low30 bigint, was bigint, changes_at timestamptz)
language plpgsql stable as $$
begin
    if exists (select from catalog.variant v join pricing.offer_line l on l.product_id = v.product_id where v.id = any($1) and l.until_at > $4) then
        return query select v.id, q.* from unnest($1) with ordinality v (id, n) cross join lateral pricing.quoted(v.id, $2, $3, $4) q order by v.n;
    else
        return query
        select v.id, b.product_id, m.currency, b.amount, b.amount, null::uuid, null::timestamptz, null::bigint, null::bigint, null::timestamptz
        from (select k.id, k.currency from pricing.market k order by k.code = $2 desc, k.position limit 1) m
        cross join unnest($1) with ordinality v (id, n)
        cross join lateral (
            select p.product_id, p.amount, p.until_at from pricing.price p
            where p.variant_id = v.id and p.market_id = m.id and p.from_at <= $4
            order by p.from_at desc limit 1
        ) b
        where b.until_at is null or b.until_at > $4
        order by v.n;
    end if;
end
$$;

-- What a listing shows of products now: the cheapest variant's price, its honest former price, whether the prices differ. A product
-- without prices is not in it.
create or replace function pricing.shown(product_ids uuid[], market text, audiences text[], at timestamptz)
returns table (product_id uuid, currency text, price bigint, was bigint, varies boolean, changes_at timestamptz)
language plpgsql stable as $$
begin
    if exists (select from pricing.offer_line l where l.product_id = any($1) and l.until_at > $4) then
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
    else
        return query
        select g.id, m.currency, c.price, null::bigint, c.varies, null::timestamptz
        from (select k.id, k.currency from pricing.market k order by k.code = $2 desc, k.position limit 1) m
        cross join unnest($1) g (id)
        cross join lateral (
            select min(b.amount) as price, min(b.amount) <> max(b.amount) as varies
            from catalog.variant v join pricing.price b on b.product_id = g.id and b.market_id = m.id and b.until_at is null and b.variant_id = v.id
            where v.product_id = g.id and v.ended_at is null
        ) c
        where c.price is not null;
    end if;
end
$$;
