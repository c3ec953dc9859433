"""What the pages of private sales need to be seen: a club, and a sale with its preview on, made through the room's door in the stocked shop, once."""

from datetime import timedelta

from stoa.base import ids
from stoa.deals import private_sales
from stoa.deals.private_sales import belonging
from stoa.deals.private_sales.model import NewClub, NewItem, NewSale
from stoa.people.sessions.model import SYSTEM, Visitor
from stoa.shop import pricing
from stoa.shop.catalog.model import VariantId
from tests.browser.conftest import Shop

HANDLE = "clay-pot"
LETTER = "what-came-back"
"""The key of a letter about what is kept no more."""

_made: dict[str, dict[str, list[str]]] = {}


async def sales(shop: Shop) -> dict[str, list[str]]:
    """Return the addresses of a sale for guests and each of the cast; the shopper waits for it."""
    if shop.url not in _made:
        async with shop.db.writing() as tx:
            sql = "select v.id from catalog.variant v join catalog.product p on p.id = v.product_id where p.handle = $1 limit 1"
            variant = VariantId(await tx.value(sql, HANDLE))
            price = (await pricing.quote(tx, "eu", [variant], ["everyone"], tx.now))[variant].base.amount // 2
            club = await private_sales.make_club(tx, SYSTEM, NewClub(name={"en": "The cellar", "de": "Der Keller"}))
            opens = tx.now + timedelta(hours=2)
            new = NewSale(
                club_id=club,
                title={"en": "Cellar night", "de": "Kellernacht"},
                market="eu",
                preview_at=tx.now,
                opens_at=opens,
                ends_at=opens + timedelta(hours=2),
                items=(NewItem(variant, price, 1),),
                hidden=False,
            )
            sale = await private_sales.plan_sale(tx, SYSTEM, new)
            mara = await tx.row("select id, name, email from accounts.person where email = 'mara@example.com'")
            visitor = Visitor(person=mara["id"], name=mara["name"], email=mara["email"])
            await private_sales.accept(tx, visitor, await private_sales.invite(tx, SYSTEM, club))
            await private_sales.enter(tx, visitor, sale)
            invitation = await private_sales.invite(tx, SYSTEM, club)
            # It lasts however far journeys in the same shop move its clock meanwhile.
            await tx.run("update private_sales.invitation set until_at = $2 where club_id = $1", club, tx.now + timedelta(days=400))
            feed = await tx.value("select feed from private_sales.member where person_id = $1", mara["id"])
            await tx.run(
                """insert into private_sales.claim (id, sale_id, item_id, member_id, wanted, quantity, state, device, since, key)
                select $1, i.sale_id, i.id, m.id, 1, 0, 'over', $2, $3, $4 from private_sales.item i, private_sales.member m
                where i.sale_id = $5 and m.person_id = $6 and m.club_id = $7""",
                ids.new(), bytes(32), tx.now, belonging.digest(LETTER), sale, mara["id"], club,
            )  # fmt: skip
        path, desk = f"/sales/{ids.show('sal', sale)}", f"/desk/clubs/{ids.show('clb', club)}"
        _made[shop.url] = {
            "guest": ["/club", f"/club/letters/{feed}", f"/club/{invitation}", f"{path}/draw", f"{path}/offer/{LETTER}"],
            "shopper": ["/club", path, f"{path}/line"],
            "merchant": ["/desk/sales", f"/desk{path}", f"/desk{path}/plan", f"/desk{path}/people", desk, f"{desk}/invitations"],
        }
    return _made[shop.url]
