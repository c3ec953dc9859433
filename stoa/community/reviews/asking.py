"""Asking owners what they think: once it has arrived and been used, twice at most, and never while something is wrong."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from stoa.base.database import Reading, Writing
from stoa.community.reviews import rules, store
from stoa.community.reviews.actions import digest
from stoa.community.reviews.model import NoSuchReviewRequest, Owned
from stoa.community.reviews.rules import Ask, Later, Situation, Stop
from stoa.outside import mail
from stoa.people.permissions.model import STAFF, PersonId
from stoa.shop.orders.model import LineId, OrderId

LINK_LASTS = timedelta(days=120)
AT_ONCE = 100


class Arrived(msgspec.Struct, frozen=True):
    line_id: LineId
    product_id: object
    variant_id: object
    path: list[object]


async def note_arrival(tx: Writing, order_id: OrderId, lines: Mapping[LineId, int] | None) -> None:
    """Plan to ask about what arrived (None: what is not sent), after the wait of its category.

    Who gives it to somebody else is asked nothing. What arrives later joins the same request; the latest of all waits counts. What is sent in place of something only puts off
    the request of that order: nobody is asked twice about one thing.
    """
    rows = await tx.rows(
        """select l.id as line_id, l.product_id, l.variant_id, coalesce(c.path, '{}') as path from orders.line l
        join orders.order o on o.id = l.order_id and o.recipient_id is null
        left join catalog.product p on p.id = l.product_id left join catalog.category c on c.id = p.category_id
        where l.order_id = $1 and case when $2::uuid[] is null then not l.ships else l.id = any($2) end order by l.id""",
        order_id,
        list(lines) if lines is not None else None,
    )
    known = await store.terms(tx)
    asked = [(row, terms) for row in rows for terms in [rules.terms_for(row["path"], known)] if terms.enabled]
    if not asked:
        return
    due = tx.now + timedelta(days=max(terms.wait_days for _, terms in asked))
    replaced = await tx.value("select order_id from returns.return_ where replacement = $1", order_id)
    if replaced is not None:
        await tx.run("update reviews.request set due_at = greatest(due_at, $2) where order_id = $1 and ended_at is null", replaced, due)
        return
    await tx.run(
        """insert into reviews.request (order_id, since, due_at, again_days) values ($1, $2, $3, $4)
        on conflict (order_id) do update set due_at = greatest(request.due_at, excluded.due_at) where request.ended_at is null""",
        order_id,
        tx.now,
        due,
        max(terms.again_days for _, terms in asked),
    )
    await tx.run(
        """insert into reviews.request_line (line_id, order_id, product_id, variant_id, delivered_at)
        select l.id, $2, l.product_id, l.variant_id, $3 from unnest($1::uuid[], $4::uuid[], $5::uuid[]) as l (id, product_id, variant_id)
        on conflict (line_id) do nothing""",
        [row["line_id"] for row, _ in asked],
        order_id,
        tx.now,
        [row["product_id"] for row, _ in asked],
        [row["variant_id"] for row, _ in asked],
    )


_STILL = f"""l.delivered > l.returned and {store.OWN} and not exists (select from reviews.review r where r.state <> 'withdrawn'
    and (r.line_id = l.id or (r.author = o.person_id and r.product_id = l.product_id)))"""
"""A line that is there, that its buyer has themselves, and of which they have not written."""

_STAFF = ", ".join(f"'{one}'" for one in sorted(STAFF))
_SITUATION = f"""
select q.order_id, q.since, q.sent, q.again_days, o.email, o.language,
    (select coalesce(json_agg(json_build_object('title', l.title, 'choices', l.choices) order by l.position), '[]') from reviews.request_line k
        join orders.line l on l.id = k.line_id where k.order_id = q.order_id and {_STILL}) as lines,
    exists (select from returns.return_ r where r.order_id = q.order_id and r.ended_at is null)
        or exists (select from returns.statement s where s.state in ('received', 'unmatched') and lower(s.email) = lower(o.email)) as trouble,
    exists (select from orders.line l where l.ships and l.delivered < l.quantity - l.cancelled and (l.order_id = q.order_id
        or l.order_id in (select r.replacement from returns.return_ r where r.order_id = q.order_id))) as on_its_way,
    o.state = 'cancelled' as cancelled,
    exists (select from reviews.silence s where s.digest = encode(sha256(lower(o.email)::bytea), 'hex')) as silent,
    o.email not like '%.invalid' and not exists (select from orders.erasure e where e.person_id = o.person_id)
        and not exists (select from accounts.person a where (a.id = o.person_id or a.email = o.email) and a.roles && array[{_STAFF}]) as reachable
from reviews.request q join orders.order o on o.id = q.order_id where q.order_id = any($1) order by q.due_at"""


async def ask_due(tx: Writing) -> int:
    """Decide about the next requests that are due and post their letters; return how many there were."""
    rows = await tx.rows(
        "select order_id from reviews.request where ended_at is null and due_at <= $1 order by due_at limit $2 for update skip locked",
        tx.now,
        AT_ONCE,
    )
    if not rows:
        return 0
    for row in await tx.rows(_SITUATION, [row["order_id"] for row in rows]):
        facts = {name: row[name] for name in ("since", "sent", "again_days", "trouble", "on_its_way", "cancelled", "silent", "reachable")}
        decided = rules.decide(tx.now, Situation(left=len(row["lines"]), **facts))
        await _carry_out(tx, decided, row["order_id"], row["email"], row["language"], row["lines"])
    return len(rows)


async def _carry_out(
    tx: Writing, decided: Stop | Later | Ask, order_id: OrderId, email: str, language: str, lines: list[dict[str, object]]
) -> None:
    if isinstance(decided, Stop):
        await tx.run("update reviews.request set ended_at = $2, why = $3 where order_id = $1", order_id, tx.now, decided.why)
    elif isinstance(decided, Later):
        await tx.run("update reviews.request set due_at = $2 where order_id = $1", order_id, decided.until)
    else:
        await _post(tx, order_id, email, language, lines, decided.again)


async def _post(tx: Writing, order_id: OrderId, email: str, language: str, lines: list[dict[str, object]], again: datetime | None) -> None:
    sent: int = await tx.value(
        """update reviews.request set sent = sent + 1, sent_at = $2, due_at = coalesce($3, due_at),
            ended_at = case when $3::timestamptz is null then $2::timestamptz end, why = case when $3::timestamptz is null then 'asked' end
        where order_id = $1 returning sent""",
        order_id,
        tx.now,
        again,
    )
    token = secrets.token_urlsafe(24)
    await tx.run("insert into reviews.link (digest, order_id, until_at) values ($1, $2, $3)", digest(token), order_id, tx.now + LINK_LASTS)
    path = f"/reviews/write/{token}"
    facts = {"lines": lines, "title": str(lines[0]["title"]), "more": len(lines) - 1, "again": sent > 1}
    await mail.post(
        tx,
        email,
        "reviews/request",
        language,
        facts,
        key=f"review-request:{order_id}:{sent}",
        action=path,
        unsubscribe=f"{path}/stop",
        one_click=True,
    )


class Opened(msgspec.Struct, frozen=True):
    """What a letter's link opens: the order's pieces that were kept, and those of which something was written already."""

    order_id: OrderId
    lines: list[Owned]
    done: set[object]


async def opened(read: Reading, token: str) -> Opened:
    """Return what this link opens. Raises NoSuchReviewRequest for one that has run out or never was."""
    order = await _order_of(read, token)
    lines = await store.owned_in(read, order)
    if not lines:
        raise NoSuchReviewRequest
    return Opened(order, lines, await _done(read, lines))


async def _order_of(read: Reading, token: str) -> OrderId:
    order: OrderId | None = await read.value(
        "select order_id from reviews.link where digest = $1 and until_at > $2", digest(token), read.now
    )
    if order is None:
        raise NoSuchReviewRequest
    return order


async def _done(read: Reading, lines: list[Owned]) -> set[object]:
    rows = await read.rows(
        """select l.line_id from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as l (line_id, product_id, person_id)
        where exists (select from reviews.review r where r.state <> 'withdrawn' and (r.line_id = l.line_id
            or (r.author = l.person_id and r.product_id = l.product_id)))""",
        [one.line_id for one in lines],
        [one.product_id for one in lines],
        [one.person_id for one in lines],
    )
    return {row["line_id"] for row in rows}


async def check_link(read: Reading, token: str) -> None:
    """Raise NoSuchReviewRequest for a link that has run out or never was."""
    await _order_of(read, token)


async def silence(tx: Writing, token: str) -> None:
    """Never ask this address again, also when nothing of the order is left; of the address only a digest is kept. Safe to do twice.

    Raises NoSuchReviewRequest.
    """
    order = await _order_of(tx, token)
    email: str = await tx.value("select lower(email) from orders.order where id = $1", order)
    await tx.run("insert into reviews.silence (digest, at) values ($1, $2) on conflict do nothing", digest(email), tx.now)
    await tx.run(
        """update reviews.request q set ended_at = $2, why = 'silent' from orders.order o
        where o.id = q.order_id and lower(o.email) = $1 and q.ended_at is null""",
        email,
        tx.now,
    )


async def stop(tx: Writing, person: PersonId) -> None:
    """Ask a person that is to be forgotten nothing more; their links end."""
    mine = "select id from orders.order where person_id = $1"
    await tx.run(f"delete from reviews.link where order_id in ({mine})", person)
    await tx.run(f"delete from reviews.request_line where order_id in ({mine})", person)
    await tx.run(f"delete from reviews.request where order_id in ({mine})", person)


async def forget_links(tx: Writing) -> None:
    """Forget links that have run out."""
    await tx.run("delete from reviews.link where until_at < $1", tx.now)
