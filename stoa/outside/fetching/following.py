"""How a file is fetched: the look-up, the check of every address, the redirects. Imported at the first fetching: it brings httpx."""

import asyncio
from collections.abc import Collection

import httpx

from stoa.outside.fetching import rules
from stoa.outside.fetching.model import Fetched, NotFetched, Resolve

REDIRECTS = 3


async def follow(text: str, most_bytes: int, kinds: Collection[str], seconds: float, allow: Collection[str], names: Resolve) -> Fetched:
    """Fetch it, redirects and all, in so many seconds. Raises NotFetched."""
    try:
        async with asyncio.timeout(seconds), httpx.AsyncClient(trust_env=False, timeout=seconds) as client:
            return await _follow(client, text, most_bytes, kinds, allow, names)
    except (TimeoutError, httpx.TimeoutException):
        raise NotFetched("too_slow", text[:200]) from None
    except httpx.HTTPError as error:
        raise NotFetched("unreachable", f"{text[:200]} ({error!r})"[:500]) from None


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
