create schema mail;

create table mail.letter (
    id uuid primary key,
    key text unique,
    "to" text not null check ("to" !~ '[[:cntrl:][:space:]]'),
    subject text not null check (subject !~ '[[:cntrl:]]'),
    text text not null,
    html text not null,
    language text not null,
    template text not null,
    unsubscribe text,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
    attempts int not null default 0 check (attempts >= 0),
    made_at timestamptz not null,
    sent_at timestamptz,
    error text,
    check ((state = 'sent') = (sent_at is not null)),
    check (state <> 'failed' or error is not null)
);
create index letter_state on mail.letter (state, id desc);
create index letter_to on mail.letter ("to");
create index letter_made on mail.letter (made_at);
