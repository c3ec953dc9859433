from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids


@given(st.uuids())
def test_what_is_shown_is_read_back(value: UUID) -> None:
    assert ids.parse("ord", ids.show("ord", value)) == value


def test_typeid_example() -> None:
    # The example of the TypeID specification, 0.3.
    assert ids.show("prefix", UUID("01890a5d-ac96-774b-bcce-b302099a8057")) == "prefix_01h455vb4pex5vsknk084sn02q"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ord_",
        "ord_01h455vb4pex5vsknk084sn02",
        "crt_01h455vb4pex5vsknk084sn02q",
        "ord_81h455vb4pex5vsknk084sn02q",
        "ord_01h455vb4pex5vsknk084sn0lu",
    ],
)
def test_anything_else_is_unknown(text: str) -> None:
    with pytest.raises(ids.UnknownId):
        ids.parse("ord", text)


def test_new_ids_are_version_7_and_in_order() -> None:
    made = [ids.new() for _ in range(5_000)]
    assert made == sorted(made)
    assert len(set(made)) == 5_000
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {"specified in RFC 4122"}
