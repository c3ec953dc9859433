"""A page that is kept packed is the page that was sent, whatever is put into its place."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from stoa.base.http.packing import joined, pack, piece, stored

PLACE = b"<b>0</b>"
WORDS = st.binary(max_size=300)


@given(st.binary(max_size=4_000), st.binary(max_size=4_000), WORDS)
def test_whatever_is_put_into_the_place_the_rest_stays(before: bytes, after: bytes, words: bytes) -> None:
    text = before + PLACE + after
    packed = pack(text, PLACE)

    # Both check the sum and the length at the end, and that nothing stands behind it.
    assert gzip.decompress(packed.whole()) == text
    assert gzip.decompress(packed.whole(words)) == text.replace(PLACE, words, 1)
    unpacking = zlib.decompressobj(31)
    assert unpacking.decompress(packed.whole(words)) == text.replace(PLACE, words, 1)
    assert (unpacking.eof, unpacking.unused_data) == (True, b"")
    assert packed.plain() == text
    assert packed.plain(words) == text.replace(PLACE, words, 1)


@given(st.binary(max_size=2_000).filter(lambda text: PLACE not in text), WORDS)
def test_a_text_without_the_place_stays_as_it_is(text: bytes, words: bytes) -> None:
    for packed in (pack(text, PLACE), pack(text)):
        assert gzip.decompress(packed.whole(words)) == text


def test_only_what_is_packed_is_kept() -> None:
    text = b"<li>A lamp of oak and linen</li>" * 2_000 + PLACE
    assert pack(text, PLACE).size < len(text) / 20
    # Around it: ten at the beginning, five before what is stored, two at the end, sum and length.
    assert len(pack(text, PLACE).whole()) == pack(text, PLACE).size + 10 + 5 + 2 + 8


@given(st.lists(st.tuples(st.binary(max_size=2_000), st.booleans()), max_size=6))
def test_pieces_are_joined_in_any_order_and_number(parts: list[tuple[bytes, bool]]) -> None:
    pieces = [piece(text) if packed else stored(text) for text, packed in parts]
    text = b"".join(text for text, _ in parts)
    assert gzip.decompress(joined(*pieces)) == text
    unpacking = zlib.decompressobj(31)
    assert unpacking.decompress(joined(*pieces)) == text
    assert (unpacking.eof, unpacking.unused_data) == (True, b"")
    assert b"".join(one.plain() for one in map(piece, (text for text, _ in parts))) == text
