-- A refund that was made may come back: how often it did, so that whoever was told of it is told of that, and of the next one.
alter table payments.refund add column came_back integer not null default 0 check (came_back >= 0);
