-- What is kept for people in a sale, the latest first; the waiting lists, in order.
create index claim_listed on private_sales.claim (sale_id, since, id) where state <> 'over';
