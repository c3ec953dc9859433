"""The nouns of payments: money set aside, taken and given back for an order."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.events import Event
from stoa.base.money import Money
from stoa.base.refusals import Conflict, Invalid, Missing, Unpaid
from stoa.outside.payments.model import Instructions, SavedMethod
from stoa.people.sessions.model import PersonId
from stoa.shop.billing.model import Position
from stoa.shop.orders.model import OrderId

PaymentId = NewType("PaymentId", UUID)
RefundId = NewType("RefundId", UUID)
MethodId = NewType("MethodId", UUID)


PAY_LATER = frozenset({"bank_transfer"})
"""Providers whose money comes days later, by the shopper's own hand."""


class State(StrEnum):
    """Where a payment stands.

    Intended: written, perhaps asked for. Unknown: asked, and no answer is known. Challenge: the shopper must confirm.
    Awaiting: the shopper sends the money. Saved: nothing is set aside, and it is charged when the order's holder asks. Capturing and voiding: asked for, not yet answered. The rest have an answer.
    """

    INTENDED = "intended"
    UNKNOWN = "unknown"
    CHALLENGE = "challenge"
    AWAITING = "awaiting"
    SAVED = "saved"
    AUTHORIZED = "authorized"
    CAPTURING = "capturing"
    CAPTURED = "captured"
    VOIDING = "voiding"
    VOIDED = "voided"
    DECLINED = "declined"
    FAILED = "failed"


OPEN = frozenset({State.INTENDED, State.UNKNOWN, State.CHALLENGE, State.AWAITING})
OVER = frozenset({State.DECLINED, State.FAILED, State.VOIDING, State.VOIDED})
"""Nothing was taken, and nothing will be."""


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """What was set aside (`amount`), what of it is to be taken (`due`), was taken, is being given back, was given back."""

    id: PaymentId
    order_id: OrderId
    person_id: PersonId | None
    provider: str
    token: str
    save: bool
    reference: str | None
    state: State
    hold_reason: str | None
    currency: str
    amount: int
    due: int
    captured: int
    refunding: int
    refunded: int
    code: str
    challenge_url: str | None
    instructions: Instructions | None
    expires_at: datetime | None
    asked: int
    made_at: datetime
    part: bool = False
    """One of several that pay an order together."""
    given_up_at: datetime | None = None
    replaces: UUID | None = None
    """The payment that failed, or was saved only, where this is another try for an order that waits."""
    later: bool = False
    """How one pays is saved for this order, and charged when its holder asks."""
    absent: bool = False
    """Charged by the shop itself, with what was saved."""
    retried: bool = False
    """The second time that the shop tries by itself, which is the last."""
    customer: str | None = None
    method: SavedMethod | None = None
    """What was saved with this order; forgotten when it has ended."""
    mark: str = ""
    """What the provider knows the card or account by, wherever it turns up again; empty where it does not tell."""

    @property
    def may_arrive(self) -> bool:
        """Return whether the money may still come: it is awaited, or was on its way when its order was cancelled."""
        return self.state == State.AWAITING or (self.state == State.VOIDED and self.provider in PAY_LATER)

    @property
    def key(self) -> str:
        """Return the idempotency key of its authorization: the provider does it once, however often it is sent."""
        return ids.show("pay", self.id)

    def money(self, amount: int) -> Money:
        return Money(amount, self.currency)

    @property
    def left(self) -> int:
        """Return how much of it can still be given back: of what is set aside, or was taken."""
        if self.state in OVER:
            return 0
        if self.state in OPEN or self.state in {State.AUTHORIZED, State.SAVED}:
            return self.due
        taken = self.due if self.state == State.CAPTURING else self.captured
        return max(taken - self.refunding - self.refunded, 0)


class RefundState(StrEnum):
    """Where a refund stands.

    Asked: to be made by a job. Sent: the provider has taken it on, and says later what came of it. Failed: the provider will not make
    it, or it did not get there, or came back: somebody has to look.
    """

    ASKED = "asked"
    SENT = "sent"
    MADE = "made"
    FAILED = "failed"


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """An amount on its way back. One that failed is still owed, and counted as such, until somebody has mended it."""

    id: RefundId
    payment_id: PaymentId
    order_id: OrderId
    amount: int
    currency: str
    reason: str
    state: RefundState
    attempts: int
    made_at: datetime
    ended_at: datetime | None
    code: str = ""
    """What the provider said last of why it failed."""
    positions: list[Position] | None = None
    """What of the order's invoice it is for; None where no invoice is corrected by it."""
    came_back: int = 0
    """How often it was made, and the money came back to the shop."""

    @property
    def key(self) -> str:
        """Return the idempotency key of its present attempt."""
        return f"{ids.show('pay', self.payment_id)}:{ids.show('ref', self.id)}:{self.attempts}"


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """A way to pay that a person has saved with the provider; the shop holds no number of it."""

    id: MethodId
    provider: str
    token: str
    customer: str | None
    brand: str
    last4: str
    expires_month: int | None
    expires_year: int | None

    def over(self, today: date) -> bool:
        """Return whether it pays no more: a card is good to the end of its month."""
        if self.expires_year is None or self.expires_month is None:
            return False
        return (self.expires_year, self.expires_month) < (today.year, today.month)


class PaymentAuthorized(Event, frozen=True, kw_only=True):
    """The amount is set aside. `about` is the order, as in all events here."""

    amount: Money


class PaymentCaptured(Event, frozen=True, kw_only=True):
    amount: Money


class PaymentDeclined(Event, frozen=True, kw_only=True):
    code: str


class CaptureDeclined(Event, frozen=True, kw_only=True):
    """What was set aside, or saved, for an order made for a purpose could not be taken; whoever holds the order decides what follows."""

    code: str


class PaymentVoided(Event, frozen=True, kw_only=True):
    """What was set aside was let go; nothing was taken."""


class PaymentStuck(Event, frozen=True, kw_only=True):
    """The provider will not do what must be done; a person has to look."""

    verb: str
    code: str


class RefundMade(Event, frozen=True, kw_only=True):
    """An amount is back where it came from; `part` is the payment it came from, of an order that several pay.

    `came_back`: how often it was there before, and came back to the shop.
    """

    amount: Money
    reason: str
    refund: RefundId
    part: PaymentId | None = None
    came_back: int = 0


class RefundCameBack(Event, frozen=True, kw_only=True):
    """What was given back did not stay there, for the `came_back`th time: it is owed again. `part` as with RefundMade."""

    amount: Money
    refund: RefundId
    part: PaymentId | None = None
    came_back: int


class PartPaid(Event, frozen=True, kw_only=True):
    """One of several payments of an order is there."""

    payment: PaymentId
    amount: Money


class PartLost(Event, frozen=True, kw_only=True):
    """One of several payments of an order will not come; nothing of it was taken, or it was let go."""

    payment: PaymentId
    code: str


class PaymentDeclinedNow(Unpaid):
    """The bank said no; nothing was taken and nothing was ordered."""

    code = "payment_declined"


class UnknownProvider(Invalid):
    """The shop does not take this way of paying."""


class NoSuchPayment(Missing):
    """There is no payment for this order."""


class TooMuchBack(Conflict):
    """More would be given back than was taken. Facts: left, in minor units."""


class PaysLater(Conflict):
    """An order that several pay takes only ways of paying that answer at once."""


class TooFine(Conflict):
    """This way of paying counts more coarsely than the amount; nothing was ordered. Facts: amount."""


class NotOwed(Conflict):
    """Nothing is owed of this order now: it was paid, or has ended, or an answer is still awaited."""


class NotAwaiting(Conflict):
    """This payment does not wait for a transfer."""


class OtherAmount(Conflict):
    """What has arrived is less than is owed, or more than was ever asked for; nothing was booked. Facts: least, most."""


class NoSuchMethod(Missing):
    """There is no such saved way to pay, or it is somebody else's."""
