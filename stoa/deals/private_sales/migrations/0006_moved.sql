-- When every opening moved for a member, since their tier is another one, or comes in at another time: calendars that have it take the new time.
alter table private_sales.member add column moved_at timestamptz;
alter table private_sales.tier add column changed_at timestamptz;
