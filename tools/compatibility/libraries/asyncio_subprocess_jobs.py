"""Programs that coroutines start and wait for."""

import asyncio
from asyncio.subprocess import PIPE


async def output_of(*command: str) -> str:
    """What a program prints."""
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    output, _ = await process.communicate()
    return output.decode().strip()


async def code_of(*command: str) -> int:
    """With which code a program ends that inherits the three standard streams."""
    process = await asyncio.create_subprocess_exec(*command)
    return await process.wait()


async def through_cat(data: bytes) -> bytes:
    """Bytes to a program and back."""
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    output, _ = await process.communicate(data)
    return output


async def wait_long() -> None:
    """Waits for a program, and ends it when the wait is given up."""
    process = await asyncio.create_subprocess_exec("sleep", "60")
    try:
        await process.wait()
    finally:
        process.kill()
        await process.wait()
