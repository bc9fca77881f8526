"""Coroutines on the loop beside the owner thread."""

from __future__ import annotations

import asyncio
import threading

import pytest
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


def test_goes_on_after_a_coroutine_stopped_it() -> None:
    calls = AwaitedCalls()
    settled: list[object] = []
    both = threading.Event()

    async def stop() -> str:
        asyncio.get_running_loop().stop()
        return "stopped"

    async def follow() -> str:
        await asyncio.sleep(0)
        return "followed"

    def settle(value: object, error: BaseException | None, /) -> None:
        settled.append(error or value)
        if len(settled) == 2:
            both.set()

    calls.spawn(stop(), 1, settle)
    calls.spawn(follow(), 2, settle)
    assert both.wait(20)
    assert sorted(map(str, settled)) == ["followed", "stopped"]


def test_begins_again_after_it_was_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = AwaitedCalls()
    loops: list[asyncio.AbstractEventLoop] = []
    settled = threading.Event()

    async def keep() -> None:
        loops.append(asyncio.get_running_loop())

    def settle(_value: object, _error: BaseException | None, /) -> None:
        settled.set()

    calls.spawn(keep(), 1, settle)
    assert settled.wait(20)
    closed = threading.Event()

    def close() -> None:
        loops[0].close()
        closed.set()

    # What runs it next finds that somebody closed it.
    monkeypatch.setattr(loops[0], "run_forever", close)
    loops[0].call_soon_threadsafe(loops[0].stop)
    assert closed.wait(20)
    settled.clear()
    calls.spawn(keep(), 2, settle)
    assert settled.wait(20)
    assert loops[1] is not loops[0]
