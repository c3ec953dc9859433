"""The address people come to: one listening socket that the parent holds and every server accepts from.

While a server is started again, new visitors wait in the queue instead of being turned away.
"""

import errno
import os
import socket

from stoa.base.startup import CannotStart

LISTEN_FD = "STOA_LISTEN_FD"
BACKLOG = 4096


class AddressTaken(CannotStart):
    """The address cannot be had; the message says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises AddressTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise AddressTaken(f"Port {port} is in use by another program. Stop that one, or take another: --port {port + 1}") from error
        raise AddressTaken(f"Cannot listen at {host}, port {port}: {os.strerror(error.errno or 0)}.") from error
    listening.setblocking(False)  # noqa: FBT003
    return listening
