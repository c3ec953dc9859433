-- A file of products asks of each variant whether an offer is on it.
create index offer_target on pricing.offer (target_id) where target_id is not null;
