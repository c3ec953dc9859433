"""Settings, from the environment. Each has a meaning, a default, and a line in docs/settings.md (a test compares).

A folder that `stoa demo` has filled says so itself, so that the other commands find a running demo without any setting.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from stoa.app.running import folder


class BadSetting(ValueError):
    """A setting cannot be understood; the message names it, what was given and what is taken."""


class Settings(msgspec.Struct, frozen=True):
    """Everything that can be set."""

    database_url: str = ""
    data: Path = Path("var")
    url: str = "http://localhost:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    mode: str = "live"
    workers: int = 1
    pool: int = 12
    market: str = "eu"
    time_zone: str = "Europe/Berlin"
    shop_name: str = "Stoa"
    seller: str = ""
    tax_number: str = ""
    mail_from: str = "shop@example.com"
    smtp_url: str = ""
    storage_url: str = ""
    stripe_key: str = ""
    stripe_webhook_secret: str = ""
    stripe_url: str = ""
    bank_account: str = ""
    proxy: bool = False
    rate_limits: bool = True
    pseudo: bool = False
    without: str = ""
    log: str = "warning"

    @property
    def movable_clock(self) -> bool:
        """Return whether the shop's clock may be moved: never in a live shop."""
        return self.mode in {"demo", "test"}


DEFAULTS = Settings()
"""What holds where nothing was set. (`Settings.port` is no default: on the class it is how the field is reached.)"""

PREFIX = "STOA_"
MODES = ("live", "demo", "test")
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of `STOA_…` variables. Raises BadSetting."""
    given = os.environ if environment is None else environment
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(Settings):
        name = f"{PREFIX}{field.name.upper()}"
        if name in given:
            values[field.name] = _parse(name, given[name], field.type)
    if given is os.environ:
        values = {**_remembered(values), **values}
    if values.get("mode", "live") not in MODES:
        raise BadSetting(f"STOA_MODE is {values['mode']!r}; it is one of {', '.join(MODES)}")
    settings = Settings(**values)  # type: ignore[arg-type]
    if "port" in values and f"{PREFIX}URL" not in given:
        settings = msgspec.structs.replace(settings, url=f"http://localhost:{settings.port}")
    return msgspec.structs.replace(settings, url=settings.url.rstrip("/"))


def _remembered(values: Mapping[str, object]) -> dict[str, object]:
    """Return what the data folder says of itself: where the shop in it runs now, and that it is a demo's."""
    data = Path(str(values.get("data", DEFAULTS.data)))
    running = folder.running_url(data)
    found: dict[str, object] = {} if running is None else {"url": running}
    demo = folder.demo_url(data) if "database_url" not in values else None
    return found if demo is None else {"mode": "demo", "url": running or demo}


def _parse(name: str, text: str, kind: object) -> object:
    if kind is int:
        if not text.strip().isdigit():
            raise BadSetting(f"{name} is {text!r}; it is a whole number")
        return int(text)
    if kind is bool:
        if text.lower() not in _YES | _NO:
            raise BadSetting(f"{name} is {text!r}; it is yes or no")
        return text.lower() in _YES
    return Path(text) if kind is Path else text
