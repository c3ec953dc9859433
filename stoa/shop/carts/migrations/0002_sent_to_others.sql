-- Where everything in the cart goes instead of to its owner: a reference to another person's address, which is never shown.
alter table carts.cart add column ship_to jsonb;
