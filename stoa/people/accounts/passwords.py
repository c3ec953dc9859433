"""Password hashes: Argon2id with 19 MiB, two passes, one lane (OWASP's second choice; a check costs about 20 ms).

Hashing runs in two threads of its own: it neither stops the answers to others nor takes more than 38 MiB at once.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_threads = ThreadPoolExecutor(2, thread_name_prefix="argon2")

NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$s2oTU+6wLP9f6j0mtl6JAg$NdtN5Zan0ZnkymA1onT2jyg7QuufUJP0dZhIwZEnA2w"
"""A hash that no password fits. It is checked where there is none, so that the answer takes as long."""


def _fits(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


async def fits(kept: str, password: str) -> bool:
    """Return whether the password belongs to the hash."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _fits, kept, password)


async def make(password: str) -> str:
    """Return the hash to keep."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


def outdated(kept: str) -> bool:
    """Return whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)
