import html
import io
import re
from typing import Any

import httpx
import pytest
from PIL import Image

from stoa.base import ids
from stoa.base.database import Database
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import Group, NewGroup, Product, ProductChange, State
from stoa.shop.pricing.model import NewMarket, TaxMode
from tests.people.sessions.makers import sign_in
from tests.shop.catalog.makers import make_mug, make_priced, make_product

FIELD = re.compile(
    r"<(input|textarea|select)\b([^>]*)>(?:([^<]*)</textarea>|((?:\s*<option[^>]*>[^<]*</option>)*)\s*</select>)?", re.DOTALL
)


def form_of(text: str, action: str) -> dict[str, Any]:
    """Return what a browser would send of the form with that action, as it stands."""
    inner = next(
        one for one in re.findall(r"<form\b.*?</form>", text, re.DOTALL) if f'action="{action}"' in html.unescape(one.split(">", 1)[0])
    )
    sent: dict[str, Any] = {}
    for kind, attributes, body, options in FIELD.findall(inner):
        given = {name: html.unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', attributes)}
        name = given.get("name")
        if not name or given.get("type") == "file":
            continue
        if given.get("type") in {"checkbox", "radio"}:
            if "checked" in attributes.split('"')[-1] or " checked" in attributes:
                sent[name] = given.get("value", "on")
        elif kind == "textarea":
            sent[name] = html.unescape(body).lstrip("\n")
        elif kind == "select":
            chosen = re.findall(r'<option value="([^"]*)"([^>]*)>', options)
            sent[name] = html.unescape(next((value for value, rest in chosen if "selected" in rest), chosen[0][0] if chosen else ""))
        else:
            sent[name] = given.get("value", "")
    return sent


@pytest.fixture
async def mug(db: Database) -> Product:
    async with db.writing() as tx:
        mug = await make_mug(tx)
        await make_priced(tx, mug, 2400, 2600)
        return mug


@pytest.fixture
async def merchant(client: httpx.AsyncClient, db: Database) -> httpx.AsyncClient:
    await sign_in(client, db, Role.MERCHANT)
    return client


def at(product: Product) -> str:
    return f"/desk/products/{ids.show('prd', product.id)}"


async def found(db: Database, product: Product) -> Product:
    async with db.reading() as read:
        return await catalog.find_product(read, product.id)


async def test_the_list_is_narrowed_and_searched(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await make_product(tx, state=State.DRAFT, handle="lamp-draft")
    for query, there, not_there in (
        ("", "/desk/products/", "nothing"),
        ("?state=draft", "Draft", ids.show("prd", mug.id)),
        ("?q=wide&state=active", ids.show("prd", mug.id), "lamp-draft"),
        ("?q=%25", "No product like that", ids.show("prd", mug.id)),
    ):
        answer = await merchant.get(f"/desk/products{query}")
        assert answer.status_code == 200
        assert there in answer.text
        assert not_there not in answer.text


async def test_a_title_makes_a_draft(merchant: httpx.AsyncClient, db: Database) -> None:
    answer = await merchant.post("/desk/products", data={"title": "New lamp"})
    assert answer.status_code == 303
    async with db.reading() as read:
        made = await catalog.find_product(read, ids.parse("prd", answer.headers["location"].rpartition("/")[2]))
    assert (made.state, made.texts["en"].title, made.handle) == (State.DRAFT, "New lamp", "new-lamp")
    assert (await merchant.get(answer.headers["location"])).status_code == 200


async def test_saving_what_is_shown_changes_nothing(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    text = (await merchant.get(at(mug))).text
    for part in ("", "/variants"):
        answer = await merchant.post(at(mug) + part, data=form_of(text, at(mug) + part))
        assert answer.status_code == 303
        text = (await merchant.get(at(mug))).text
    after = await found(db, mug)
    assert (after.texts, after.options, after.variants, after.handle, after.state) == (
        mug.texts,
        mug.options,
        mug.variants,
        mug.handle,
        mug.state,
    )
    async with db.reading() as read:
        assert [one.on_hand for one in (await stock.availability(read, [one.id for one in mug.variants])).values()] == [9, 9]


async def test_words_in_both_languages(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    sent = form_of((await merchant.get(at(mug))).text, at(mug))
    sent |= {
        "title-de": "Tasse",
        "specifications-en": "Weight: 460 g\nMade in: Hollen: Germany",
        "description-de": "<p>Gut</p><script>x</script>",
        "handle": "mug",
    }
    assert (await merchant.post(at(mug), data=sent)).status_code == 303
    after = await found(db, mug)
    assert (after.texts["de"].title, after.texts["de"].description) == ("Tasse", "<p>Gut</p>")
    assert [(one.name, one.value) for one in after.texts["en"].specifications] == [("Weight", "460 g"), ("Made in", "Hollen: Germany")]
    assert (await merchant.get("/p/wide-mug")).headers["location"] == "/p/mug"


@pytest.mark.parametrize(("tax_class", "german"), [("reduced", "Ermäßigter Satz"), ("exempt", "Steuerfrei"), ("books", "books")])
async def test_a_product_of_any_tax_class_is_saved_with_it_and_shown_by_its_name(
    merchant: httpx.AsyncClient, db: Database, mug: Product, tax_class: str, german: str
) -> None:
    async with db.writing() as tx:
        mug = await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(tax_class=tax_class))
    shown = (await merchant.get(f"/de{at(mug)}")).text
    assert f'<option value="{tax_class}" selected>{german}</option>' in shown
    assert (await merchant.post(at(mug), data=form_of(shown, f"/de{at(mug)}") | {"vendor": "Ada"})).status_code == 303
    after = await found(db, mug)
    assert (after.vendor, after.tax_class) == ("Ada", tax_class)


async def test_the_columns_of_prices_bear_the_names_of_their_markets(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        await pricing.make_market(tx, SYSTEM, NewMarket("uk", {"en": "Britain", "de": "Großbritannien"}, "GBP", ["GB"], TaxMode.INCLUSIVE))
    assert '<th scope="col">Großbritannien, GBP</th>' in (await merchant.get(f"/de{at(mug)}")).text
    action = f"{at(mug)}/variants"
    sent = form_of((await merchant.get(at(mug))).text, action)
    refused = await merchant.post(f"/de{action}", data=sent | {"variant-0-price-uk": "viel"})
    assert wrong(refused.text)[0][1].startswith("Variante 1, Großbritannien, GBP: ")


async def test_two_editors(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    sent = form_of((await merchant.get(at(mug))).text, at(mug))
    async with db.writing() as tx:
        await catalog.change_product(tx, SYSTEM, mug.id, ProductChange(vendor="Hers"))
    refused = await merchant.post(at(mug), data=sent | {"vendor": "Mine", "subtitle-en": "Typed with care"})
    assert refused.status_code == 409
    assert "Somebody else changed this" in refused.text
    assert 'value="Typed with care"' in refused.text
    assert (await found(db, mug)).vendor == "Hers"
    again = form_of(refused.text, at(mug))
    assert again["vendor"] == "Mine"
    assert (await merchant.post(at(mug), data=again)).status_code == 303
    after = await found(db, mug)
    assert (after.vendor, after.texts["en"].subtitle) == ("Mine", "Typed with care")


async def test_what_cannot_be_is_said_and_kept(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    sent = form_of((await merchant.get(at(mug))).text, at(mug))
    refused = await merchant.post(at(mug), data=sent | {"title-en": "", "handle": "a/b", "vendor": "Kept"})
    assert refused.status_code == 422
    assert 'value="Kept"' in refused.text
    assert 'id="title-en-error"' in refused.text
    assert (await found(db, mug)) == mug


async def test_variants_prices_and_stock(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    action = f"{at(mug)}/variants"
    sent = form_of((await merchant.get(at(mug))).text, action)
    sent |= {"value-0-2-name-en": "Sky", "value-0-2-name-de": "Himmel", "value-0-2-colour": "#aabbcc"}
    sent |= {"variant-0-sku": "M-1", "variant-0-price-eu": "19.90", "variant-1-stock": "4"}
    assert (await merchant.post(action, data=sent)).status_code == 303
    sent = form_of((await merchant.get(at(mug))).text, action)
    sent |= {"variant-2-choice-0": "sky", "variant-2-price-eu": "30", "variant-2-stock": "7"}
    assert (await merchant.post(action, data=sent)).status_code == 303
    after = await found(db, mug)
    assert [(one.choices, one.sku) for one in after.variants] == [(["clay"], "M-1"), (["sage"], None), (["sky"], None)]
    variants = [one.id for one in after.variants]
    async with db.reading() as read:
        quotes = await pricing.quote(read, "eu", variants, [], read.now)
        there = await stock.availability(read, variants)
    assert [quotes[one].base.amount for one in variants] == [1990, 2600, 3000]
    assert [there[one].on_hand for one in variants] == [9, 4, 7]


async def test_what_a_piece_costs(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    """It is typed beside the price; an empty field forgets it; a form without the field leaves it."""
    action = f"{at(mug)}/variants"
    variants = [one.id for one in mug.variants]

    async def costs() -> list[int | None]:
        async with db.reading() as read:
            there = await pricing.costing.costs(read, variants, read.now)
        return [there[one].amount if one in there else None for one in variants]

    sent = form_of((await merchant.get(at(mug))).text, action)
    refused = await merchant.post(action, data=sent | {"variant-0-cost": "eleven", "variant-1-cost": "7"})
    assert (refused.status_code, await costs()) == (422, [None, None])
    assert 'value="eleven"' in refused.text
    assert (await merchant.post(action, data=sent | {"variant-0-cost": "11.80", "variant-1-cost": "7"})).status_code == 303
    assert await costs() == [1180, 700]
    sent = form_of((await merchant.get(at(mug))).text, action)
    assert (sent["variant-0-cost"], sent["variant-1-cost"]) == ("11.80", "7.00")
    silent = {name: value for name, value in sent.items() if name != "variant-0-cost"}
    assert (await merchant.post(action, data=silent | {"variant-1-cost": ""})).status_code == 303
    assert await costs() == [1180, None]


async def test_every_missing_combination(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    action = f"{at(mug)}/variants"
    sent = form_of((await merchant.get(at(mug))).text, action)
    sent |= {"option-1-name-en": "Size", "value-1-0-name-en": "Small", "value-1-1-name-en": "Large", "do": "combine"}
    assert (await merchant.post(action, data=sent)).status_code == 303
    after = await found(db, mug)
    assert [one.choices for one in after.variants] == [["clay", "small"], ["sage", "small"], ["clay", "large"], ["sage", "large"]]


async def test_a_sale_meanwhile_is_not_overwritten(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    action = f"{at(mug)}/variants"
    sent = form_of((await merchant.get(at(mug))).text, action)
    async with db.writing() as tx:
        await stock.count_again(tx, SYSTEM, {mug.variants[0].id: 8})
    refused = await merchant.post(action, data=sent | {"variant-0-stock": "12", "variant-0-sku": "M-9"})
    assert refused.status_code == 422
    assert "now 8" in refused.text
    assert 'value="M-9"' in refused.text
    assert (await found(db, mug)).variants[0].sku is None


async def test_two_variants_alike_are_refused_at_their_row(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    action = f"{at(mug)}/variants"
    sent = form_of((await merchant.get(at(mug))).text, action)
    refused = await merchant.post(action, data=sent | {"variant-1-choice-0": "clay"})
    assert refused.status_code == 422
    assert (await found(db, mug)).variants == mug.variants


async def test_a_product_without_a_fitting_title_is_asked_for_again(merchant: httpx.AsyncClient, mug: Product) -> None:
    long = "Mug" * 90
    refused = await merchant.post("/desk/products", data={"title": long})
    assert (refused.status_code, wrong(refused.text)) == (422, [("title", "Title: At most 255 characters, please.")])
    assert (f'value="{long}"' in refused.text, mug.texts["en"].title in refused.text) == (True, True)
    assert wrong((await merchant.post("/desk/products", data={"title": " "})).text) == [("title", "Title: This is missing.")]


def wrong(text: str) -> list[tuple[str, str]]:
    """Return what the list of errors says, each with the field that it leads to; the page has all of these fields."""
    listed = [(name, html.unescape(said)) for name, said in re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', text)]
    assert all(f'id="{name}"' in text for name, _ in listed)
    return listed


async def test_a_value_typed_twice_is_told_at_its_row(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    action = f"{at(mug)}/variants"
    sent = form_of((await merchant.get(at(mug))).text, action)
    refused = await merchant.post(action, data=sent | {"value-0-3-name-en": "clay", "value-0-3-name-de": "Lehm", "value-0-3-colour": "red"})
    assert (refused.status_code, (await found(db, mug)).options) == (422, mug.options)
    assert wrong(refused.text) == [
        ("value-0-3-name-en", "Option “Glaze”, value 4, English: This stands here twice: clay."),
        ("value-0-3-colour", "Option “Glaze”, value 4, Colour: A colour is written as # and six digits, like #b5651d."),
    ]
    assert 'value="Lehm"' in refused.text


async def test_the_list_of_errors_names_row_and_field(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    action = f"{at(mug)}/variants"
    sent = form_of((await merchant.get(at(mug))).text, action)
    typed = {"variant-0-price-eu": "much", "variant-1-stock": "-4", "variant-1-weight": "light"}
    refused = await merchant.post(action, data=sent | typed)
    assert wrong(refused.text) == [
        ("variant-0-price-eu", "Variant 1, EU, EUR: An amount of money, please, such as 12.90."),
        ("variant-1-weight", "Variant 2, Grams: A whole number, please."),
        ("variant-1-stock", "Variant 2, On hand: Choose a number from 0 to 2,147,483,647."),
    ]
    refused = await merchant.post(
        action, data=sent | {"variant-1-sku": "M", "variant-2-sku": "M", "variant-2-choice-0": "", "variant-0-price-eu": "?"}
    )
    assert wrong(refused.text)[1:] == [
        ("variant-2-choice-0", "Variant 3, Glaze: Please choose one of those that are offered."),
        ("variant-2-sku", "Variant 3, Article number: This stands here twice: M."),
    ]
    refused = await merchant.post(f"/de{action}", data=sent | {"variant-1-choice-0": "clay"})
    assert wrong(refused.text) == [("variant-1-choice-0", "Variante 2, Glasur: Das steht hier zweimal: clay.")]
    words = form_of((await merchant.get(at(mug))).text, at(mug))
    refused = await merchant.post(at(mug), data=words | {"title-en": "", "handle": "A mug"})
    assert wrong(refused.text)[0] == ("title-en", "Title, English: This is missing.")
    assert (await found(db, mug)) == mug


async def test_pictures_are_added_described_and_removed(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    files = []
    for colour in ("red", "blue"):
        out = io.BytesIO()
        Image.new("RGB", (400, 300), colour).save(out, "PNG")
        files.append(("picture", (f"{colour}.png", out.getvalue(), "image/png")))
    assert (await merchant.post(f"{at(mug)}/pictures", files=files)).status_code == 303
    red, blue = (await found(db, mug)).pictures
    action = f"{at(mug)}/pictures/order"
    refs = [ids.show("pic", one.id) for one in (red, blue)]
    sent: dict[str, Any] = form_of((await merchant.get(at(mug))).text, action)
    sent |= {"picture": refs, f"place-{refs[0]}": "2", f"place-{refs[1]}": "1", f"alt-{refs[1]}-en": "Blue"}
    assert (await merchant.post(action, data=sent)).status_code == 303
    assert [(one.id, one.alts) for one in (await found(db, mug)).pictures] == [(blue.id, {"en": "Blue"}), (red.id, {})]
    sent = form_of((await merchant.get(at(mug))).text, action) | {"picture": refs, f"remove-{refs[0]}": "yes"}
    assert (await merchant.post(action, data=sent)).status_code == 303
    assert [one.id for one in (await found(db, mug)).pictures] == [blue.id]


async def test_a_bad_file_is_named_and_the_good_one_kept(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "PNG")
    files = [("picture", ("good.png", out.getvalue(), "image/png")), ("picture", ("bad.png", b"MZ", "image/png"))]
    files.append(("picture", ("empty.jpg", b"", "image/jpeg")))
    answer = await merchant.post(f"{at(mug)}/pictures", files=files, data={"addresses": "https://example.com/a.png"})
    assert answer.status_code == 422
    assert "Not a picture the shop can read: bad.png, empty.jpg." in answer.text
    assert "Other files were kept." in answer.text
    assert len((await found(db, mug)).pictures) == 1
    async with db.reading() as read:
        assert await read.value("select args->>'url' from base.job where kind = 'catalog.fetch_picture'") == "https://example.com/a.png"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("high.png", None, "Too large: high.png. The shop takes up to 10 MB"),
        (
            "drawn.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://127.0.0.1/a.png"/></svg>',
            "drawn.svg. Save it as",
        ),
    ],
)
async def test_what_is_wrong_with_a_picture_is_said_with_its_name(
    merchant: httpx.AsyncClient, mug: Product, name: str, content: bytes | None, said: str
) -> None:
    if content is None:
        out = io.BytesIO()
        Image.new("1", (1, 16_384)).save(out, "PNG")
        content = out.getvalue()
    answer = await merchant.post(f"{at(mug)}/pictures", files={"picture": (name, content)})
    assert (answer.status_code, said in answer.text) == (422, True), answer.text


async def test_categories_and_collections(merchant: httpx.AsyncClient, db: Database, mug: Product) -> None:
    assert (await merchant.post("/desk/categories/new", data={"name-en": "Kitchen", "name-de": "Küche"})).status_code == 303
    assert (await merchant.post("/desk/collections/new", data={"name-en": "Gifts", "products": "wide-mug"})).status_code == 303
    refused = await merchant.post("/desk/collections/new", data={"name-en": "Wrong", "products": "wide-mug\nnobody"})
    assert refused.status_code == 422
    assert "nobody" in refused.text
    assert 'value="Wrong"' in refused.text
    categories, collections = (await merchant.get("/desk/categories")).text, (await merchant.get("/desk/collections")).text
    assert "Kitchen" in categories
    assert "Gifts" in collections
    (category,) = set(re.findall(r"/desk/categories/cat_\w+", categories.replace("&#x2f;", "/")))
    (collection,) = set(re.findall(r"/desk/collections/col_\w+", collections.replace("&#x2f;", "/")))
    assert (await found(db, mug)).collections == [ids.parse("col", collection.rpartition("/")[2])]
    for path in (category, collection):
        sent = form_of((await merchant.get(path)).text, path)
        assert (await merchant.post(path, data=sent)).status_code == 303
        assert (await merchant.post(f"{path}/removal")).status_code == 303
    assert (await found(db, mug)).collections == []


@pytest.mark.parametrize("role", [None, Role.SHOPPER, Role.HOST, Role.AGENT])
async def test_nobody_else_sees_or_does_it(client: httpx.AsyncClient, db: Database, mug: Product, role: Role | None) -> None:
    async with db.writing() as tx:
        category = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen")}))
    if role is not None:
        await sign_in(client, db, role)
    here = f"/desk/categories/{ids.show('cat', category)}"
    for path in ("/desk/products", at(mug), "/desk/categories", "/desk/collections", here, "/desk/categories/new"):
        assert (await client.get(path)).status_code in ({401, 303} if role is None else {403})
    for path in (
        "/desk/products",
        at(mug),
        f"{at(mug)}/variants",
        f"{at(mug)}/pictures",
        f"{at(mug)}/pictures/order",
        here,
        f"{here}/removal",
        "/desk/collections/new",
    ):
        assert (await client.post(path, data={"title": "x", "name-en": "x"})).status_code in ({401, 303} if role is None else {403})
    assert await found(db, mug) == mug
