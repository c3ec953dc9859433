"""Starting shops as processes, finding their parts, killing them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent.parent
ANEW = httpx.Limits(max_connections=None, max_keepalive_connections=0)
"""A connection for each request. The server closes one on which it has heard nothing for half a minute: where hundreds are slow to get their turn to send,
on a busy machine, that would be theirs."""
PATIENCE = 240.0
"""Seconds that a crowd waits for an answer, and anybody for an end in order: how long a busy machine takes is not what is tried with one."""
PARTS = {"server": "stoa.app.running.serving", "worker": "stoa.app.running.working", "database": "/postgres"}


def free_port() -> int:
    """Return a port that stays ours until this process ends: whoever asks by its number may listen there, nobody is given it by chance."""
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind(("127.0.0.1", 0))
    port = int(kept.getsockname()[1])
    kept.detach()
    return port


def environment(data: Path, port: int, **more: str) -> dict[str, str]:
    """Return the environment of a shop on this folder and port, and of nothing else of this machine's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STOA_")}
    return {**kept, "STOA_DATA": str(data), "STOA_PORT": str(port), "STOA_MODE": "test", "STOA_RATE_LIMITS": "no", **more}


def start(module: str, *arguments: str, data: Path, port: int, log: Path, **more: str) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=environment(data, port, **more),
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
        )


@contextlib.contextmanager
def running(module: str, *arguments: str, data: Path, port: int, log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module beside the block, and end it in order afterwards."""
    process = start(module, *arguments, data=data, port=port, log=log, **more)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def children(pid: int) -> dict[int, str]:
    """Return the processes that this one started, with their command lines."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError, IndexError):
            if int((entry / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def part(parent: int, name: str) -> int | None:
    """Return the pid of a part of the shop, while it lives."""
    return next((pid for pid, command in children(parent).items() if PARTS[name] in command.split(" -c ")[0]), None)


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def of_folder(data: Path) -> list[str]:
    """Return the command lines of processes that mention this folder or have it in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and entry.name != str(os.getpid()):
            with contextlib.suppress(OSError):
                if str(data).encode() in (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes():
                    found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def wait_until(holds: object, seconds: float = 120.0, what: str = "it") -> None:
    """Ask again and again until `holds()` is true."""
    deadline = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} took more than {seconds:.0f} s")
        time.sleep(0.02)


def ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=20).status_code == 200
    except httpx.HTTPError:
        return False
