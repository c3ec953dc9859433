-- Who buys something and has it sent to somebody else's hidden address never has it: nobody owns it by that order. Whom it went to did
-- not say that they want anybody to know of it.
create or replace view orders.owned as
select o.person_id, l.product_id, l.variant_id, l.id as line_id, l.order_id, l.delivered - l.returned as pieces, coalesce(e.at, o.placed_at) as since
from orders.line l
join orders.order o on o.id = l.order_id
left join lateral (select min(at) as at from orders.entry where order_id = o.id and kind = 'delivered') e on true
where l.delivered > l.returned and o.person_id is not null and o.recipient_id is null and o.state <> 'cancelled';
