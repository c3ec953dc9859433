-- The same whenever the same card or account pays, as the provider tells: what is scarce is limited by it.
alter table payments.payment add column mark text not null default '';
