"""Wish lists as the API writes them."""

from datetime import datetime

import msgspec

from stoa.base import ids
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.community.wish_lists.model import Day, Kind, Priority, Role, View
from stoa.community.wish_lists.shown import ListView, Row, ShownEntry, Summary


class SummaryOut(Row, frozen=True, kw_only=True):
    """A list as a row. `own` is false where one edits it with its owner."""

    id: str

    @staticmethod
    def of(one: Summary) -> "SummaryOut":
        """Return a row of the account as the API writes it."""
        return SummaryOut(id=ids.show("lst", one.id), **{name: getattr(one, name) for name in Row.__struct_fields__})


class Summaries(msgspec.Struct, kw_only=True):
    items: list[SummaryOut]


class PoolOut(msgspec.Struct, kw_only=True):
    """Money put together; how far it is stays null for who is to be surprised. `takes_parts` is false while there is none to be sent."""

    id: str
    goal: Money
    together: Money | None
    left: Money | None
    people: int | None
    full: bool
    takes_parts: bool
    until: datetime


class EntryOut(msgspec.Struct, kw_only=True):
    """An entry. `taken` and `free` are null where the owner chose not to know; one that money is put together for is taken.

    `sold` is whether the shop sells it, `in_stock` whether there is one: without, it may be promised all the same.
    """

    id: str
    variant_id: str
    product: str
    title: str
    choices: list[str]
    quantity: int
    note: str
    priority: Priority
    had: bool
    price: Money | None
    price_when_saved: Money | None
    sold: bool
    in_stock: bool
    taken: int | None
    free: int | None
    names: list[str]
    pool: PoolOut | None
    created_at: datetime


class ListOut(msgspec.Struct, kw_only=True):
    """A list with its entries, as the one who asks may see it. `link` is there for its owners while it is shared."""

    id: str
    kind: Kind
    title: str
    recipient: str
    message: str
    date: Day | None
    view: View | None
    role: Role
    link: str | None
    ships_to_owner: bool
    entries: list[EntryOut]


class LinkOut(msgspec.Struct, kw_only=True):
    """The address that shows a list to others."""

    link: str


class ClaimOut(msgspec.Struct, kw_only=True):
    """A promise and when it ends by itself. `key` takes it back; it is shown once, to a guest."""

    id: str
    entry_id: str
    quantity: int
    until: datetime
    key: str | None = None


class ShareOut(msgspec.Struct, kw_only=True):
    """A part that was given: how its payment stands, and where it has to be confirmed."""

    id: str
    amount: Money
    payment_state: str
    challenge_url: str | None


def written(view: ListView, visit: Visit, recipient: str = "") -> ListOut:
    """Return a list as the API writes it."""
    found, owns = view.wish_list, view.role is not Role.GIVER
    return ListOut(
        id=found.shown_id,
        kind=found.kind,
        title=found.title,
        recipient=found.recipient or recipient,
        message=found.message,
        date=found.date,
        view=found.view if owns else None,
        role=view.role,
        link=visit.absolute(found.share_path) if owns and found.share_path else None,
        ships_to_owner=view.sends,
        entries=[_entry(one) for one in view.entries],
    )


def _entry(one: ShownEntry) -> EntryOut:
    pool = one.pool
    return EntryOut(
        id=ids.show("ent", one.entry.id),
        variant_id=ids.show("var", one.entry.variant_id),
        product=one.variant.handle,
        title=one.variant.title,
        choices=one.variant.choices,
        quantity=one.entry.quantity,
        note=one.entry.note,
        priority=one.entry.priority,
        had=one.entry.had_at is not None,
        price=one.price,
        price_when_saved=one.saved_price,
        sold=one.sold,
        in_stock=one.buyable,
        taken=one.taken,
        free=one.free,
        names=[giving_.name for giving_ in one.givings],
        pool=PoolOut(
            id=ids.show("pol", pool.id),
            goal=pool.goal,
            together=pool.together,
            left=pool.left,
            people=pool.people,
            full=pool.full,
            takes_parts=one.takes_parts,
            until=pool.until,
        )
        if pool is not None
        else None,
        created_at=one.entry.made_at,
    )
