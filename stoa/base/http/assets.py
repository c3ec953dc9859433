"""Assets: stylesheets, scripts and icons under names that carry their content, so they may be kept for ever.

A stylesheet's list of `@import url("…") layer(…)` lines is put together into one file at start; scripts stay modules
and find each other by an import map of relative names, which hashing the whole folder keeps valid.
"""

import hashlib
import mimetypes
import re
from pathlib import Path

import msgspec
from isal import igzip

_IMPORT = re.compile(r'@import\s+url\("([^"]+)"\)\s*(?:layer\(([a-z.-]+)\))?\s*;')


class Asset(msgspec.Struct, frozen=True):
    body: bytes
    packed: bytes
    kind: str


class Assets:
    """All files of the folder, at `/assets/<digest>/<path>`; the digest is of all of them together."""

    def __init__(self, folder: Path) -> None:
        bodies: dict[str, bytes] = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                bodies[path.relative_to(folder).as_posix()] = path.read_bytes()
        for name in [name for name in bodies if name.endswith(".css")]:
            bodies[name] = _gather(folder / name).encode()
        self.digest = hashlib.sha256(b"".join(name.encode() + body for name, body in bodies.items())).hexdigest()[:10]
        self._files = {name: _asset(name, body) for name, body in bodies.items()}

    def url(self, name: str) -> str:
        """Return the address of a file. Raises KeyError when there is none of that name."""
        return f"/assets/{self.digest}/{name}" if name in self._files else _missing(name)

    def find(self, name: str) -> Asset | None:
        return self._files.get(name)


def _missing(name: str) -> str:
    raise KeyError(f"no asset is called {name}")


def _asset(name: str, body: bytes) -> Asset:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".js"):
        kind = "text/javascript"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    return Asset(body, igzip.compress(body, 3), kind)


def _gather(path: Path) -> str:
    """Return a stylesheet with its imports put in their places."""

    def take(match: re.Match[str]) -> str:
        inner = _gather(path.parent / match[1])
        return f"@layer {match[2]} {{\n{inner}\n}}" if match[2] else inner

    return _IMPORT.sub(take, path.read_text())
