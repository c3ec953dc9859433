"""The nouns of payment providers: what every one of them is asked, and what it may answer."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from stoa.base.money import Money
from stoa.base.refusals import Invalid

NEVER_ARRIVED = "never_arrived"
"""The code of a FAILED answer to `look_up`: the provider has never heard of that key, so nothing was taken."""


ONLY_IN_FULL = "only_in_full"
"""The code of a FAILED answer to `capture`: the provider takes all that is set aside, or nothing."""


class Outcome(StrEnum):
    """What became of a call."""

    AUTHORIZED = "authorized"
    """The amount is set aside; `capture` takes it before `expires_at`."""
    AWAITING = "awaiting"
    """The shopper sends the money themself (bank transfer); `instructions` says how. Nothing is set aside."""
    CAPTURED = "captured"
    DECLINED = "declined"
    """The shopper's bank said no; `code` says why. Another method may work."""
    CHALLENGE = "challenge"
    """The shopper must confirm at `challenge_url`, which brings them back to the `return_url`."""
    SAVED = "saved"
    """Nothing is set aside; `saved_method` pays later, without the shopper."""
    UNKNOWN = "unknown"
    """The provider has heard of it and does not know yet: ask again later."""
    VOIDED = "voided"
    PENDING = "pending"
    """The provider has taken a refund on and says later what came of it: the money is not back yet, and may never be."""
    REFUNDED = "refunded"
    FORGOTTEN = "forgotten"
    """The saved method pays no more, and the provider keeps it for nobody."""
    FAILED = "failed"
    """The provider will not do it; `code` says why. Nothing was taken or given back by this call."""


class SavedMethod(msgspec.Struct, frozen=True):
    """A way to pay that the provider keeps for a customer; `token` pays with it, the rest is what people recognise."""

    token: str
    brand: str
    last4: str
    expires_month: int | None = None
    expires_year: int | None = None
    customer: str | None = None


class Instructions(msgspec.Struct, frozen=True):
    """How to send the money: to whom, where, and the words by which it is recognised."""

    holder: str
    iban: str
    bic: str
    reference: str
    amount: Money


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A provider's answer. `reference` is the provider's own id of the payment, `amount` what the outcome is about."""

    outcome: Outcome
    reference: str | None = None
    code: str = ""
    challenge_url: str | None = None
    amount: Money | None = None
    expires_at: datetime | None = None
    saved_method: SavedMethod | None = None
    mark: str = ""
    """The same whenever the same card or account pays, whoever says so; empty where the provider does not tell."""
    instructions: Instructions | None = None


class WebhookEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider tells by itself. `id` is the same in every delivery of it; `key` is that of the authorize call.

    `reference` is the provider's id of the payment, empty when the event is about none of ours. An event that is not `whole` says that
    something has changed, and not all that is to be known of it (with what it was paid): that is asked for by `look_up`.
    """

    id: str
    kind: str
    reference: str
    key: str
    answer: Answer
    whole: bool = True
    refund: str | None = None
    """The key of the refund call that `answer` is about, empty for a refund that the shop did not ask for; None where it is about none."""


class ProviderTimeout(Exception):
    """No answer came: nothing is known. Ask `look_up`, or send the same call with the same key again."""


class BadSignature(Invalid):
    """The message was not signed by the provider, or too long ago."""


class PaymentProvider(Protocol):
    """Takes money and gives it back.

    Every verb may be sent again with the same `key`: it is not done twice, and a definite answer (FAILED and DECLINED
    too) is given again. So what ended in ProviderTimeout is sent again with its key, and what FAILED is tried again
    with a new one. None may be called inside a transaction.

    A provider forgets a key in time (Stripe after a day). What is sent again later is safe all the same: a charge is looked up before it is
    made again, and so is a refund; of what is set aside nothing can be taken twice, nor let go twice.
    """

    name: str

    def takes(self, amount: Money) -> bool:
        """Return whether it can be asked for this amount at all; some count more coarsely than the currency."""
        ...

    async def authorize(
        self,
        *,
        key: str,
        amount: Money,
        token: str,
        reference: str,
        return_url: str,
        save: bool = False,
        customer: str | None = None,
        absent: bool = False,
    ) -> Answer:
        """Set the amount aside. `reference` is the order's shown id; `customer` the provider's id of a known shopper.

        `absent`: the shopper is not there to confirm anything; where the bank insists on it, that is DECLINED.
        """
        ...

    async def save(self, *, key: str, amount: Money, token: str, reference: str, return_url: str, customer: str | None = None) -> Answer:
        """Keep the way to pay and set nothing aside: SAVED, or CHALLENGE first. `amount` is what it will be charged at most."""
        ...

    async def capture(self, *, key: str, reference: str, amount: Money) -> Answer:
        """Take the amount, at most what is set aside: CAPTURED or FAILED. What is left over is let go."""
        ...

    async def void(self, *, key: str, reference: str) -> Answer:
        """Let go of what was set aside: VOIDED or FAILED."""
        ...

    async def refund(self, *, key: str, reference: str, amount: Money) -> Answer:
        """Give captured money back, at most what was captured in all refunds together: REFUNDED, PENDING or FAILED.

        AWAITING where the merchant must send it by hand (bank transfer). What is back may still be sent back by the shopper's bank: a
        message says so.
        """
        ...

    async def look_up_refund(self, *, key: str, reference: str) -> Answer:
        """Say what became of the refund call with this key, whether or not the provider still knows the key.

        REFUNDED or PENDING; FAILED with NEVER_ARRIVED where there is no such refund, with another code only where there is one and it has failed.
        """
        ...

    async def forget(self, *, key: str, token: str) -> Answer:
        """Forget a saved method: FORGOTTEN, also where it is not known (any more), or FAILED."""
        ...

    async def look_up(self, *, key: str) -> Answer:
        """Say what became of the authorize call with this key; FAILED with NEVER_ARRIVED if it never came.

        A call that is still on its way has not come yet: ask a minute after it timed out.
        """
        ...

    def verify_webhook(self, headers: Mapping[str, str], body: bytes, now: datetime) -> WebhookEvent:
        """Read what the provider sent by itself; header names in any case. Raises BadSignature."""
        ...
