"""How long the demo takes to open, first and later, and how much memory its processes hold.

    python -m tests.app.start_times [--warm 5]

`taskset -c 0,1` before it gives the figures of a machine with two processors. Installing packages is not in it.
"""

import argparse
import re
import tempfile
import time
from pathlib import Path

from tests.app import processes

OPEN = re.compile(r"is open after ([\d.]+) s")


def start(data: Path, log: Path) -> tuple[float, dict[str, int]]:
    """Start a demo, wait until it is open, stop it; return the seconds and each process's memory in kB."""
    log.write_bytes(b"")
    began = time.monotonic()
    with processes.running("stoa", "demo", data=data, port=processes.free_port(), log=log) as shop:
        processes.wait_until(lambda: OPEN.search(log.read_text()) or shop.poll() is not None, 120, "opening")
        seconds = time.monotonic() - began
        memory = {"supervisor": resident(shop.pid)}
        memory |= {
            command.split(" -c ")[0].rpartition(".")[2].rpartition("/")[2]: resident(pid)
            for pid, command in processes.children(shop.pid).items()
        }
    return seconds, memory


def resident(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--warm", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stoa-times-") as place:
        data, log = Path(place) / "var", Path(place) / "log"
        seconds, _ = start(data, log)
        print(f"first start {seconds:.1f} s, filling the shop")  # noqa: T201
        (data / "demo.painted").touch()
        for _ in range(given.warm):
            seconds, memory = start(data, log)
            sizes = ", ".join(f"{name.strip()} {kilobytes / 1000:.0f} MB" for name, kilobytes in memory.items())
            print(f"later start {seconds:.2f} s; {sizes}")  # noqa: T201


if __name__ == "__main__":
    main()
