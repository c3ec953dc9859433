"""What is written down is read as a sentence."""

import ast
import html
import re
from pathlib import Path

import httpx
import msgspec

import stoa.shop.catalog.web  # noqa: F401 - it names products
from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.base.http.visits import SESSION_COOKIE
from stoa.base.money import Money
from stoa.people import audit
from stoa.people.audit.model import facts_of
from stoa.people.permissions.model import SYSTEM, Role, Visitor, granted
from stoa.shop.pricing import actions, offering, taxing
from stoa.shop.pricing.model import Kind as PriceKind
from stoa.shop.pricing.model import NewMarket, NewOffer, Rounding, Scope, TaxMode
from stoa.shop.pricing.model.taxes import TaxRateId, TaxRule
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.pricing.makers import make_market, make_priced

ROOT = Path(__file__).parents[3]


def verbs() -> set[str]:
    """Return what the source notes, where it is written out."""
    found = set()
    for path in (ROOT / "stoa").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note" and isinstance(node.args[2], ast.Constant):
                found.add(str(node.args[2].value))
    return found


def test_everything_that_is_noted_has_a_sentence_in_both_languages() -> None:
    assert len(verbs()) > 40
    for language in ("en", "de"):
        known = set(re.findall(r"^(audit-did-\S+) =", (ROOT / f"stoa/people/audit/locale/{language}.ftl").read_text(), re.MULTILINE))
        assert {verb for verb in verbs() if f"audit-did-{verb.replace('.', '-').replace('_', '-')}" not in known} == set()


def noted() -> set[str]:
    """Return the names of what the source notes beside a verb, where they are written out."""
    calls = [node for path in (ROOT / "stoa").rglob("*.py") for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    facts = [node.args[4] for node in calls if ast.unparse(node.func) == "audit.note" and len(node.args) > 4]
    return {str(key.value) for one in facts if isinstance(one, ast.Dict) for key in one.keys if isinstance(key, ast.Constant)}


def test_what_is_noted_beside_it_has_words_in_both_languages() -> None:
    ids_alone = {"decision", "appeal", "answer", "return", "shipment", "into", "before", "after"}
    for language in ("en", "de"):
        known = set(re.findall(r"^audit-fact-(\S+) =", (ROOT / f"stoa/people/audit/locale/{language}.ftl").read_text(), re.MULTILINE))
        assert {name for name in noted() - ids_alone if name.replace("_", "-") not in known} == set()


def test_facts_are_said_in_words_and_ids_are_not_said() -> None:
    product = str(ids.new())
    told = facts_of(
        {
            "opens_at": "2026-11-22T05:45:56.691523Z",
            "amount": {"amount": 1299, "currency": "EUR"},
            "decision": product,
            "order": ids.show("ord", ids.new()),
            "added": [product, product],
            "terms": ["cup", "mug"],
            "rule": None,
            "removed": [],
            "rows": 0,
            "reversed": False,
        }
    )
    assert [(one.name, one.kind) for one in told] == [
        ("opens_at", "when"), ("amount", "money"), ("added", "number"), ("terms", "words"), ("rows", "number"), ("reversed", "yes"),
    ]  # fmt: skip
    assert [one.value for one in told[2:]] == [2, "cup, mug", 0, False]
    changed = facts_of({"before": {"vendor": "A", "state": "draft"}, "after": {"vendor": "B", "state": "active"}, "texts": ["de"]})
    assert [(one.name, one.before, one.value) for one in changed] == [
        ("vendor", "A", "B"),
        ("state", "draft", "active"),
        ("texts", None, "de"),
    ]
    assert [(one.name, one.before, one.value) for one in facts_of({"before": "1", "after": "2"})] == [("after", "1", "2")]
    (lower,) = facts_of({"before": {"amount": 1299, "currency": "EUR"}, "after": {"amount": 999, "currency": "EUR"}})
    assert (lower.name, lower.kind, lower.before_kind, lower.before) == ("after", "money", "money", {"amount": 1299, "currency": "EUR"})


async def test_the_log_is_read_in_sentences_and_an_unknown_verb_as_it_is(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        token = await make_session(tx, await make_person(tx, roles={Role.ADMIN}))
        for verb in ("orders.refund", "greenhouse.water"):
            await audit.note(tx, SYSTEM, verb, ids.new(), {})
    client.cookies.set(SESSION_COOKIE, token)
    english, german = (await client.get("/desk/audit")).text, (await client.get("/de/desk/audit")).text
    assert "Gave money back on an order" in english
    assert "Geld zu einer Bestellung erstattet" in german
    for page in (english, german):
        assert page.count("greenhouse.water") == 4  # the title, the text, and the filter's value and text


async def test_an_offer_is_told_in_the_readers_language_with_names_and_links(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        admin, merchant = [await make_person(tx, roles={role}, name=role.value) for role in (Role.ADMIN, Role.MERCHANT)]
        token = await make_session(tx, admin)
        await make_market(tx)
        mug = await make_priced(tx, 2000)
        reason = {"en": "Autumn & tea", "de": "Herbst & Tee"}
        new = NewOffer(reason=reason, kind=PriceKind.PERCENT, value=200_000, scope=Scope.PRODUCT, target=mug.id, market="eu")
        offer = await offering.publish_offer(tx, SYSTEM, new)
        await offering.change_offer(tx, SYSTEM, offer, msgspec.structs.replace(new, kind=PriceKind.AMOUNT, value=300))
        await audit.note(tx, SYSTEM, "accounts.set_roles", merchant, {"order": ids.show("ord", ids.new())})
    async with db.writing() as tx:
        await offering.end_offer(tx, SYSTEM, offer)
    client.cookies.set(SESSION_COOKIE, token)
    english, german = [html.unescape((await client.get(path)).text) for path in ("/desk/audit", "/de/desk/audit")]
    product, ended = ids.show("prd", mug.id), ids.show("ofr", offer)
    assert f'<a href="/desk/products/{product}">' in english
    assert f'Published an offer: <a href="/desk/offers/{ended}">Autumn & tea</a>' in english
    assert "worth: 20%" in english
    assert "worth: <del>20%</del> <ins>€3.00</ins></span> · <span>market: eu</span>" in english
    assert f'Angebot veröffentlicht: <a href="/de/desk/offers/{ended}">Herbst & Tee</a>' in german
    assert "Höhe: 20\xa0%" in german
    assert f'<a href="/desk/customers/{ids.show("per", merchant)}">merchant</a>' in english
    for page in (english, german):
        assert str(mug.id) not in page
        assert "ord_" not in page.partition("<ol")[2], "an order that is not there has no name"


async def test_markets_prices_and_taxes_are_told_in_the_readers_language(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        token = await make_session(tx, await make_person(tx, roles={Role.ADMIN}))
        eu = await make_market(tx, name={"en": "Euro land", "de": "Euroland"})
        mug = await make_priced(tx, 2000)
        said = {name: getattr(eu, name) for name in NewMarket.__struct_fields__}
        await actions.change_market(tx, SYSTEM, eu.id, NewMarket(**{**said, "countries": ["DE", "AT"], "tax_mode": TaxMode.EXCLUSIVE}))
        taken = {"rounding": Rounding(100, 90), "follows": eu.id, "rate": 952_000, "currency": "CHF", "countries": ["CH"]}
        await actions.make_market(tx, SYSTEM, NewMarket(**{**said, "code": "ch", "name": {"en": "Swiss"}, **taken}))
        await actions.set_price(tx, SYSTEM, mug.variants[0].id, "eu", Money(1849, "EUR"))
        rule = TaxRule(id=TaxRateId(ids.new()), country="FR", name="TVA", rate=55_000, tax_class="reduced", from_at=tx.now)
        await taxing.set_tax(tx, SYSTEM, rule)
    client.cookies.set(SESSION_COOKIE, token)
    english, german = [html.unescape((await client.get(path)).text) for path in ("/desk/audit", "/de/desk/audit")]
    assert 'Changed a market: <a href="/desk/markets/eu">Euro land</a>' in english
    assert "countries: <del>Germany, France</del> <ins>Germany, Austria</ins>" in english
    assert "prices: <del>with tax</del> <ins>without tax</ins>" in english
    assert "Länder: <del>Deutschland, Frankreich</del>" in german
    assert "Preise: <del>mit Steuer</del> <ins>ohne Steuer</ins>" in german
    assert 'folgt den Preisen von: <a href="/de/desk/markets/eu">Euroland</a>' in german
    assert "zum Kurs von: 95,2\xa0%" in german.replace("95,2 %", "95,2\xa0%")
    assert "Preise enden auf: 0,90\xa0CHF" in german
    assert "in Schritten von: 1,00\xa0CHF" in german
    assert f'Set a price: <a href="/desk/products/{ids.show("prd", mug.id)}">' in english
    assert "<del>€20.00</del> <ins>€18.49</ins>" in english
    assert "<del>20,00\xa0€</del> <ins>18,49\xa0€</ins>" in german
    assert 'Markt: <a href="/de/desk/markets/eu">Euroland</a>' in german
    assert "Steuerklasse: ermäßigt" in german
    assert "Satz: 5,5 %" in german.replace("\xa0%", " %")
    for page in (english, german):
        assert "ppm" not in page
        assert "EUR, inclusive" not in page


async def test_who_may_not_see_a_thing_is_told_its_name_alone(db: Database, tx: Writing) -> None:
    await make_market(tx)
    mug = await make_priced(tx, 2000)
    await audit.note(tx, SYSTEM, "catalog.change_product", mug.id, {"after": {"product": str(mug.id)}})
    entries = (await audit.history(tx, about=mug.id, limit=1)).items
    (alone,) = await audit.told(tx, entries, "en", Visitor())
    assert alone.about is not None
    assert (alone.about.href, [one.value.href for one in alone.told]) == ("", [""])
    (linked,) = await audit.told(tx, entries, "en", Visitor(permissions=granted({Role.MERCHANT})))
    assert linked.about is not None
    assert linked.about.href == f"/desk/products/{ids.show('prd', mug.id)}"
