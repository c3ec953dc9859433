"""What an address looks like in each country: pure figures, after the Universal Postal Union's addressing sheets."""

import re

import msgspec


class Country(msgspec.Struct, frozen=True):
    """The pattern of the postal code (on letters and digits alone), what stands between its parts, and an example."""

    code: str
    pattern: str
    joint: str = ""
    example: str = ""

    def postal_code(self, typed: str) -> str | None:
        """Return a postal code as it is written there, or None if it cannot be one."""
        bare = re.sub(r"[\s-]", "", re.sub(r"^\s*[A-Z]{1,3}-(?=[0-9])", "", typed.upper()))
        match = re.fullmatch(self.pattern, bare)
        return None if match is None else self.joint.join(part for part in match.groups() if part) or bare

    def may_begin(self, prefix: str) -> bool:
        """Return whether letters and digits could be how a postal code begins there: no letters where codes have none, and not too long."""
        sample = re.sub(r"[\s-]", "", self.example)
        longest = _LONG_ZIP if self.code == "US" else len(sample)
        return len(prefix) <= longest and re.fullmatch("[0-9]+" if sample.isdigit() else "[0-9A-Z]+", prefix) is not None


_LONG_ZIP = 9
_FOUR, _FIVE = r"[0-9]{4}", r"[0-9]{5}"
_RULES = (
    Country("AT", r"[1-9][0-9]{3}", example="1010"),
    Country("AU", _FOUR, example="2000"),
    Country("BE", r"[1-9][0-9]{3}", example="1000"),
    Country("CA", r"([ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z])([0-9][ABCEGHJ-NPRSTV-Z][0-9])", " ", "K1A 0B1"),
    Country("CH", r"[1-9][0-9]{3}", example="8001"),
    Country("CZ", r"([1-7][0-9]{2})([0-9]{2})", " ", "110 00"),
    Country("DE", r"(?!00)[0-9]{5}", example="10115"),
    Country("DK", _FOUR, example="1050"),
    Country("ES", r"(?:0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}", example="28001"),
    Country("FI", _FIVE, example="00100"),
    Country("FR", r"(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}", example="75001"),
    Country("GB", r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})", " ", "SW1A 1AA"),
    Country("IE", r"([AC-FHKNPRTV-Y][0-9]{2}|D6W)([0-9AC-FHKNPRTV-Y]{4})", " ", "D02 X285"),
    Country("IT", _FIVE, example="00184"),
    Country("LI", r"94(?:8[5-9]|9[0-8])", example="9490"),
    Country("LU", _FOUR, example="1111"),
    Country("NL", r"([1-9][0-9]{3})((?!SA|SD|SS)[A-Z]{2})", " ", "1012 AB"),
    Country("NO", _FOUR, example="0150"),
    Country("PL", r"([0-9]{2})([0-9]{3})", "-", "00-001"),
    Country("PT", r"([1-9][0-9]{3})([0-9]{3})", "-", "1000-001"),
    Country("SE", r"([1-9][0-9]{2})([0-9]{2})", " ", "111 22"),
    Country("US", r"([0-9]{5})([0-9]{4})?", "-", "10001"),
)
COUNTRIES: dict[str, Country] = {one.code: one for one in _RULES}
"""The countries whose addresses are known here, by ISO 3166-1 code."""

_US = """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|
GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|
MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|
NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|
SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|
AS American Samoa|GU Guam|MP Northern Mariana Islands|PR Puerto Rico|VI U.S. Virgin Islands"""
_CA = """AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|
NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon"""


def _regions(text: str) -> dict[str, str]:
    return {one.strip()[:2]: one.strip()[3:] for one in text.split("|")}


REGIONS: dict[str, dict[str, str]] = {"US": _regions(_US), "CA": _regions(_CA)}
"""The regions that an address needs, by country: ISO 3166-2 code without the country, and name."""


def region_code(country: str, typed: str) -> str | None:
    """Return a region's code from its code or name, or None if that country has no such region."""
    wanted = typed.strip().casefold().removeprefix(f"{country.casefold()}-")
    return next((code for code, name in REGIONS[country].items() if wanted in {code.casefold(), name.casefold()}), None)
