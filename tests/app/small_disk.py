"""A place on a disk of its own that is soon full, for a program and what it starts; from outside it is seen by `inside`.

python -m tests.app.small_disk PLACE SIZE FOLDER MODULE ARGUMENT…

The place begins as a copy of the folder; where AFTER names another, what there is in the end is copied to it. The disk is a disk in memory inside a namespace of the program's own: no rights are needed, and it goes with the program.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

NEW_USER, NEW_MOUNTS = 0x1000_0000, 0x0002_0000


def inside(pid: int, place: Path) -> Path:
    """Return the place as the program sees it."""
    return Path(f"/proc/{pid}/root{place}")


def possible() -> bool:
    """Return whether this machine lets a program have disks of its own."""
    return subprocess.run([sys.executable, "-m", "tests.app.small_disk"], capture_output=True, check=False).returncode == 0


def _alone() -> None:
    """Be root of a namespace of our own."""
    user, group = os.geteuid(), os.getegid()
    _call("unshare", NEW_USER | NEW_MOUNTS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {user} 1")
    Path("/proc/self/gid_map").write_text(f"0 {group} 1")


def _call(name: str, *given: object) -> None:
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*given) != 0:
        raise OSError(ctypes.get_errno(), name)


def main() -> None:
    _alone()
    if len(sys.argv) > 1:
        place, size, folder, *command = sys.argv[1:]
        _call("mount", b"tmpfs", place.encode(), b"tmpfs", 0, f"size={size},mode=0755".encode())
        shutil.copytree(folder, place, symlinks=True, dirs_exist_ok=True)
        if "AFTER" not in os.environ:
            os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - a shell is nothing we need
        done = subprocess.run([sys.executable, "-m", *command], check=False)
        shutil.copytree(place, os.environ["AFTER"])
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
