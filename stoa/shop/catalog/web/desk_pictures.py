"""Pictures sent by the staff: sizes are made before the transaction that names them begins."""

from typing import Any

from litestar import Request, Response

from stoa.base.database import Database
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import go
from stoa.base.http.routes import act
from stoa.base.http.visits import Visit
from stoa.people.sessions.model import Visitor
from stoa.shop import catalog
from stoa.shop.catalog import picturing
from stoa.shop.catalog.web import sent
from stoa.shop.catalog.web.desk import product_of, screen

MOST_AT_ONCE = 20


@act("/desk/products/{product_id:str}/pictures", may="catalog.edit")
async def add_pictures(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, product_id: str) -> Response[Any]:
    """Give a product the pictures of the files sent, and let those be fetched whose addresses were typed, one a line.

    Good files are kept when others are refused.
    """
    form = await Form.of(request)
    kept = await sent.read(form, "picture", sent.chosen(form, "picture")[:MOST_AT_ONCE], others="kept")
    async with db.writing() as tx:
        product = await catalog.find_product(tx, product_of(product_id))
        for one in kept:
            await picturing.add_picture(tx, visitor, product.id, one, {})
        for url in _addresses(form):
            await picturing.ask_for_picture(tx, product.id, url, {})
    if form.errors:
        async with db.reading() as read:
            raise Retype(await screen(request, read, visit, product.id, form=form, part="pictures"))
    return go(request, f"/desk/products/{product_id}#pictures")


def _addresses(form: Form) -> list[str]:
    lines = [line.strip() for line in form.typed.get("addresses", "").splitlines() if line.strip()]
    for line in lines:
        if not line.startswith(("https://", "http://")) or len(line) > 2_000:
            form.refuse("addresses", "not_a_web_address", value=line[:80])
    return [line for line in lines if line.startswith(("https://", "http://")) and len(line) <= 2_000][:MOST_AT_ONCE]


HANDLERS = [add_pictures]
