-- What somebody wrote who works for the shop is the shop's word, and shown as that.
alter table discussions.topic add column official boolean not null default false;
alter table discussions.post add column official boolean not null default false;
update discussions.topic t set official = true from accounts.person p where p.id = t.author and p.roles <> '{shopper}';
update discussions.post o set official = true from accounts.person p where p.id = o.author and p.roles <> '{shopper}';
