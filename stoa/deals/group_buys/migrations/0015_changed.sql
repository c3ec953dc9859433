-- When what a deal says was changed last: calendars and feeds that have it learn by this that it is another one.
alter table group_buys.deal add column changed_at timestamptz;
