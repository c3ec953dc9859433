import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from stoa.shop.catalog import sizes
from stoa.shop.catalog.model import NotAPicture, PictureTooLarge


def a_file(width: int = 800, height: int = 600, kind: str = "JPEG", mode: str = "RGB", **save: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), "#b5651d").save(out, kind, **save)
    return out.getvalue()


def svg(inner: str, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {attributes}>{inner}</svg>'.encode()


def seen(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_its_own_sizes_never_larger_than_it_was(kind: str) -> None:
    made = sizes.make(a_file(kind=kind))
    assert sorted(made.files) == [160, 320, 480, 640, 800]
    assert [seen(made.files[width]).size for width in sorted(made.files)] == [(160, 120), (320, 240), (480, 360), (640, 480), (800, 600)]
    assert (made.width, made.height) == (800, 600)
    assert {seen(body).format for body in made.files.values()} == {"WEBP"}


def test_a_large_one_ends_at_the_largest_width() -> None:
    made = sizes.make(a_file(3000, 1500))
    assert sorted(made.files) == [160, 320, 480, 640, 960, 1280]
    assert (made.width, made.height) == (1280, 640)


def test_a_tiny_one_stays_tiny() -> None:
    assert {width: seen(body).size for width, body in sizes.make(a_file(20, 10)).files.items()} == {20: (20, 10)}


def test_nothing_but_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    exif[0x0112] = 6  # turned by 90 degrees
    made = sizes.make(a_file(exif=exif, comment=b"another secret"))
    assert (made.width, made.height) == (600, 800)
    for body in made.files.values():
        assert b"secret" not in body
        assert "exif" not in seen(body).info


def test_what_shines_through_still_does() -> None:
    made = sizes.make(a_file(200, 200, "PNG", "RGBA"))
    assert seen(made.files[160]).mode == "RGB"
    clear = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(clear, "PNG")
    made = sizes.make(clear.getvalue())
    assert seen(made.files[160]).mode == "RGBA"
    assert made.tint == ""


def test_the_tint_is_the_mean_colour() -> None:
    red, green, blue = (int(sizes.make(a_file()).tint[n : n + 2], 16) for n in (1, 3, 5))
    assert abs(red - 0xB5) < 5
    assert abs(green - 0x65) < 5
    assert abs(blue - 0x1D) < 5


def a_png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 10_000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(10_000, 10_000), (60_000, 60_000), (1, 60_000_000)])
def test_a_bomb_is_refused_before_it_is_decoded(width: int, height: int) -> None:
    with pytest.raises((PictureTooLarge, NotAPicture)):
        sizes.make(a_png_that_claims(width, height))


def test_what_is_too_high_for_the_format_of_the_sizes_is_refused() -> None:
    with pytest.raises(PictureTooLarge) as refused:
        sizes.make(a_file(64, sizes.MOST_HIGH + 1))
    assert refused.value.facts == {"megabytes": 10, "megapixels": 50, "side": 16_383}
    assert sizes.make(a_file(8, sizes.MOST_HIGH)).height == sizes.MOST_HIGH
    assert sizes.make(a_file(2 * sizes.MOST_HIGH, 16)).width == 1280  # what is wide is made smaller, and fits


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PictureTooLarge):
        sizes.make(b"\x89PNG" + b"\0" * sizes.MOST_BYTES)


@pytest.mark.parametrize("content", [b"", b"hello", b"<html></html>", b"%PDF-1.4", a_file()[:200], b"GIF89a", b"\xff\xd8\xff\xe0" * 50])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        sizes.make(content)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_refused_or_read_but_never_a_fault(kind: str, place: int, damage: bytes) -> None:
    content = bytearray(a_file(64, 64, kind))
    at = place % len(content)
    content[at : at + len(damage)] = damage
    try:
        sizes.make(bytes(content))
    except (NotAPicture, PictureTooLarge):
        return


def test_a_drawing_is_rasterised() -> None:
    made = sizes.make(svg('<rect width="100" height="50" fill="#b5651d"/>'))
    assert (made.width, made.height, made.tint) == (1280, 640, "#b5651d")


RING = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
LAUGHS = '<g id="l0"><rect width="1" height="1"/></g>' + "".join(
    f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
)
PATTERNS = '<pattern id="p0" width="1" height="1"><rect width="1" height="1"/></pattern>' + "".join(
    f'<pattern id="p{n}" width="1" height="1">' + f'<rect width="1" height="1" fill="url(#p{n - 1})"/>' * 10 + "</pattern>"
    for n in range(1, 12)
)


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="https://example.com/a.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<script>alert(1)</script>",
        "<foreignObject><p>hi</p></foreignObject>",
        '<use href="other.svg#a"/>',
        '<rect fill="url(https://example.com/a#b)"/>',
        "<rect style=\"fill: url( 'file:///a' )\"/>",
        "<style>@import 'a.css';</style>",
        "<style>rect { fill: url(#a) }</style>",
        '<filter id="f"><feImage href="#a"/></filter>',
        RING,
        LAUGHS + '<use href="#l11"/>',
        PATTERNS + '<rect fill="url(#p11)"/>',
        "<g>" * 400 + "</g>" * 400,
        '<filter id="f">' + "<feTurbulence/>" * 300 + "</filter>",
    ],
)
def test_a_drawing_that_reaches_out_or_explodes_is_refused(inner: str) -> None:
    with pytest.raises((NotAPicture, PictureTooLarge)):
        sizes.make(svg(inner))


@pytest.mark.parametrize(
    "attributes", ["", 'viewBox="0 0 1 100000"', 'viewBox="0 0 0 0"', 'viewBox="a b c d"', 'width="100%" height="1"', 'viewBox="0 0 1 nan"']
)
def test_a_drawing_without_a_sane_size_is_refused(attributes: str) -> None:
    with pytest.raises(NotAPicture):
        sizes.make(svg("<rect/>", attributes))


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>")
    with pytest.raises(NotAPicture):
        sizes.make(bomb)


def test_the_same_file_has_the_same_digest() -> None:
    assert sizes.make(a_file()).digest == sizes.digest_of(a_file())
    assert sizes.digest_of(a_file()) != sizes.digest_of(a_file(801))
