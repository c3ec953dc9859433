"""The screens of changing, sending back and withdrawing, and the desk, through the real app."""

import io
import re

import httpx
import msgspec
import pytest
from PIL import Image

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, payments, returns
from stoa.shop.orders.model import Order, State
from stoa.shop.returns import queries
from stoa.shop.returns.model import Kind, Reason, Return, ReturnId, Wanted
from stoa.shop.returns.model import State as At
from tests.conftest import ORIGIN
from tests.people.sessions.makers import sign_in
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import a_rate, a_zone, make_zone

pytestmark = pytest.mark.anyio


async def _paid(db: Database, *quantities: int, **overrides: object) -> Order:
    async with db.writing() as tx:
        await make_zone(tx, a_zone(rates=[a_rate()]))
        return await make_paid(tx, *quantities, **overrides)


async def _known(db: Database, order: Order) -> list[Return]:
    async with db.reading() as read:
        return (await returns.of_orders(read, [order.id]))[order.id]


async def _now(db: Database, order: Order) -> Order:
    async with db.reading() as read:
        return await orders.get(read, order.id)


def _at(order: Order, rest: str, *, key: bool = True) -> str:
    return f"/orders/{order.shown_id}/{rest}" + (f"?key={order.key}" if key else "")


async def test_an_order_opens_to_its_owner_its_link_and_the_staff_and_to_nobody_else(client: httpx.AsyncClient, db: Database) -> None:
    mine = await _paid(db, 1)
    screens = ["cancellation", "address", "choice", "return"]
    for screen in screens:
        assert (await client.get(_at(mine, screen))).status_code == 200, screen
        for wrong in (
            _at(mine, screen, key=False),
            _at(mine, screen, key=False) + "?key=guessed",
            f"/orders/{ids.show('ord', ids.new())}/{screen}",
        ):
            assert (await client.get(wrong)).status_code == 404, wrong
            assert (await client.post(wrong, data={"what": "all"})).status_code == 404, wrong
    await sign_in(client, db, Role.SHOPPER)
    assert (await client.get(_at(mine, "cancellation", key=False))).status_code == 404
    assert (await _now(db, mine)).state is State.OPEN
    person = await sign_in(client, db, Role.SHOPPER)
    own = await _paid(db, 1, person_id=person)
    assert (await client.get(_at(own, "cancellation", key=False))).status_code == 200
    assert await _known(db, mine) == []


async def test_a_guest_cancels_with_the_link_from_the_mail(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 2, 1)
    mug = f"pieces-{ids.show('lin', order.lines[0].id)}"
    nothing = await client.post(_at(order, "cancellation"), data={"what": "some", mug: "0"})
    assert nothing.status_code == 422
    assert "Please choose something first." in nothing.text
    assert '<a href="#pieces">' in nothing.text
    assert '<details id="pieces" open>' in nothing.text
    for unsaid in ({}, {mug: "2"}, {"what": "everything"}):
        assert (await client.post(_at(order, "cancellation"), data=unsaid | {mug: "0"})).status_code == 422
    assert (await _now(db, order)).entries == order.entries
    some = await client.post(_at(order, "cancellation"), data={"what": "some", mug: "1"})
    assert (some.status_code, some.headers["location"]) == (303, f"/orders/{order.shown_id}?key={order.key}")
    everything = await client.post("/de" + _at(order, "cancellation"), data={"what": "all"})
    assert everything.headers["location"] == f"/de/orders/{order.shown_id}?key={order.key}"
    assert (await _now(db, order)).state is State.CANCELLED
    late = await client.post(_at(order, "cancellation"), data={"what": "all"})
    assert late.status_code == 409
    await jobs.drain(db)
    async with db.reading() as read:
        refunds = await payments.refunds(read, [order.id])
    assert sum(one.amount for one in refunds) == order.total.amount


async def test_pressing_without_a_choice_shows_the_choices_again(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 1)
    line = ids.show("lin", order.lines[0].id)
    for unsaid in ({}, {"line": line}, {"line": line, "variant": "small"}, {"line": "?", "variant": "?"}):
        again = await client.post(_at(order, "choice"), data=unsaid)
        assert (again.status_code, "Please choose something first." in again.text) == (422, True)
        assert "<h1>Change size or colour</h1>" in again.text
    assert (await _now(db, order)).lines == order.lines


ELSEWHERE = {"name": "Lena Kramer", "line1": "Neue Straße 1", "city": "Kiel", "postal_code": "24103"}


async def test_an_address_is_changed_and_a_wrong_one_named(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 1)
    shown = (await client.get(_at(order, "address"))).text
    assert 'value="Lindenweg 4"' in shown
    wrong = await client.post(_at(order, "address"), data=ELSEWHERE | {"postal_code": "2"})
    assert wrong.status_code == 422
    assert 'value="Neue Straße 1"' in wrong.text
    assert (await client.post(_at(order, "address"), data=ELSEWHERE | {"country": "AT"})).status_code == 303
    after = await _now(db, order)
    assert after.shipping_address is not None
    assert (after.shipping_address.city, after.shipping_address.country) == ("Kiel", "DE")
    async with db.writing() as tx:
        await make_zone(tx, a_zone(postal_codes=["25"], rates=[a_rate(code="ferry")]))
    island = await client.post(_at(order, "address"), data=ELSEWHERE | {"postal_code": "25849"})
    assert island.status_code == 409
    assert "Your order is as it was." in island.text


async def test_something_is_sent_back_with_a_photo_of_it(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 2, state="delivered")
    shown = ids.show("lin", order.lines[0].id)
    page = await client.get(_at(order, "return"))
    assert "You may withdraw from this purchase until" in page.text
    nothing = await client.post(_at(order, "return"), data={f"pieces-{shown}": "0", "note": "Kept words"})
    assert nothing.status_code == 422
    assert "Kept words" in nothing.text
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "tan").save(picture, "JPEG", exif=b"Exif\x00\x00secret")
    form = {f"pieces-{shown}": "1", f"reason-{shown}": "damaged", "note": "A crack"}
    sent = await client.post(_at(order, "return"), data=form, files={"photos": ("crack.jpg", picture.getvalue(), "image/jpeg")})
    assert sent.headers["location"] == _at(order, "return") + "#asked"
    [one] = await _known(db, order)
    assert (one.kind, one.lines[0].reason, one.note) == (Kind.CLAIM, Reason.DAMAGED, "A crack")
    [photo] = one.photos
    kept = await client.get(f"/pictures/{photo}.webp")
    assert kept.headers["content-type"] == "image/webp"
    assert b"secret" not in kept.content
    bad = ("photos", ("x.jpg", b"not a picture", "image/jpeg"))
    for files, others in (([bad], False), ([bad, ("photos", ("crack.jpg", picture.getvalue(), "image/jpeg"))], True)):
        wrong = await client.post(_at(order, "return"), data=form, files=files)
        assert (wrong.status_code, "can read: x.jpg. It takes" in wrong.text) == (422, True)
        assert ("Choose the others again, please." in wrong.text, "were kept" in wrong.text) == (others, False)
    six = [("photos", (f"{number}.jpg", picture.getvalue(), "image/jpeg")) for number in range(6)]
    many = await client.post(_at(order, "return"), data=form, files=six)
    assert many.status_code == 422
    assert "At most 5 pictures, please." in many.text
    assert len(await _known(db, order)) == 1
    await client.post(_at(order, "return"), data={f"pieces-{shown}": "1"})
    _, withdrawal = await _known(db, order)
    state = f"/orders/{order.shown_id}/returns/{ids.show('ret', withdrawal.id)}/state"
    assert (await client.post(state, data={"do": "take_back"})).status_code == 404
    assert (await client.post(f"{state}?key={order.key}", data={"do": "take_back"})).status_code == 303
    assert (await client.post(f"{state}?key={order.key}", data={"do": "send"})).status_code == 409
    other = await _paid(db, 1, state="delivered")
    foreign = f"/orders/{other.shown_id}/returns/{ids.show('ret', one.id)}/state?key={other.key}"
    assert (await client.post(foreign, data={"do": "take_back"})).status_code == 404
    assert [known.state for known in await _known(db, order)] == [At.ASKED, At.TAKEN_BACK]
    assert "Kept after all" in (await client.get(_at(order, "return"))).text


DECLARATION = {"name": "Lena Kramer", "order": "10001", "email": "lena@mail.example", "note": ""}


async def test_anybody_withdraws_in_two_steps_and_learns_nothing(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 1, state="delivered")
    assert (await client.get("/withdraw")).status_code == 200
    empty = await client.post("/withdraw", data={"name": "", "order": "", "email": "nobody"})
    assert empty.status_code == 422
    real = DECLARATION | {"order": str(order.number), "email": order.email}
    confirming = await client.post("/withdraw", data=real)
    assert confirming.status_code == 200
    assert f"I hereby withdraw from the contract about order {order.number}." in confirming.text
    back = await client.post("/withdraw", data=real | {"back": "yes"})
    assert back.status_code == 200
    assert f'value="{order.number}"' in back.text
    async with db.reading() as read:
        assert await read.value("select count(*) from returns.statement") == 0
    answers = []
    for said in (real, DECLARATION | {"order": "777"}, real | {"email": "else@mail.example"}):
        answer = await client.post("/withdraw/confirmation", data=said)
        answers.append((answer.status_code, answer.headers["location"], answer.content))
    assert answers == [(303, "/withdraw/received", b"")] * 3
    assert (await client.get("/withdraw/received")).status_code == 200
    await jobs.drain(db)
    [one] = await _known(db, order)
    assert (one.kind, one.state) == (Kind.WITHDRAWAL, At.ASKED)
    async with db.reading() as read:
        rows = await read.rows(
            """select "to", count(*) as letters from mail.letter where template = 'returns/receipt' group by 1 order by 1"""
        )
        link = await read.value("select html from mail.letter where template = 'returns/matched'")
    assert [(row["to"], row["letters"]) for row in rows] == [("else@mail.example", 1), ("lena@mail.example", 2)]
    assert order.key in link


async def test_the_link_to_an_order_is_mailed_and_never_shown(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 1)
    assert (await client.get("/orders/link")).status_code == 200
    assert (await client.post("/orders/link", data={"order": "", "email": ""})).status_code == 422
    pairs = [(str(order.number), order.email), (str(order.number), "else@mail.example"), ("777", order.email)]
    answers = [await client.post("/orders/link", data={"order": number, "email": email}) for number, email in pairs]
    assert [(one.status_code, one.headers["location"], one.content) for one in answers] == [(303, "/orders/link/sent", b"")] * 3
    assert (await client.get("/orders/link/sent")).status_code == 200
    await jobs.drain(db)
    async with db.reading() as read:
        rows = await read.rows("""select "to" from mail.letter where template = 'returns/link'""")
    assert [row["to"] for row in rows] == [order.email]


async def _asked(db: Database, order: Order, quantity: int = 1, reason: Reason = Reason.NOT_SAID) -> ReturnId:
    async with db.writing() as tx:
        [made] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, quantity, reason)])
    return made


async def test_only_staff_decides(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 1, state="delivered")
    here = f"/desk/returns/{ids.show('ret', await _asked(db, order))}"
    posts = [f"{here}/{verb}" for verb in ("approval", "refusal", "arrival", "refund")]
    for role, seen, refused in ((None, 303, 401), (Role.SHOPPER, 403, 403), (Role.HOST, 403, 403)):
        client.cookies.clear()
        if role is not None:
            await sign_in(client, db, role)
        for path in ("/desk/returns", here, "/desk/returns/terms"):
            assert (await client.get(path)).status_code == seen, (role, path)
        for path in [*posts, "/desk/returns/terms", f"/desk/returns/statements/{ids.show('wdr', ids.new())}/settlement"]:
            assert (await client.post(path, data={"why": "No"})).status_code == refused, (role, path)
    client.cookies.clear()
    await sign_in(client, db, Role.AGENT)
    assert (await client.get(here)).status_code == 200
    assert (await client.get("/desk/returns/terms")).status_code == 403
    assert (await _known(db, order))[0].state is At.ASKED


async def test_the_desk_takes_a_return_to_its_end(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    order = await _paid(db, 2, state="delivered")
    return_id = await _asked(db, order, 2)
    here, line = f"/desk/returns/{ids.show('ret', return_id)}", ids.show("lin", order.lines[0].id)
    listed = (await client.get("/desk/returns")).text
    assert "Lena Kramer" in listed
    assert "the money has to be paid back by" in (await client.get(here)).text
    assert (await client.post(f"{here}/refusal", data={"why": ""})).status_code == 422
    assert (await client.post(f"{here}/approval")).status_code == 303
    too_many = await client.post(f"{here}/arrival", data={f"came-{line}": "3", f"shelf-{line}": "0"})
    assert too_many.status_code == 422
    assert (await client.post(f"{here}/arrival", data={f"came-{line}": "2", f"shelf-{line}": "1"})).status_code == 303
    too_much = await client.post(f"{here}/refund", data={"amount": "999"})
    assert too_much.status_code == 409
    assert "This is more than is owed." in too_much.text
    assert (await client.post(f"{here}/refund", data={"amount": ""})).status_code == 303
    [one] = await _known(db, order)
    assert (one.state, one.refund) == (At.REFUNDED, order.total)
    assert (await client.post(f"{here}/approval")).status_code == 409
    assert (await client.get("/desk/returns?view=ended")).text.count("€51.90") >= 1
    assert (await client.get(f"/desk/returns/{ids.show('ret', ids.new())}")).status_code == 404
    assert (await client.get("/desk/returns/ret_nonsense")).status_code == 404


async def test_a_declaration_that_fits_nothing_waits_for_a_person(client: httpx.AsyncClient, db: Database) -> None:
    await client.post("/withdraw/confirmation", data=DECLARATION | {"order": "the blue one", "note": "The mug"})
    await jobs.drain(db)
    await sign_in(client, db, Role.AGENT)
    page = (await client.get("/desk/returns")).text
    assert "the blue one" in page
    assert "The mug" in page
    statement = re.search(r"wdr_[0-9a-z]{26}", page)
    assert statement is not None
    assert (await client.post(f"/desk/returns/statements/{statement[0]}/settlement")).status_code == 303
    assert "the blue one" not in (await client.get("/desk/returns")).text
    for unknown in ("wdr_nonsense", ids.show("wdr", ids.new())):
        assert (await client.post(f"/desk/returns/statements/{unknown}/settlement")).status_code == 404


TERMS = {"withdrawal_days": "14", "return_days": "60", "claim_days": "730"}


async def test_the_merchant_sets_the_terms_and_never_below_the_law(client: httpx.AsyncClient, db: Database) -> None:
    await sign_in(client, db, Role.MERCHANT)
    assert (await client.post("/desk/returns/terms", data=TERMS | {"withdrawal_days": "7"})).status_code == 422
    where = {"name": "Stoa", "line1": "Torstraße 1", "city": "Berlin", "postal_code": "10119", "country": "DE"}
    assert (await client.post("/desk/returns/terms", data=TERMS | where | {"postal_code": "1"})).status_code == 422
    assert (await client.post("/desk/returns/terms", data=TERMS | where)).status_code == 303
    async with db.reading() as read:
        terms = await queries.terms(read)
    assert terms.address is not None
    assert (terms.withdrawal_days, terms.return_days, terms.address.city) == (14, 60, "Berlin")
    shown = (await client.get("/desk/returns/terms")).text
    assert 'value="Torstraße 1"' in shown


async def test_the_order_page_shows_what_may_be_done(client: httpx.AsyncClient, db: Database) -> None:
    fresh, sent = await _paid(db, 1), await _paid(db, 1, state="delivered")
    page = (await client.get(f"/orders/{fresh.shown_id}?key={fresh.key}")).text
    for path in ("cancellation", "address", "choice"):
        assert f"/orders/{fresh.shown_id}/{path}?key={fresh.key}" in page.replace("&#x2f;", "/")
    page = (await client.get(f"/orders/{sent.shown_id}?key={sent.key}")).text
    assert f"/orders/{sent.shown_id}/return?key={sent.key}" in page.replace("&#x2f;", "/")
    assert "Cancel the order" not in page


async def test_the_order_page_tells_what_changed_and_what_the_shop_wrote(client: httpx.AsyncClient, db: Database) -> None:
    order = await _paid(db, 2)
    page_ = f"/orders/{order.shown_id}?key={order.key}"
    assert "What changed" not in (await client.get(page_)).text
    assert "Soon to be packed" in (await client.get(page_)).text
    async with db.writing() as tx:
        await orders.note(tx, SYSTEM, order.id, "note", {"text": "It comes on <Friday>."}, visible=True)
        await orders.note(tx, SYSTEM, order.id, "note", {"text": "Rings twice"})
        await returns.cancel(tx, GUEST, order.id, {order.lines[0].id: 1})
    told = (await client.get(page_)).text
    assert "The shop writes: It comes on &lt;Friday&gt;." in told
    assert "One piece was cancelled. What was paid for that goes back by itself; what was only set aside is let go." in told
    assert "Rings twice" not in told
    assert "Der Shop schreibt:" in (await client.get(f"/de{page_}")).text


async def test_nobody_fills_a_mailbox_with_receipts_or_tries_order_numbers(db: Database, settings: Settings) -> None:
    app = wiring.build(msgspec.structs.replace(settings, database_url=db.url, rate_limits=True), db)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=ORIGIN, headers={"origin": ORIGIN}) as client:
        for path, data in (("/withdraw/confirmation", DECLARATION), ("/orders/link", DECLARATION)):
            answers = [(await client.post(path, data=data)).status_code for _ in range(5)]
            assert answers == [303, 303, 303, 303, 429], path
            others = [(await client.post(path, data=data | {"email": f"{n}@mail.example"})).status_code for n in range(8)]
            assert others.count(429) == 3, path
    async with db.reading() as read:
        assert await read.value("select count(*) from returns.statement") == 9
