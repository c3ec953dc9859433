"""Proving who one is: by password or by passkey. (The third way, a mailed link, is in `actions`.)

Hashing is slow on purpose, so a password is checked between two transactions: the guess is counted and committed
first, and taken back when it was right. Two hundred guesses at once are two hundred counted guesses.
"""

import struct
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec
import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from stoa.base.database import Database, Writing
from stoa.base.refusals import FieldError, Invalid
from stoa.people.accounts import actions, passwords, rules, store
from stoa.people.accounts.model import PasskeyId, PasskeyRefused, Person, PersonId, WrongPassword
from stoa.people.permissions.model import Visitor

# What webauthn raises for an answer that is not one, whichever layer of it is broken.
_BROKEN = (WebAuthnException, ValueError, LookupError, TypeError, AttributeError, OverflowError, struct.error)


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
    options = webauthn.generate_authentication_options(rp_id=_rp(url), user_verification=UserVerificationRequirement.REQUIRED)
    await store.add_challenge(tx, options.challenge, None, tx.now + rules.CHALLENGE_LIFE)
    return cast("dict[str, Any]", options_to_json_dict(options))


async def by_passkey(tx: Writing, url: str, answer: dict[str, Any]) -> Person:
    """Return whose passkey signed the challenge. Raises PasskeyRefused."""
    asked = await _spend(tx, answer, None)
    try:
        credential = base64url_to_bytes(str(answer.get("id", "")))
    except ValueError:
        raise PasskeyRefused from None
    known = await store.lock_passkey(tx, credential)
    if known is None:
        raise PasskeyRefused
    try:
        proof = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=asked,
            expected_rp_id=_rp(url),
            expected_origin=url,
            credential_public_key=known["public_key"],
            credential_current_sign_count=known["sign_count"],
            require_user_verification=True,
        )
    except _BROKEN:
        raise PasskeyRefused from None
    await store.note_passkey(tx, known["id"], proof.new_sign_count)
    return await actions.find(tx, known["person_id"])


async def begin_passkey(tx: Writing, actor: Visitor, url: str, shop: str) -> dict[str, Any]:
    """Return what a browser needs to make a passkey for this person."""
    person = actor.member
    options = webauthn.generate_registration_options(
        rp_id=_rp(url),
        rp_name=shop,
        user_id=person.bytes,
        user_name=actor.email,
        user_display_name=actor.name or actor.email,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in await store.credentials(tx, person)],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    await store.add_challenge(tx, options.challenge, person, tx.now + rules.CHALLENGE_LIFE)
    return cast("dict[str, Any]", options_to_json_dict(options))


async def add_passkey(tx: Writing, actor: Visitor, url: str, answer: dict[str, Any], name: str) -> None:
    """Keep the passkey that was made. Raises PasskeyRefused."""
    person = actor.member
    asked = await _spend(tx, answer, person)
    try:
        made = webauthn.verify_registration_response(
            credential=answer, expected_challenge=asked, expected_rp_id=_rp(url), expected_origin=url, require_user_verification=True
        )
    except _BROKEN:
        raise PasskeyRefused from None
    await store.add_passkey(tx, person, made.credential_id, made.credential_public_key, made.sign_count, name[:80])


async def drop_passkey(tx: Writing, actor: Visitor, passkey: PasskeyId) -> None:
    """Take a passkey away. Raises PasskeyRefused when it is not this person's."""
    if not await store.drop_passkey(tx, actor.member, passkey):
        raise PasskeyRefused


async def _spend(tx: Writing, answer: dict[str, Any], person: PersonId | None) -> bytes:
    """Return the challenge that was signed, used up; it was one of ours, for this person. Raises PasskeyRefused."""
    try:
        client = msgspec.json.decode(base64url_to_bytes(answer["response"]["clientDataJSON"]))
        asked: bytes = base64url_to_bytes(client["challenge"])
    except (KeyError, TypeError, ValueError, AttributeError, msgspec.MsgspecError):
        raise PasskeyRefused from None
    if not await store.spend_challenge(tx, asked, person):
        raise PasskeyRefused
    return asked


def _rp(url: str) -> str:
    return urlsplit(url).hostname or "localhost"
