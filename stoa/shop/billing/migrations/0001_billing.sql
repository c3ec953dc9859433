create schema billing;

-- The invoice of an order, as it was issued. Its number is the order's.
create table billing.invoice (
    order_id uuid primary key references orders.order,
    number bigint not null unique,
    at timestamptz not null,
    buyer jsonb,                          -- the only part that ever changes: it goes when they ask to be forgotten
    from_shipping boolean not null,       -- the buyer is whom it was sent to
    bill jsonb not null
);

-- A series' last number: taken by locking its row, so that none is ever missing.
create table billing.series (
    name text primary key,
    last bigint not null
);
insert into billing.series (name, last) values ('correction', 1000);

create table billing.correction (
    id uuid primary key,
    number bigint not null unique,
    order_id uuid not null references billing.invoice,
    refund_id uuid unique,                -- null: so much less was taken
    at timestamptz not null,
    reason text not null,
    amount bigint not null check (amount > 0),
    currency char(3) not null,
    entries jsonb not null,
    taxes jsonb not null
);
create index correction_order on billing.correction (order_id, number);

-- What was issued stays as it is.
create function billing.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'what was issued stays as it is' using errcode = 'restrict_violation';
end
$$;
create trigger correction_stays before update or delete on billing.correction for each row execute function billing.refuse();
create trigger bill_stays before update of order_id, number, at, bill on billing.invoice for each row execute function billing.refuse();
create trigger invoice_stays before delete on billing.invoice for each row execute function billing.refuse();

-- Invoices of orders that were agreed before there were any here, as their pages have shown them.
create function billing.take_in() returns bigint language sql as $$
    with taken as (
        insert into billing.invoice (order_id, number, at, buyer, from_shipping, bill)
        select o.id, o.number, coalesce(o.placed_at, o.made_at), coalesce(o.billing_address, case when o.hidden_as is null then o.shipping_address end),
            o.billing_address is null and o.hidden_as is null and o.shipping_address is not null,
            jsonb_build_object('language', o.language, 'currency', o.currency, 'tax_added', o.tax_mode = 'exclusive',
                'seller', jsonb_build_object('lines', '[]'::jsonb, 'tax_number', ''),
                'shipping_name', coalesce(o.delivery ->> 'name', ''),
                'shipping_net', jsonb_build_object('amount', o.shipping_net, 'currency', o.currency),
                'shipping_tax', jsonb_build_object('amount', o.shipping_tax, 'currency', o.currency),
                'taxes', o.taxes,
                'lines', (select jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'choices', to_jsonb(l.choices), 'sku', l.sku,
                        'tax_class', l.tax_class, 'quantity', l.quantity, 'unit', jsonb_build_object('amount', l.unit, 'currency', o.currency),
                        'net', jsonb_build_object('amount', l.net, 'currency', o.currency),
                        'tax', jsonb_build_object('amount', l.tax, 'currency', o.currency)) order by l.position)
                    from orders.line l where l.order_id = o.id))
        from orders.order o where o.state in ('open', 'closed') and o.total > 0
        on conflict do nothing returning 1)
    select count(*) from taken
$$;
select billing.take_in();
