"""An event loop on a libuv of its own, beside Node's."""

import asyncio

import uvloop


async def _echo(text: str) -> str:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(f"{text}\n".encode())
        answered = await reader.readline()
        writer.close()
        return answered.decode().strip()


def echo(text: str) -> str:
    """A line to a server on the same loop and back."""
    return uvloop.run(_echo(text))


def sleep() -> None:
    """Waits in libuv."""
    uvloop.run(asyncio.sleep(8))
