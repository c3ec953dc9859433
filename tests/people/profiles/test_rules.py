"""What an address looks like."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.people.profiles.countries import COUNTRIES, REGIONS
from stoa.people.profiles.model import Address
from stoa.people.profiles.rules import check_address

GOOD = {"name": "Ada Lovelace", "line1": "Gasse 1", "city": "Wien", "postal_code": "1010", "country": "AT"}


def codes(**fields: str) -> dict[str, str]:
    _, wrong = check_address({**GOOD, **fields})
    return {error.pointer: error.code for error in wrong}


@pytest.mark.parametrize(
    ("country", "typed", "written"),
    [
        ("DE", "10115", "10115"), ("DE", "D-10115", "10115"), ("DE", "DE 10115", None), ("DE", "00115", None), ("DE", "1011", None),
        ("AT", "1010", "1010"), ("AT", "0101", None), ("CH", "8001", "8001"), ("CH", "CH-8001", "8001"), ("FR", "75001", "75001"), ("FR", "99001", None),
        ("NL", "1012ab", "1012 AB"), ("NL", "0012 AB", None), ("NL", "1012 SS", None), ("BE", "1000", "1000"), ("IT", "00184", "00184"),
        ("ES", "28001", "28001"), ("ES", "53001", None), ("GB", "sw1a1aa", "SW1A 1AA"), ("GB", "M1 1AE", "M1 1AE"), ("GB", "SW1A", None),
        ("PL", "00001", "00-001"), ("PT", "1000001", "1000-001"), ("SE", "11122", "111 22"),
    ],
)  # fmt: skip
def test_a_postal_code_is_written_as_there(country: str, typed: str, written: str | None) -> None:
    address, wrong = check_address({**GOOD, "country": country, "postal_code": typed})
    if written is None:
        assert [(error.pointer, error.code, error.facts) for error in wrong] == [
            ("/postal_code", "not_a_postal_code", {"example": COUNTRIES[country].example})
        ]
        assert address.postal_code == typed
    else:
        assert wrong == []
        assert address.postal_code == written


@pytest.mark.parametrize(
    ("country", "typed", "region", "written", "code"),
    [
        ("US", "10001", "NY", "10001", "NY"), ("US", "100011234", "new york", "10001-1234", "NY"), ("US", "10001", "US-NY", "10001", "NY"),
        ("CA", "k1a0b1", "Ontario", "K1A 0B1", "ON"), ("CA", "K1A-0B1", "qc", "K1A 0B1", "QC"),
    ],
)  # fmt: skip
def test_a_region_is_known_by_code_and_by_name(country: str, typed: str, region: str, written: str, code: str) -> None:
    address, wrong = check_address({**GOOD, "country": country, "postal_code": typed, "region": region})
    assert (wrong, address.postal_code, address.region) == ([], written, code)


def test_the_united_states_and_canada_need_a_region() -> None:
    assert codes(country="US", postal_code="10001") == {"/region": "required"}
    assert codes(country="CA", postal_code="K1A 0B1", region="NY") == {"/region": "not_a_region"}
    assert codes(region="anything") == {}


def test_all_that_is_wrong_is_said_at_once() -> None:
    _, wrong = check_address({"phone": "call me", "company": "x" * 121, "country": "de"})
    assert {error.pointer: error.code for error in wrong} == {
        "/name": "required", "/line1": "required", "/city": "required", "/postal_code": "required", "/phone": "not_a_phone", "/company": "too_long",
    }  # fmt: skip
    assert codes(country="XX") == {"/country": "not_served"}
    assert codes(country="") == {"/country": "required"}
    _, elsewhere = check_address(GOOD, countries={"DE"})
    assert [error.code for error in elsewhere] == ["not_served"]


def test_fields_may_have_a_prefix() -> None:
    address, wrong = check_address({"to_name": "Ada", "to_country": "at", "to_postal_code": "1010", "to_line1": " A\t 1 "}, prefix="to_")
    assert [error.pointer for error in wrong] == ["/to_city"]
    assert address == Address(name="Ada", country="AT", postal_code="1010", line1="A 1", city="")


def test_every_country_takes_its_own_example() -> None:
    for country in COUNTRIES.values():
        assert country.postal_code(country.example) == country.example
    assert (len(REGIONS["US"]), len(REGIONS["CA"])) == (56, 13)


@given(
    st.dictionaries(
        st.sampled_from([*GOOD, "region", "phone", "company", "line2"]), st.one_of(st.none(), st.text(max_size=40), st.integers())
    )
)
def test_whatever_is_typed_is_answered_and_checking_again_changes_nothing(fields: dict[str, object]) -> None:
    address, wrong = check_address({**GOOD, **fields})
    if not wrong:
        again = {name: getattr(address, name) for name in Address.__struct_fields__}
        assert check_address(again) == (address, [])


UNSEEN = [letter for letter in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(letter) in {"Cf", "Cc", "Zs"}]


def test_what_cannot_be_seen_was_not_typed() -> None:
    for name in ("name", "line1", "city"):
        assert [letter for letter in UNSEEN if codes(**{name: letter}) != {f"/{name}": "required"}] == []
        assert codes(**{name: "".join(UNSEEN)}) == {f"/{name}": "required"}
    for letter in UNSEEN:
        optional, wrong = check_address({**GOOD, "company": letter, "line2": letter, "phone": letter})
        assert (wrong, optional.company, optional.line2, optional.phone) == ([], "", "", ""), letter


def test_what_cannot_be_seen_goes_from_what_can() -> None:
    around = {name: f"\u202e\u200b\u00a0{value}\u2069\ufeff" for name, value in {**GOOD, "phone": "+43 1 5000"}.items()}
    address, wrong = check_address(around)
    assert (wrong, address) == ([], Address(**GOOD, phone="+43 1 5000"))
    persian, _ = check_address({**GOOD, "city": "شهر\u200cری"})
    assert persian.city == "شهر\u200cری"
