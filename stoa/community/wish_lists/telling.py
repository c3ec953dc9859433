"""The letters to givers: that their money arrived, that all is there, that it is back, that a list is gone. Each is owed, and sent once."""

from typing import Any
from uuid import UUID

from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.community.wish_lists import pool_store
from stoa.community.wish_lists.model import ListId
from stoa.community.wish_lists.pool_model import PoolId, Share, ShareId, ShareState
from stoa.outside import mail
from stoa.shop.payments.model import PaymentId


async def receipt(tx: Writing, payment_id: PaymentId, amount: Money) -> None:
    """Say that a contribution has arrived, and until when it counts."""
    share = await pool_store.share_of(tx, payment_id)
    pool = await pool_store.find(tx, share.pool_id) if share is not None else None
    if share is None or pool is None or share.state is not ShareState.PAID:
        return
    facts = {**await _facts(tx, share), "amount": amount, "until": pool.until}
    await mail.post(tx, share.email, "wish_lists/receipt", share.language, facts, f"share-receipt:{share.id}", action=facts["path"])


async def filled(tx: Writing, pool_id: UUID) -> None:
    """Tell everybody who gave that it is all there and ordered."""
    for share in await pool_store.shares(tx, PoolId(pool_id)):
        if share.state is ShareState.PAID:
            facts = await _facts(tx, share)
            await mail.post(tx, share.email, "wish_lists/filled", share.language, facts, f"share-filled:{share.id}", action=facts["path"])


async def returned(tx: Writing, share_id: ShareId, amount: Money, refund: UUID, came_back: int) -> None:
    """Say that money is on its way back; once more, where it `came_back` to the shop before."""
    share = await pool_store.share(tx, share_id)
    if share is not None:
        facts = {**await _facts(tx, share), "amount": amount, "again": "yes" if came_back else "no"}
        key = f"share-returned:{refund}" + (f":{came_back}" if came_back else "")
        await mail.post(tx, share.email, "wish_lists/returned", share.language, facts, key)


async def came_back(tx: Writing, payment_id: PaymentId, amount: Money, refund: UUID, times: int) -> None:
    """Say that money which was on its way back came to the shop again, and is still theirs."""
    share = await pool_store.share_of(tx, payment_id)
    if share is not None:
        facts = {**await _facts(tx, share), "amount": amount}
        await mail.post(tx, share.email, "wish_lists/came_back", share.language, facts, f"share-back:{refund}:{times}")


async def list_goes(tx: Writing, list_id: ListId) -> None:
    """Tell whoever promised something that its list goes: what need not be given any more, and what of it is on its way all the same.

    A guest who has not begun to buy it left no address: they see it where they come back, by their browser's cookie (`/promises`, which the
    old link leads to as well). A letter does not say whose list it was: that is for them to say.
    """
    rows = await tx.rows(
        """select w.email, w.language, min(c.name) as name, (array_agg(c.id order by c.id))[1] as first, bool_or(w.member) as member,
            coalesce(array_agg(w.title order by c.id) filter (where c.order_id is null), '{}') as promised,
            coalesce(array_agg(w.title order by c.id) filter (where c.order_id is not null), '{}') as bought
        from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id
            left join accounts.person p on p.id = c.person left join orders.order o on o.id = c.order_id
            left join carts.cart k on k.id = c.cart_id and c.person is null left join checkout.draft d on d.cart_id = k.id
            cross join lateral (select coalesce(p.language, o.language, k.language) as language) s
            cross join lateral (select coalesce(p.email, nullif(o.email, ''), d.email) as email, s.language, p.id is not null as member,
                coalesce((select t.title from catalog.product_text t where t.product_id = e.product_id
                    order by t.language = s.language desc, t.language limit 1), '') as title) w
        where e.list_id = $1 and c.ended_at is null and coalesce(w.email, '') <> '' and w.email not like '%.invalid' and ((c.order_id is null and c.until > $2)
            or (o.state <> 'cancelled' and exists (select from orders.line n where n.order_id = o.id and n.variant_id = e.variant_id
                and n.delivered < n.quantity - n.cancelled)))
        group by w.email, w.language order by first""",
        list_id,
        tx.now,
    )
    for row in rows:
        facts = {"name": row["name"], "promised": row["promised"], "bought": row["bought"]}
        page = "/account/lists#promises" if row["member"] else None
        await mail.post(tx, row["email"], "wish_lists/gone", row["language"], facts, f"list-gone:{list_id}:{row['first']}", action=page)


async def _facts(tx: Writing, share: Share) -> dict[str, Any]:
    """Return what the letters say: who is written to, for what it was, where the list is (if it is shared still)."""
    row = await tx.row(
        """select l.secret, l.recipient, coalesce((select t.title from catalog.product_text t where t.product_id = e.product_id
            order by t.language = $2 desc, t.language limit 1), '') as title
        from wish_lists.pool p join wish_lists.entry e on e.id = p.entry_id join wish_lists.list l on l.id = e.list_id where p.id = $1""",
        share.pool_id,
        share.language,
    )
    return {"name": share.name, "title": row["title"], "path": f"/l/{row['secret']}" if row["secret"] else None}
