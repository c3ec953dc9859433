-- Who has what, as the community goes by it: what arrived and was kept (orders.owned), but for what its buyer says was a gift.
create view circles.owned as
select o.* from orders.owned o where not exists (select from circles.purchase c where c.line_id = o.line_id and c.gift);
