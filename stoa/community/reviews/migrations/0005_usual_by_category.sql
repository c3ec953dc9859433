-- What is believed of a product beforehand is counted for each category; the row without one is the shop's.
alter table reviews.prior drop column one, add column category_id uuid, add unique nulls not distinct (category_id);

-- Sentences are read anew where what finds them has learned, and every score begins elsewhere.
update reviews.review set read_version = 0 where read_version > 0;
insert into reviews.stale (product_id) select product_id from reviews.standing;
