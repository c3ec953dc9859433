"""What one is called in public passes moderation like everything that people write."""

from stoa.base.database import Writing
from stoa.community import circles, members
from stoa.community.circles.model import Audience, Kind, NewMember, PutMember
from stoa.community.members import reactions
from stoa.community.members.actions import KIND
from stoa.community.moderation.model import State
from stoa.people.sessions.model import SYSTEM
from tests.community.circles.makers import as_member
from tests.people.accounts.makers import make_person


async def state_of(tx: Writing, piece: object) -> str | None:
    found: str | None = await tx.value("select state from moderation.piece where kind = $1 and id = $2", KIND, piece)
    return found


async def test_a_name_is_looked_at_and_shown(tx: Writing) -> None:
    me = await make_person(tx)
    await members.introduce(tx, as_member(me), NewMember(byline="Lena K.", about="I bake bread."), language="en")
    assert await state_of(tx, me) == "published"
    assert (await circles.bylines(tx, [me]))[me].name == "Lena K."
    excerpt = (await reactions.show(tx, [me]))[me]
    assert (excerpt.by, excerpt.paragraphs, excerpt.public) == ("Lena K.", ["I bake bread."], False)


async def test_a_decision_hides_it_and_brings_it_back(tx: Writing) -> None:
    me = await make_person(tx)
    await members.introduce(tx, as_member(me), NewMember(byline="Lena K."), language="en")
    await reactions.set_state(tx, [me], State.REMOVED)
    assert (await circles.bylines(tx, [me]))[me].name == ""
    await reactions.set_state(tx, [me], State.PUBLISHED)
    assert (await circles.bylines(tx, [me]))[me].name == "Lena K."


async def test_who_says_nothing_any_more_is_forgotten_by_moderation(tx: Writing) -> None:
    me = await make_person(tx)
    await members.introduce(tx, as_member(me), NewMember(byline="Lena K."), language="en")
    await members.introduce(tx, as_member(me), NewMember(byline=""), language="en")
    assert await state_of(tx, me) is None
    assert (await circles.bylines(tx, [me]))[me].name == ""


async def test_many_are_written_and_can_be_reported(tx: Writing) -> None:
    people = [await make_person(tx) for _ in range(3)]
    put = [PutMember(person_id=one, byline=f"Name {n}", shows={Kind.PAGE: Audience.EVERYONE}) for n, one in enumerate(people)]
    await members.put_members(tx, SYSTEM, put)
    await members.put_members(tx, SYSTEM, put)
    assert [await state_of(tx, one) for one in people] == ["published"] * 3
    assert sorted(one.name for one in (await circles.bylines(tx, people)).values()) == ["Name 0", "Name 1", "Name 2"]
