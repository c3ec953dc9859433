"""The privacy rules as pure functions: what is never shown, whatever happened before."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids
from stoa.community.circles import rules
from stoa.community.circles.model import (
    AROUND,
    Audience,
    Distance,
    LineId,
    NewMember,
    OrderId,
    PersonId,
    ProductId,
    Purchase,
    PurchaseState,
    Ties,
)

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
OWNER, VIEWER = PersonId(ids.new()), PersonId(ids.new())
EVERY_TIES = [Ties(*bits) for bits in product([False, True], repeat=4)]

ties = st.sampled_from(EVERY_TIES)
audiences = st.sampled_from(Audience)
viewers = st.sampled_from([VIEWER, None])


def a_purchase(**overrides: object) -> Purchase:
    given_ = {
        "line_id": LineId(ids.new()), "order_id": OrderId(ids.new()), "person_id": OWNER, "product_id": ProductId(ids.new()), "at": NOW,
        "state": PurchaseState.DELIVERED,
    }  # fmt: skip
    return Purchase(**{**given_, **overrides})  # type: ignore[arg-type]


purchases = st.builds(a_purchase, state=st.sampled_from(PurchaseState), gift=st.booleans(), audience=st.none() | st.sampled_from(Audience))


@given(viewers, audiences, ties)
def test_nobody_sees_what_is_shown_to_nobody_but_its_owner(viewer: PersonId | None, setting: Audience, between: Ties) -> None:
    assert rules.may_see(OWNER, OWNER, setting, between)
    assert not rules.may_see(viewer, OWNER, Audience.NOBODY, between)


@given(viewers, audiences, ties)
def test_who_blocked_or_was_blocked_sees_nothing(viewer: PersonId | None, setting: Audience, between: Ties) -> None:
    if viewer is not None and between.blocked:
        assert not rules.may_see(viewer, OWNER, setting, between)


@pytest.mark.parametrize("between", EVERY_TIES)
def test_each_audience_holds_those_before_it(between: Ties) -> None:
    for viewer in (VIEWER, None):
        seen = [rules.may_see(viewer, OWNER, audience, between) for audience in Audience]
        assert seen == sorted(seen)


@given(audiences, ties)
def test_following_alone_shows_nothing_more(setting: Audience, between: Ties) -> None:
    """What the viewer does by themselves, without the owner's consent, never makes them see more."""
    alone = Ties(follows=True, followed=False, welcome=False, blocked=between.blocked)
    stranger = Ties(blocked=between.blocked)
    assert rules.may_see(VIEWER, OWNER, setting, alone) == rules.may_see(VIEWER, OWNER, setting, stranger)


@given(audiences, ties)
def test_a_guest_sees_what_everyone_sees_and_nothing_more(setting: Audience, between: Ties) -> None:
    assert rules.may_see(None, OWNER, setting, between) == (setting is Audience.EVERYONE)


@given(viewers, purchases, audiences, ties)
def test_a_purchase_is_shown_to_nobody_whom_its_buyer_did_not_allow(
    viewer: PersonId | None, purchase: Purchase, setting: Audience, between: Ties
) -> None:
    seen = rules.may_see_purchase(viewer, purchase, setting, between)
    chosen = setting if purchase.audience is None else purchase.audience
    if seen:
        assert not purchase.gift
        assert purchase.state is PurchaseState.DELIVERED
        assert chosen is not Audience.NOBODY
        assert viewer is None or not between.blocked
        assert chosen is Audience.EVERYONE or (viewer is not None and between.follows and (between.followed or between.welcome))
        assert chosen is not Audience.FRIENDS or between.followed
    assert seen == rules.may_see(viewer, OWNER, rules.shown_to(purchase, setting), between)
    assert rules.may_see_purchase(OWNER, purchase, setting, between)


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (Ties(), Distance.STRANGER),
        (Ties(follows=True), Distance.STRANGER),
        (Ties(followed=True), Distance.STRANGER),
        (Ties(welcome=True), Distance.STRANGER),
        (Ties(follows=True, welcome=True), Distance.CIRCLE),
        (Ties(follows=True, followed=True), Distance.FRIEND),
        (Ties(follows=True, followed=True, welcome=True, blocked=True), Distance.BLOCKED),
    ],
)
def test_how_near_somebody_stands(between: Ties, expected: Distance) -> None:
    assert rules.distance(VIEWER, OWNER, between) is expected
    assert rules.distance(OWNER, OWNER, between) is Distance.SELF
    assert rules.distance(None, OWNER, between) is Distance.STRANGER


def test_those_who_look_for_the_owner_are_nobody() -> None:
    assert [None if one is None else one.version for one in AROUND.values()] == [None, None, None]
    assert ids.new().version == 7


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (("pending", 1, 0, 0, 0), None),
        (("held", 1, 0, 0, 0), None),
        (("open", 2, 0, 0, 0), PurchaseState.PLACED),
        (("open", 2, 1, 1, 0), PurchaseState.DELIVERED),
        (("open", 2, 2, 0, 0), PurchaseState.CANCELLED),
        (("cancelled", 2, 0, 0, 0), PurchaseState.CANCELLED),
        (("closed", 2, 0, 2, 1), PurchaseState.DELIVERED),
        (("closed", 2, 0, 2, 2), PurchaseState.RETURNED),
        (("closed", 2, 1, 1, 1), PurchaseState.RETURNED),
        (("closed", 2, 0, 0, 1), PurchaseState.PLACED),
    ],
)
def test_what_a_line_is_to_its_buyer(counts: tuple[str, int, int, int, int], expected: PurchaseState | None) -> None:
    assert rules.state_of(*counts) is expected


def test_an_invitation_ends() -> None:
    later = NOW + timedelta(seconds=1)
    assert rules.may_accept(later, None, 1, NOW)
    assert not rules.may_accept(NOW, None, 1, NOW)
    assert not rules.may_accept(later, NOW, 1, NOW)
    assert not rules.may_accept(later, None, 0, NOW)


@given(st.text(max_size=60), st.binary(min_size=8, max_size=8))
def test_an_address_is_plain_letters_and_forty_bits(name: str, random: bytes) -> None:
    found = rules.handle(name, random)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-hjkmnp-tv-z]{8}", found)
    assert len(found) <= 60


@given(st.text(max_size=80))
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = rules.clean(text, lines=True)
    assert rules.clean(once, lines=True) == once
    assert not set(once) & set("\x00\x1b\u202e\u2066\u200b\ufeff\r\t")
    assert "\n" not in rules.clean(text)


@pytest.mark.parametrize(
    ("byline", "code"),
    [
        ("x" * 41, "too_long"),
        ("ada@example.com", "no_addresses"),
        ("www.spam.example", "no_addresses"),
        ("buy at shoes.com", "no_addresses"),
        ("!!!", "not_a_name"),
    ],
)
def test_what_cannot_be_a_name(byline: str, code: str) -> None:
    assert [error.code for error in rules.check_member(NewMember(byline=byline))[1]] == [code]


def test_a_name_is_tidied() -> None:
    tidy, wrong = rules.check_member(NewMember(byline="  Le\u202ena \t K. ", about="One\r\n\r\n\r\n\r\ntwo\x00 "))
    assert (tidy.byline, tidy.about, wrong) == ("Lena K.", "One\n\ntwo", [])


@pytest.mark.parametrize(("name", "short"), [("Lena K.", "LK"), ("Ada", "A"), ("ädi von Öl", "ÄÖ"), ("", ""), ("Jean-Luc", "JL")])
def test_initials(name: str, short: str) -> None:
    assert rules.initials(name) == short
