-- How long the file of rejected rows is, so that a part of it that is gone is missed; null for what was kept before this was noted.
alter table interchange.run add column rejected_bytes bigint;
