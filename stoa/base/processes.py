"""Processes that end when the one that started them does, however that happens."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(number: signal.Signals, parent: int | None = None) -> None:
    """Have the kernel send this process a signal when the thread that started it ends. Called between fork and exec.

    After any change of user, which would clear it. With `parent` it also ends if that one was gone already.
    """
    if libc is not None:
        libc.prctl(_PR_SET_PDEATHSIG, number)
    if parent is not None and os.getppid() != parent:
        os._exit(1)
