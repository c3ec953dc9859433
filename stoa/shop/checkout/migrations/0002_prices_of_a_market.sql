-- Held prices are those of a market: in another one they are amounts of another currency.
alter table checkout.draft add column market text;
update checkout.draft d set market = c.market from carts.cart c where c.id = d.cart_id;
alter table checkout.draft alter column market set not null;
