-- Whether a mail program may end these letters by itself, by a POST to `unsubscribe` (RFC 8058).
alter table mail.letter add column one_click boolean not null default false;
