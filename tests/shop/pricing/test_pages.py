"""The merchant's offers, markets and taxes, through the real app."""

import html
import re
from datetime import timedelta

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, statements
from stoa.base.money import Money
from stoa.people.permissions.model import SYSTEM, Role
from stoa.shop import catalog, pricing
from stoa.shop.catalog.model import Group, NewGroup, NewVariant, Product
from stoa.shop.pricing.model import Kind, NewOffer, Rounding, Scope
from tests.people.sessions.makers import sign_in
from tests.shop.pricing.makers import at, make_market, make_offer, make_priced

SCREENS = ["/desk/offers", "/desk/offers/new", "/desk/markets", "/desk/markets/new", "/desk/markets/eu", "/desk/taxes", "/desk/taxes/new"]
SENDS = ["/desk/offers", "/desk/markets", "/desk/markets/eu", "/desk/taxes", "/desk/taxes/examples"]


@pytest.fixture
async def merchant(client: httpx.AsyncClient, db: Database) -> httpx.AsyncClient:
    await sign_in(client, db, Role.MERCHANT)
    return client


@pytest.fixture
async def mug(db: Database) -> Product:
    """A mug that has cost 20 euros since yesterday."""
    async with db.writing() as tx:
        then = at(tx, tx.now - timedelta(days=1))
        await make_market(then)
        return await make_priced(then, 2000, handle="mug", options=[], variants=[NewVariant(sku="MUG-1")])


OFFER = {
    "reason-en": "Spring",
    "reason-de": "Frühling",
    "kind": "percent",
    "value": "20",
    "market": "",
    "scope": "everything",
    "audience": "everyone",
}


def errors_of(text: str) -> set[str]:
    return set(re.findall(r'id="([a-z_-]+)-error"', text))


@pytest.mark.parametrize(("role", "status"), [(None, 303), (Role.SHOPPER, 403), (Role.AGENT, 403), (Role.HOST, 403), (Role.MERCHANT, 200)])
async def test_who_sees_and_changes_what(client: httpx.AsyncClient, db: Database, mug: Product, role: Role | None, status: int) -> None:
    if role:
        await sign_in(client, db, role)
    assert {path: (await client.get(path)).status_code for path in SCREENS} == dict.fromkeys(SCREENS, status)
    if status == 200:
        return
    refused = {(await client.post(path, data=OFFER)).status_code for path in SENDS}
    assert refused == {403} if role else refused <= {303, 401}  # a guest is shown to the sign-in
    async with db.reading() as read:
        assert await read.value("select count(*) from pricing.offer") == 0
        assert await read.value("select count(*) from pricing.tax_rate") == 0


async def test_every_screen_in_every_language(merchant: httpx.AsyncClient, mug: Product) -> None:
    for path in [language + path for path in SCREENS for language in ("", "/de", "/xx")]:
        found = await merchant.get(path)
        assert found.status_code == 200, path
        assert "pricing-" not in re.sub(r'(href|src|action|id|name|for|class)="[^"]*"', "", found.text), path


async def test_an_offer_is_previewed_published_changed_and_ended(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    seen = await merchant.post("/desk/offers", data={**OFFER, "do": "preview"})
    assert seen.status_code == 200
    assert "What it would do" in seen.text
    assert "€16.00" in seen.text
    async with db.reading() as read:
        assert await read.value("select count(*) from pricing.offer") == 0

    made = await merchant.post("/desk/offers", data={**OFFER, "do": "publish"})
    assert made.status_code == 303
    here = made.headers["location"]
    shown = await merchant.get(here)
    assert "Spring" in shown.text
    assert 'value="20"' in shown.text
    assert "−20%" in (await merchant.get("/desk/offers")).text

    assert (await merchant.post(here, data={**OFFER, "value": "25"})).status_code == 303
    async with db.reading() as read:
        quote = (await pricing.quote(read, "eu", [mug.variants[0].id], ["everyone"], read.now))[mug.variants[0].id]
    assert (quote.price, quote.was) == (Money(1500, "EUR"), Money(2000, "EUR")) or quote.was == Money(1600, "EUR")

    assert (await merchant.post(f"{here}/end")).status_code == 303
    ended = await merchant.get("/desk/offers?view=ended")
    assert "Spring" in ended.text
    assert "stays in the books" in (await merchant.get(here)).text
    again = await merchant.post(here, data=OFFER)
    assert again.status_code == 422
    assert (await merchant.post(f"{here}/end")).status_code == 409
    async with db.reading() as read:
        verbs = [row["verb"] for row in await read.rows("select verb from audit.entry where verb like 'pricing.%offer' order by id")]
    assert verbs == ["pricing.publish_offer", "pricing.change_offer", "pricing.end_offer"]


async def test_what_is_wrong_with_an_offer_is_all_said_and_nothing_is_lost(merchant: httpx.AsyncClient, mug: Product) -> None:
    wrong = {
        **OFFER,
        "reason-en": "",
        "value": "lots",
        "scope": "goods",
        "goods": "no-such",
        "audience": "code",
        "code": "x",
        "until_at": "yesterday",
    }
    answer = await merchant.post("/desk/offers", data=wrong)
    assert answer.status_code == 422
    assert errors_of(answer.text) == {"reason-en", "value", "goods", "code", "until_at"}
    assert 'value="no-such"' in answer.text
    answer = await merchant.post("/desk/offers", data={**OFFER, "kind": "amount"})
    assert errors_of(answer.text) == {"market"}
    answer = await merchant.post(
        "/desk/offers", data={**OFFER, "kind": "fixed", "value": "25", "market": "eu", "scope": "goods", "goods": "mug"}
    )
    assert answer.status_code == 422
    assert "would lower no price" in answer.text


@pytest.mark.parametrize(("word", "scope"), [("mug", "product"), ("MUG-1", "variant")])
async def test_an_offer_on_goods(merchant: httpx.AsyncClient, db: Database, mug: Product, word: str, scope: str) -> None:
    made = await merchant.post("/desk/offers", data={**OFFER, "scope": "goods", "goods": word})
    assert made.status_code == 303
    async with db.reading() as read:
        assert await read.value("select scope from pricing.offer") == scope
    assert f'value="{word}"' in (await merchant.get(made.headers["location"])).text


async def test_an_offer_on_a_category_with_a_code(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        category = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen")}))
        collection = await catalog.make_collection(tx, SYSTEM, NewGroup(texts={"en": Group(name="Gifts")}))
    sent = {**OFFER, "scope": "category", "category": ids.show("cat", category), "audience": "code", "code": "spring 26"}
    here = (await merchant.post("/desk/offers", data=sent)).headers["location"]
    text = (await merchant.get(here)).text
    assert 'value="SPRING26"' in text
    assert f'<option value="{ids.show("cat", category)}" selected>Kitchen' in text
    assert "No former price" not in text
    sent = {**OFFER, "scope": "collection", "collection": ids.show("col", collection)}
    assert (await merchant.post("/desk/offers", data=sent)).status_code == 303
    wrong = await merchant.post("/desk/offers", data={**OFFER, "scope": "category", "category": ids.show("col", collection)})
    assert errors_of(wrong.text) == {"category"}


async def test_an_offer_of_another_room_can_be_ended_only(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        offer = await make_offer(tx, published_by="clubs", audience="club:1")
    here = f"/desk/offers/{ids.show('ofr', offer)}"
    assert "looks after it" in (await merchant.get(here)).text
    assert (await merchant.post(here, data=OFFER)).status_code == 404
    assert (await merchant.post(f"{here}/end")).status_code == 303
    assert (await merchant.get("/desk/offers/ofr_01h455vb4pex5vsknk084sn02q")).status_code == 404
    assert (await merchant.get("/desk/offers/nonsense")).status_code == 404


async def test_a_long_list_of_offers_goes_on(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        for n in range(26):
            await pricing.publish_offer(
                tx, SYSTEM, NewOffer(reason={"en": f"Sale {n:02}"}, kind=Kind.PERCENT, value=10_000 + n, scope=Scope.PRODUCT, target=mug.id)
            )
    first = await merchant.get("/desk/offers")
    more = re.search(r'rel="next" href="(\?cursor=[^"]+)"', html.unescape(first.text))
    assert more
    second = await merchant.get(f"/desk/offers{more[1]}")
    shown = [set(re.findall(r"Sale \d\d", page.text)) for page in (first, second)]
    assert (len(shown[0]), len(shown[1]), shown[0] & shown[1]) == (24, 2, set())


async def test_the_list_takes_a_known_number_of_statements(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        for _ in range(5):
            await make_offer(tx)
    counted: list[str] = []
    token = statements.set(counted)
    try:
        await merchant.get("/desk/offers")
    finally:
        statements.reset(token)
    assert len(counted) <= 9


MARKET = {"name-en": "United Kingdom", "name-de": "Vereinigtes Königreich", "code": "uk", "currency": "gbp", "countries": "gb", "tax_mode": "inclusive",
          "follows": "eu", "rate": "0.86", "rounding": "100:90"}  # fmt: skip


async def test_a_market_is_opened_and_changed(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    made = await merchant.post("/desk/markets", data={**MARKET, "taxes": "yes"})
    assert (made.status_code, made.headers["location"]) == (303, "/desk/markets/uk")
    async with db.reading() as read:
        uk = await pricing.market(read, "uk")
        assert (uk.currency, uk.countries, uk.rate, uk.rounding) == ("GBP", ["GB"], 860_000, Rounding(100, 90))
        assert (await pricing.quote(read, "uk", [mug.variants[0].id], [], read.now))[mug.variants[0].id].price == Money(1690, "GBP")
        assert (await pricing.tax(read, "GB", "", ["standard"], read.now))["standard"][0].rate == 200_000
    shown = await merchant.get("/desk/markets/uk")
    assert 'value="0.86"' in shown.text
    assert '<option value="100:90" selected>' in shown.text
    assert (await merchant.post("/desk/markets/uk", data={**MARKET, "rate": "0,9", "rounding": "1:0"})).status_code == 303
    async with db.reading() as read:
        assert (await pricing.quote(read, "uk", [mug.variants[0].id], [], read.now))[mug.variants[0].id].price == Money(1800, "GBP")


async def test_a_market_names_the_one_it_takes_its_prices_from(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    europe = {"name-en": "Europe", "name-de": "Europa", "code": "eu", "currency": "EUR", "countries": "DE", "tax_mode": "inclusive"}
    assert (await merchant.post("/desk/markets/eu", data={**europe, "rate": "1", "rounding": "1:0"})).status_code == 303
    await merchant.post("/desk/markets", data=MARKET)
    for path in ("/desk/markets", "/desk/markets/uk"):
        assert "takes the prices of Europe<" in (await merchant.get(path)).text
        assert "übernimmt die Preise von Europa<" in (await merchant.get(f"/de{path}")).text


async def test_a_rate_between_currencies_of_different_minor_units(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    sent = {**MARKET, "code": "jp", "currency": "JPY", "countries": "US", "rate": "165.3", "rounding": "100:0"}
    made = await merchant.post("/desk/markets", data=sent)
    assert (made.status_code, errors_of(made.text)) == (303, set())
    async with db.reading() as read:
        assert (await pricing.quote(read, "jp", [mug.variants[0].id], [], read.now))[mug.variants[0].id].price == Money(3300, "JPY")
    assert 'value="165.3"' in (await merchant.get("/desk/markets/jp")).text


async def test_what_is_wrong_with_a_market(merchant: httpx.AsyncClient, mug: Product) -> None:
    wrong = {**MARKET, "name-en": "", "code": "No Code", "currency": "€€€", "countries": "Narnia", "rate": "-1"}
    answer = await merchant.post("/desk/markets", data=wrong)
    assert (answer.status_code, errors_of(answer.text)) == (422, {"name-en", "code", "currency", "countries", "rate"})
    assert errors_of((await merchant.post("/desk/markets", data={**MARKET, "code": "eu"})).text) == {"code"}
    await merchant.post("/desk/markets", data=MARKET)
    eu = {**MARKET, "code": "eu", "currency": "EUR", "follows": ""}
    assert errors_of((await merchant.post("/desk/markets/eu", data={**eu, "currency": "USD"})).text) == {"currency"}
    assert (await merchant.get("/desk/markets/moon")).status_code == 404


async def test_a_rate_is_set_changed_and_ended(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    sent = {"country": "de", "region": "", "tax_class": "standard", "name": "MwSt.", "name-en": "VAT", "rate": "19"}
    assert (await merchant.post("/desk/taxes", data=sent)).status_code == 303
    async with db.reading() as read:
        rate = await read.value("select id from pricing.tax_rate")
    shown = await merchant.get(f"/desk/taxes/{ids.show('tax', rate)}")
    assert 'value="19"' in shown.text
    assert 'name="name-en" type="text" value="VAT"' in shown.text
    assert "<span>VAT</span>" in shown.text
    assert "<span>MwSt.</span>" in (await merchant.get(f"/de/desk/taxes/{ids.show('tax', rate)}")).text
    assert "Germany" in shown.text
    assert (await merchant.post(f"/desk/taxes/{ids.show('tax', rate)}/end")).status_code == 303
    assert (await merchant.post(f"/desk/taxes/{ids.show('tax', rate)}/end")).status_code == 404
    wrong = await merchant.post("/desk/taxes", data={**sent, "country": "zz", "rate": "101", "name": ""})
    assert (wrong.status_code, errors_of(wrong.text)) == (422, {"country", "rate", "name"})


@pytest.mark.parametrize(
    ("country", "region", "kept"), [("us", "ny", "NY"), ("US", "New York", "NY"), ("de", "by", None), ("us", "zz", None)]
)
async def test_a_rate_of_a_region_is_of_one_that_addresses_name(
    merchant: httpx.AsyncClient, db: Database, country: str, region: str, kept: str | None
) -> None:
    answer = await merchant.post(
        "/desk/taxes", data={"country": country, "region": region, "tax_class": "standard", "name": "Tax", "rate": "4"}
    )
    assert (answer.status_code, errors_of(answer.text)) == ((303, set()) if kept else (422, {"region"}))
    async with db.reading() as read:
        assert await read.value("select region from pricing.tax_rate") == kept


async def test_the_examples_are_loaded_once(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    for _ in range(2):
        assert (await merchant.post("/desk/taxes/examples")).status_code == 303
    async with db.reading() as read:
        assert await read.value("select count(*) from pricing.tax_rate where country = 'DE'") == 2
    assert "25.5%" in (await merchant.get("/desk/taxes")).text
    assert "25,5\xa0%" in (await merchant.get("/de/desk/taxes")).text
