"""What one has and gets is shown: a picture where pictures differ, a colour where one is known."""

from typing import Any

import msgspec

from stoa.base import ids
from stoa.base.money import Money
from stoa.shop.catalog.model import Picture, PictureId, VariantId
from stoa.shop.returns import choosing
from tests.shop.returns.test_rules import a_line


def a_picture(digest: str) -> Picture:
    return Picture(digest, 800, 800, id=PictureId(ids.new()))


def other(**more: Any) -> choosing.Other:
    return choosing.Other(id=VariantId(ids.new()), choices=["Sage"], difference=Money(0, "EUR"), enough=True, **more)


def test_pictures_are_shown_where_they_differ() -> None:
    line = msgspec.structs.replace(a_line(1), picture=a_picture("a"))
    for digests, differ in ((["a", "a"], False), (["a", "b"], True), ([], False)):
        others = [other(picture=a_picture(digest)) for digest in digests]
        assert choosing.Choosing(line, others).pictured is differ
    assert not choosing.Choosing(line, [other()]).pictured
    assert choosing.Choosing(msgspec.structs.replace(line, picture=None), [other(picture=a_picture("a"))]).pictured
