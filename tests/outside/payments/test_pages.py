"""The sandbox bank's page."""

import httpx
import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import jobs
from stoa.base.database import Database
from stoa.base.money import Money
from stoa.outside import payments
from stoa.outside.payments.model import Outcome
from tests.conftest import ORIGIN, Webhooks


async def challenge(token: str = "tok_challenge", key: str = "k1") -> str:
    """Return the path of a bank's page."""
    answer = await payments.current()["sandbox"].authorize(
        key=key, amount=Money(4999, "EUR"), token=token, reference="1001", return_url=f"{ORIGIN}/checkout/back"
    )
    assert answer.reference is not None
    return f"/demo/pay/{answer.reference}"


async def outcome(key: str = "k1") -> Outcome:
    return (await payments.current()["sandbox"].look_up(key=key)).outcome


@pytest.mark.parametrize(("answer", "becomes"), [("approve", Outcome.AUTHORIZED), ("decline", Outcome.DECLINED)])
async def test_a_person_decides(client: httpx.AsyncClient, db: Database, webhooks: Webhooks, answer: str, becomes: Outcome) -> None:
    path = await challenge()
    page = await client.get(path)
    assert page.status_code == 200
    assert "Pay €49.99?" in page.text
    assert "1001" in page.text
    sent = await client.post(path, data={"answer": answer})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{ORIGIN}/checkout/back")
    assert await outcome() is becomes
    other = "decline" if answer == "approve" else "approve"
    assert (await client.post(path, data={"answer": other})).status_code == 303
    assert await outcome() is becomes
    assert "This payment is decided" in (await client.get(path)).text
    webhooks.into = None
    await jobs.drain(db)
    assert len(webhooks.sent) == 1


async def test_it_speaks_german(client: httpx.AsyncClient) -> None:
    path = await challenge()
    page = (await client.get(f"/de{path}")).text
    assert "49,99\u00a0€ bezahlen?" in page
    assert "Zustimmen" in page


async def test_no_text_is_left_out(client: httpx.AsyncClient) -> None:
    page = (await client.get(f"/xx{await challenge()}")).text
    assert "Approve" not in page
    assert "Sandbox Bank" not in page


@pytest.mark.parametrize("answer", ["", "maybe"])
async def test_no_answer_changes_nothing(client: httpx.AsyncClient, answer: str) -> None:
    path = await challenge()
    assert (await client.post(path, data={"answer": answer})).status_code == 422
    assert await outcome() is Outcome.CHALLENGE


async def test_another_site_cannot_answer(client: httpx.AsyncClient) -> None:
    path = await challenge()
    assert (await client.post(path, data={"answer": "approve"}, headers={"origin": "https://evil.example"})).status_code == 403
    assert await outcome() is Outcome.CHALLENGE


async def test_what_asks_nobody_has_no_page(client: httpx.AsyncClient) -> None:
    for path in ("/demo/pay/ch_nothing", await challenge("tok_ok")):
        assert (await client.get(path)).status_code == 404
        assert (await client.post(path, data={"answer": "decline"})).status_code == 404
    assert await outcome() is Outcome.AUTHORIZED


async def test_a_live_shop_has_no_sandbox_bank(db: Database, settings: Settings) -> None:
    path = await challenge()
    front = wiring.build(msgspec.structs.replace(settings, mode="live", database_url=db.url), db)
    assert "sandbox" not in payments.current()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=front), base_url=ORIGIN, headers={"origin": ORIGIN}) as client:
        assert (await client.get(path)).status_code == 404
        assert (await client.post(path, data={"answer": "approve"})).status_code == 404
