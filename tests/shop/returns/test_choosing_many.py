"""What the lines of an order could be instead takes as many statements for one product as for many."""

import pytest

from stoa.base.database import Writing, statements
from stoa.people.sessions.model import GUEST
from stoa.shop.returns import choosing
from tests.shop.pricing.makers import make_priced
from tests.shop.returns.makers import eur, make_paid
from tests.shop.returns.test_changing import START, _sold, a_line, at

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("products", [1, 4])
async def test_choices_take_a_known_number_of_statements(tx: Writing, products: int) -> None:
    sold = [await _sold(tx, 3400, 2200)]
    sold += [await make_priced(at(tx, START), 3400, 2200) for _ in range(products - 1)]
    lines = [a_line(one.variants[0].id, 1, product_id=one.id, unit=eur(3400), net=eur(3400), tax=eur(0)) for one in sold]
    order = await make_paid(tx, 1, lines=lines)
    token = statements.set(seen := [])
    try:
        found = await choosing.choosing(tx, GUEST, order)
    finally:
        statements.reset(token)
    assert [one.line.product_id for one in found] == [one.id for one in sold]
    assert all(one.others for one in found)
    assert len(seen) == 4
