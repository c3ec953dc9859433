"""What the programme makes of its rows: prices, savings, order. Pure."""

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

import msgspec

from stoa.base.money import Money, divide
from stoa.deals.programme.model import Kind, Occasion, Step, View
from stoa.shop.catalog.model import Picture

NEVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")
"""Where what has no end stands among what ends."""


class Goods(msgspec.Struct, frozen=True):
    """The thing that an occasion is shown by: what it costs by it, and what it cost at the least in the 30 days before."""

    product_id: UUID
    handle: str
    title: str
    picture: Picture | None
    price: int
    low: int | None
    usual: int | None
    several: bool
    there: bool = True
    """Whether it can be had now; of what does not gather people it is not asked."""


class Crowd(msgspec.Struct, frozen=True):
    """Who is in a group, who has got it, and what they paid less than the lowest price of before."""

    counted: int
    paid: int
    saved: int
    settling: bool
    missing: int | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An occasion as the database tells it."""

    id: UUID
    kind: str
    title: str
    on: str | None
    place: str
    handle: str | None
    begins: datetime
    ends: datetime | None
    made_at: datetime
    members: bool
    currency: str
    tiers: list[tuple[int, int]] | None
    goods: Goods | None
    crowd: Crowd | None


def lower(usual: int, percent: int) -> int:
    """Return a price with so many percent off, rounded as group buys round."""
    return usual - divide(usual * percent, 100)


def occasion(row: Row, view: View, now: datetime) -> Occasion | None:
    """Return what the page shows of it; None where there is nothing that this visitor could buy by it."""
    if row.goods is None or (view is View.NOW and not row.goods.there):
        return None
    goods, crowd = row.goods, row.crowd or Crowd(0, 0, 0, settling=False)
    steps = [Step(people, Money(lower(goods.usual or 0, percent), row.currency)) for people, percent in row.tiers or []]
    price = Money(goods.price, row.currency)
    if steps:
        price = next((one.price for one in reversed(steps) if one.people <= crowd.counted), steps[0].price)
    low = Money(goods.low, row.currency) if goods.low is not None else None
    return Occasion(
        id=row.id,
        kind={"team": Kind.TEAM, "tiers": Kind.GROUP}.get(row.kind, Kind.OFFER),
        view=view,
        title=row.title or goods.title,
        on=row.on or "",
        path=_path(row),
        begins=row.begins,
        ends=row.ends,
        changed_at=max(one for one in (row.made_at, row.begins, row.ends) if one is not None and (one <= now or one is row.made_at)),
        goods=goods.title,
        picture=goods.picture,
        price=price,
        was=low if low is not None and low > price else None,
        several=goods.several,
        steps=steps,
        people=crowd.counted,
        missing=crowd.missing if view is View.NOW else None,
        paid=crowd.paid,
        saved=Money(crowd.saved, row.currency) if row.crowd is not None and view is View.ENDED else None,
        settling=crowd.settling,
        members=row.members,
    )


def _path(row: Row) -> str:
    if row.place == "search" or not row.handle:
        return "/search?sort=new"
    return f"/{row.place}/{quote(row.handle, safe='')}" + ("#group" if row.tiers else "")


def key(one: Occasion) -> tuple[datetime, UUID]:
    """Return by what a view is sorted: what ends next, what begins next, what ended last."""
    moments = {View.NOW: one.ends or NEVER, View.COMING: one.begins, View.ENDED: one.ends or NEVER}
    return moments[one.view], one.id


def ordered(found: list[Occasion], view: View) -> list[Occasion]:
    """Return them in the order of their view."""
    return sorted(found, key=key, reverse=view is View.ENDED)
