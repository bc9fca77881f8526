"""Coroutines, generators, callbacks, logging: results that take their time."""

from __future__ import annotations

import asyncio
import gc
import inspect
import logging
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

events: list[str] = []
allowed = threading.Event()


async def sleep_and_return(seconds: float, value: object) -> object:
    await asyncio.sleep(seconds)
    return value


async def return_when_allowed(value: object) -> object:
    while not allowed.is_set():
        await asyncio.sleep(0.001)
    return value


def allow_returns() -> None:
    allowed.set()


async def fail_later() -> None:
    await asyncio.sleep(0)
    raise ValueError("later")


async def exit_later() -> None:
    raise SystemExit(3)


async def exit_in_a_task() -> None:
    await asyncio.ensure_future(exit_later())


async def wait_for_ever() -> None:
    try:
        await asyncio.Event().wait()
    finally:
        events.append("cancelled")


def take_events() -> list[str]:
    taken = list(events)
    events.clear()
    return taken


def count_up(stop: int) -> Iterator[int]:
    try:
        yield from range(stop)
    finally:
        events.append("closed")


def fail_after(count: int) -> Iterator[int]:
    yield from range(count)
    raise ValueError("no more")


def endless() -> Iterator[int]:
    number = 0
    try:
        while True:
            events.append("produced")
            yield number
            number += 1
    finally:
        events.append("closed")


async def count_up_async(stop: int) -> AsyncIterator[int]:
    try:
        for number in range(stop):
            await asyncio.sleep(0)
            yield number
    finally:
        events.append("closed async")


def apply(function: Callable[..., Any], *values: object) -> object:
    return function(*values)


def apply_twice(function: Callable[..., Any], first: object, second: object) -> object:
    return function(first)(second)


def apply_in_threads(function: Callable[[int], int], count: int) -> list[int]:
    results: list[int] = [0] * count

    def run(index: int) -> None:
        results[index] = function(index)

    threads = [threading.Thread(target=run, args=(index,)) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def catch(function: Callable[[], object]) -> str:
    try:
        function()
    except Exception as error:  # noqa: BLE001 - any
        return f"{type(error).__module__}.{type(error).__name__}: {error}"
    return "nothing was raised"


kept_functions: list[Callable[..., Any]] = []


def keep_function(function: Callable[..., Any]) -> None:
    kept_functions.append(function)


def drop_functions() -> None:
    kept_functions.clear()
    gc.collect()


def log_everything() -> None:
    logger = logging.getLogger("flows.logger")
    logger.setLevel(logging.DEBUG)
    for level in ("debug", "info", "warning", "error"):
        getattr(logger, level)("a %s record", level)
    warnings.warn("watch out", UserWarning, stacklevel=1)


class Account:
    """Something that is worth staying in Python."""

    def __init__(self, balance: int = 0) -> None:
        self.balance = balance

    def deposit(self, amount: int, *, note: str = "") -> str:
        self.balance += amount
        return note

    def sibling(self) -> Account:
        return Account(self.balance + 1)


def balance_of(account: Account) -> int:
    return account.balance


def call_with_keywords(function: Callable[..., Any]) -> object:
    return function(1, scale=2, name="x")


def signature_of(function: Callable[..., Any]) -> str:
    return str(inspect.signature(function))


class Sensor:
    """Attributes, items, iteration, a coroutine and a context of its own."""

    def __init__(self) -> None:
        self.reading = {"value": [1, 2], "unit": Account(7)}
        self.grid: dict[object, object] = {(0, 1): "cell", "key": 2}
        self.owner = Account(3)

    def __getitem__(self, key: object) -> object:
        return self.grid[key]

    def __setitem__(self, key: object, value: object) -> None:
        self.grid[key] = value

    def __delitem__(self, key: object) -> None:
        del self.grid[key]

    def __iter__(self) -> Iterator[int]:
        try:
            yield from range(1000)
        finally:
            events.append("closed")

    async def connect(self, *, balance: int) -> Account:
        await asyncio.sleep(0)
        return Account(balance)


class Stream:
    async def __aiter__(self) -> AsyncIterator[int]:
        for number in range(3):
            await asyncio.sleep(0)
            yield number


async def open_sensor() -> Sensor:
    await asyncio.sleep(0)
    return Sensor()


async def task_of(value: object) -> object:
    async def run() -> object:
        return value

    return asyncio.ensure_future(run())


def name_of_caller() -> str:
    return sys._getframe(1).f_globals["__name__"]


meeting = threading.Barrier(2, timeout=20)
begun: list[int] = []


def meet(value: object) -> object:
    """Returns once another call is here, too."""
    meeting.wait()
    return value


def spin(number: int) -> None:
    """Never returns by itself."""
    begun.append(number)
    while True:
        pass


def begin(number: int) -> int:
    begun.append(number)
    return number


def hold_lock_of_others(seconds: float) -> None:
    """Waits where no exception arrives."""
    threading.Event().wait(seconds)


def take_begun() -> list[int]:
    taken = list(begun)
    begun.clear()
    return taken


def lane_count() -> int:
    return sum(1 for thread in threading.enumerate() if thread.name == "stemma-lane")


def exit_from_lane() -> None:
    raise SystemExit(4)


async def later_from_lane() -> str:
    await asyncio.sleep(0)
    return threading.current_thread().name
