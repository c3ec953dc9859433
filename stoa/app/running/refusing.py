"""How a process that cannot start says why to the one that started it: in a sentence, and by a code of its own."""

import contextlib
import os
import sys
from collections.abc import Iterator

from stoa.app.settings import BadSetting
from stoa.base.startup import CannotStart, NotYet

SAID_FD = "STOA_SAID_FD"
HOPELESS, LATER = 78, 75
"""Starting it again changes nothing; or it may (sysexits' EX_CONFIG and EX_TEMPFAIL)."""


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Tell the parent what keeps the block from starting."""
    try:
        yield
    except (CannotStart, BadSetting) as error:
        descriptor = os.environ.get(SAID_FD)
        if descriptor is None:
            sys.stderr.write(f"{error}\n")
        else:
            os.pwrite(int(descriptor), str(error).encode(), 0)
        sys.exit(LATER if isinstance(error, NotYet) else HOPELESS)
