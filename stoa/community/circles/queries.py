"""What pages and other rooms read of circles. Each is one statement, however many people it is about."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from stoa.base import paging
from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.locale import LANGUAGES
from stoa.base.paging import Slice
from stoa.community.circles import rules
from stoa.community.circles.model import (
    Byline,
    Chosen,
    Friends,
    Invitation,
    Kind,
    LineId,
    Member,
    NoSuchInvitation,
    NoSuchMember,
    Person,
    PersonId,
    ProductId,
    Purchase,
    PutFollow,
    PutMember,
    Shown,
    Suggested,
)
from stoa.shop.catalog.model import Picture

_bylines = msgspec.json.Decoder(dict[PersonId, Byline])
_person = msgspec.json.Decoder(Person)
_friends = msgspec.json.Decoder(list[Friends])
_suggested = msgspec.json.Decoder(list[Suggested])
_invitation = msgspec.json.Decoder(Invitation)
_invitations = msgspec.json.Decoder(list[Invitation])
_shown = msgspec.json.Decoder(Shown)
_chosen = msgspec.json.Decoder(dict[ProductId, Chosen])
_purchase = msgspec.json.Decoder(Purchase)
_purchases = msgspec.json.Decoder(list[Purchase])

MOST_FACES = 3


async def bylines(read: Reading, people: Collection[PersonId]) -> dict[PersonId, Byline]:
    """Return what these people are called in public; who said nothing has an empty name."""
    text = await read.value(
        "select coalesce(json_object_agg(id, circles.byline(id)), '{}')::text from unnest($1::uuid[]) id", list(set(people))
    )
    return _bylines.decode(text)


async def members(read: Reading, people: Collection[PersonId]) -> dict[PersonId, Member]:
    """Return what these people say of themselves, whether it is shown or not."""
    found = await read.all(
        Member,
        "select person_id, handle, byline, about, picture, state, version from circles.member where person_id = any($1)",
        list(people),
    )
    return {one.person_id: one for one in found}


async def circle(read: Reading, person: PersonId) -> set[PersonId]:
    """Return whom a person follows, without those they do not want to hear of."""
    rows = await read.rows(
        """select followed from circles.follow f where follower = $1
        and not exists (select from circles.mute m where m.person_id = $1 and m.other_id = f.followed)""",
        person,
    )
    return {row["followed"] for row in rows}


async def visible(read: Reading, viewer: PersonId | None, owner: PersonId, kind: Kind) -> bool:
    """Return whether a viewer (None: a guest) sees what an owner shows of a kind."""
    found: bool = await read.value("select circles.sees($1, $2, $3)", viewer, owner, kind.value)
    return found


_CHOOSERS = """
    select p.product_id, p.person_id, min(p.at) as at
    from circles.follow f
    join circles.purchase p on p.person_id = f.followed and p.state = 'delivered' and not p.gift and p.product_id {products}
    left join circles.follow b on b.follower = f.followed and b.followed = f.follower
    left join circles.showing s on s.person_id = f.followed and s.kind = 'purchases'
    where f.follower = {viewer}
        and circles.reach(coalesce(p.audience, s.audience)) >= case when b.follower is not null then 1 when f.welcome then 2 else 3 end
        and not exists (select from circles.mute m where m.person_id = f.follower and m.other_id = f.followed)
        and not exists (select from circles.block k where k.person_id = f.follower and k.other_id = f.followed)
        and not exists (select from circles.block k where k.person_id = f.followed and k.other_id = f.follower)
    group by p.product_id, p.person_id"""
"""Who of a viewer's circle chose products and lets the viewer see it: the rule `may_see_purchase` for all of them at once."""

CHOSEN = Panel(
    f"""select json_build_object('count', max(c.count), 'people', json_agg(circles.byline(c.person_id) order by c.place))
    from (select person_id, count(*) over () as count, row_number() over (order by at, person_id) as place
        from ({_CHOOSERS.format(products="= :product", viewer=":viewer::uuid")}) found) c
    where c.place <= {MOST_FACES} having count(*) > 0""",
    Chosen,
)
"""Who of the viewer's circle chose a product; null where nobody did, or nobody lets it be seen."""


async def chosen(read: Reading, viewer: PersonId | None, products: Sequence[ProductId]) -> dict[ProductId, Chosen]:
    """Return, for those of these products that somebody of the viewer's circle chose and shows, who it was: for cards."""
    if viewer is None or not products:
        return {}
    text = await read.value(
        f"""select coalesce(json_object_agg(product_id, json_build_object('count', count, 'people', people)), '{{}}')::text from (
            select c.product_id, max(c.count) as count, json_agg(circles.byline(c.person_id) order by c.place) as people
            from (select product_id, person_id, count(*) over (partition by product_id) as count,
                    row_number() over (partition by product_id order by at, person_id) as place
                from ({_CHOOSERS.format(products="= any($2)", viewer="$1")}) found) c
            where c.place <= {MOST_FACES} group by c.product_id) x""",
        viewer,
        list(products),
    )
    return _chosen.decode(text)


_PERSON = """json_build_object('id', m.person_id, 'handle', m.handle, 'byline', circles.byline(m.person_id),
    'about', case when m.state = 'published' then m.about else '' end, 'distance', circles.distance({viewer}, m.person_id),
    'follows', exists (select from circles.follow where follower = {viewer} and followed = m.person_id),
    'followed', exists (select from circles.follow where follower = m.person_id and followed = {viewer}),
    'welcome', exists (select from circles.follow where follower = m.person_id and followed = {viewer} and welcome),
    'muted', exists (select from circles.mute where person_id = {viewer} and other_id = m.person_id))"""


async def person_page(read: Reading, viewer: PersonId | None, handle: str) -> Person:
    """Return whose page stands at a handle, if the viewer may see it. Raises NoSuchMember in every other case alike."""
    found = await read.document(
        _person,
        f"select {_PERSON.format(viewer='$1::uuid')}::text from circles.member m where m.handle = $2 and circles.sees($1, m.person_id, 'page')",
        viewer,
        handle[:80],
    )
    if found is None:
        raise NoSuchMember
    return found


_WITH = "json_build_object('id', {id}, 'byline', circles.byline({id}), 'at', f.at{more})"
_FOLLOWS = _WITH.format(
    id="f.followed",
    more=""", 'friend', exists (select from circles.follow b where b.follower = f.followed and b.followed = f.follower),
        'welcome', exists (select from circles.follow b where b.follower = f.followed and b.followed = f.follower and b.welcome),
        'muted', exists (select from circles.mute m where m.person_id = f.follower and m.other_id = f.followed)""",
)


async def follows(read: Reading, person: PersonId, cursor: str | None = None, limit: int = 50) -> Slice[Friends]:
    """Return whom a person follows, the latest first."""
    return await _slice(
        read,
        f"""select {_FOLLOWS} as found, f.at, f.followed as other from circles.follow f where f.follower = $1
            and ($2::timestamptz is null or (f.at, f.followed) < ($2, $3)) order by f.at desc, f.followed desc limit $4""",
        person,
        cursor,
        limit,
    )


async def followers(read: Reading, person: PersonId, cursor: str | None = None, limit: int = 50) -> Slice[Friends]:
    """Return who follows a person and is not followed back, the latest first; `welcome` are those who were let in."""
    return await _slice(
        read,
        f"""select {_WITH.format(id="f.follower", more=", 'welcome', f.welcome")} as found, f.at, f.follower as other
            from circles.follow f where f.followed = $1
            and not exists (select from circles.follow b where b.follower = $1 and b.followed = f.follower)
            and ($2::timestamptz is null or (f.at, f.follower) < ($2, $3)) order by f.at desc, f.follower desc limit $4""",
        person,
        cursor,
        limit,
    )


async def _slice(read: Reading, sql: str, person: PersonId, cursor: str | None, limit: int) -> Slice[Friends]:
    at, other = paging.decode(cursor, tuple[datetime, UUID]) if cursor else (None, None)
    text = await read.value(
        f"select coalesce(json_agg(x.found order by x.at desc, x.other desc), '[]')::text from ({sql}) x", person, at, other, limit + 1
    )
    found = _friends.decode(text)
    return Slice(found[:limit], paging.encode(found[limit - 1].at, found[limit - 1].id) if len(found) > limit else None)


async def blocked(read: Reading, person: PersonId) -> list[Friends]:
    """Return whom a person has blocked, the latest first, five hundred at most."""
    text = await read.value(
        f"""select coalesce(json_agg(x.found order by x.at desc), '[]')::text from (
            select {_WITH.format(id="f.other_id", more="")} as found, f.at from circles.block f
            where f.person_id = $1 order by f.at desc limit 500) x""",
        person,
    )
    return _friends.decode(text)


async def suggestions(read: Reading, person: PersonId) -> list[Suggested]:
    """Return who is suggested to a person: whose link or list they came by, and who came by theirs and agreed."""
    text = await read.value(
        """select coalesce(json_agg(json_build_object('id', x.other, 'byline', circles.byline(x.other), 'source', x.source, 'came', x.came,
            'asked', x.asked) order by x.asked, x.at desc), '[]')::text
        from (select case when a_id = $1 then b_id else a_id end as other, source, a_id = $1 as came, at,
                case when a_id = $1 then a_agreed_at else b_agreed_at end is not null as asked
            from circles.suggestion where (b_id = $1 or (a_id = $1 and b_agreed_at is not null)) and declined_at is null
            order by at desc limit 50) x""",
        person,
    )
    return _suggested.decode(text)


_INVITATION = "json_build_object('id', i.id, 'by', i.by_id, 'byline', circles.byline(i.by_id), 'until_at', i.until_at, 'uses', i.uses)"


async def invitations(read: Reading, person: PersonId) -> list[Invitation]:
    """Return a person's open invitations, the latest first."""
    text = await read.value(
        f"""select coalesce(json_agg({_INVITATION} order by i.id desc), '[]')::text from circles.invitation i
        where i.by_id = $1 and i.ended_at is null and i.uses > 0 and i.until_at > $2""",
        person,
        read.now,
    )
    return _invitations.decode(text)


async def invitation(read: Reading, viewer: PersonId | None, token: str) -> Invitation:
    """Return the invitation that a token opens. Raises NoSuchInvitation where it opens none for this viewer."""
    found = await read.document(
        _invitation,
        f"""select {_INVITATION}::text from circles.invitation i where i.digest = $1 and i.ended_at is null and i.uses > 0 and i.until_at > $2
        and circles.distance($3, i.by_id) < 4""",
        rules.digest_of(token),
        read.now,
        viewer,
    )
    if found is None:
        raise NoSuchInvitation
    return found


async def shown(read: Reading, person: PersonId) -> Shown:
    """Return what a person shows to whom, and how many friends and how large a circle they have."""
    text = await read.value(
        """select json_build_object(
            'audiences', (select coalesce(json_object_agg(kind, audience), '{}') from circles.showing where person_id = $1),
            'friends', (select count(*) from circles.follow f join circles.follow b on b.follower = f.followed and b.followed = f.follower
                where f.followed = $1),
            'circle', (select count(*) from circles.follow f where f.followed = $1
                and (f.welcome or exists (select from circles.follow b where b.follower = $1 and b.followed = f.follower))),
            'member', (select to_json(m) from circles.member m where m.person_id = $1))::text""",
        person,
    )
    return _shown.decode(text)


_PURCHASE = """json_build_object('line_id', c.line_id, 'order_id', c.order_id, 'person_id', c.person_id, 'product_id', c.product_id, 'at', c.at,
    'state', c.state, 'gift', c.gift, 'audience', c.audience, 'title', l.title, 'handle', l.handle, 'picture', l.picture)"""


async def purchases(read: Reading, person: PersonId, cursor: str | None = None, limit: int = 20) -> Slice[Purchase]:
    """Return what a person bought, the latest first, as it was called when they did."""
    at, line = paging.decode(cursor, tuple[datetime, LineId]) if cursor else (None, None)
    text = await read.value(
        f"""select coalesce(json_agg(x.found order by x.at desc, x.line_id desc), '[]')::text from (
            select {_PURCHASE} as found, c.at, c.line_id from circles.purchase c join orders.line l on l.id = c.line_id
            where c.person_id = $1 and ($2::timestamptz is null or (c.at, c.line_id) < ($2, $3))
            order by c.at desc, c.line_id desc limit $4) x""",
        person,
        at,
        line,
        limit + 1,
    )
    found = _purchases.decode(text)
    return Slice(found[:limit], paging.encode(found[limit - 1].at, found[limit - 1].line_id) if len(found) > limit else None)


async def purchase(read: Reading, person: PersonId, line: LineId) -> Purchase | None:
    """Return one thing that a person bought."""
    return await read.document(
        _purchase,
        f"select {_PURCHASE}::text from circles.purchase c join orders.line l on l.id = c.line_id where c.person_id = $1 and c.line_id = $2",
        person,
        line,
    )


class Had(msgspec.Struct, frozen=True):
    """Something that a person shows they have."""

    handle: str
    title: str
    vendor: str
    picture: Picture | None = None


_FIRST = f"'{LANGUAGES[0].code}'"

OWNED = Panel(
    f"""select json_agg(json_build_object('handle', p.handle, 'vendor', p.vendor,
        'title', (select t.title from catalog.product_text t where t.product_id = p.id
            order by t.language = :language desc, t.language = {_FIRST} desc limit 1),
        'picture', (select json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint)
            from catalog.picture i where i.product_id = p.id order by i.position, i.id limit 1)) order by c.at desc, p.id)
    from (select c.product_id, max(c.at) as at from circles.purchase c
        left join circles.showing s on s.person_id = c.person_id and s.kind = 'purchases'
        where c.person_id = :owner and c.state = 'delivered' and not c.gift
            and circles.reach(coalesce(c.audience, s.audience)) >= circles.distance(:viewer::uuid, :owner::uuid)
        group by c.product_id order by at desc limit 24) c
    join catalog.product p on p.id = c.product_id and p.state = 'active'""",
    list[Had],
)
"""What an owner has and shows to a viewer, on their page; null where it is nothing."""

FOLLOWED = Panel(
    """select json_agg(circles.byline(x.followed) order by x.at desc) from (
        select f.followed, f.at from circles.follow f where f.follower = :owner order by f.at desc, f.followed limit 100) x
    where circles.sees(:viewer::uuid, :owner::uuid, 'follows') and circles.sees(:viewer::uuid, x.followed, 'page')""",
    list[Byline],
)
"""Whom an owner began to follow last, if they show it to the viewer; of those the ones whose page the viewer may see."""


async def members_after(read: Reading, after: PersonId | None, limit: int) -> list[PutMember]:
    """Return members, in the order of their ids: for files. What they show is in rows of its own there."""
    return await read.all(
        PutMember,
        """select person_id, byline, about, picture, handle, state, version, since from circles.member
        where $1::uuid is null or person_id > $1 order by person_id limit $2""",
        after,
        limit,
    )


async def follows_after(read: Reading, after: tuple[PersonId, PersonId] | None, limit: int) -> list[PutFollow]:
    """Return who follows whom, in the order of their ids: for files."""
    return await read.all(
        PutFollow,
        """select follower, followed, welcome, at from circles.follow
        where $1::uuid is null or (follower, followed) > ($1, $2) order by follower, followed limit $3""",
        *(after or (None, None)),
        limit,
    )


async def export(read: Reading, person: PersonId) -> dict[str, object]:
    """Return everything that circles holds on a person, in words of the model; others stand in it by their public names."""
    found: dict[str, object] = await read.value(
        """select json_build_object(
            'member', (select to_json(m) from circles.member m where m.person_id = $1),
            'shows', (select coalesce(json_object_agg(kind, audience), '{}') from circles.showing where person_id = $1),
            'follows', (select coalesce(json_agg(json_build_object('whom', circles.byline(followed), 'at', at, 'welcome', welcome)), '[]')
                from circles.follow where follower = $1),
            'followers', (select coalesce(json_agg(json_build_object('who', circles.byline(follower), 'at', at, 'welcome', welcome)), '[]')
                from circles.follow where followed = $1),
            'blocked', (select coalesce(json_agg(json_build_object('whom', circles.byline(other_id), 'at', at)), '[]')
                from circles.block where person_id = $1),
            'muted', (select coalesce(json_agg(json_build_object('whom', circles.byline(other_id), 'at', at)), '[]')
                from circles.mute where person_id = $1),
            'invitations', (select coalesce(json_agg(json_build_object('at', at, 'until', until_at, 'uses', uses, 'ended', ended_at)), '[]')
                from circles.invitation where by_id = $1),
            'suggestions', (select coalesce(json_agg(json_build_object('who', circles.byline(case when a_id = $1 then b_id else a_id end),
                'source', source, 'at', at)), '[]') from circles.suggestion where b_id = $1 or (a_id = $1 and b_agreed_at is not null)),
            'purchases', (select coalesce(json_agg(json_build_object('line', line_id, 'at', at, 'state', state, 'gift', gift,
                'audience', audience)), '[]') from circles.purchase where person_id = $1))""",
        person,
    )
    return found
