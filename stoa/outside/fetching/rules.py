"""Which addresses may be asked, and what the first bytes of a file say it is."""

import ipaddress
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address

import httpx

from stoa.outside.fetching.model import NotFetched

_NAT64 = [ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48")]
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# What Python's tables of special addresses (IANA) lack in some versions, or call global though it leads elsewhere.
_NEVER = [
    ipaddress.ip_network(text)
    for text in ("0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


def public(text: str) -> bool:
    """Return whether an address belongs to the public internet.

    Not: private, loopback, link-local (the metadata services of clouds), shared (CGNAT, RFC 6598), multicast, reserved,
    documentation; nor an IPv6 address that only wraps such an IPv4 one (mapped, NAT64), nor 6to4 and Teredo.
    """
    found: IPv4Address | IPv6Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return public(str(found.ipv4_mapped))
        if any(found in network for network in _NAT64):
            return public(str(IPv4Address(int(found) & 0xFFFF_FFFF)))
        if found not in _GLOBAL_UNICAST:
            return False
    if any(found.version == network.version and found in network for network in _NEVER):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def target(text: str) -> httpx.URL:
    """Return the address as one that may be asked: http or https, a host, no name and password. Raises NotFetched."""
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, TypeError, ValueError):
        raise NotFetched("bad_address", text[:200]) from None
    bad_port = url.port is not None and not 0 < url.port < 65_536
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo or bad_port or len(text) > 2_000:
        raise NotFetched("bad_address", text[:200])
    return url


def chosen(addresses: list[str], allow: Collection[str]) -> str:
    """Return the address to connect to, if every one of a name's may be asked. Raises NotFetched."""
    if not addresses:
        raise NotFetched("unknown_host")
    for address in addresses:
        if address not in allow and not public(address):
            raise NotFetched("forbidden_address", address)
    return addresses[0]


_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)


def kind_of(body: bytes) -> str:
    """Return the media type that the first bytes tell (mimesniff.spec.whatwg.org), or application/octet-stream."""
    for beginning, kind in _BEGINNINGS:
        if body.startswith(beginning):
            return kind
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:12] in {b"ftypavif", b"ftypavis"}:
        return "image/avif"
    return _kind_of_text(body[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _kind_of_text(head: bytes) -> str:
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")):
        return "text/html"
    if head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in head):
        return "image/svg+xml"
    return "application/octet-stream"
