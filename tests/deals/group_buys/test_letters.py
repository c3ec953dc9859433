"""The letters of a group, sentence by sentence: none promises what is not so, and whoever was in is told how it ended."""

from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from stoa.base import jobs, locale
from stoa.base.database import Database
from stoa.deals.group_buys import actions, reminding, store, waiting
from stoa.deals.group_buys.model import TeamRow
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import orders, shipping
from stoa.shop.checkout.model import Placed
from stoa.shop.pricing.model import TaxMode
from tests.deals.group_buys.makers import Group, cancel, join, make_deal, make_tiers, now, standing, start
from tests.deals.group_buys.test_settling import later  # noqa: F401 - a fixture

pytestmark = pytest.mark.anyio

NOT_YET = ("packing table", "packing", "on its way", "arrives by")
"""What holds of an ordinary purchase, and of a place only once it is paid."""


async def letters(db: Database) -> list[tuple[str, str]]:
    """Return each letter's template and text, in the order in which they were written."""
    await jobs.drain(db)
    async with db.reading() as read:
        return [(row[0], row[1]) for row in await read.rows("select template, text from mail.letter order by id")]


async def last(db: Database, template: str) -> list[str]:
    """Return the paragraphs of the last letter of that kind."""
    text = [text for name, text in await letters(db) if name == f"group_buys/{template}"][-1]
    return [" ".join(part.split()) for part in text.split("\n\n")]


async def names(db: Database) -> list[str]:
    return [name for name, _ in await letters(db)]


async def at(db: Database, team: TeamRow) -> str:
    """Return a team's deadline as letters write it."""
    async with db.reading() as read:
        deadline = (await now(read, team)).deadline
    assert isinstance(deadline, datetime)
    return locale.when(deadline, "en", "UTC")


async def test_the_team_of_three(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, ada = await start(db, group)
    until = await at(db, team)
    text = await last(db, "in")
    assert text[2] == (
        "€23.90 for “Wide mug” are set aside. They are taken as soon as 3 people are in. "
        f"If they are not by {until}, nothing is taken and nothing is sent, and we write to you."
    )
    days = ada.order.delivery.days if ada.order.delivery is not None else 0  # how many depends on the hour and the day of the week
    assert days > 1
    assert f"It arrives {days} days after that at the latest." in text
    assert f"2 more people are needed. Share the link below until {until}." in text
    assert any(f"/orders/{ada.order.shown_id}?key={ada.order.key}" in part for part in text)
    assert not [word for word in NOT_YET if word in " ".join(text)]
    assert await names(db) == ["group_buys/in"]

    await join(db, team, group)
    assert f"One more person is needed. Share the link below until {until}." in await last(db, "in")
    await join(db, team, group)
    assert await standing(db, team) == ("settled", 3, 3)
    assert await names(db) == ["group_buys/in"] * 2 + ["group_buys/won"] * 3  # whose place ended it is told nothing that is over
    text = await last(db, "won")
    assert text[2] == "The group for “Wide mug” has reached the price for 3 people: each piece costs €20.00. You have paid €23.90 in all."
    async with db.reading() as read:
        delivery = (await orders.get(read, ada.order.id)).delivery
    assert delivery is not None
    assert f"It arrives by {locale.day(delivery.arrives_by, 'en')}." in text


async def test_the_team_that_fails(db: Database, later: Any) -> None:  # noqa: F811
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    ben = await join(db, team, group)
    await letters(db)
    later(timedelta(hours=24))
    assert await standing(db, team) == ("settled", 0, 0)
    text = await last(db, "failed")
    assert text[2:4] == [
        "Fewer than 3 people were in for “Wide mug” when the time was over.",
        f"Nothing was charged: €23.90 are set aside no more. Your order {ben.order.number} is cancelled, and nothing is sent.",
    ]
    assert text[4].startswith("Start a team of your own: ")
    assert await names(db) == ["group_buys/in"] * 2 + ["group_buys/failed"] * 2


async def test_who_failed_is_led_to_a_team_that_still_fills(db: Database, later: Any) -> None:  # noqa: F811
    async with db.writing() as tx:
        group = await make_deal(tx)
    await start(db, group)
    later(timedelta(hours=23))
    other, _ = await start(db, group)
    later(timedelta(hours=1))
    await standing(db, other)
    assert (await last(db, "failed"))[4] == f"Join another team: http://localhost:8000/t/{other.handle}"


async def _fill(db: Database, people: int, **overrides: Any) -> tuple[Group, TeamRow, list[Placed]]:
    async with db.writing() as tx:
        group = await make_tiers(tx, **overrides)
    assert group.team is not None
    placed = []
    for _ in range(people):
        placed.append(await join(db, group.team, group))
        await letters(db)
    return group, group.team, placed


async def test_a_deal_says_what_was_never_taken(db: Database, later: Any) -> None:  # noqa: F811
    _, team, placed = await _fill(db, 4)
    until = await at(db, team)
    texts = [text for _, text in await letters(db)]
    assert (
        f"They are taken by {until} at the latest, if at least 2 people are in by then, or less if more join. If they are not by"
        in texts[0]
    )
    assert f"2 people are in, so everybody gets the price. They are taken by {until} at the latest, or less if more join." in texts[1]
    assert "nothing is taken" not in texts[1]
    assert "leave" not in texts[1]
    later(timedelta(days=1))
    assert await standing(db, team) == ("settled", 4, 4)
    paid = placed[0].order.shipping.amount + 8000
    assert (await last(db, "won"))[2] == (
        f"The group for “Wide mug” has reached the price for 4 people: each piece costs €80.00. You have paid €{paid / 100:.2f} in all. "
        "€10.00 of what was set aside were never taken."
    )


async def test_a_long_deal_says_that_nothing_is_set_aside(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, closes_at=tx.now + timedelta(days=20))
    assert group.team is not None
    await join(db, group.team, group)
    text = await last(db, "in")
    assert text[2].startswith("Nothing is set aside for “Wide mug”: how you pay is kept for this order alone. At most €")
    assert "set aside." not in text[2]
    assert "nothing is charged and nothing is sent, and we write to you." in text[2]


async def test_the_merchants_reason_is_told_to_who_was_in(db: Database) -> None:
    group, team, _ = await _fill(db, 1)
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "The kiln broke.")
    await standing(db, team)
    text = await last(db, "failed")
    assert text[2] == "The shop ended the group for “Wide mug”: The kiln broke."
    assert text[4].startswith("To the product: http://localhost:8000/p/")
    assert not any("way back" in part for part in text)


async def test_the_reason_is_told_where_the_group_had_made_it(db: Database) -> None:
    group, team, _ = await _fill(db, 2)
    async with db.writing() as tx:
        await actions.end_early(tx, SYSTEM, group.deal, "The kiln broke.")
    assert (await standing(db, team))[0] == "settled"
    assert "The shop ended the group before its time: The kiln broke." in await last(db, "won")


async def test_who_leaves_is_told_that_nothing_was_charged(db: Database) -> None:
    """Their place is given up (PlaceGivenUp), and that is told once."""
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, ada = await start(db, group)
    await letters(db)
    async with db.writing() as tx:
        await actions.leave(tx, GUEST, (await store.places_of(tx, team.id))[0].id, ada.order.key)
    text = await last(db, "left")
    assert text[2] == "Your place in the group for “Wide mug” is given up."
    assert text[3].startswith("Nothing was charged: €23.90 are set aside no more.")
    assert await names(db) == ["group_buys/in", "group_buys/left"]


async def test_delivery_counts_from_the_settlement(db: Database, later: Any) -> None:  # noqa: F811
    """What one is promised when one joins is a number of days; the day is named when the order is let go, and it is a true one."""
    _, team, placed = await _fill(db, 3, closes_at=datetime.now().astimezone() + timedelta(days=50))
    agreed = placed[0].order.delivery
    assert agreed is not None
    assert agreed.days >= 2
    later(timedelta(days=50))
    assert (await standing(db, team))[0] == "settled"
    async with db.reading() as read:
        order_ = await orders.get(read, placed[0].order.id)
        zone = (await shipping.sending(read, "eu", read.now)).dispatch.time_zone  # days are those of the packing room
        today: date = read.now.astimezone(ZoneInfo(zone)).date()
    assert order_.delivery is not None
    assert order_.delivery.days == 0
    assert timedelta() < order_.delivery.arrives_by - today <= timedelta(days=agreed.days)
    assert "It arrives by" in " ".join(await last(db, "won"))


async def test_who_is_listed_can_take_themselves_off(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    await join(db, team, group)
    await join(db, team, group, "tok_challenge")
    async with db.writing() as tx:
        await waiting.wait(tx, GUEST, team.handle, group.shop.variant, "en", "eve@example.com")
    text = await last(db, "listed")
    async with db.reading() as read:
        row = await read.row(
            "select w.key, l.unsubscribe, l.one_click from group_buys.waiting w, mail.letter l where l.template = 'group_buys/listed'"
        )
    link = f"http://localhost:8000/t/{team.handle}/offer/{row['key']}"
    assert text[3] == f"Take me off the list: {link}"
    assert (row["unsubscribe"], row["one_click"]) == (link, True)
    assert "you may still say no" in text[2]


async def test_one_card_for_two_places_has_a_letter_of_its_own(db: Database, client: httpx.AsyncClient) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group, "tok_card_a")
    again = await join(db, team, group, "tok_card_a")
    text = await last(db, "twice")
    same = "Somebody who pays with the same card or account is in the group for “Wide mug”"
    assert text[1:5] == [
        "You were in already",
        f"{same} already, and each person counts once. This second order never counted; the place that is there stands as it was.",
        f"Nothing was charged: €23.90 are set aside no more. Your order {again.order.number} is cancelled, and nothing is sent.",
        "If that place is not yours, join once more and pay with a card or an account of your own.",
    ]
    assert text[5] == f"See the group: http://localhost:8000{team.path}"
    assert await names(db) == ["group_buys/in", "group_buys/twice"]
    assert await standing(db, team) == ("open", 1, 1)
    page = (await client.get(again.order.path)).text
    assert "this order never counted, and nothing was charged" in page
    assert "was not paid" not in page


@pytest.mark.parametrize(("why", "letter", "says"), [
    ("left", "left", "Your place in the group for “Wide mug” is given up."),
    ("unpaid", "unpaid", "Your place in the group for “Wide mug” was not paid in time, so it is given up."),
])  # fmt: skip
async def test_whoever_is_out_reads_that_nothing_was_charged(db: Database, later: Any, why: str, letter: str, says: str) -> None:  # noqa: F811
    """`say_that_nothing_was_charged` hears PlaceGivenUp, and tells each once by their own words."""
    group, team, _ = await _fill(db, 1)
    placed = await join(db, team, group, "tok_capture_fails")
    await letters(db)
    if why == "left":
        await cancel(db, placed)
    else:
        later(timedelta(days=1))
        await standing(db, team)
        later(timedelta(hours=1))
    await standing(db, team)
    async with db.reading() as read:
        told = await read.rows("select template, \"to\" from mail.letter where template in ('group_buys/left', 'group_buys/unpaid')")
    assert [tuple(row) for row in told] == [(f"group_buys/{letter}", placed.order.email)]
    text = await last(db, letter)
    assert text[2] == says
    assert (
        text[3] == f"Nothing was charged: €93.90 are set aside no more. Your order {placed.order.number} is cancelled, and nothing is sent."
    )


async def test_what_is_due_is_named_when_one_must_pay_again(db: Database, later: Any, client: httpx.AsyncClient) -> None:  # noqa: F811
    """Two were ordered and one was cancelled: what is left is asked for, in the letter and on the page."""
    group, team, _ = await _fill(db, 1)
    placed = await join(db, team, group, "tok_capture_fails", quantity=2)
    await letters(db)
    await cancel(db, placed, 1)
    later(timedelta(days=1))
    await standing(db, team)
    text = await last(db, "grace")
    assert text[2].startswith("The group made it, but €93.90 for “Wide mug” could not be taken.")
    link = text[3].rpartition(" ")[2].removeprefix("http://localhost:8000")
    page = (await client.get(link)).text
    assert "Your bank did not let €93.90 for “Wide mug” through." in page
    assert "Pay €93.90" in page
    assert "€183.90" not in page + " ".join(text)
    async with db.reading() as read:
        until = next(one.grace_until for one in await store.places_of(read, team.id) if one.order_id == placed.order.id)
    assert until is not None
    order = unescape((await client.get(placed.order.path)).text)
    assert f"Pay another way until {locale.when(until, 'en', 'Europe/Berlin')}. If nothing is paid by then, the order is cancelled" in order


async def test_a_team_that_misses_few_is_reminded_once_shortly_before_its_end(db: Database, later: Any, client: httpx.AsyncClient) -> None:  # noqa: F811
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, ada = await start(db, group)
    await join(db, team, group)
    await letters(db)
    later(timedelta(hours=21, minutes=30))
    await _remind(db)
    assert "group_buys/soon" not in await names(db)
    later(timedelta(minutes=10))
    for _ in range(2):
        await _remind(db)
    assert (await names(db)).count("group_buys/soon") == 2
    text = await last(db, "soon")
    assert text[1] == "One person is missing"
    assert text[2].startswith("Your group for “Wide mug” ends at ")
    assert text[2].endswith(
        ", and one more person is needed. Share its link with whoever might like to join. "
        "If nobody comes, nothing is taken and nothing is sent."
    )
    async with db.reading() as read:
        row = await read.row("select unsubscribe, one_click from mail.letter where template = 'group_buys/soon' order by id limit 1")
    link = row["unsubscribe"].removeprefix("http://localhost:8000")
    assert (link, row["one_click"]) == (f"{team.path}/quiet/{ada.order.shown_id}?key={ada.order.key}", True)
    assert "No more reminders of groups?" in (await client.get(link)).text
    assert (await client.get(link.replace("key=", "key=x"))).status_code == 404
    assert (await client.post(link, data={"List-Unsubscribe": "One-Click"})).status_code in {200, 201}
    assert "no more reminders" in (await client.get(f"{link}&done=1")).text


async def test_who_wants_no_reminder_gets_none(db: Database, later: Any) -> None:  # noqa: F811
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, ada = await start(db, group)
    await join(db, team, group)
    async with db.writing() as tx:
        await reminding.be_quiet(tx, ada.order)
    later(timedelta(hours=23))
    await _remind(db)
    async with db.reading() as read:
        to = [row[0] for row in await read.rows("select \"to\" from mail.letter where template = 'group_buys/soon'")]
    assert ada.order.email not in to


async def test_a_team_that_misses_many_is_left_in_peace(db: Database, later: Any) -> None:  # noqa: F811
    async with db.writing() as tx:
        group = await make_deal(tx)
    await start(db, group)  # two of three are missing
    later(timedelta(hours=23))
    await _remind(db)
    assert "group_buys/soon" not in await names(db)


async def _remind(db: Database) -> None:
    async with db.writing() as tx:
        await jobs.enqueue(tx, "group_buys.remind")
    await jobs.drain(db)


async def test_a_place_that_is_kept_says_what_it_costs(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx)
    team, _ = await start(db, group)
    ben = await join(db, team, group)
    await join(db, team, group, "tok_challenge")
    async with db.writing() as tx:
        await waiting.wait(tx, GUEST, team.handle, group.shop.variant, "en", "eve@example.com")
        place = next(one for one in await store.places_of(tx, team.id) if one.order_id == ben.order.id)
        await actions.leave(tx, GUEST, place.id, ben.order.key)
    assert (await last(db, "offered"))[3] == (
        "A piece costs you €20.00. VAT is included; delivery is €3.90. Nothing is charged unless you take the place."
    )


async def test_a_place_of_a_deal_says_what_it_costs_at_most_in_german(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=4)
        await tx.run("update pricing.market set tax_mode = $1", TaxMode.EXCLUSIVE.value)
        await tx.run("select base.touch('pricing')")
    assert group.team is not None
    ben = await join(db, group.team, group)
    for token in ("tok_ok", "tok_ok", "tok_challenge"):
        await join(db, group.team, group, token)
    async with db.writing() as tx:
        await waiting.wait(tx, GUEST, group.team.handle, group.shop.variant, "de", "eve@example.com")
    await cancel(db, ben)
    text = (await last(db, "offered"))[3].replace("\xa0", " ")
    assert text == (
        "Ein Stück kostet Sie höchstens 90,00 €: Alle zahlen den niedrigsten Preis, der erreicht wird. Die Steuer ist nicht enthalten und "
        "kommt an der Kasse hinzu; der Versand kostet 3,90 €. Berechnet wird nur etwas, wenn Sie den Platz annehmen."
    )
