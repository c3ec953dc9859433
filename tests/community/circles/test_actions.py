"""The verbs of circles, against the real database."""

import pytest

from stoa.base.database import Writing
from stoa.community import circles
from stoa.community.circles import actions
from stoa.community.circles.model import Audience, Kind, NoSuchMember
from tests.community.circles.makers import as_member, make_member
from tests.people.accounts.makers import make_person


async def test_nothing_is_shown_before_somebody_says_so(tx: Writing) -> None:
    owner, other = await make_person(tx), await make_person(tx)
    for kind in Kind:
        assert await circles.visible(tx, owner, owner, kind)
        assert not await circles.visible(tx, other, owner, kind)
        assert not await circles.visible(tx, None, owner, kind)


async def test_one_follows_whose_page_one_sees(tx: Writing) -> None:
    me, seen, hidden = await make_person(tx), await make_member(tx, page=Audience.EVERYONE), await make_member(tx)
    await actions.follow(tx, as_member(me), seen)
    with pytest.raises(NoSuchMember):
        await actions.follow(tx, as_member(me), hidden)
    assert await circles.circle(tx, me) == {seen}
