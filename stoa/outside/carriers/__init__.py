"""Carriers: who brings the parcels, and where these are.

Two ship with the shop: the sandbox moves parcels by the shop's clock, in demo and test mode only; `manual` is any carrier
the shop has no line to, where the merchant enters the tracking number.
"""

from stoa.base.wired import Wired
from stoa.outside.carriers.manual import Manual
from stoa.outside.carriers.model import Carrier
from stoa.outside.carriers.sandbox import Sandbox

carriers: Wired[dict[str, Carrier]] = Wired("outside.carriers")
wire = carriers.give
current = carriers.current


def services(*, zone: str, sandbox: bool) -> dict[str, Carrier]:
    """Return the carriers by name, the preferred one first."""
    found: dict[str, Carrier] = {"sandbox": Sandbox(zone)} if sandbox else {}
    found["manual"] = Manual()
    return found


__all__ = ["Carrier", "current", "services", "wire"]
