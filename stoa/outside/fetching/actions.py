"""The verb of fetching."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection

import httpx

from stoa.base.database import not_in_a_transaction
from stoa.outside.fetching import rules
from stoa.outside.fetching.model import Fetched, NotFetched

REDIRECTS = 3
Resolve = Callable[[str, int], Awaitable[list[str]]]


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
    try:
        async with asyncio.timeout(timeout), httpx.AsyncClient(trust_env=False, timeout=timeout) as client:
            return await _follow(client, url, most_bytes, kinds, allow, names)
    except (TimeoutError, httpx.TimeoutException):
        raise NotFetched("too_slow", url[:200]) from None
    except httpx.HTTPError as error:
        raise NotFetched("unreachable", f"{url[:200]} ({error!r})"[:500]) from None


async def _follow(
    client: httpx.AsyncClient, text: str, most_bytes: int, kinds: Collection[str], allow: Collection[str], names: Resolve
) -> Fetched:
    for _ in range(REDIRECTS + 1):
        url = rules.target(text)
        request = await _request(client, url, allow, names)
        response = await client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                text = str(url.join(response.headers["location"]))
                continue
            _check_status(response.status_code)
            body = await _body(response, most_bytes)
        finally:
            await response.aclose()
        kind = rules.kind_of(body)
        if kind not in kinds:
            raise NotFetched("wrong_kind", kind)
        return Fetched(str(url), kind, body)
    raise NotFetched("too_many_redirects")


async def _request(client: httpx.AsyncClient, url: httpx.URL, allow: Collection[str], names: Resolve) -> httpx.Request:
    """Return a request that goes to the checked address, and names the host in its header and its certificate check."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        addresses = await names(url.raw_host.decode(), port)
    except (OSError, UnicodeError):
        raise NotFetched("unknown_host", url.host) from None
    return client.build_request(
        "GET",
        url.copy_with(host=rules.chosen(addresses, allow)),
        headers={"host": url.netloc.decode(), "accept-encoding": "identity", "user-agent": "Stoa"},
        extensions={"sni_hostname": url.raw_host.decode()},
    )


def _check_status(status: int) -> None:
    if status in {404, 410}:
        raise NotFetched("not_found")
    if status == 429 or status >= 500:
        raise NotFetched("server_fault", str(status))
    if status != 200:
        raise NotFetched("refused", str(status))


async def _body(response: httpx.Response, most_bytes: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > most_bytes:
            raise NotFetched("too_large", f"more than {most_bytes} bytes")
        parts.append(part)
    return b"".join(parts)
