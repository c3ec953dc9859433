"""The list of rooms, from the ground up: the order of migrations, and what is loaded at start.

A room takes part by having a file: `reactions`, `jobs`, `invariants`, `privacy`, `kept` and `web` are imported when they are there.
"""

import importlib
import importlib.util
from collections.abc import Container
from pathlib import Path
from types import ModuleType
from typing import Any

ROOMS = (
    "base",
    "people.permissions",
    "people.audit",
    "people.accounts",
    "people.sessions",
    "people.profiles",
    "people.privacy",
    "outside.mail",
    "outside.storage",
    "outside.payments",
    "outside.carriers",
    "shop.catalog",
    "shop.pricing",
    "shop.stock",
    "shop.search",
    "shop.carts",
    "shop.orders",
    "shop.billing",
    "shop.payments",
    "shop.shipping",
    "shop.checkout",
    "shop.returns",
    "shop.interchange",
    "community.judging",
    "community.circles",
    "community.moderation",
    "community.reviews",
    "community.questions",
    "community.discussions",
    "community.wish_lists",
    "community.members",
    "community.exchange",
    "deals.group_buys",
    "deals.private_sales",
    "deals.programme",
    "app",
)

SWITCHABLE = ("community.", "deals.")
"""Wings whose rooms a shop may do without."""

_HERE = Path(__file__).parent.parent


def folders() -> list[tuple[str, Path]]:
    """Return each room's name (schema and template prefix) and folder."""
    return [
        (room.replace(".", "_") if room == "outside.payments" else room.rpartition(".")[2], _HERE.joinpath(*room.split(".")))
        for room in ROOMS
    ]


def switched_off(names: str) -> frozenset[str]:
    """Return the rooms that a list names, by themselves or by their wing: "community.reviews, deals". Raises ValueError for an unknown one."""
    asked = {name.strip() for name in names.split(",") if name.strip()}
    known = {room.partition(".")[0] for room in ROOMS if room.startswith(SWITCHABLE)} | {
        room for room in ROOMS if room.startswith(SWITCHABLE)
    }
    if not asked <= known:
        raise ValueError(f"{', '.join(sorted(asked - known))}: no room that can be switched off; those are {', '.join(sorted(known))}")
    return frozenset(room for room in ROOMS if room in asked or room.partition(".")[0] in asked)


def modules(part: str, without: Container[str] = ()) -> list[ModuleType]:
    """Import and return that module of every room that has it, but for those rooms."""
    found = []
    for room in ROOMS:
        if room in without:
            continue
        name = f"stoa.{room}"
        if _has(name) and _has(f"{name}.{part}"):
            found.append(importlib.import_module(f"{name}.{part}"))
    return found


def _has(name: str) -> bool:
    """Return whether there is such a module; a folder that holds templates alone is none."""
    spec = importlib.util.find_spec(name)
    return spec is not None and spec.origin is not None


def load() -> None:
    """Import what hears events, does jobs, states invariants, and says what is held on people and kept in files."""
    for part in ("reactions", "jobs", "invariants", "privacy", "kept"):
        modules(part)


def handlers(without: Container[str] = ()) -> list[Any]:
    """Return every room's routes: `HANDLERS` of its `web` package. A room that is left out is not even loaded, so it gives other pages nothing."""
    return [handler for module in modules("web", without) for handler in module.HANDLERS]


def template_folders() -> dict[str, Path]:
    """Return where templates are found, by room."""
    found = {name: folder / "web" / "templates" for name, folder in folders() if (folder / "web" / "templates").is_dir()}
    return {**found, "": _HERE / "app" / "templates"}
