-- A deal's price is published for each variant as an amount, so that it is what was said whatever happens to the usual price.
alter table group_buys.deal add column offers uuid[] not null default '{}';
update group_buys.deal set offers = array[offer_id] where offer_id is not null;
alter table group_buys.deal drop column offer_id;
