"""Passkeys as the standard has them (W3C Web Authentication, level 3): what a browser is asked, and whether its answer holds.

What this needs takes 15 MB and a tenth of a second to import, so `proofs` imports it when the first passkey is used.
"""

import struct
from typing import Any, cast

import webauthn
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from stoa.people.accounts.model import PasskeyRefused

# What webauthn raises for an answer that is not one, whichever layer of it is broken.
_BROKEN = (WebAuthnException, ValueError, LookupError, TypeError, AttributeError, OverflowError, struct.error)
Asked = tuple[bytes, dict[str, Any]]
"""A challenge, and what the browser is asked with it."""


def ask(rp: str) -> Asked:
    """Ask for any passkey of this site."""
    options = webauthn.generate_authentication_options(rp_id=rp, user_verification=UserVerificationRequirement.REQUIRED)
    return options.challenge, cast("dict[str, Any]", options_to_json_dict(options))


def ask_for_new(rp: str, shop: str, person: bytes, email: str, name: str, known: list[bytes]) -> Asked:
    """Ask for a new passkey of somebody, on none of the devices that have one."""
    options = webauthn.generate_registration_options(
        rp_id=rp,
        rp_name=shop,
        user_id=person,
        user_name=email,
        user_display_name=name or email,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return options.challenge, cast("dict[str, Any]", options_to_json_dict(options))


def check(answer: dict[str, Any], challenge: bytes, rp: str, url: str, *, key: bytes, count: int) -> VerifiedAuthentication:
    """Return the proof that a known passkey signed the challenge. Raises PasskeyRefused."""
    try:
        return webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=rp,
            expected_origin=url,
            credential_public_key=key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )
    except _BROKEN:
        raise PasskeyRefused from None


def check_new(answer: dict[str, Any], challenge: bytes, rp: str, url: str) -> VerifiedRegistration:
    """Return the passkey that was made. Raises PasskeyRefused."""
    try:
        return webauthn.verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=rp, expected_origin=url, require_user_verification=True
        )
    except _BROKEN:
        raise PasskeyRefused from None
