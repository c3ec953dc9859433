-- Voucher codes that somebody has given, as pricing keeps them.
alter table carts.cart add column codes text[] not null default '{}' check (cardinality(codes) <= 5);
