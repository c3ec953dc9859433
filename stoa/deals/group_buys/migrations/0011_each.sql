-- How many pieces one person may have. Deals that run keep what a cart allows.
alter table group_buys.deal add column per_person int not null default 999 check (per_person between 1 and 999);
alter table group_buys.deal alter column per_person drop default;
-- What a deal might come to is worked out over all that may happen; what was written so far was of the number of people alone.
alter table group_buys.deal add column forecast jsonb, drop column worst, drop column best;
