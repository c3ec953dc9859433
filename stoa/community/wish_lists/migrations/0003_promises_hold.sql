-- What somebody was told that the owner would see of what they give: that holds, whatever the list says later or wherever its entry goes.
alter table wish_lists.claim add column view text not null default 'nothing' check (view in ('nothing', 'taken', 'all'));
alter table wish_lists.share add column view text not null default 'nothing' check (view in ('nothing', 'taken', 'all'));
update wish_lists.claim c set view = l.view from wish_lists.entry e join wish_lists.list l on l.id = e.list_id where e.id = c.entry_id;
update wish_lists.share s set view = l.view from wish_lists.pool p join wish_lists.entry e on e.id = p.entry_id
    join wish_lists.list l on l.id = e.list_id where p.id = s.pool_id;

-- Whether what is promised may go to the owner's hidden address; taken back with the link that showed the list.
alter table wish_lists.claim add column sends boolean not null default false;
update wish_lists.claim c set sends = true from wish_lists.entry e join wish_lists.list l on l.id = e.list_id, carts.cart k
    where e.id = c.entry_id and k.id = c.cart_id and c.order_id is null and c.ended_at is null and (k.ship_to ->> 'person_id')::uuid = l.owner;
-- A cart goes to a hidden address by a promise; one that nobody promised anything with goes to its owner.
update carts.cart k set ship_to = case when c.id is not null then k.ship_to || jsonb_build_object('claim', c.id) end
    from carts.cart s left join lateral (select id from wish_lists.claim where cart_id = s.id and sends order by id desc limit 1) c on true
    where k.id = s.id and s.ship_to is not null and s.order_id is null;
