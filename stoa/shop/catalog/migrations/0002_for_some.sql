-- A product may be for a group of people alone. `own_state` is the state that the shop gave it; `state` is what it is to everybody: one for
-- some is a draft to all others. So whatever asks for the products that are sold leaves it out, without knowing that there are such.
alter table catalog.product rename column state to own_state;
alter index catalog.product_state rename to product_own_state;
drop index catalog.product_category;
alter table catalog.product add column audience text check (audience ~ '^[a-z]+:[^[:space:]]{1,80}$');
alter table catalog.product add column state text not null generated always as (case when audience is null then own_state else 'draft' end) stored;
create index product_state on catalog.product (state, id desc);
create index product_category on catalog.product (category_id, id desc) where state = 'active';
create index product_audience on catalog.product (audience, id) where audience is not null;
