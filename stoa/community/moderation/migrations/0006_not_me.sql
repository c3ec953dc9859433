-- Anybody may type anybody's mail address into a report. This key stands in letters alone: who has it reads that mailbox.
alter table moderation.report add column letter_key text;
update moderation.report set letter_key = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') where by is null and email <> '';
-- When the mailbox said that it was not them who reported it: then it is nobody's report.
alter table moderation.report add column disowned_at timestamptz;
alter table moderation.report add check (disowned_at is null or (by is null and name = '' and email = ''));
-- Mailboxes that said so (as digests): for a year nothing about reports goes there that somebody without an account makes.
create table moderation.quiet_mailbox (
    digest bytea primary key check (length(digest) = 32),
    at timestamptz not null
);
create index quiet_mailbox_at on moderation.quiet_mailbox (at);
create index report_mailbox on moderation.report (email) where by is null and email <> '';
