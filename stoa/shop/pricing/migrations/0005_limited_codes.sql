-- How often a code may be used, by all and by each. `uses` counts the orders that have it; it only ever changes relatively.
alter table pricing.offer
    add column most_uses int check (most_uses > 0),
    add column most_per_person int check (most_per_person > 0),
    add column uses int not null default 0,
    add constraint offer_limits_a_code check (code is not null or (most_uses is null and most_per_person is null)),
    add constraint offer_not_overused check (uses >= 0 and (most_uses is null or uses <= most_uses));

-- An order that used a code. Who, only as digests; `slot` is which of their uses it is, so that two at once cannot be the same.
create table pricing.use (
    offer_id uuid not null references pricing.offer,
    order_id uuid not null,
    code text not null,
    person bytea,
    email bytea,
    slot int not null check (slot > 0),
    at timestamptz not null,
    given_back_at timestamptz,
    primary key (offer_id, order_id)
);
create index use_order on pricing.use (order_id);
create unique index use_person on pricing.use (offer_id, person, slot) where given_back_at is null and person is not null;
create unique index use_email on pricing.use (offer_id, email, slot) where given_back_at is null and email is not null;
