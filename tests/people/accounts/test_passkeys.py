"""Passkeys without a browser: what is not one is refused, however it is broken. (The way that works: tests/browser.)"""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webauthn.helpers import bytes_to_base64url

from stoa.base.database import Writing
from stoa.people import accounts, sessions
from stoa.people.accounts import proofs, store
from stoa.people.accounts.model import PasskeyId, PasskeyRefused
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session

URL = "https://shop.example"
ODD = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def signed(challenge: str, kind: str, **parts: object) -> dict[str, object]:
    client = msgspec.json.encode({"type": kind, "challenge": challenge, "origin": URL})
    response = {"clientDataJSON": bytes_to_base64url(client), **parts}
    return {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response, "clientExtensionResults": {}}


@ODD
@given(st.binary(max_size=80))
async def test_a_broken_registration_is_refused(tx: Writing, attestation: bytes) -> None:
    async def forge() -> None:
        person = await make_person(tx)
        actor = await sessions.resolve(tx, session=await make_session(tx, person), api_key=None)
        options = await proofs.begin_passkey(tx, actor, URL, "Shop")
        answer = signed(options["challenge"], "webauthn.create", attestationObject=bytes_to_base64url(attestation))
        await proofs.add_passkey(tx, actor, URL, answer, "x")

    with pytest.raises(PasskeyRefused):
        async with tx.attempt():
            await forge()
    assert await tx.value("select count(*) from accounts.passkey") == 0


@ODD
@given(st.binary(max_size=80), st.binary(max_size=80), st.binary(max_size=80))
async def test_a_broken_sign_in_is_refused(tx: Writing, data: bytes, signature: bytes, public_key: bytes) -> None:
    async def forge() -> None:
        person = await make_person(tx)
        await store.add_passkey(tx, person, b"\x00\x00\x00", public_key, 0, "x")
        options = await accounts.challenge(tx, URL)
        parts = {"authenticatorData": bytes_to_base64url(data), "signature": bytes_to_base64url(signature)}
        await accounts.by_passkey(tx, URL, signed(options["challenge"], "webauthn.get", **parts))

    with pytest.raises(PasskeyRefused):
        async with tx.attempt():
            await forge()


async def test_a_challenge_is_good_once_and_for_its_person(tx: Writing) -> None:
    actor = await sessions.resolve(tx, session=await make_session(tx, await make_person(tx)), api_key=None)
    other = await sessions.resolve(tx, session=await make_session(tx, await make_person(tx)), api_key=None)
    options = await proofs.begin_passkey(tx, actor, URL, "Shop")
    challenge = proofs._unpacked(options["challenge"])
    assert not await store.spend_challenge(tx, challenge, other.person)
    assert not await store.spend_challenge(tx, challenge, None)
    assert await store.spend_challenge(tx, challenge, actor.person)
    assert not await store.spend_challenge(tx, challenge, actor.person)


async def test_a_passkey_is_removed_by_its_person_alone(tx: Writing) -> None:
    ada = await make_person(tx)
    await store.add_passkey(tx, ada, b"ada", b"key", 0, "Laptop")
    (passkey,) = await store.passkeys(tx, ada)
    eve = await sessions.resolve(tx, session=await make_session(tx, await make_person(tx)), api_key=None)
    with pytest.raises(PasskeyRefused):
        await proofs.drop_passkey(tx, eve, PasskeyId(passkey.id))
    assert await store.passkeys(tx, ada) == [passkey]
