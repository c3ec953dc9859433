-- A member may say that they want no letters about openings. Whoever is listed has a letter too: its key stays when another one is written.
alter table private_sales.member add column letters boolean not null default true;
alter table private_sales.claim add column list_key bytea unique check (length(list_key) = 32);
create index member_letters on private_sales.member (club_id, id) where letters and left_at is null and person_id is not null;
