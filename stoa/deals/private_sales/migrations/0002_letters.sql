-- A guest may say where to write to when a piece comes back; the address is forgotten when they wait no more. Whoever has the letter
-- takes what is kept, or says no: of the key in it a digest is kept.
alter table private_sales.claim add column email text,
    add column language text not null default 'en',
    add column key bytea unique check (length(key) = 32),
    add constraint claim_email check (email is null or state in ('waiting', 'offered'));
