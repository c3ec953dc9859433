-- An order may go to somebody whose address its buyer does not see: whose it is, and what the buyer knows it as.
alter table orders.order add column recipient_id uuid, add column hidden_as text,
    add constraint order_hidden check (hidden_as is null or recipient_id is not null);
create index order_recipient on orders.order (recipient_id) where recipient_id is not null;
