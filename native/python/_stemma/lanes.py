"""Threads beside the owner thread, for calls that ask for it: what releases the GIL overlaps there.

Calls begin in the order in which they were made, each when a lane is free. One whose time is up is
interrupted, but not in delicate code. If it does not react within the grace, another lane takes its place.
"""

from __future__ import annotations

import importlib
import os
import threading
from collections import abc, deque
from typing import TYPE_CHECKING, Any, cast

from _stemma.handles import get_attribute
from _stemma.interrupt import Interrupted, is_thread_delicate

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

LIMIT = min(32, (os.cpu_count() or 1) + 4)
GRACE_SECONDS = 0.2
LOOK_SECONDS = 0.01


class Job:
    """One call: waiting, in a lane (`thread` says which), or done."""

    def __init__(self, call: Callable[[], object], done: Callable[[], object]) -> None:
        self.call = call
        self.done = done
        self.thread: int | None = None
        self.is_called = False
        self.is_dropped = False
        self.is_interrupted = False
        self.is_given_up = False
        self.value: object = None
        self.error: BaseException | None = None


class Lanes:
    """The lanes, made when they are needed, and the jobs that wait for one."""

    def __init__(self, limit: int, raise_in: Callable[[int, type[BaseException] | None], object]) -> None:
        self._limit = limit
        self._raise_in = raise_in
        self._lock = threading.Lock()
        self._has_jobs = threading.Condition(self._lock)
        self._jobs: deque[Job] = deque()
        self._lanes = 0
        self._idle = 0

    def submit(self, job: Job) -> None:
        """Queues a job, with a new lane for it if none is free."""
        with self._lock:
            self._jobs.append(job)
            self._wake_or_add_lane()

    def drop_or_interrupt(self, job: Job) -> bool:
        """Takes a job back that waits, or interrupts it; False as long as it is in its lane."""
        with self._lock:
            job.is_dropped = True
            if job.thread is None:
                return True
            if not job.is_interrupted and not is_thread_delicate(job.thread):
                job.is_interrupted = True
                self._raise_in(job.thread, Interrupted)
            return False

    def give_up(self, job: Job) -> None:
        """Lets another lane take the place of the one that the job does not leave."""
        with self._lock:
            if job.thread is not None and not job.is_given_up:
                job.is_given_up = True
                self._lanes -= 1
                self._wake_or_add_lane()

    def _wake_or_add_lane(self) -> None:
        # A lane that is woken counts as idle until it runs: it will take one of the jobs.
        if len(self._jobs) > self._idle and self._lanes < self._limit:
            self._lanes += 1
            threading.Thread(target=self._serve, name="stemma-lane", daemon=True).start()
        else:
            self._has_jobs.notify()

    def _serve(self) -> None:
        while True:
            job = self._take()
            self._run(job)
            job.done()
            if job.is_given_up:
                return

    def _take(self) -> Job:
        with self._lock:
            while True:
                while not self._jobs:
                    self._idle += 1
                    self._has_jobs.wait()
                    self._idle -= 1
                job = self._jobs.popleft()
                if not job.is_dropped:
                    job.thread = threading.get_ident()
                    return job

    def _run(self, job: Job) -> None:
        # An interrupt is raised wherever the thread is: also here, after the call.
        while job.thread is not None:
            try:
                self._call(job)
                with self._lock:
                    self._raise_in(job.thread, None)
                    job.thread = None
            except Interrupted as late:
                job.error = job.error or late

    def _call(self, job: Job) -> None:
        if job.is_called:
            return
        job.is_called = True
        try:
            job.value = job.call()
        except BaseException as error:  # noqa: BLE001 - settles the call, whatever it is
            job.error = error


def _make_lanes() -> Lanes:
    import _stemma_native

    return Lanes(LIMIT, _stemma_native.raise_in)


_lanes: Lanes | None = None


async def run(module: str, name: str, args: list[Any], kwargs: dict[str, Any] | None) -> object:
    """Calls a function in a lane and returns what it returns; a coroutine is awaited here, as always."""
    global _lanes
    _lanes = _lanes or _make_lanes()
    value = await run_in(_lanes, lambda: _find(module, name)(*args, **(kwargs or {})))
    return await cast("abc.Coroutine[Any, Any, object]", value) if isinstance(value, abc.Coroutine) else value


def _find(module: str, name: str) -> Any:  # noqa: ANN401 - whatever is called
    return get_attribute(importlib.import_module(module), name)


async def run_in(lanes: Lanes, call: Callable[[], object]) -> object:
    """Runs a call in one of the lanes; when the task is cancelled, it is interrupted."""
    # Here and not above: it takes longer to import than everything else that a start needs.
    import asyncio

    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    job = Job(call, lambda: loop.call_soon_threadsafe(ended.set))
    lanes.submit(job)
    try:
        await ended.wait()
    except asyncio.CancelledError:
        _keep(loop.create_task(_stop(lanes, job)))
        raise
    if job.error is not None:
        raise job.error
    return job.value


async def _stop(lanes: Lanes, job: Job) -> None:
    import asyncio

    for _ in range(round(GRACE_SECONDS / LOOK_SECONDS)):
        if lanes.drop_or_interrupt(job):
            return
        await asyncio.sleep(LOOK_SECONDS)
    lanes.give_up(job)


_stopping: set[asyncio.Task[None]] = set()


def _keep(task: asyncio.Task[None]) -> None:
    # The loop itself holds tasks weakly.
    _stopping.add(task)
    task.add_done_callback(_stopping.discard)
