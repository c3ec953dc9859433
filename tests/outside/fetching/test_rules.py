"""Which addresses belong to the public internet, and what a file's first bytes say."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.outside.fetching import rules
from stoa.outside.fetching.model import NotFetched


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::10.0.0.1",
        "100::1",
        "2001::1",
        "3fff::1",
        "5f00::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_not_public(address: str) -> None:
    assert not rules.public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "172.32.0.1"])
def test_public(address: str) -> None:
    assert rules.public(address)


@given(st.ip_addresses(v=4))
def test_a_wrapped_address_is_as_public_as_what_it_wraps(inner: ipaddress.IPv4Address) -> None:
    assert rules.public(f"::ffff:{inner}") == rules.public(str(inner))
    assert rules.public(f"64:ff9b::{inner}") == rules.public(str(inner))
    if inner.is_private or inner.is_multicast:
        assert not rules.public(str(inner))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "shop.example/a.png",
        "//shop.example/a.png",
        "ftp://shop.example/a.png",
        "file:///etc/passwd",
        "gopher://shop.example/",
        "http://",
        "http:///a.png",
        "http://user@shop.example/",
        "http://user:word@shop.example/",
        "http://[::1",
        "http://shop.example:99999999/",
        "data:image/png;base64,AAAA",
        "https://shop.example/" + "a" * 2_000,
    ],
)
def test_addresses_that_are_not_asked(url: str) -> None:
    with pytest.raises(NotFetched) as refused:
        rules.target(url)
    assert refused.value.code == "bad_address"
    assert not refused.value.again


def test_addresses_that_are_asked() -> None:
    assert str(rules.target(" https://shop.example/a.png?b=c ")) == "https://shop.example/a.png?b=c"
    assert rules.target("http://bücher.example/").raw_host == b"xn--bcher-kva.example"


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    assert rules.chosen(["1.1.1.1", "2606:4700::1111"], ()) == "1.1.1.1"
    with pytest.raises(NotFetched) as refused:
        rules.chosen(["1.1.1.1", "10.0.0.1"], ())
    assert refused.value.code == "forbidden_address"
    with pytest.raises(NotFetched) as unknown:
        rules.chosen([], ())
    assert unknown.value.code == "unknown_host"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xd8\xff\xe0 jfif", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "application/octet-stream"),
        (b"\x00\x00\x00\x20ftypavif", "image/avif"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b"<svg/>", "image/svg+xml"),
        (b"<!DOCTYPE html><svg>", "text/html"),
        (b"<?xml version='1.0'?><rss/>", "application/octet-stream"),
        (b"%PDF-1.7", "application/pdf"),
        (b"", "application/octet-stream"),
        (b"hello", "application/octet-stream"),
    ],
)
def test_what_the_first_bytes_say(body: bytes, kind: str) -> None:
    assert rules.kind_of(body) == kind
