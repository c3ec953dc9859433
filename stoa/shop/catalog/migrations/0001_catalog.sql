create schema catalog;

create table catalog.picture (
    id uuid primary key,
    product_id uuid,  -- null: a category's or a collection's
    position int not null default 0,
    digest text not null check (digest ~ '^[0-9a-f]{32}$'),
    width int not null check (width > 0),
    height int not null check (height > 0),
    tint text not null check (tint ~ '^(#[0-9a-f]{6})?$'),
    alts jsonb not null default '{}' check (jsonb_typeof(alts) = 'object'),
    source text,  -- the address it was fetched from
    made_at timestamptz not null
);

create table catalog.category (
    id uuid primary key,
    parent_id uuid references catalog.category,
    path uuid[] not null,  -- from the root to itself
    handle text collate "C" not null constraint category_handle unique check (handle !~ '[[:space:]/?#%&]' and length(handle) between 1 and 120),
    position int not null default 0,
    picture_id uuid references catalog.picture on delete set null,
    made_at timestamptz not null,
    changed_at timestamptz not null,
    check (path[cardinality(path)] = id and array_position(path, id) = cardinality(path)),
    check (parent_id is not distinct from case when cardinality(path) > 1 then path[cardinality(path) - 1] end)
);
create index category_parent on catalog.category (parent_id, position, id);
create index category_path on catalog.category using gin (path);

create table catalog.category_text (
    category_id uuid not null references catalog.category on delete cascade,
    language text not null,
    name text not null check (name <> ''),
    description text not null default '',
    seo_title text not null default '',
    seo_description text not null default '',
    primary key (category_id, language)
);

create table catalog.product (
    id uuid primary key,
    handle text collate "C" not null constraint product_handle unique check (handle !~ '[[:space:]/?#%&]' and length(handle) between 1 and 120),
    state text not null check (state in ('draft', 'active', 'archived')),
    category_id uuid references catalog.category,
    vendor text not null default '',
    kind text not null default '',
    tags text[] not null default '{}',
    options jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
    tax_class text not null default 'standard' check (tax_class <> ''),
    extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
    made_at timestamptz not null,
    changed_at timestamptz not null
);
create index product_category on catalog.product (category_id, id desc) where state = 'active';
create index product_state on catalog.product (state, id desc);

alter table catalog.picture add foreign key (product_id) references catalog.product on delete cascade;
create index picture_product on catalog.picture (product_id, position, id);
create index picture_digest on catalog.picture (digest);
create unique index picture_once on catalog.picture (product_id, digest);

create table catalog.product_text (
    product_id uuid not null references catalog.product on delete cascade,
    language text not null,
    title text not null check (title <> ''),
    subtitle text not null default '',
    description text not null default '',
    specifications jsonb not null default '[]' check (jsonb_typeof(specifications) = 'array'),
    seo_title text not null default '',
    seo_description text not null default '',
    primary key (product_id, language)
);

create table catalog.variant (
    id uuid primary key,
    product_id uuid not null references catalog.product on delete cascade,
    position int not null default 0,
    sku text check (sku <> ''),
    barcode text not null default '',
    choices text[] not null default '{}',
    weight_grams int not null default 0 check (weight_grams >= 0),
    ships boolean not null default true,
    picture_id uuid references catalog.picture on delete set null,
    extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
    ended_at timestamptz
);
create unique index variant_sku on catalog.variant (sku) where ended_at is null;
create unique index variant_choices on catalog.variant (product_id, choices) where ended_at is null;
create index variant_product on catalog.variant (product_id, position, id);
create index variant_picture on catalog.variant (picture_id) where picture_id is not null;

create table catalog.collection (
    id uuid primary key,
    handle text collate "C" not null constraint collection_handle unique check (handle !~ '[[:space:]/?#%&]' and length(handle) between 1 and 120),
    position int not null default 0,
    picture_id uuid references catalog.picture on delete set null,
    made_at timestamptz not null,
    changed_at timestamptz not null
);

create table catalog.collection_text (
    collection_id uuid not null references catalog.collection on delete cascade,
    language text not null,
    name text not null check (name <> ''),
    description text not null default '',
    seo_title text not null default '',
    seo_description text not null default '',
    primary key (collection_id, language)
);

create table catalog.collection_product (
    collection_id uuid not null references catalog.collection on delete cascade,
    product_id uuid not null references catalog.product on delete cascade,
    position int not null default 0,
    primary key (collection_id, product_id)
);
create index collection_product_product on catalog.collection_product (product_id);

-- A handle that was given up leads to the thing itself, never to another handle: no chain and no loop can arise.
create table catalog.redirect (
    kind text not null check (kind in ('product', 'category', 'collection')),
    handle text collate "C" not null,
    target_id uuid not null,
    made_at timestamptz not null,
    primary key (kind, handle)
);
create index redirect_target on catalog.redirect (target_id);
