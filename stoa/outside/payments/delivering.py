"""How the sandbox's webhooks travel: over HTTP. Imported at the first of them: it brings httpx."""

import httpx

# Reading the certificates takes twenty milliseconds: once, not for each webhook.
_TRUSTED = httpx.create_ssl_context(trust_env=False)


async def deliver(address: str, headers: dict[str, str], body: bytes) -> int:
    """Return the status of the answer. Raises ConnectionError."""
    async with httpx.AsyncClient(verify=_TRUSTED, timeout=10, trust_env=False) as client:
        try:
            answer = await client.post(address, content=body, headers={**headers, "content-type": "application/json"})
        except httpx.HTTPError as error:
            raise ConnectionError(repr(error)) from error
    return answer.status_code
