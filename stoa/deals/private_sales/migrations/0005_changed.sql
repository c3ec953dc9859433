-- When a sale was last planned anew: calendars and feeds that have it learn by this that it is another one.
alter table private_sales.sale add column changed_at timestamptz;
update private_sales.sale set changed_at = made_at;
alter table private_sales.sale alter column changed_at set not null;
