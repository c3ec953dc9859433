"""Decisions about sessions."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.people.sessions import rules
from stoa.people.sessions.devices import device_name


@pytest.mark.parametrize("wish", ["/cart", "/p/mug?size=l#reviews", "/de/checkout", "/account"])
def test_a_path_of_the_shop_is_where_one_goes(wish: str) -> None:
    assert rules.local_path(wish) == wish


@pytest.mark.parametrize(
    "wish",
    ["", "//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "/\t/evil.example", "/a\\b", "/a b", "\n/x",
     "cart", "/sign-in", "/sign-out", "/sign-in/link/x", "/account/erasure/x", "/" + "x" * 1000],
)  # fmt: skip
def test_anything_else_is_not(wish: str) -> None:
    assert rules.local_path(wish) == "/account"


@given(st.text(alphabet=st.sampled_from("/\\:.@?#%\t\n ahtps"), max_size=12))
def test_no_wish_leads_to_another_host(wish: str) -> None:
    there = urljoin("https://shop.example/sign-in", rules.local_path(wish).replace("\\", "/"))
    assert urlsplit(there).netloc == "shop.example"


@pytest.mark.parametrize(
    ("says", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/26.0 Mobile Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome, Android"),
        ("python-httpx/0.28", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_so_that_its_owner_knows_it(says: str, name: str) -> None:
    assert device_name(says) == name
