"""Standard Webhooks (standardwebhooks.com, 1.0): how a message proves who sent it and that it is fresh."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from stoa.base.refusals import FieldError
from stoa.outside.payments.model import BadSignature

TOLERANCE = timedelta(minutes=5)


def sign(secret: bytes, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the three headers of a message sent at that time."""
    stamp = str(int(at.timestamp()))
    return {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": f"v1,{_signature(secret, message_id, stamp, body)}"}


def verify(secret: bytes, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """Return the message's id. Raises BadSignature when a header is missing, the time is off, or no signature fits."""
    found = {name.lower(): value for name, value in headers.items()}
    message_id, stamp = found.get("webhook-id", ""), found.get("webhook-timestamp", "")
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > 12 or abs(now.timestamp() - int(stamp)) > TOLERANCE.total_seconds():
        raise BadSignature([FieldError("/webhook-timestamp", "bad_signature")])
    right = base64.b64decode(_signature(secret, message_id, stamp, body))
    for one in found.get("webhook-signature", "").split():
        version, _, given = one.partition(",")
        if version == "v1" and hmac.compare_digest(right, _decoded(given)):
            return message_id
    raise BadSignature([FieldError("/webhook-signature", "bad_signature")])


def _signature(secret: bytes, message_id: str, stamp: str, body: bytes) -> str:
    signed = message_id.encode() + b"." + stamp.encode() + b"." + body
    return base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
