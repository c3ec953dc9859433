"""Decisions about private sales, without a database; docs/private-sales.md in examples."""

import hashlib
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import likeness
from stoa.deals.private_sales import rules
from stoa.deals.private_sales.line import Entrant, Queue, Where
from stoa.deals.private_sales.model import ClubId, EntrantId, MemberId, NewClub, NewItem, NewSale, Phase, Sale, SaleId, Tier
from stoa.people.profiles.model import Address
from stoa.shop.catalog.model import VariantId

AT = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOME = Address(name="Ada Kahl", line1="Hafenstraße 12", city="Hamburg", postal_code="20095", country="DE")
SALE = Sale(
    id=SaleId(UUID(int=1)),
    club_id=ClubId(UUID(int=2)),
    title={"en": "Night"},
    text={},
    market="eu",
    currency="EUR",
    preview_at=AT - 60 * MINUTE,
    opens_at=AT,
    ends_at=AT + 60 * MINUTE,
    cart_minutes=10,
    offer_hours=2,
    per_person=2,
    room=100,
    hidden=True,
    salt=b"s" * 32,
    changed_at=AT - 90 * MINUTE,
    closes_at=AT + 70 * MINUTE,
)
NEW = NewSale(
    club_id=SALE.club_id,
    title={"en": "Night"},
    market="eu",
    preview_at=AT,
    opens_at=AT + MINUTE,
    ends_at=AT + 2 * MINUTE,
    items=(NewItem(VariantId(UUID(int=3)), 100, 1),),
)


def entrant(**overrides: object) -> Entrant:
    given = {
        "id": EntrantId(UUID(int=4)),
        "sale_id": SALE.id,
        "member_id": MemberId(UUID(int=5)),
        "ahead_minutes": 0,
        "opens_at": AT,
        "entered_at": AT - MINUTE,
    }
    return Entrant(**{**given, **overrides})  # type: ignore[arg-type]


def test_a_fit_sale_is_fit() -> None:
    assert rules.check(NEW, AT) == []


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"title": {}}, ("/title", "required")),
        ({"opens_at": AT}, ("/opens_at", "in_the_past")),
        ({"preview_at": AT + 2 * MINUTE}, ("/preview_at", "after_opening")),
        ({"ends_at": AT + MINUTE}, ("/ends_at", "before_opening")),
        ({"items": ()}, ("/items", "no_items")),
        ({"items": NEW.items * 2}, ("/items", "no_items")),
        ({"items": (NewItem(VariantId(UUID(int=3)), 100, 0),)}, ("/items", "out_of_range")),
        ({"room": 0}, ("/room", "out_of_range")),
        ({"offer_hours": 73}, ("/offer_hours", "out_of_range")),
    ],
)
def test_what_makes_no_sense_is_said(wrong: dict[str, object], found: tuple[str, str]) -> None:
    errors = rules.check(msgspec.structs.replace(NEW, **wrong), AT)
    assert found in [(one.pointer, one.code) for one in errors]


def test_every_club_has_the_ordinary_tier() -> None:
    assert [one.code for one in rules.tiers(NewClub(name={}))] == ["member"]
    gold = Tier(code="gold", name={}, ahead_minutes=5)
    assert [one.code for one in rules.tiers(NewClub(name={}, tiers=(gold,)))] == ["gold", "member"]


def test_each_moment_of_coming_in_has_a_round() -> None:
    assert rules.rounds(AT, [30, 0, 30, 5]) == [(30, AT - 30 * MINUTE), (5, AT - 5 * MINUTE), (0, AT)]


def test_phases_follow_the_clock() -> None:
    early = AT - 30 * MINUTE
    moments = [AT - 61 * MINUTE, AT - 60 * MINUTE, AT - 30 * MINUTE, AT, AT + 60 * MINUTE]
    assert [rules.phase(SALE, AT, one) for one in moments] == [Phase.PLANNED, Phase.PREVIEW, Phase.PREVIEW, Phase.OPEN, Phase.ENDED]
    assert rules.phase(SALE, early, AT - 30 * MINUTE) is Phase.OPEN
    assert rules.phase(msgspec.structs.replace(SALE, ended_at=AT), AT, AT) is Phase.ENDED


def test_where_one_stands() -> None:
    line = msgspec.structs.replace(SALE, last_rank=50, admitted_through=10, pace=5.0)
    assert rules.place(line, None, AT, AT).where is Where.OUTSIDE
    assert rules.place(line, entrant(), AT, AT).where is Where.BEFORE
    found = rules.place(line, entrant(rank=20, drawn=20), AT, AT)
    assert (found.where, found.ahead, found.about) == (Where.LINE, 9, 2 * MINUTE)
    inside = entrant(rank=5, admitted_at=AT, admitted_until=AT + 10 * MINUTE)
    assert rules.place(line, inside, AT, AT + 10 * MINUTE - timedelta(microseconds=1)).where is Where.INSIDE
    assert rules.place(line, inside, AT, AT + 10 * MINUTE).where is Where.OVER
    for one in (None, entrant(), entrant(rank=20, drawn=20), inside):
        assert rules.place(line, one, AT, SALE.ends_at).where is Where.ENDED


def test_an_estimate_is_not_made_of_nothing() -> None:
    assert rules.about(9, 0.0) is None
    assert rules.about(0, 100.0) == MINUTE
    assert rules.about(99, 10.0) == 10 * MINUTE


def test_a_line_is_never_slower_than_everybodys_minutes() -> None:
    assert [rules.at_most(SALE, ahead) for ahead in (0, 99, 100, 250)] == [10 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE]


def test_the_pace_is_that_of_late() -> None:
    assert rules.pace([], AT) == 0.0
    assert rules.pace([(AT, 100)], AT) == 0.0
    assert rules.pace([(AT - 10 * MINUTE, 100), (AT, 150)], AT) == 5.0


def test_those_whose_turn_is_far_ask_seldom() -> None:
    line = msgspec.structs.replace(SALE, pace=1.0)
    again = [rules.look_again(rules.place(line, entrant(rank=rank), AT, AT)) for rank in (1, 8, 500)]
    assert again == [5, 15, 60]
    assert rules.look_again(rules.place(SALE, entrant(), AT, AT)) == 15


@given(st.integers(0, 50), st.lists(st.integers(1, 9), max_size=20))
def test_units_go_to_who_waits_in_order_and_none_is_idle(free: int, wanted: list[int]) -> None:
    found = rules.allot(free, wanted)
    assert sum(found) == min(free, sum(wanted))
    assert found[:-1] == wanted[: len(found)][:-1]
    assert all(0 < one <= asked for one, asked in zip(found, wanted, strict=False))


def test_chances_are_said_as_they_are() -> None:
    assert rules.chance(Queue(0, 0, 0, 5, 5)) == "none"
    assert rules.chance(Queue(3, 3, 2, 0, 0)) == "small"
    assert rules.chance(Queue(0, 0, 1, 0, 8)) == "some"
    assert rules.chance(Queue(0, 0, 4, 4, 8)) == "good"


@given(st.binary(min_size=32, max_size=32), st.lists(st.uuids(), unique=True, max_size=30))
def test_a_draw_depends_on_the_seed_alone(seed: bytes, entrants: list[UUID]) -> None:
    drawn = rules.draw(seed, entrants)
    assert rules.draw(seed, reversed(entrants)) == drawn
    assert sorted(drawn) == sorted(entrants)
    assert rules.commitment(seed) == hashlib.sha256(seed).digest()


@pytest.mark.parametrize(
    "same",
    [
        {"line1": "Hafenstrasse 12"},
        {"line1": "HAFENSTR. 12"},
        {"line1": "Hafen-Straße  12 "},
        {"line1": "12 Hafenstraße"},
        {"name": "Somebody Else", "line2": "c/o Kahl, at the back", "company": "Ada & Co"},
        {"postal_code": "20 095", "city": "HH"},
    ],
)
def test_an_address_is_one_however_it_is_written(same: dict[str, str]) -> None:
    assert likeness.address_mark(msgspec.structs.replace(HOME, **same)) == likeness.address_mark(HOME)


@pytest.mark.parametrize(
    "other",
    [{"line1": "Hafenstraße 13"}, {"line1": "Hafenstraße 12a"}, {"line1": "Deichstraße 12"}, {"postal_code": "20096"}, {"country": "AT"}],
)
def test_another_address_is_another(other: dict[str, str]) -> None:
    assert likeness.address_mark(msgspec.structs.replace(HOME, **other)) != likeness.address_mark(HOME)


FLAT = [
    {"line1": "Hafenstraße 12, Whg. 5"},
    {"line1": "Hafenstr. 12", "line2": "Wohnung 5"},
    {"line1": "Hafenstraße 12", "line2": "Apt. 05"},
    {"line1": "Hafenstraße 12", "line2": "c/o Somebody, flat #5"},
    {"line1": "Hafenstraße 12", "line2": "Wohnung Nr. 5"},
    {"line1": "Hafenstraße 12/5"},
    {"line1": "Hafenstrasse 12 / 5"},
    {"line1": "5/12 Hafenstraße"},
    {"line1": "Flat 5, 12 Hafenstraße"},
    {"line1": "Hafenstraße 12 Tür 5"},
    {"line1": "Hafenstraße 12 Tuer 5"},
    {"line1": "Hafenstraße 12 Top 5"},
]


@pytest.mark.parametrize("same", FLAT)
def test_a_flat_is_one_however_it_is_written(same: dict[str, str]) -> None:
    flat = msgspec.structs.replace(HOME, **same)
    assert likeness.address_mark(flat) == likeness.address_mark(msgspec.structs.replace(HOME, **FLAT[0]))
    assert likeness.address_mark(flat) != likeness.address_mark(HOME)
    assert likeness.house_mark(flat) == likeness.house_mark(HOME)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"line2": "Flat 5"}, {"line2": "Flat 6"}),
        ({"line2": "Flat 5"}, {"line2": "Flat 5a"}),
        ({"line2": "Flat 5"}, {"line1": "Hafenstraße 14", "line2": "Flat 5"}),
        ({"line1": "Hafenstraße 12/1/5"}, {"line1": "Hafenstraße 12/2/5"}),
        ({"line2": "Stiege 1 Tür 5"}, {"line2": "Stiege 2 Tür 5"}),
        ({"line2": "3. OG links"}, {"line2": "3. OG rechts"}),
        ({"line2": "3. Stock"}, {"line2": "EG"}),
        ({"line1": "Haus 12"}, {"line1": "Haus 14"}),
        ({"line1": "Hafenstraße 12 b"}, {"line1": "Hafenstraße 12, Flat b"}),
    ],
)
def test_another_flat_is_another(one: dict[str, str], other: dict[str, str]) -> None:
    first, second = (likeness.address_mark(msgspec.structs.replace(HOME, **given)) for given in (one, other))
    assert first != second


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ({"line1": "Hafenstraße 12/2/5"}, {"line1": "Hafenstraße 12", "line2": "Stiege 2, Tür 5"}),
        ({"line2": "3. OG links"}, {"line2": "OG 3 li"}),
        ({"line2": "3rd floor, left"}, {"line2": "3. Etage links"}),
        ({"line2": "Rear building of the old fish market"}, {}),
        ({"line2": "Deliver to the shop called Flatiron"}, {}),
        ({"line1": "Hafenstraße 12a"}, {"line1": "Hafenstr. 12 a"}),
    ],
)
def test_ways_of_writing_a_place_in_a_house(one: dict[str, str], same: dict[str, str]) -> None:
    first, second = (likeness.address_mark(msgspec.structs.replace(HOME, **given)) for given in (one, same))
    assert first == second


def test_umlauts_are_one_however_they_are_written() -> None:
    first, second = (msgspec.structs.replace(HOME, line1=line) for line in ("Münzstraße 3", "Muenzstr. 3"))
    assert likeness.address_mark(first) == likeness.address_mark(second)


def test_a_mail_address_is_one_however_it_is_written() -> None:
    assert likeness.mail_mark("Ada.Kahl+sale@GoogleMail.com") == likeness.mail_mark("adakahl@gmail.com")
    assert likeness.mail_mark("ada.kahl@example.com") != likeness.mail_mark("adakahl@example.com")
    assert likeness.mail_mark("ada+1@example.com") == "ada@example.com"


def test_marks_say_nothing_and_differ_between_sales_and_items() -> None:
    item, other = uuid4(), uuid4()
    one = rules.digest(b"a" * 32, item, "mail", "ada@example.com")
    assert len(one) == 32
    assert one != rules.digest(b"b" * 32, item, "mail", "ada@example.com")
    assert one != rules.digest(b"a" * 32, other, "mail", "ada@example.com")
    assert one != rules.digest(b"a" * 32, item, "address", "ada@example.com")
