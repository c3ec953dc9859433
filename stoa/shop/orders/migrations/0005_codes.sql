-- The voucher codes that made its prices.
alter table orders.order add column codes text[] not null default '{}';
