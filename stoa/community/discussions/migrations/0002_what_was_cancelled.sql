-- A note is kept until the order is delivered, so that what is cancelled does not count. It names no person and no order.
alter table discussions.led add column counted boolean not null default false;
