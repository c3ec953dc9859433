"""People with lists, and what they need to be given something."""

import msgspec

from stoa.base import jobs
from stoa.base.database import Database, Writing
from stoa.base.money import Money
from stoa.community.wish_lists import actions, pooling, store
from stoa.community.wish_lists.model import Entry, Kind, Settings, View, Who, WishList
from stoa.community.wish_lists.pool_model import Contribution, PoolId
from stoa.people import profiles
from stoa.people.permissions.model import Role, granted
from stoa.people.profiles.model import Address
from stoa.people.sessions.model import PersonId, Visitor
from tests.people.accounts.makers import make_person
from tests.shop.checkout.makers import Shop, make_shop

HERS = Address(name="Edda Verborgen", line1="Geheimgasse 7", city="Lüneburg", postal_code="21335", country="DE")
RETURN = "http://localhost:8000/l/x/shares"


class Wishes(msgspec.Struct):
    """A shop of one product, a person with a list of it, and the list's link."""

    shop: Shop
    person: PersonId
    list: WishList
    entry: Entry
    secret: str

    @property
    def owner(self) -> Who:
        return Who(self.person)


def member(person: PersonId, name: str = "Edda") -> Visitor:
    return Visitor(person=person, name=name, permissions=granted({Role.SHOPPER}))


def guest(number: int = 1) -> Who:
    return Who(None, actions.digest(f"guest-{number}"))


async def make_wishes(
    tx: Writing, *, quantity: int = 1, view: View = View.NOTHING, on_hand: int = 10, price: int = 2490, **settings: object
) -> Wishes:
    """Make a registry with an address that holds so many of one product, shared by a link."""
    shop = await make_shop(tx, price=price, on_hand=on_hand)
    person = await make_person(tx)
    address = await profiles.add_address(tx, person, HERS, usual=True)
    given = {"title": "Our day", "kind": Kind.REGISTRY, "recipient": "Edda", "view": view, "address_id": address, **settings}
    made = await actions.make(tx, person, Settings(**given), "eu", "en")
    asks = Who(person)
    entry = await actions.save(tx, member(person), asks, shop.variant, "eu", "en", list_id=made.id)
    await tx.run("update wish_lists.entry set quantity = $2 where id = $1", entry.id, quantity)
    path = await actions.share(tx, asks, made.id)
    found = await store.find(tx, made.id)
    assert found is not None
    return Wishes(shop, person, found, msgspec.structs.replace(entry, quantity=quantity), path.removeprefix("/l/"))


async def make_pool(tx: Writing, wishes: Wishes, **overrides: object) -> PoolId:
    return await pooling.open_pool(tx, wishes.list, wishes.entry.id, wishes.owner, overrides.get("until"))  # type: ignore[arg-type]


def a_part(amount: int, token: str = "tok_ok", name: str = "Ada") -> Contribution:
    return Contribution(amount=Money(amount, "EUR"), name=name, email=f"{name.lower()}@example.com", provider="sandbox", token=token)


async def contribute(db: Database, wishes: Wishes, pool: PoolId, amount: int, token: str = "tok_ok", by: int = 1) -> pooling.Contributed:
    """Give a part and let everything that follows happen."""
    done = await pooling.contribute(db, wishes.list, pool, guest(by), a_part(amount, token), "en", RETURN)
    await jobs.drain(db)
    return done
