-- A cart for one purpose stands beside its owner's: it becomes an order that is held for that, at prices for an audience of its own.
alter table carts.cart add column purpose text check (purpose <> ''), add column audience text,
    add constraint cart_audience check (audience is null or purpose is not null);
drop index carts.cart_person;
create unique index cart_person on carts.cart (person_id) where person_id is not null and order_id is null and purpose is null;
