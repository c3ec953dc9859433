-- What an order is made for, from its first moment to its last: whoever holds such orders is told when it begins, is placed and is gone.
alter table orders.order add column purpose text check (purpose <> '');
