-- What people answered beside the stars: how often each place from one to five, by aspect ({"fit": [0, 1, 9, 2, 0]}).
alter table reviews.standing add column aspects jsonb not null default '{}';

-- The language a sentence is plainly written in, whatever its review says of itself. All are read again.
alter table reviews.sentence add column language text;
update reviews.review set read_version = 0 where read_version > 0;
insert into reviews.stale (product_id) select product_id from reviews.standing;
