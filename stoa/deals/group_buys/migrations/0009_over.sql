-- A deal that takes nobody new frees its product, in its market, for another of its kind.
alter table group_buys.deal add column shut boolean not null default false;
update group_buys.deal set shut = true where ended_at is not null;
drop index group_buys.deal_product;
create unique index deal_product on group_buys.deal (product_id, kind, market) where not shut;
create index deal_runs on group_buys.deal (id) where ended_at is null;
