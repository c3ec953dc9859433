create schema moderation;

-- What the shop asks of everybody who writes here. A rule that is ended stays, for the decisions that name it.
create table moderation.rule (
    code text primary key check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    texts jsonb not null,
    severity int not null check (severity between 1 and 5),
    position int not null,
    ended_at timestamptz
);

insert into moderation.rule (code, severity, position, texts) values
('illegal', 5, 10, '{"en": {"title": "Nothing against the law", "text": "No threats of violence, incitement, forbidden symbols, images of abuse, stolen works or anything else the law forbids."},
    "de": {"title": "Nichts Verbotenes", "text": "Keine Gewaltandrohung, Volksverhetzung, verbotenen Zeichen, Missbrauchsbilder, gestohlenen Werke oder sonst etwas, das das Gesetz verbietet."}}'),
('harm', 5, 20, '{"en": {"title": "Nobody is put in danger", "text": "No harassment, no threats, no encouragement to hurt oneself or others, and no advice that makes a product dangerous."},
    "de": {"title": "Niemand wird in Gefahr gebracht", "text": "Keine Belästigung, keine Drohung, keine Ermunterung, sich oder andere zu verletzen, und kein Rat, der ein Produkt gefährlich macht."}}'),
('hate', 4, 30, '{"en": {"title": "No hate", "text": "Nobody is put down for origin, belief, sex, gender, body, illness, age or whom they love."},
    "de": {"title": "Kein Hass", "text": "Niemand wird herabgesetzt wegen Herkunft, Glauben, Geschlecht, Körper, Krankheit, Alter oder wen er liebt."}}'),
('privacy', 4, 40, '{"en": {"title": "No private facts about others", "text": "No addresses, phone numbers, order numbers, photos of people who were not asked."},
    "de": {"title": "Nichts Privates über andere", "text": "Keine Anschriften, Telefonnummern, Bestellnummern und keine Fotos von Menschen, die nicht gefragt wurden."}}'),
('insult', 3, 50, '{"en": {"title": "Civil, also when angry", "text": "Things may be called bad; people are not insulted."},
    "de": {"title": "Höflich, auch im Ärger", "text": "Dinge dürfen schlecht heißen; Menschen werden nicht beleidigt."}}'),
('sexual', 3, 60, '{"en": {"title": "Nothing sexual", "text": "No sexual offers, descriptions or pictures."},
    "de": {"title": "Nichts Sexuelles", "text": "Keine sexuellen Angebote, Schilderungen oder Bilder."}}'),
('fake', 3, 70, '{"en": {"title": "Your own, and honest", "text": "You write about what you know yourself. Nobody writes about their own or a rival''s goods, for money without saying so, or the same text under several names."},
    "de": {"title": "Selbst erlebt und ehrlich", "text": "Sie schreiben über das, was Sie selbst kennen. Niemand schreibt über eigene Ware oder die der Konkurrenz, verdeckt gegen Geld oder denselben Text unter mehreren Namen."}}'),
('spam', 2, 80, '{"en": {"title": "No advertising", "text": "No advertising, no referral codes, no links that lead away from the matter."},
    "de": {"title": "Keine Werbung", "text": "Keine Werbung, keine Empfehlungscodes, keine Links, die von der Sache wegführen."}}'),
('off_topic', 1, 90, '{"en": {"title": "To the matter", "text": "What is written helps others to choose or use the thing. About an order, a delivery or a payment the shop itself is asked."},
    "de": {"title": "Zur Sache", "text": "Was hier steht, hilft anderen bei der Wahl oder im Gebrauch. Wegen einer Bestellung, Lieferung oder Zahlung fragt man den Shop selbst."}}');

-- Whatever people wrote, named or uploaded, as it stands now. (kind, id) is the thing in its own room.
create table moderation.piece (
    kind text not null,
    id uuid not null,
    author uuid,
    email text not null default '',
    product_id uuid,
    version int not null default 1,
    texts jsonb not null,
    pictures text[] not null default '{}',
    language text not null,
    path text not null,
    state text not null check (state in ('published', 'waiting', 'removed')),
    checks jsonb not null default '[]',
    imported boolean not null default false,
    sketch int[],
    bands int[],
    made_at timestamptz not null,
    changed_at timestamptz not null,
    published_at timestamptz,
    primary key (kind, id),
    check (state <> 'published' or published_at is not null)
);
create index piece_author on moderation.piece (author, state) where author is not null;
create index piece_made on moderation.piece (made_at);
create index piece_bands on moderation.piece using gin (bands) where bands is not null;

-- Something a person has to look at. A piece has one open case at most.
create table moderation.case_ (
    id uuid primary key,
    kind text not null,
    piece_id uuid not null,
    reasons text[] not null,
    harm int not null check (harm between 0 and 9),
    opened_at timestamptz not null,
    leased_by uuid,
    leased_until timestamptz,
    decided_at timestamptz,
    closed text check (closed in ('decided', 'withdrawn')),
    foreign key (kind, piece_id) references moderation.piece on delete cascade,
    check ((leased_by is null) = (leased_until is null)),
    check ((decided_at is null) = (closed is null))
);
create unique index case_open on moderation.case_ (kind, piece_id) where decided_at is null;
create index case_queue on moderation.case_ (harm desc, opened_at, id) where decided_at is null;
create index case_leased on moderation.case_ (leased_by) where decided_at is null;

create table moderation.decision (
    id uuid primary key,
    kind text not null,
    piece_id uuid not null,
    version int not null,
    author uuid,
    case_id uuid unique references moderation.case_ on delete set null,
    verdict text not null check (verdict in ('kept', 'removed')),
    rule text references moderation.rule,
    ground jsonb,
    fact text not null default '',
    found_by text not null check (found_by in ('report', 'check', 'host', 'appeal', 'known_link')),
    automated boolean not null,
    blind boolean not null,
    by uuid,
    at timestamptz not null,
    key text not null,
    overturned_by uuid references moderation.decision,
    foreign key (kind, piece_id) references moderation.piece on delete cascade,
    -- Whatever is taken away is taken away for a published rule and a stated fact.
    check (verdict <> 'removed' or (rule is not null and fact <> '' and ground is not null)),
    -- Nothing is decided by a machine but the removal of a link that people have marked.
    check (automated = (found_by = 'known_link') and (not automated or verdict = 'removed'))
);
create index decision_piece on moderation.decision (kind, piece_id, id);
create index decision_author on moderation.decision (author, id) where author is not null;
create index decision_listed on moderation.decision (id desc);
create index decision_kind on moderation.decision (kind, at) where by is not null and overturned_by is null;

-- What was taken away, as it was: kept for a year, whatever its author does to it.
create table moderation.evidence (
    decision_id uuid primary key references moderation.decision on delete cascade,
    texts jsonb not null,
    pictures text[] not null,
    checks jsonb not null,
    at timestamptz not null
);
create index evidence_at on moderation.evidence (at);

create table moderation.report (
    id uuid primary key,
    kind text not null,
    piece_id uuid not null,
    version int not null,
    by uuid,
    name text not null default '',
    email text not null default '',
    language text not null,
    rule text not null references moderation.rule,
    note text not null,
    at timestamptz not null,
    outcome text check (outcome in ('right', 'wrong', 'gone')),
    answered_at timestamptz,
    decision_id uuid references moderation.decision,
    key text not null,
    foreign key (kind, piece_id) references moderation.piece on delete cascade,
    check ((outcome is null) = (answered_at is null)),
    check ((outcome in ('right', 'wrong')) = (decision_id is not null) or outcome is null)
);
create index report_piece on moderation.report (kind, piece_id, id);
create unique index report_once on moderation.report (kind, piece_id, by) where by is not null and outcome is null;
create unique index report_once_by_mail on moderation.report (kind, piece_id, email) where by is null and email <> '' and outcome is null;
create index report_by on moderation.report (by, outcome) where by is not null;
create index report_decision on moderation.report (decision_id) where decision_id is not null;

-- Once by the author of a piece, once by each who reported it.
create table moderation.appeal (
    id uuid primary key,
    decision_id uuid not null references moderation.decision on delete cascade,
    report_id uuid references moderation.report on delete cascade,
    by uuid,
    text text not null,
    at timestamptz not null,
    outcome text check (outcome in ('upheld', 'reversed')),
    why text not null default '',
    decided_by uuid,
    decided_at timestamptz,
    check ((outcome is null) = (decided_at is null)),
    check (outcome is null or why <> '')
);
create unique index appeal_author on moderation.appeal (decision_id) where report_id is null;
create unique index appeal_reporter on moderation.appeal (report_id) where report_id is not null;
create index appeal_open on moderation.appeal (at, id) where outcome is null;
create index appeal_decision on moderation.appeal (decision_id);

-- What others found helpful, told by the rooms; everything else about somebody's conduct is counted from rows.
create table moderation.conduct (
    person_id uuid primary key,
    helpful int not null default 0
);

create table moderation.spam_link (
    domain text primary key check (domain = lower(domain) and domain like '%_._%'),
    note text not null default '',
    added_by uuid,
    at timestamptz not null
);

-- The nightly look at whether decisions hang on stars, by kind of piece.
create table moderation.bias (
    day date not null,
    kind text not null,
    stars jsonb not null,
    chi2 double precision,
    freedom int,
    p double precision,
    alarm boolean not null,
    at timestamptz not null,
    primary key (day, kind)
);

-- How long it took until what was written could be read, made every hour.
create table moderation.figure (
    one boolean primary key default true check (one),
    body jsonb not null,
    at timestamptz not null
);

-- What hosts put forward, and in what order.
create table moderation.collection (
    id uuid primary key,
    handle text not null unique check (handle ~ '^[a-z0-9][a-z0-9-]{0,79}$'),
    texts jsonb not null,
    made_at timestamptz not null
);
create table moderation.collected (
    collection_id uuid not null references moderation.collection on delete cascade,
    kind text not null,
    piece_id uuid not null,
    position int not null,
    primary key (collection_id, kind, piece_id),
    foreign key (kind, piece_id) references moderation.piece on delete cascade
);
