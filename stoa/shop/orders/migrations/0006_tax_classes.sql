-- Each tax of an order says on which classes of its goods it is. Of orders from before, it is on those of whose taxes it was one: those
-- whose rates together come nearest to what was taken on the class, one rather than several.
update orders.order o set taxes = (
    select jsonb_agg(t.tax || jsonb_build_object('classes', coalesce((select jsonb_agg(c.tax_class order by c.tax_class)
        from (select l.tax_class, sum(l.net) as net, sum(l.tax) as tax from orders.line l where l.order_id = o.id group by l.tax_class) c
        cross join lateral (
            select pick.bits from generate_series(0, (1 << jsonb_array_length(o.taxes)) - 1) pick (bits)
            cross join lateral (select count(*) as taxes, coalesce(sum((r.tax ->> 'rate')::numeric), 0) as rate
                from jsonb_array_elements(o.taxes) with ordinality r (tax, n) where pick.bits & (1 << (r.n::int - 1)) > 0) made
            order by abs(made.rate * c.net - c.tax * 1000000), made.taxes <> 1, made.taxes, pick.bits limit 1
        ) own
        where own.bits & (1 << (t.n::int - 1)) > 0), '[]')) order by t.n)
    from jsonb_array_elements(o.taxes) with ordinality t (tax, n))
where jsonb_array_length(o.taxes) > 0;
