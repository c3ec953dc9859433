"""Packing: pieces of a page that are kept packed, and joined into one answer without being packed anew.

A piece is packed by itself; what a visitor's own page has beside it is packed, or stored as it is, when it is sent. The check sum
of the whole is reckoned from those of the pieces (gzip is RFC 1952, its blocks RFC 1951).
"""

from __future__ import annotations

import struct
from array import array
from functools import lru_cache

import msgspec
from isal import isal_zlib

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"
_LEVEL = 1
_MOST_STORED = 65_535

PLACE = b"<!-- laid in here -->"
"""Where a packed piece is laid into a page; nobody writes it, since whatever people write loses its comments."""


class Piece(msgspec.Struct, frozen=True):
    """Some bytes as whole blocks of a packed text: others may stand before and after them."""

    blocks: bytes
    total: int
    length: int

    def plain(self) -> bytes:
        """Return the bytes as they were."""
        return bytes(isal_zlib.decompress(self.blocks + _END, -15))


def piece(text: bytes) -> Piece:
    """Pack some bytes by themselves."""
    deflating = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -15)
    blocks = deflating.compress(text) + deflating.flush(isal_zlib.Z_FULL_FLUSH)
    return Piece(bytes(blocks), isal_zlib.crc32(text), len(text))


def stored(words: bytes) -> Piece:
    """Return a few bytes as a piece, as they are. Raises struct.error for more than 65,535."""
    return Piece(struct.pack("<BHH", 0, len(words), len(words) ^ _MOST_STORED) + words, isal_zlib.crc32(words), len(words))


def joined(*pieces: Piece) -> bytes:
    """Return the pieces, one after the other, as one packed text."""
    total = length = 0
    for one in pieces:
        total = _shifted(total, one.length) ^ one.total
        length += one.length
    return _whole(total, length, *pieces)


def _whole(total: int, length: int, *pieces: Piece) -> bytes:
    """Return the pieces as one packed text that has this check sum and length."""
    return b"".join((_HEAD, *[one.blocks for one in pieces], _END, struct.pack("<II", total, length & 0xFFFFFFFF)))


class Packed(msgspec.Struct, frozen=True):
    """A text of which only the packed pieces are kept, with one place in it that differs from visitor to visitor."""

    before: Piece
    after: Piece
    nothing: bytes
    """What stands at the place where nothing else does."""
    total: int
    """The check sum of the whole with nothing in its place."""

    @property
    def size(self) -> int:
        """Return how many bytes are kept."""
        return len(self.before.blocks) + len(self.after.blocks) + len(self.nothing)

    def whole(self, between: bytes | None = None) -> bytes:
        """Return the text, packed, with these words in its place."""
        words = self._words(between)
        total = self.total if words is self.nothing else _sum(self.before, words, self.after)
        return _whole(total, self.before.length + len(words) + self.after.length, self.before, stored(words), self.after)

    def plain(self, between: bytes | None = None) -> bytes:
        """Return the text as it is, for the few who cannot unpack."""
        return self.before.plain() + self._words(between) + self.after.plain()

    def _words(self, between: bytes | None) -> bytes:
        return between if between is not None and self.nothing else self.nothing


def pack(text: bytes, place: bytes = b"") -> Packed:
    """Pack a text whose `place`, where it first stands, may be replaced by at most 65,535 bytes; one without it stays as it is."""
    before, found, after = text.partition(place) if place else (text, b"", b"")
    return Packed(piece(before), piece(after), found, isal_zlib.crc32(text))


def _sum(before: Piece, words: bytes, after: Piece) -> int:
    """Return the check sum of a text with these words between its pieces: the first goes on over the words, and once is shifted."""
    return _shifted(isal_zlib.crc32(words, before.total), after.length) ^ after.total


def _shifted(total: int, length: int) -> int:
    """Return what a check sum becomes when so many zeros follow: sums are linear, so bit by bit."""
    shifted = 0
    for bit, column in enumerate(_columns(length)) if total else ():
        if total >> bit & 1:
            shifted ^= column
    return shifted


@lru_cache(maxsize=4_000)
def _columns(length: int) -> array[int]:
    """Return what each bit of a check sum becomes when so many zeros follow."""
    zeros = bytes(length)
    none = isal_zlib.crc32(zeros, 0)
    return array("I", (isal_zlib.crc32(zeros, 1 << bit) ^ none for bit in range(32)))
