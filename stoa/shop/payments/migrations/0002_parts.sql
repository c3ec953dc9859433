-- Several people may pay one order together: then each payment is a part of it, and taken at once.
alter table payments.payment drop constraint payment_order_id_key;
alter table payments.payment add column part boolean not null default false,
    add column given_up_at timestamptz;          -- a part that did not come in time: what comes later is let go
create unique index payment_order on payments.payment (order_id) where not part;
create index payment_parts on payments.payment (order_id) where part;
