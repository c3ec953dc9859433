"""Proving who one is: by password or by passkey. (The third way, a mailed link, is in `actions`.)

Hashing is slow on purpose, so a password is checked between two transactions: the guess is counted and committed
first, and taken back when it was right. Two hundred guesses at once are two hundred counted guesses.
"""

import base64
import importlib
from typing import Any
from urllib.parse import urlsplit

import msgspec

from stoa.base.database import Database, Writing
from stoa.base.refusals import FieldError, Invalid
from stoa.people.accounts import actions, passwords, rules, store
from stoa.people.accounts.model import PasskeyId, PasskeyRefused, Person, PersonId, WrongPassword
from stoa.people.permissions.model import Visitor


async def by_password(db: Database, email: str, password: str, *, address: str) -> Person:
    """Return whose mail address and password these are.

    Raises WrongPassword, the same for somebody and nobody, and TooManyGuesses.
    """
    async with db.writing() as tx:
        await actions.count(tx, "password", email, address)
        known = await store.secret_by_email(tx, email.lower())
    if not await passwords.fits(known.hash if known else passwords.NOBODY, password) or known is None:
        raise WrongPassword
    fresh = await passwords.make(password) if passwords.outdated(known.hash) else None
    async with db.writing() as tx:
        await actions.forgive(tx, "password", email, address)
        if fresh is not None:
            await store.renew_hash(tx, known, fresh)
        return await actions.find(tx, known.person_id)


async def set_password(tx: Writing, person_id: PersonId, password: str) -> None:
    """Set or change somebody's password. Raises Invalid for one that is too easy to guess."""
    person = await actions.find(tx, person_id)
    fault = rules.password_fault(password, person.email or "")
    if fault is not None:
        facts: dict[str, str | int] = {"too_short": {"least": rules.PASSWORD_LEAST}, "too_long": {"most": rules.PASSWORD_MOST}}.get(
            fault, {}
        )  # type: ignore[assignment]
        raise Invalid([FieldError("/password", fault, facts)])
    await store.set_password(tx, person_id, await passwords.make(password))


async def challenge(tx: Writing, url: str) -> dict[str, Any]:
    """Return what a browser needs to sign in with any passkey it has for this shop."""
    asked, options = _passkeys().ask(_rp(url))
    await store.add_challenge(tx, asked, None, tx.now + rules.CHALLENGE_LIFE)
    return options  # type: ignore[no-any-return]


async def by_passkey(tx: Writing, url: str, answer: dict[str, Any]) -> Person:
    """Return whose passkey signed the challenge. Raises PasskeyRefused."""
    asked = await _spend(tx, answer, None)
    try:
        credential = _unpacked(str(answer.get("id", "")))
    except ValueError:
        raise PasskeyRefused from None
    known = await store.lock_passkey(tx, credential)
    if known is None:
        raise PasskeyRefused
    proof = _passkeys().check(answer, asked, _rp(url), url, key=known["public_key"], count=known["sign_count"])
    await store.note_passkey(tx, known["id"], proof.new_sign_count)
    return await actions.find(tx, known["person_id"])


async def begin_passkey(tx: Writing, actor: Visitor, url: str, shop: str) -> dict[str, Any]:
    """Return what a browser needs to make a passkey for this person."""
    person = actor.member
    known = await store.credentials(tx, person)
    asked, options = _passkeys().ask_for_new(_rp(url), shop, person.bytes, actor.email, actor.name, known)
    await store.add_challenge(tx, asked, person, tx.now + rules.CHALLENGE_LIFE)
    return options  # type: ignore[no-any-return]


async def add_passkey(tx: Writing, actor: Visitor, url: str, answer: dict[str, Any], name: str) -> None:
    """Keep the passkey that was made. Raises PasskeyRefused."""
    person = actor.member
    asked = await _spend(tx, answer, person)
    made = _passkeys().check_new(answer, asked, _rp(url), url)
    await store.add_passkey(tx, person, made.credential_id, made.credential_public_key, made.sign_count, name[:80])


async def drop_passkey(tx: Writing, actor: Visitor, passkey: PasskeyId) -> None:
    """Take a passkey away. Raises PasskeyRefused when it is not this person's."""
    if not await store.drop_passkey(tx, actor.member, passkey):
        raise PasskeyRefused


async def _spend(tx: Writing, answer: dict[str, Any], person: PersonId | None) -> bytes:
    """Return the challenge that was signed, used up; it was one of ours, for this person. Raises PasskeyRefused."""
    try:
        client = msgspec.json.decode(_unpacked(answer["response"]["clientDataJSON"]))
        asked: bytes = _unpacked(client["challenge"])
    except (KeyError, TypeError, ValueError, AttributeError, msgspec.MsgspecError):
        raise PasskeyRefused from None
    if not await store.spend_challenge(tx, asked, person):
        raise PasskeyRefused
    return asked


def _unpacked(text: str) -> bytes:
    """Return what was written in base64url without its padding (RFC 4648, 5). Raises ValueError."""
    return base64.urlsafe_b64decode(f"{text}{'=' * (-len(text) % 4)}")


def _passkeys() -> Any:
    """Return the module `passkeys`, imported for whoever is the first to need it."""
    return importlib.import_module("stoa.people.accounts.passkeys")


def _rp(url: str) -> str:
    return urlsplit(url).hostname or "localhost"
