"""What the product page says about the day of arrival."""

from datetime import UTC, date, datetime

import pytest

from stoa.base.money import Money
from stoa.shop.catalog.web.views import promise_view
from stoa.shop.shipping.model import Promise

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(("first", "latest"), [(24, False), (26, False), (24, True)])
def test_it_promises_the_last_day_and_never_the_first_of_several(first: int, *, latest: bool) -> None:
    by = date(2026, 11, 26 if latest else first)
    found = Promise(
        arrives_on=date(2026, 11, first),
        arrives_by=by,
        order_by=datetime(2026, 11, 23, 14, tzinfo=UTC),
        cost=Money(490, "EUR"),
        free_from=None,
        country="DE",
    )
    told = promise_view(found, "Europe/Berlin", "en", NOW)
    assert told is not None
    assert (told["at"], told["latest"], told["by"]) == (by, latest, "15:00")
