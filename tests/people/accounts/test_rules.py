"""Decisions about accounts."""

from datetime import UTC, datetime, timedelta

import pytest

from stoa.base import ids
from stoa.people.accounts import passwords, rules
from stoa.people.accounts.model import Attempt, LastAdmin, PersonId, Role, TooManyGuesses

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ANN, BOB = PersonId(ids.new()), PersonId(ids.new())


def attempt(failures: int = 0, *, last_at: datetime = NOW, until_at: datetime | None = None, kind: str = "password_email") -> Attempt:
    return Attempt(kind, b"x", failures, last_at, until_at)


@pytest.mark.parametrize(
    ("kind", "failures", "seconds"),
    [
        ("password_email", 5, None),
        ("password_email", 6, 2),
        ("password_email", 7, 4),
        ("password_email", 10, 32),
        ("password_email", 15, 900),
        ("password_email", 10_000, 900),
        ("password_address", 30, None),
        ("password_address", 31, 2),
        ("link_email", 3, None),
        ("link_email", 4, 60),
        ("link_email", 5, 120),
        ("link_email", 99, 3600),
    ],
)
def test_each_further_failure_doubles_the_wait(kind: str, failures: int, seconds: int | None) -> None:
    wait = rules.wait_until(kind, failures, NOW)
    assert wait == (None if seconds is None else NOW + timedelta(seconds=seconds))


def test_a_guess_within_the_wait_is_refused_and_says_how_long() -> None:
    with pytest.raises(TooManyGuesses) as refused:
        rules.count_attempt(attempt(6, until_at=NOW + timedelta(seconds=2)), NOW)
    assert refused.value.retry_after == 3
    counted = rules.count_attempt(attempt(6, until_at=NOW), NOW)
    assert counted.failures == 7


def test_a_day_later_old_failures_are_forgotten() -> None:
    old = attempt(40, last_at=NOW - timedelta(hours=24, seconds=1))
    assert rules.count_attempt(old, NOW) == attempt(1)
    assert rules.count_attempt(attempt(40, last_at=NOW - timedelta(hours=24)), NOW).failures == 41


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("correct horse", None),
        ("ö" * 4 + "äüßabc", None),
        ("short", "too_short"),
        ("x" * 201, "too_long"),
        ("aaaaaaaaaaaa", "too_common"),
        ("Password123", "too_common"),
        ("1234567890", "too_common"),
        ("qwertz12345!", "too_common"),
        ("ada.lovelace", "too_common"),
        ("ada.lovelace@example.com", "too_common"),
    ],
)
def test_a_password_is_long_and_not_the_first_to_be_tried(password: str, fault: str | None) -> None:
    assert rules.password_fault(password, "ada.lovelace@example.com") == fault


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_guesses_are_counted_by_the_place_they_come_from(address: str, place: str) -> None:
    assert rules.place(address) == place


def test_everybody_stays_a_shopper_and_somebody_an_administrator() -> None:
    assert rules.new_roles(frozenset(), ANN, [BOB]) == {Role.SHOPPER}
    assert rules.new_roles(frozenset({Role.HOST}), ANN, [ANN, BOB]) == {Role.SHOPPER, Role.HOST}
    assert rules.new_roles(frozenset({Role.ADMIN}), ANN, [ANN]) == {Role.SHOPPER, Role.ADMIN}
    with pytest.raises(LastAdmin):
        rules.new_roles(frozenset({Role.MERCHANT}), ANN, [ANN])


async def test_nobodys_hash_costs_as_much_as_anybodys() -> None:
    assert not passwords.outdated(passwords.NOBODY)
    assert not await passwords.fits(passwords.NOBODY, "")
