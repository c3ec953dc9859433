-- An invitation may be taken back while it still lets somebody in: its link opens nothing any more, and a member may invite as many others.
alter table private_sales.invitation add column withdrawn_at timestamptz check (withdrawn_at is null or uses < places);
create index invitation_unused on private_sales.invitation (until_at) where by_member is not null and uses < places and withdrawn_at is null;
