"""The nouns of returns: what a shopper may ask for after ordering, in which state it is, and who moved it there."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.people.profiles.model import Address
from stoa.shop.orders.model import LineId, OrderId

ReturnId = NewType("ReturnId", UUID)
StatementId = NewType("StatementId", UUID)


class Kind(StrEnum):
    """What was asked for. The first three are carried out at once; the others end when goods or a decision arrive."""

    CANCELLATION = "cancellation"
    ADDRESS_CHANGE = "address_change"
    CHOICE_CHANGE = "choice_change"
    WITHDRAWAL = "withdrawal"
    RETURN = "return"
    CLAIM = "claim"


class State(StrEnum):
    ASKED = "asked"
    APPROVED = "approved"
    ON_THE_WAY = "on_the_way"
    ARRIVED = "arrived"
    REFUNDED = "refunded"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    DONE = "done"
    REPLACED = "replaced"


class Action(StrEnum):
    """What moves a return from one state to another."""

    CARRY_OUT = "carry_out"
    APPROVE = "approve"
    REFUSE = "refuse"
    SEND = "send"
    RECEIVE = "receive"
    REFUND = "refund"
    REPLACE = "replace"
    TAKE_BACK = "take_back"


class Reason(StrEnum):
    """Why something comes back. Nobody has to say (`not_said`): a withdrawal needs no reason."""

    NOT_SAID = "not_said"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_AS_DESCRIBED = "not_as_described"
    CHANGED_MIND = "changed_mind"
    LATE = "late"
    DAMAGED = "damaged"
    WRONG = "wrong"
    MISSING = "missing"


CLAIMS = (Reason.DAMAGED, Reason.WRONG, Reason.MISSING)
"""Reasons for which the shop answers: sending back is free and the way there is refunded."""


class Wish(StrEnum):
    """How a shopper would like a claim to be answered: with the money, or with the same thing again."""

    REFUND = "refund"
    REPLACEMENT = "replacement"


class Wanted(msgspec.Struct, frozen=True):
    """So many of an order line, and why."""

    line_id: LineId
    quantity: int
    reason: Reason = Reason.NOT_SAID


class ReturnLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a return: what was asked for, and what has arrived of it."""

    line_id: LineId
    quantity: int
    reason: Reason
    received: int = 0
    restocked: int = 0


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the trail: who moved it where, when, and with which words."""

    at: datetime
    action: str
    state: State
    actor: str
    note: str = ""


class Replacement(msgspec.Struct, frozen=True, kw_only=True):
    """The order by which a claim's pieces were sent again; whoever may see the claim may see it."""

    id: OrderId
    number: int
    key: str


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """A return with its lines and its trail."""

    id: ReturnId
    number: int
    order_id: OrderId
    kind: Kind
    state: State
    lines: list[ReturnLine]
    note: str
    asked_at: datetime
    refund: Money | None
    label: str | None
    tracking: str | None
    photos: list[str]
    trail: list[Trace]
    wish: Wish = Wish.REFUND
    replacement: Replacement | None = None

    @property
    def waits(self) -> bool:
        """Return whether somebody still has to do something about it."""
        return self.state in {State.ASKED, State.APPROVED, State.ON_THE_WAY, State.ARRIVED}


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How long what may be done: days from delivery, counted where the shop is; where goods are sent back to."""

    time_zone: str = "Europe/Berlin"
    withdrawal_days: int = 14
    return_days: int = 30
    claim_days: int = 730
    address: Address | None = None
    holidays: frozenset[date] = frozenset()


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """What is given back: for the goods, for the way there, and how much of both together is tax."""

    goods: Money
    shipping: Money
    tax: Money

    @property
    def total(self) -> Money:
        return self.goods + self.shipping


class Chosen(msgspec.Struct, frozen=True):
    """The change of a line to another choice, and what was given back with it; None where the line was of that choice before."""

    change: ReturnId | None
    back: Money


class Possible(msgspec.Struct, frozen=True, kw_only=True):
    """What may be done with an order now: quantities by line, and until when."""

    cancel: dict[LineId, int] = {}
    change_address: bool = False
    change_choice: dict[LineId, int] = {}
    withdraw: dict[LineId, int] = {}
    withdraw_until: date | None = None
    send_back: dict[LineId, int] = {}
    send_back_until: date | None = None
    claim: dict[LineId, int] = {}
    over: list[Kind] = []
    """For what the time has ended."""

    @property
    def anything(self) -> bool:
        return bool(self.cancel or self.change_address or self.withdraw or self.send_back or self.claim)


class ReturnAsked(Event, frozen=True, kw_only=True):
    order: UUID
    kind: Kind


class ReturnApproved(Event, frozen=True, kw_only=True):
    order: UUID


class ReturnRefused(Event, frozen=True, kw_only=True):
    order: UUID


class ReturnArrived(Event, frozen=True, kw_only=True):
    order: UUID


class ReturnRefunded(Event, frozen=True, kw_only=True):
    order: UUID
    amount: Money


class ReturnReplaced(Event, frozen=True, kw_only=True):
    """The pieces are sent again, by an order that costs nothing."""

    order: UUID
    replacement: UUID


class WithdrawalReceived(Event, frozen=True, kw_only=True):
    """Somebody declared a withdrawal. `order` is None where name, number and address fit no order; a person looks."""

    order: UUID | None = None


class NoSuchReturn(Missing):
    """There is no return of that id, or none of this order."""


class NoSuchLine(Missing):
    """The order has no such line."""


class NotNow(Conflict):
    """This cannot be done to a return or order as things stand."""


class TooLateToChange(Conflict):
    """The order is being packed or has been sent; it can be returned instead."""


class CancelledAlready(TooLateToChange):
    """Nothing of the order is left: it was cancelled before."""


class SentInPlace(TooLateToChange):
    """The order replaces pieces of another; the shopper cannot change it alone."""


class AddressStays(Conflict):
    """The shopper cannot change where the order goes."""


class IsPickedUp(AddressStays):
    """The order is picked up: it has no address to be sent to."""


class AddressIsHidden(AddressStays):
    """The order goes to somebody whose address the buyer does not see, and so cannot change."""


class NothingIsSent(AddressStays):
    """Nothing of the order is sent anywhere."""


class ChoiceStays(Conflict):
    """This line stays as it is: some of it is gone already, or it was bought at a price for this one choice."""


class TooLateToReturn(Conflict):
    """The time for sending back has ended."""


class NotThatManyToReturn(Conflict):
    """More pieces than the order has left to be cancelled or returned."""


class NoneToSendAgain(Conflict):
    """There are not as many left as would have to be sent again; the money can be given back."""


class NothingChosen(Invalid):
    """At least one piece has to be chosen."""


class OtherCountry(Conflict):
    """An order goes elsewhere within its country only: its taxes were agreed for that."""


class OtherTaxes(Conflict):
    """An order goes elsewhere only where the same taxes are taken: another state takes its own, and these were agreed."""


class CostsMore(Conflict):
    """The other choice costs more than what was paid; order it anew and cancel this one."""


class NotAsMuch(Conflict):
    """More money than is left to be given back for this order. Facts: most, in minor units, and currency."""
