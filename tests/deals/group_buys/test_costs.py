"""What a join costs, in statements: a machine's seconds are measured by `stoa bench deals`, and what makes them is held here."""

import httpx
import pytest

from stoa.base import ids
from stoa.base.database import Database, statements
from tests.deals.group_buys.makers import Group, join, make_deal, make_tiers, start
from tests.deals.group_buys.test_http_race import somebody

pytestmark = pytest.mark.anyio
MOST_PLACE, MOST_BOUGHT, MOST_REFUSED = 8, 68, 28
"""Statements of what gives a place, of the checkout that takes it, and of one that is refused; docs/performance.md tells them."""
PLACE = "update group_buys.team set taken = taken + 1"


async def checked_out(client: httpx.AsyncClient, path: str, group: Group) -> tuple[int, list[str], list[str]]:
    """Ask for a place and check it out as a program does; return the answer, and the statements of each call."""
    wanted = {"variant_id": ids.show("var", group.shop.variant)}
    token = statements.set(place := [])
    got = (await client.post(path, json=wanted)).raise_for_status().json()
    statements.reset(token)
    token = statements.set(bought := [])
    answer = await client.post(f"/api/carts/{got['cart_id']}/checkout", json=somebody())
    statements.reset(token)
    return answer.status_code, place, bought


def of_team(seen: list[str]) -> list[str]:
    """Return those that change a team's row, or lock it: what everybody who joins it waits for."""
    said = [" ".join(sql.lower().split()) for sql in seen]
    return [sql for sql in said if "update group_buys.team" in sql or ("from group_buys.team" in sql and "for update" in sql)]


async def test_a_join_is_one_update_beside_a_guest_checkout(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=60)
    assert group.team is not None
    path = f"/api/teams/{group.team.handle}/places"
    await checked_out(client, path, group)  # the first of a process learns what the shop is
    status, place, bought = await checked_out(client, path, group)
    assert status == 201
    assert (of_team(place), len(place) <= MOST_PLACE, len(bought) <= MOST_BOUGHT) == ([], True, True), (len(place), len(bought))
    # The place before the money is asked for, the count after it; nothing else of a join waits for the others'.
    kinds = ["place" if sql.startswith(PLACE) else "count" if "update group_buys.team" in sql else "lock" for sql in of_team(bought)]
    assert kinds == ["place", "lock", "lock", "count"]


async def test_a_join_costs_as_much_with_fifty_people_in_it(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=60)
    assert group.team is not None
    path = f"/api/teams/{group.team.handle}/places"
    for _ in range(3):  # the second one tips it
        _, place, bought = await checked_out(client, path, group)
    for _ in range(46):
        await join(db, group.team, group)
    _, later_place, later = await checked_out(client, path, group)
    assert (len(later_place), len(later)) == (len(place), len(bought))


async def test_who_comes_too_late_is_told_before_money_is_asked_for(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    path = f"/api/teams/{team.handle}/places"
    wanted = {"variant_id": ids.show("var", group.shop.variant)}
    carts = [(await client.post(path, json=wanted)).json()["cart_id"] for _ in range(2)]
    for _ in range(2):
        await join(db, team, group)
    for cart in carts:
        token = statements.set(seen := [])
        answer = await client.post(f"/api/carts/{cart}/checkout", json=somebody())
        statements.reset(token)
        assert answer.status_code == 409
    assert ([sql for sql in seen if "payments." in sql], len(seen) <= MOST_REFUSED) == ([], True), len(seen)
