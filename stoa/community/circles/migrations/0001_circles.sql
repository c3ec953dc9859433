create schema circles;

-- What a member is called in public. Nobody has a row before they choose a name or show their page.
create table circles.member (
    person_id uuid primary key references accounts.person,
    handle text not null unique check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*-[0-9a-hjkmnp-tv-z]{8}$' and length(handle) <= 60),
    byline text not null default '' check (length(byline) <= 40),
    initials text not null default '' check (length(initials) <= 3),
    about text not null default '' check (length(about) <= 600),
    picture text check (picture ~ '^[0-9a-f]+/[0-9]+$'),   -- digest and width of the largest size
    state text not null default 'published' check (state in ('published', 'waiting', 'removed')),
    version int not null default 0,
    since timestamptz not null
);

-- `welcome`: the one who is followed has let the follower into their circle.
create table circles.follow (
    follower uuid not null references accounts.person,
    followed uuid not null references accounts.person,
    at timestamptz not null,
    welcome boolean not null default false,
    primary key (follower, followed),
    check (follower <> followed)
);
create index follow_latest on circles.follow (follower, at desc, followed);
create index follow_back on circles.follow (followed, at desc, follower);

create table circles.block (
    person_id uuid not null references accounts.person,
    other_id uuid not null references accounts.person,
    at timestamptz not null,
    primary key (person_id, other_id),
    check (person_id <> other_id)
);
create index block_other on circles.block (other_id);

create table circles.mute (
    person_id uuid not null references accounts.person,
    other_id uuid not null references accounts.person,
    at timestamptz not null,
    primary key (person_id, other_id),
    check (person_id <> other_id)
);
create index mute_other on circles.mute (other_id);

-- Links that bring somebody into a circle. Only the digest of the token is kept.
create table circles.invitation (
    id uuid primary key,
    digest bytea not null unique check (length(digest) = 32),
    by_id uuid not null references accounts.person,
    at timestamptz not null,
    until_at timestamptz not null,
    uses int not null check (uses between 0 and 20),
    ended_at timestamptz
);
create index invitation_by on circles.invitation (by_id, id desc);
create index invitation_until on circles.invitation (until_at);

-- `a` shared a link or a list, `b` came by it. `a` hears nothing of `b` before `b` agreed.
create table circles.suggestion (
    a_id uuid not null references accounts.person,
    b_id uuid not null references accounts.person,
    source text not null check (source in ('link', 'list')),
    at timestamptz not null,
    a_agreed_at timestamptz,
    b_agreed_at timestamptz,
    declined_at timestamptz,
    primary key (a_id, b_id),
    check (a_id <> b_id),
    check (a_agreed_at is null or b_agreed_at is not null)
);
create unique index suggestion_pair on circles.suggestion (least(a_id, b_id), greatest(a_id, b_id));
create index suggestion_b on circles.suggestion (b_id);
create index suggestion_at on circles.suggestion (at);

-- What a person shows, to whom. What has no row is shown to nobody.
create table circles.showing (
    person_id uuid not null references accounts.person,
    kind text not null check (kind in ('purchases', 'reviews', 'questions', 'lists', 'follows', 'page')),
    audience text not null check (audience in ('nobody', 'friends', 'circle', 'everyone')),
    changed_at timestamptz not null,
    primary key (person_id, kind)
);

-- What was bought, kept by what orders and returns tell. `audience` null: as the person's setting for purchases.
create table circles.purchase (
    line_id uuid primary key,
    order_id uuid not null,
    person_id uuid not null references accounts.person,
    product_id uuid not null,
    variant_id uuid not null,
    at timestamptz not null,
    state text not null check (state in ('placed', 'delivered', 'cancelled', 'returned')),
    gift boolean not null default false,
    audience text check (audience in ('nobody', 'friends', 'circle', 'everyone'))
);
create index purchase_chosen on circles.purchase (person_id, product_id) where state = 'delivered' and not gift;
create index purchase_product on circles.purchase (product_id, person_id) where state = 'delivered' and not gift;
create index purchase_latest on circles.purchase (person_id, at desc, line_id desc);
create index purchase_order on circles.purchase (order_id);

-- What a line is to its buyer now; null while it is not agreed. The same lines as stoa.community.circles.rules.state_of.
create function circles.state_of(order_state text, quantity int, cancelled int, delivered int, returned int) returns text
language sql immutable parallel safe as $$
    select case
        when order_state in ('pending', 'held') then null
        when order_state = 'cancelled' or quantity - cancelled <= 0 then 'cancelled'
        when returned > 0 and quantity - cancelled - returned <= 0 then 'returned'
        when delivered > returned then 'delivered'
        else 'placed' end
$$;

-- How far an audience reaches, and how far a viewer stands from an owner: what is shown is seen where reach >= distance.
-- The same numbers as stoa.community.circles.model.Audience and Distance; a test holds the two against each other.
create function circles.reach(audience text) returns int
language sql immutable parallel safe as $$
    select case audience when 'everyone' then 3 when 'circle' then 2 when 'friends' then 1 else 0 end
$$;

create function circles.distance(viewer uuid, owner uuid) returns int
language sql stable parallel safe as $$
    select case
        when viewer = owner then 0
        when viewer is null then 3
        -- Nobody's ids: with them an owner sees how the page looks to a friend, and to somebody of the circle.
        when viewer = '00000000-0000-0000-0000-000000000001' then 1
        when viewer = '00000000-0000-0000-0000-000000000002' then 2
        when exists (select from circles.block where person_id = owner and other_id = viewer)
            or exists (select from circles.block where person_id = viewer and other_id = owner) then 4
        else coalesce((
            select case
                when exists (select from circles.follow b where b.follower = owner and b.followed = viewer) then 1
                when f.welcome then 2
                else 3 end
            from circles.follow f where f.follower = viewer and f.followed = owner), 3) end
$$;

create function circles.sees(viewer uuid, owner uuid, kind text) returns boolean
language sql stable parallel safe as $$
    select circles.reach((select s.audience from circles.showing s where s.person_id = owner and s.kind = sees.kind))
        >= circles.distance(viewer, owner)
$$;

-- What somebody is called in public; without a name of their own it is empty, and the page says "A member".
create function circles.byline(person uuid) returns json
language sql stable parallel safe as $$
    select json_build_object('name', coalesce(m.byline, ''), 'initials', coalesce(m.initials, ''),
        'picture', '/pictures/' || split_part(m.picture, '/', 1) || '/' || least(160, split_part(m.picture, '/', 2)::int) || '.webp',
        'href', case when exists (select from circles.showing s where s.person_id = m.person_id and s.kind = 'page' and s.audience = 'everyone')
            then '/people/' || m.handle end)
    from (select 1) one left join circles.member m on m.person_id = person and m.state = 'published'
$$;
