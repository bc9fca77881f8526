"""Coroutines on the loop beside the owner thread."""

from __future__ import annotations

import asyncio
import threading

from _stemma.loop import AwaitedCalls


def ignore(_value: object, _error: BaseException | None, /) -> None:
    """Settles nothing."""


def test_one_that_is_cancelled_gets_that_where_it_waits() -> None:
    calls = AwaitedCalls()
    started, cancelled = threading.Event(), threading.Event()

    async def clean_up() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    calls.spawn(clean_up(), 1, ignore)
    assert started.wait(20)
    calls.cancel(1)
    assert cancelled.wait(20)
