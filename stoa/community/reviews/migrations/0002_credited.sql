-- Votes that made the author of a review more trusted: the first of each voter whom the community knows.
alter table reviews.vote add column credited boolean not null default false check (not credited or helpful);
