-- A refund may be on its way for a while, and then be made or fail; one that was made may come back.
alter table outside_payments.call add column ends text not null default '';   -- the outcome that it has in the end, where that is another
