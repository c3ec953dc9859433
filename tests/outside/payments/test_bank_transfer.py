"""Bank transfer: instructions, and no call to anybody."""

from datetime import UTC, datetime

import pytest

from stoa.base.money import Money
from stoa.outside.payments.bank_transfer import Account, BadAccount, BankTransfer, account
from stoa.outside.payments.model import BadSignature, Instructions, Outcome

PRICE = Money(4999, "EUR")
OURS = Account("Stoa GmbH", "DE02120300000000202051", "BYLADEM1001")


async def test_the_shopper_is_told_how_to_send_it() -> None:
    bank = BankTransfer(OURS)
    answers = [
        await bank.authorize(key="k1", amount=PRICE, token="", reference="1001", return_url="https://shop.example/back") for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert answers[0].outcome is Outcome.AWAITING
    assert answers[0].instructions == Instructions("Stoa GmbH", "DE02120300000000202051", "BYLADEM1001", "1001", PRICE)
    assert (await bank.look_up(key="k1")).outcome is Outcome.AWAITING


async def test_the_merchant_says_when_it_is_there_and_sends_it_back() -> None:
    bank = BankTransfer(OURS)
    captured = await bank.capture(key="c", reference="k1", amount=PRICE)
    assert (captured.outcome, captured.amount) == (Outcome.CAPTURED, PRICE)
    assert (await bank.void(key="v", reference="k1")).outcome is Outcome.VOIDED
    refunded = await bank.refund(key="r", reference="k1", amount=PRICE)
    assert (refunded.outcome, refunded.code) == (Outcome.AWAITING, "by_hand")


def test_no_webhook_is_believed() -> None:
    with pytest.raises(BadSignature):
        BankTransfer(OURS).verify_webhook({}, b"{}", datetime(2026, 11, 24, tzinfo=UTC))


def test_the_account_is_read() -> None:
    assert account(" Stoa GmbH ; DE02 1203 0000 0000 2020 51; byladem1001") == OURS
    assert account("Stoa; gb82 west 1234 5698 7654 32").iban == "GB82WEST12345698765432"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holder; IBAN; BIC"),
        ("DE02120300000000202051", "holder; IBAN; BIC"),
        ("; DE02120300000000202051", "holder; IBAN; BIC"),
        ("Stoa; DE03120300000000202051", "check digit"),
        ("Stoa; DE021203000000002020", "check digit"),
        ("Stoa; DE02", "between 15 and 34"),
        ("Stoa; DE02-1203-0000-0000-2020-51", "between 15 and 34"),
    ],
)
def test_an_account_that_cannot_be_one_says_why(text: str, why: str) -> None:
    with pytest.raises(BadAccount, match=why):
        account(text)
