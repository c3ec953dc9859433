-- Until when hosts put a topic forward; null: until they say otherwise. Whether it is holds by the time, not by anybody's cleaning.
alter table discussions.topic add column featured_until timestamptz check (featured_until is null or featured_at is not null);
