"""What wish lists hold on a person. What others promised them is not theirs to know, so it is not in their file."""

from typing import Any

from stoa.base.database import Reading, Writing
from stoa.community.wish_lists import gone_store, leaving, store, submitting
from stoa.community.wish_lists.model import ListId
from stoa.people.privacy import holds
from stoa.people.sessions.model import PersonId

NOBODY = "–"


async def export(read: Reading, person: PersonId) -> Any:
    """Return a person's lists, those they edit with others, and what they promised and gave to others."""
    return {
        "lists": await _plain(
            read,
            """select l.kind, l.title, l.recipient, l.message, l.date, l.view, l.on_page, l.secret is not null as shared, l.made_at,
                (select coalesce(jsonb_agg(jsonb_build_object('variant_id', e.variant_id, 'quantity', e.quantity, 'note', e.note,
                    'priority', e.priority, 'had_at', e.had_at, 'made_at', e.made_at, 'watches', (select jsonb_build_object('price', w.price,
                        'stock', w.stock, 'below', w.below) from wish_lists.watch w where w.entry_id = e.id)) order by e.id), '[]')
                    from wish_lists.entry e where e.list_id = l.id and e.removed_at is null) as entries
            from wish_lists.list l where l.owner = $1 and l.removed_at is null order by l.id""",
            person,
        ),
        "edited_with_others": await _plain(
            read, "select list_id, made_at from wish_lists.co_owner where person_id = $1 order by made_at", person
        ),
        "promised": await _plain(
            read,
            """select e.variant_id, c.name, c.quantity, c.made_at, c.until, c.bought_at, c.ended_at from wish_lists.claim c
            join wish_lists.entry e on e.id = c.entry_id where c.person = $1 order by c.id""",
            person,
        ),
        "given": await _plain(
            read,
            """select s.amount, p.currency, s.name, s.email, s.message, s.state, s.made_at from wish_lists.share s
            join wish_lists.pool p on p.id = s.pool_id where s.person = $1 order by s.id""",
            person,
        ),
    }


async def _plain(read: Reading, sql: str, person: PersonId) -> list[dict[str, Any]]:
    return [dict(row) for row in await read.rows(sql, person)]


async def erase(tx: Writing, person: PersonId) -> None:
    """Take down the person's lists, as if they did it themselves, and take the name from what they gave to others."""
    await submitting.forget(tx, person)
    for row in await tx.rows("select id from wish_lists.list where owner = $1 and removed_at is null order by id", person):
        await leaving.end(tx, ListId(row["id"]))
    await tx.run(f"delete from wish_lists.list l where owner = $1 and {gone_store.LEAVES_NOTHING}", person, tx.now)
    await tx.run(
        f"""update wish_lists.list set removed_at = coalesce(removed_at, $2), secret = null, {store.CLOSED}, title = '', recipient = '', message = '', date = null,
            address_id = null, on_page = false, kind = 'list' where owner = $1""",
        person,
        tx.now,
    )
    await tx.run("update wish_lists.entry e set note = '' from wish_lists.list l where l.id = e.list_id and l.owner = $1", person)
    await tx.run("delete from wish_lists.co_owner where person_id = $1", person)
    await tx.run("update wish_lists.entry set added_by = null where added_by = $1", person)
    await tx.run("update wish_lists.claim set name = $2, person = null, guest = null where person = $1", person, NOBODY)
    await tx.run(
        "update wish_lists.share set name = $2, email = '', message = '', person = null, guest = null where person = $1", person, NOBODY
    )


holds("wish_lists", export=export, erase=erase)
