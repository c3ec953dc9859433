"""What group buys does for orders that it holds, when it hears of money, and whom it writes to."""

from collections.abc import Sequence

from stoa.base.database import Writing
from stoa.base.events import reaction, reaction_to_many
from stoa.base.http.visits import Visit
from stoa.deals.group_buys import adopting, asking, ending, holding, saying, selling_out, settling, telling
from stoa.deals.group_buys.model import PURPOSE, PlaceGivenUp, PlaceOffered, PlaceTaken
from stoa.people import accounts
from stoa.people.sessions import at_sign_in
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductArchived
from stoa.shop.orders.model import Holder, OrderId, OrderReleased, holder
from stoa.shop.payments.model import CaptureDeclined, PaymentCaptured
from stoa.shop.stock.model import StockCameBack, StockRanOut

holder(
    PURPOSE,
    Holder(
        begin=holding.begin,
        placed=holding.placed,
        gone=holding.gone,
        saves=holding.saves,
        home=holding.home,
        words=holding.words,
        tells=saying.tells,
        fewer=holding.fewer,
        choices=holding.choices,
        shows=saying.shows,
        moves=holding.moves,
    ),
)


@at_sign_in
async def take_the_places_along(tx: Writing, person: PersonId, _visit: Visit) -> None:
    """Orders have become theirs just before; an account exists only after its mail link was pressed."""
    await adopting.adopt(tx, person, (await accounts.find(tx, person)).email)


@reaction_to_many(PaymentCaptured)
async def count_what_is_paid(tx: Writing, happened: Sequence[PaymentCaptured]) -> None:
    await settling.at_once(tx, settling.captured, "group_buys.captured", "order", [OrderId(event.about) for event in happened])


@reaction(CaptureDeclined)
async def give_an_hour(tx: Writing, event: CaptureDeclined) -> None:
    if await settling.capture_declined(tx, OrderId(event.about)):
        await telling.must_pay_again(tx, OrderId(event.about))


@reaction(PlaceTaken)
async def say_that_they_are_in(tx: Writing, event: PlaceTaken) -> None:
    await telling.is_in(tx, event.place)


@reaction_to_many(OrderReleased)
async def say_what_was_reached(tx: Writing, happened: Sequence[OrderReleased]) -> None:
    await settling.at_once(tx, telling.has_won, "group_buys.won", "order", [OrderId(event.about) for event in happened])


@reaction(PlaceGivenUp)
async def say_that_nothing_was_charged(tx: Writing, event: PlaceGivenUp) -> None:
    await telling.is_out(tx, event.place)


@reaction(PlaceOffered)
async def ask_who_waits(tx: Writing, event: PlaceOffered) -> None:
    await asking.may_come_in(tx, event.waiting)


@reaction_to_many(StockRanOut)
async def show_that_it_is_sold_out(tx: Writing, happened: Sequence[StockRanOut]) -> None:
    await selling_out.tell(tx, [one.about for one in happened])


@reaction_to_many(StockCameBack)
async def show_that_it_is_there_again(tx: Writing, happened: Sequence[StockCameBack]) -> None:
    await selling_out.tell(tx, [one.about for one in happened])


@reaction_to_many(ProductArchived)
async def end_what_is_not_sold_any_more(tx: Writing, happened: Sequence[ProductArchived]) -> None:
    await ending.not_sold_any_more(tx, [one.about for one in happened])
