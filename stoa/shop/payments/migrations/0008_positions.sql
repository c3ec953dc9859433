-- What is given back for: pieces of lines, the way there; null where no invoice is corrected by it.
alter table payments.refund add column positions jsonb;
