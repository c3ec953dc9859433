"""Bank transfer: the shopper sends the money, the merchant says when it is there.

It keeps nothing and calls nobody: what it answers follows from what it is asked, so every verb may be sent again.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from stoa.base.money import Money
from stoa.base.refusals import FieldError
from stoa.outside.payments.model import NEVER_ARRIVED, Answer, BadSignature, Instructions, Outcome, WebhookEvent


class BadAccount(ValueError):
    """The account cannot be one; the message says why."""


class Account(msgspec.Struct, frozen=True):
    """Where the money goes."""

    holder: str
    iban: str
    bic: str


def account(text: str) -> Account:
    """Read "holder; IBAN; BIC" (the BIC may be left out). Raises BadAccount.

    The IBAN's check digits are ISO 13616: moved to the end, letters as numbers, the remainder by 97 is 1.
    """
    parts = [part.strip() for part in text.split(";")]
    if len(parts) not in {2, 3} or not parts[0]:
        raise BadAccount("STOA_BANK_ACCOUNT is written: holder; IBAN; BIC")
    iban = parts[1].replace(" ", "").upper()
    if not (15 <= len(iban) <= 34 and iban.isascii() and iban.isalnum()):
        raise BadAccount("STOA_BANK_ACCOUNT: an IBAN has between 15 and 34 letters and digits")
    if int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97 != 1:
        raise BadAccount("STOA_BANK_ACCOUNT: the IBAN has a wrong check digit; compare it with the bank's statement")
    return Account(parts[0], iban, parts[2].upper() if len(parts) == 3 else "")


class BankTransfer:
    """See the module."""

    name = "bank_transfer"

    def __init__(self, to: Account) -> None:
        self._to = to

    def takes(self, amount: Money) -> bool:  # noqa: ARG002
        """It counts as the currency does."""
        return True

    async def authorize(
        self,
        *,
        key: str,
        amount: Money,
        token: str,  # noqa: ARG002 - nothing to know of the shopper
        reference: str,
        return_url: str,  # noqa: ARG002
        save: bool = False,  # noqa: ARG002
        customer: str | None = None,  # noqa: ARG002
        absent: bool = False,  # noqa: ARG002
    ) -> Answer:
        told = Instructions(self._to.holder, self._to.iban, self._to.bic, reference, amount)
        return Answer(outcome=Outcome.AWAITING, reference=key, amount=amount, instructions=told)

    async def save(
        self,
        *,
        key: str,  # noqa: ARG002
        amount: Money,  # noqa: ARG002
        token: str,  # noqa: ARG002
        reference: str,  # noqa: ARG002
        return_url: str,  # noqa: ARG002
        customer: str | None = None,  # noqa: ARG002
    ) -> Answer:
        """Nobody's account can be drawn on."""
        return Answer(outcome=Outcome.FAILED, code="cannot_be_saved")

    async def capture(self, *, key: str, reference: str, amount: Money) -> Answer:  # noqa: ARG002
        """Called when the merchant has seen the money on the account."""
        return Answer(outcome=Outcome.CAPTURED, reference=reference, amount=amount)

    async def void(self, *, key: str, reference: str) -> Answer:  # noqa: ARG002
        return Answer(outcome=Outcome.VOIDED, reference=reference)

    async def refund(self, *, key: str, reference: str, amount: Money) -> Answer:  # noqa: ARG002
        """The merchant must send it back from the bank account: AWAITING, code "by_hand"."""
        return Answer(outcome=Outcome.AWAITING, reference=reference, amount=amount, code="by_hand")

    async def look_up_refund(self, *, key: str, reference: str) -> Answer:  # noqa: ARG002
        """It makes none."""
        return Answer(outcome=Outcome.FAILED, code=NEVER_ARRIVED)

    async def forget(self, *, key: str, token: str) -> Answer:  # noqa: ARG002
        """It saves nothing."""
        return Answer(outcome=Outcome.FORGOTTEN)

    async def look_up(self, *, key: str) -> Answer:
        return Answer(outcome=Outcome.AWAITING, reference=key)

    def verify_webhook(self, headers: Mapping[str, str], body: bytes, now: datetime) -> WebhookEvent:  # noqa: ARG002
        """No bank sends any."""
        raise BadSignature([FieldError("", "bad_signature")])
