"""The verbs of accounts: making people, giving roles, mailing links."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

import msgspec

from stoa.base import events, jobs
from stoa.base.database import AlreadyThere, Reading, Writing
from stoa.outside import mail
from stoa.people import audit
from stoa.people.accounts import rules, store
from stoa.people.accounts.model import (
    LINK_LIFE,
    AddressTaken,
    EmailChanged,
    Link,
    LinkSpent,
    NoSuchPerson,
    Person,
    PersonId,
    PersonJoined,
    Purpose,
    Role,
    RolesChanged,
)
from stoa.people.permissions.model import SYSTEM, Visitor


def digest(text: str) -> bytes:
    """Return what is kept of a token or of an address that is counted."""
    return hashlib.sha256(text.encode()).digest()


async def find(read: Reading, person_id: PersonId) -> Person:
    """Return a person, also an erased one. Raises NoSuchPerson."""
    found = await store.person(read, person_id)
    if found is None:
        raise NoSuchPerson
    return found


async def find_by_email(read: Reading, email: str) -> Person | None:
    """Return who has this mail address. Never to be shown to a visitor: it tells who exists."""
    return await store.person_by_email(read, email)


async def people(read: Reading, person_ids: list[PersonId]) -> dict[PersonId, Person]:
    """Return these people, by id."""
    return {one.id: one for one in await store.people(read, person_ids)}


async def make(
    tx: Writing, email: str, *, name: str = "", language: str = "en", roles: frozenset[Role] = frozenset(), verified: bool = False
) -> PersonId:
    """Make an account. Raises AddressTaken."""
    made = await store.add_person(tx, email, name, language, roles, tx.now if verified else None)
    if made is None:
        raise AddressTaken
    if verified:
        await events.record(tx, PersonJoined(about=made))
    return made


async def change(tx: Writing, person_id: PersonId, *, name: str, language: str, market: str | None) -> None:
    """Change how somebody is called and spoken to."""
    await store.set_details(tx, person_id, name, language, market)


async def set_roles(tx: Writing, actor: Visitor, person_id: PersonId, roles: frozenset[Role]) -> None:
    """Give and take roles, from the person's next request on. Everybody stays a shopper. Raises NoSuchPerson, LastAdmin."""
    admins = await store.lock_admins(tx)
    before = await store.roles_of(tx, person_id)
    if before is None:
        raise NoSuchPerson
    after = rules.new_roles(roles, person_id, admins)
    if after == before:
        return
    await store.set_roles(tx, person_id, after)
    facts = {"before": ", ".join(sorted(before)), "after": ", ".join(sorted(after))}
    await audit.note(tx, actor, "accounts.set_roles", person_id, facts)
    await events.record(tx, RolesChanged(about=person_id))


async def invite(
    tx: Writing,
    email: str,
    roles: frozenset[Role] = frozenset(),
    *,
    actor: Visitor = SYSTEM,
    name: str = "",
    language: str = "en",
    life: timedelta = timedelta(days=2),
) -> str:
    """Return the path of a sign-in link for this address, made a person with these roles if there is none.

    Who exists already keeps the roles they have and gets these as well.
    """
    person = await store.person_by_email(tx, email)
    person_id = person.id if person else await make(tx, email, name=name, language=language)
    if roles:
        await set_roles(tx, actor, person_id, roles | (person.roles if person else frozenset()))
    link = Link(Purpose.SIGN_IN, email.lower(), person_id, "", person.language if person else language, "")
    return await make_link(tx, link, life)


async def make_link(tx: Writing, link: Link, life: timedelta = LINK_LIFE) -> str:
    """Keep a link and return its path; the token in it is not kept."""
    token = secrets.token_urlsafe(32)
    await store.add_link(tx, digest(token), link, tx.now + life)
    return rules.LINK_PATHS[link.purpose] + token


async def ask_link(
    tx: Writing,
    email: str,
    *,
    address: str,
    language: str,
    name: str = "",
    wish: str = "",
    purpose: Purpose = Purpose.SIGN_IN,
) -> None:
    """Have a link mailed that signs in, or makes the account where there is none; or one that confirms an erasure.

    Whether there is one is looked up by the job alone, so that asking takes the same time and answers the same for
    everybody. Raises TooManyGuesses.
    """
    await count(tx, "link", email, address)
    args = {"email": email, "language": language, "name": name, "next": wish, "purpose": purpose}
    await jobs.enqueue(tx, "accounts.mail_link", args)


async def ask_email_change(tx: Writing, actor: Visitor, email: str, *, address: str, language: str) -> None:
    """Have a link mailed to the new address that makes it this person's. Raises TooManyGuesses."""
    await count(tx, "link", email, address)
    args = {"person": str(actor.person), "email": email, "language": language}
    await jobs.enqueue(tx, "accounts.mail_email_change", args)


async def see_link(read: Reading, token: str) -> Link:
    """Return what a link is for, without using it: mail programs open links by themselves. Raises LinkSpent."""
    found = await store.open_link(read, digest(token))
    if found is None:
        raise LinkSpent
    return found


async def use_link(tx: Writing, token: str, *purposes: Purpose) -> tuple[Person, Link]:
    """Use a link up and do what it is for; return whose it is. One wins of two at once.

    Raises LinkSpent also where the address it was sent to is no longer the person's, and AddressTaken.
    """
    link = await store.spend_link(tx, digest(token), list(purposes))
    if link is None:
        raise LinkSpent
    if link.purpose is Purpose.SIGN_UP:
        return await _join(tx, link), link
    person = await store.person(tx, link.person) if link.person else None
    if person is None or person.email is None:
        raise LinkSpent
    if link.purpose is Purpose.CHANGE_EMAIL:
        if not await store.set_email(tx, person.id, link.email):
            raise AddressTaken
        await mail.post(tx, person.email, "accounts/email_changed", person.language, {"email": link.email})
        await events.record(tx, EmailChanged(about=person.id))
    elif person.email != link.email:
        raise LinkSpent
    elif person.verified_at is None:
        await store.set_verified(tx, person.id)
        await events.record(tx, PersonJoined(about=person.id))
    return person, link


async def _join(tx: Writing, link: Link) -> Person:
    """Make the account of a sign-up link, or find the one that was made meanwhile: the mailbox is theirs either way."""
    made = await store.add_person(tx, link.email, link.name, link.language, frozenset(), tx.now)
    if made is not None:
        await events.record(tx, PersonJoined(about=made))
    found = await store.person_by_email(tx, link.email)
    if found is None:
        raise AlreadyThere
    return found


async def count(tx: Writing, kind: str, email: str, address: str) -> None:
    """Count a guess before it is looked at. Raises TooManyGuesses."""
    keys = [(f"{kind}_email", digest(email.lower())), (f"{kind}_address", digest(rules.place(address)))]
    attempts = await store.lock_attempts(tx, keys)
    await store.keep_attempts(tx, [rules.count_attempt(one, tx.now) for one in attempts])


async def forgive(tx: Writing, kind: str, email: str, address: str) -> None:
    """Take back the guess that proved right."""
    await store.forgive(tx, (f"{kind}_email", digest(email.lower())), (f"{kind}_address", digest(rules.place(address))))


async def erase(tx: Writing, person_id: PersonId) -> None:
    """Take away who somebody was; the id stays for the books. Raises LastAdmin."""
    rules.new_roles(frozenset(), person_id, await store.lock_admins(tx))
    await store.erase(tx, person_id)


async def export(read: Reading, person_id: PersonId) -> dict[str, Any]:
    """Return all that is kept of somebody here, in words of the model."""
    person = await find(read, person_id)
    return {
        "person": msgspec.to_builtins(person),
        "password_set": await store.secret(read, person_id) is not None,
        "passkeys": msgspec.to_builtins(await store.passkeys(read, person_id)),
    }
