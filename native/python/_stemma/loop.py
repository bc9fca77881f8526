"""The asyncio loop that coroutines run on, in a thread of its own, beside the calls of the owner thread."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable
    from concurrent.futures import Future


class Complete(Protocol):
    """Settles the call that is awaited: with its value, or with what it raised."""

    def __call__(self, value: object, error: BaseException | None, /) -> None: ...


Outcome = tuple[object, "BaseException | None"]


class AwaitedCalls:
    """Runs awaitables on one loop, which starts with the first of them."""

    def __init__(self) -> None:
        self._start = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._futures: dict[int, Future[Outcome]] = {}

    def spawn(self, awaitable: Awaitable[object], serial: int, complete: Complete) -> None:
        """Awaits on the loop and passes the outcome to `complete`, unless the call is cancelled before."""
        # Here and not above: it takes longer to import than everything else that a start needs.
        import asyncio

        from _stemma import lifecycle

        process = os.getpid()

        async def run() -> Outcome:
            error = None
            try:
                return await awaitable, None
            except BaseException as failure:
                error = failure
                if isinstance(failure, asyncio.CancelledError):
                    raise
                return None, failure
            finally:
                if os.getpid() != process:
                    lifecycle.end_forked_child(error)

        def on_done(future: Future[Outcome]) -> None:
            self._futures.pop(serial, None)
            try:
                value, error = future.result()
            except BaseException as cancelled:  # noqa: BLE001 - cancellation settles the call, too
                value, error = None, cancelled
            complete(value, error)

        future = asyncio.run_coroutine_threadsafe(run(), self._running_loop())
        self._futures[serial] = future
        future.add_done_callback(on_done)

    def cancel(self, serial: int) -> None:
        """Cancels the task of a call that nobody waits for any more."""
        future = self._futures.pop(serial, None)
        if future is not None:
            future.cancel()

    def forget_pool(self) -> None:
        """Lets the loop start new threads for blocking functions: those it had have ended."""
        if self._loop is not None:
            self._loop._default_executor = None  # pyright: ignore[reportAttributeAccessIssue]

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._start:
            if self._loop is None or self._loop.is_closed():
                import asyncio

                loop = asyncio.new_event_loop()
                threading.Thread(target=run_for_ever, args=[loop], name="stemma-asyncio", daemon=True).start()
                # Only now: an interrupt before would leave a loop that nobody runs.
                self._loop = loop
            return self._loop


def run_for_ever(loop: asyncio.AbstractEventLoop) -> None:
    """Runs the loop until it is closed.

    A SystemExit in somebody's own task, which asyncio lets through, does not end it, nor does a coroutine
    that stops it: others' calls are on it, and would wait for their time-out.
    """
    while not loop.is_closed():
        try:
            loop.run_forever()
        except (SystemExit, KeyboardInterrupt):
            continue


_awaited = AwaitedCalls()
spawn = _awaited.spawn
cancel = _awaited.cancel
forget_pool = _awaited.forget_pool
