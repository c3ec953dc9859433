-- Who owns what: pieces that were delivered to a member and not sent back. For rooms above, which join it with their own rows.
-- `since` is when the first piece of the order arrived.
create view orders.owned as
select o.person_id, l.product_id, l.variant_id, l.id as line_id, l.order_id, l.delivered - l.returned as pieces, coalesce(e.at, o.placed_at) as since
from orders.line l
join orders.order o on o.id = l.order_id
left join lateral (select min(at) as at from orders.entry where order_id = o.id and kind = 'delivered') e on true
where l.delivered > l.returned and o.person_id is not null and o.state <> 'cancelled';
