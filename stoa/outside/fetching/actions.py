"""The verb of fetching."""

import asyncio
import importlib
import socket
from collections.abc import Collection

from stoa.base.database import not_in_a_transaction
from stoa.outside.fetching.model import Fetched, Resolve


async def resolve(host: str, port: int) -> list[str]:
    """Return every address of a name, as the system finds them. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


async def fetch(
    url: str,
    *,
    most_bytes: int,
    kinds: Collection[str],
    timeout: float,  # noqa: ASYNC109 - of everything together, redirects too
    allow: Collection[str] = (),
    names: Resolve = resolve,
) -> Fetched:
    """Fetch a file that a stranger named, without being led into our own network.

    The name is looked up here, every address of it must be public, and the connection goes to the address that was
    checked, so that a second look-up cannot answer otherwise; the same again for each of at most three redirects. The
    file's kind is told by its bytes. `timeout` is in seconds, for everything together. `allow` (addresses) and `names`
    are for tests.

    Raises NotFetched.
    """
    not_in_a_transaction()
    # The client takes 6 MB: only a process that fetches pays that, and a server never does.
    following = importlib.import_module("stoa.outside.fetching.following")
    found: Fetched = await following.follow(url, most_bytes, kinds, timeout, allow, names)
    return found
