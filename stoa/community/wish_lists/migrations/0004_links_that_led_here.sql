-- The link that led to a list before it was taken back or the list went, as SHA-256: by it whoever promised something finds their promise.
alter table wish_lists.list add column closed_link bytea check (length(closed_link) = 32);
create index list_closed_link on wish_lists.list (closed_link) where closed_link is not null;
