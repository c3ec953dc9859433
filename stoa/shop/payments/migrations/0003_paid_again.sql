-- An order that waits may be paid anew where its first payment failed: then the first one stays on record, and no longer speaks for it.
alter table payments.payment add column replaces uuid references payments.payment,
    add column replaced_at timestamptz,
    add constraint payment_replaced check (replaced_at is null or captured = 0);
drop index payments.payment_order;
create unique index payment_order on payments.payment (order_id) where not part and replaced_at is null;
