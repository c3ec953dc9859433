"""A guest's list at sign-in: nothing is lost, nothing is there twice, however often it happens (WISH-5)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stoa.base.database import Database, Writing
from stoa.community.wish_lists import actions, joining, store, watch_store, watching
from stoa.community.wish_lists.jobs import forget
from stoa.community.wish_lists.model import Change, Entry, Priority, Who
from stoa.people.sessions.model import GUEST, PersonId
from stoa.shop.catalog.model import VariantId
from tests.community.wish_lists.makers import guest, member
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import make_shop
from tests.shop.pricing.makers import make_priced

pytestmark = pytest.mark.anyio

saved = st.dictionaries(
    st.integers(0, 3), st.tuples(st.integers(1, 9), st.sampled_from(["", "blue", "in sage\nplease"]), st.booleans()), max_size=4
)


async def make_variants(tx: Writing) -> list[VariantId]:
    shop = await make_shop(tx)
    others = [await make_priced(tx, 1000 + number) for number in range(3)]
    return [shop.variant, *(one.variants[0].id for one in others)]


async def put(tx: Writing, who: Who, variants: list[VariantId], said: dict[int, tuple[int, str, bool]]) -> None:
    visitor = member(who.person) if who.person else GUEST
    for number, (quantity, note, watched) in said.items():
        entry = await actions.save(tx, visitor, who, variants[number], "eu", "en")
        await actions.change(
            tx, who, entry.list_id, entry.id, Change(quantity=quantity, note=note, priority=Priority.HIGH if watched else None)
        )
        if watched:
            await watching.watch(tx, who, entry.list_id, entry.id, price=True, stock_=False)


async def entries_of(tx: Writing, person: PersonId) -> list[Entry]:
    found = await store.saved_of(tx, Who(person))
    return await store.entries(tx, found.id) if found is not None else []


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=saved, sequence=st.lists(saved, min_size=1, max_size=3))
async def test_any_sequence_of_sign_ins(
    tx: Writing, mine: dict[int, tuple[int, str, bool]], sequence: list[dict[int, tuple[int, str, bool]]]
) -> None:
    """Each time somebody saves as a guest and signs in, their list holds everything that was ever saved, once."""
    if "variants" not in tx.kept:
        tx.kept["variants"] = await make_variants(tx)
    variants: list[VariantId] = tx.kept["variants"]
    person = await make_person(tx)
    await put(tx, Who(person), variants, mine)
    for number, said in enumerate(sequence):
        token = f"{person}-{number}"
        await put(tx, Who(None, actions.digest(token)), variants, said)
        for _ in range(2):
            await make_session(tx, person, list=token)
    found = {one.variant_id: one for one in await entries_of(tx, person)}
    everything = [mine, *sequence]
    assert found.keys() == {variants[number] for said in everything for number in said}
    assert len(await entries_of(tx, person)) == len(found)
    watches = await watch_store.watches(tx, next(iter(found.values())).list_id) if found else {}
    for number, variant in enumerate(variants):
        told = [said[number] for said in everything if number in said]
        if not told:
            continue
        entry = found[variant]
        assert entry.quantity == max(quantity for quantity, _, _ in told)
        assert sorted(entry.note.split("\n")) == sorted({line for _, note, _ in told for line in note.split("\n") if line} or {""})
        assert (entry.id in watches) is any(watched for _, _, watched in told)
    assert await tx.value("select count(*) from wish_lists.list where owner = $1", person) <= 1
    assert await tx.value("select count(*) from wish_lists.list where owner is null") == 0


async def test_the_first_price_and_the_first_day_stay(tx: Writing) -> None:
    variants = await make_variants(tx)
    person = await make_person(tx)
    await put(tx, guest(), variants, {0: (1, "", False)})
    await tx.run("update wish_lists.entry set price = 100, made_at = made_at - interval '9 days'")
    await put(tx, Who(person), variants, {1: (1, "", False)})
    assert guest().guest is not None
    await joining.merge(tx, person, guest().guest)
    entries = {one.variant_id: one for one in await entries_of(tx, person)}
    assert (entries[variants[0]].price, (tx.now - entries[variants[0]].made_at).days) == (100, 9)
    assert (await actions.opened(tx, entries[variants[0]].list_id, Who(person)))[0].kind.value == "saved"


async def test_a_foreign_cookie_gives_nothing_away(db: Database) -> None:
    async with db.writing() as tx:
        variants = await make_variants(tx)
        first, second = await make_person(tx), await make_person(tx)
        await put(tx, guest(), variants, {0: (1, "", False)})
        await make_session(tx, first, list="guest-1")
        await make_session(tx, second, list="guest-1")
        assert (len(await entries_of(tx, first)), len(await entries_of(tx, second))) == (1, 0)


async def test_guests_lists_are_forgotten_after_half_a_year(tx: Writing) -> None:
    variants = await make_variants(tx)
    await put(tx, guest(1), variants, {0: (1, "", False)})
    await put(tx, guest(2), variants, {0: (1, "", False)})
    old = await store.saved_of(tx, guest(1))
    assert old is not None
    await tx.run("update wish_lists.list set changed_at = changed_at - interval '181 days' where id = $1", old.id)
    await forget(tx, {})
    assert await store.saved_of(tx, guest(1)) is None
    assert await store.saved_of(tx, guest(2)) is not None
