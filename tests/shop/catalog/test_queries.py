from typing import Any

import msgspec

from stoa.base.database import Writing
from stoa.base.http.panels import Panel, Query
from stoa.people.sessions.model import SYSTEM
from stoa.shop import catalog
from stoa.shop.catalog.model import Group, NewGroup, ProductChange, State, Text
from stoa.shop.catalog.queries import PRODUCT
from stoa.shop.catalog.web.pages import LIKE_IT
from stoa.shop.pricing.model import EVERYONE
from tests.shop.catalog.makers import make_mug, make_product


async def see(tx: Writing, panel: Panel, **given: Any) -> Any:
    """Return what a panel gives."""
    kind = msgspec.defstruct("Seen", [("panel", panel.kind)])
    return (await Query(kind, panel=panel).load(tx, **{"language": "en", "groups": [], **given})).panel


async def test_a_product_in_the_readers_language_or_the_first(tx: Writing) -> None:
    mug = await make_mug(tx)
    seen = await see(tx, PRODUCT, handle="wide-mug", language="de")
    assert (seen.title, seen.subtitle, seen.description) == ("Weite Tasse", "For both hands", "<p>Thrown by hand.</p>")
    assert [one.choices for one in seen.variants] == [["clay"], ["sage"]]
    assert seen.id == mug.id


async def test_drafts_are_not_shown(tx: Writing) -> None:
    await make_product(tx, state=State.DRAFT)
    assert await see(tx, PRODUCT, handle="wide-mug") is None


async def test_the_trail_leads_from_the_top(tx: Writing) -> None:
    kitchen = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Kitchen"), "de": Group(name="Küche")}))
    mugs = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Mugs")}, parent_id=kitchen))
    await make_mug(tx, category_id=mugs)
    seen = await see(tx, PRODUCT, handle="wide-mug", language="de")
    assert [(one.handle, one.name) for one in seen.trail] == [("kitchen", "Küche"), ("mugs", "Mugs")]
    nav = await see(tx, catalog.NAV, language="de")
    assert [(one.name, [child.name for child in one.children]) for one in nav] == [("Küche", ["Mugs"])]


async def test_like_it_are_the_newest_active_of_the_category(tx: Writing) -> None:
    mugs = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Mugs")}))
    await make_product(tx, category_id=mugs)
    await make_product(tx, category_id=mugs, texts={"en": Text("Tall mug")})
    await make_product(tx, category_id=mugs, texts={"en": Text("Draft mug")}, state=State.DRAFT)
    await make_product(tx, texts={"en": Text("Lamp")})
    gone = await make_product(tx, category_id=mugs, texts={"en": Text("Old mug")})
    await catalog.change_product(tx, SYSTEM, gone.id, ProductChange(state=State.ARCHIVED))
    shelf = await see(tx, LIKE_IT.panel, category=mugs, market="eu", audiences=[EVERYONE], now=tx.now)
    assert [one.title for one in shelf.products] == ["Tall mug", "Wide mug"]
