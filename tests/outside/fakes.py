"""Real HTTP servers on this machine, for the fakes of what is outside."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec


class Asked(msgspec.Struct):
    """A request as it came in; header names in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]


class Said(msgspec.Struct):
    """An answer. With `hang` nothing is sent until the client goes; `length` may tell another size than the body's."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = {}
    hang: bool = False
    length: int | None = None


Answer = Callable[[Asked], Awaitable[Said]]


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = head[0].split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int((await reader.readline()).split(b";")[0], 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
    else:
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, target, headers, body)


@contextlib.asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[int]:
    """Answer HTTP on a port of 127.0.0.1 while the block runs; yield the port. One request a connection."""
    open_connections: set[asyncio.StreamWriter] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_connections.add(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            asked = await _read(reader)
            assert asked is not None
            said = await answer(asked)
            if said.hang:
                await reader.read()
            else:
                length = len(said.body) if said.length is None else said.length
                headers = {"content-length": str(length), "connection": "close", **said.headers}
                lines = [f"HTTP/1.1 {said.status} .", *(f"{name}: {value}" for name, value in headers.items() if value), "", ""]
                writer.write("\r\n".join(lines).encode() + (b"" if asked.method == "HEAD" else said.body))
                await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        open_connections.discard(writer)

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for writer in list(open_connections):
            writer.transport.abort()
        await server.wait_closed()
