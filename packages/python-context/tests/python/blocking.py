"""Every way in which a Python call can refuse to end."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import importlib
import os
import queue
import re
import signal
import socket
import sys
import threading
import time


def ping() -> str:
    return "pong"


def spin() -> None:
    while True:
        pass


def spin_swallowing_exceptions() -> None:
    while True:
        try:
            while True:
                pass
        except Exception:  # noqa: BLE001, S110
            pass


def spin_until(end: float) -> None:
    while time.monotonic() < end:
        pass


def spin_swallowing_everything(seconds: float) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(BaseException):
            # In a frame of its own: CPython 3.13's exception tables leave out the jump back of a loop.
            spin_until(end)
    return "swallowed"


def spin_with_cleanup() -> None:
    try:
        spin()
    finally:
        cleanups.append("done")


cleanups: list[str] = []


class SlowToGo:
    def __del__(self) -> None:
        for _ in range(8_000):
            pass


def spin_in_destructors() -> None:
    while True:
        SlowToGo()
        for _ in range(2_000):
            pass


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "slept"


def wait_for_lock() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def wait_for_event() -> None:
    threading.Event().wait()


def wait_for_queue() -> None:
    queue.Queue[None]().get()


def wait_for_socket() -> None:
    near, far = socket.socketpair()
    with near, far:
        near.recv(1)


async def sleep_beside_a_task() -> None:
    async def busy() -> None:
        while True:
            await asyncio.sleep(0)

    task = asyncio.create_task(busy())
    await asyncio.sleep(60)
    task.cancel()


def run_asyncio(seconds: float) -> None:
    asyncio.run(asyncio.sleep(seconds))


def run_asyncio_beside_a_task() -> None:
    asyncio.run(sleep_beside_a_task())


def run_uvloop(seconds: float) -> None:
    import uvloop

    loop = uvloop.new_event_loop()
    loop.run_until_complete(asyncio.sleep(seconds))


def run_uvloop_beside_a_task() -> None:
    import uvloop

    uvloop.new_event_loop().run_until_complete(sleep_beside_a_task())


def sleep_in_cleanup(seconds: float) -> None:
    try:
        spin()
    finally:
        time.sleep(seconds)


def backtracking_regex() -> bool:
    return bool(re.match(r"(a+)+$", "a" * 40 + "b"))


def big_power() -> int:
    return len(hex(pow(7, 3_000_000) ** 9))


def sleep_without_reaction(seconds: float) -> str:
    """Sleeps in C without the GIL, again after each signal: only abandoning the thread helps."""
    end = time.monotonic() + seconds
    library = ctypes.CDLL(None)
    while time.monotonic() < end:
        # One C call; a signal handler of Python runs only after it, and its exception is swallowed.
        with contextlib.suppress(BaseException):
            library.usleep(int(max(0.0, end - time.monotonic()) * 1e6))
    return "slept"


def sleep_in_a_library_that_waits(seconds: float) -> str:
    """The same where a library waits at the end of the process, as OpenBLAS does for its threads."""
    library = ctypes.CDLL(None)
    at_exit = getattr(library, "__cxa_atexit")
    at_exit(library.pause, None, None)
    return sleep_without_reaction(seconds)


def hold_lock_in_c(seconds: float) -> str:
    """Sleeps in C with the GIL held, deaf to signals."""
    every_signal = signal.valid_signals()
    signal.pthread_sigmask(signal.SIG_BLOCK, every_signal)
    ctypes.PyDLL(None).usleep(int(seconds * 1e6))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, every_signal)
    return "held"


def hold_lock_until_told(fifo: str) -> str:
    """Waits in C with the GIL held, deaf to signals, until a byte is written."""
    every_signal = signal.valid_signals()
    signal.pthread_sigmask(signal.SIG_BLOCK, every_signal)
    end = os.open(fifo, os.O_RDWR)
    ctypes.PyDLL(None).read(end, ctypes.create_string_buffer(1), ctypes.c_size_t(1))
    os.close(end)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, every_signal)
    return "held"


def read_for_ever(memory: bytes) -> None:
    """Reads memory that JavaScript owns, until the process ends."""
    view = memoryview(memory)
    while True:
        for start in range(0, len(view), 4096):
            bytes(view[start : start + 4096])


machinery: list[str] = []


def spin_in_import_machinery(seconds: float) -> None:
    """Runs code that looks like Python's own import machinery, then spins."""
    source = "end = monotonic() + seconds\nwhile monotonic() < end: pass\nmachinery.append('completed')"
    names = {"monotonic": time.monotonic, "seconds": seconds, "machinery": machinery}
    machinery.clear()
    try:
        exec(compile(source, "<frozen importlib._bootstrap>", "exec"), names)  # noqa: S102
        spin()
    finally:
        machinery.append("interrupted")


def machinery_log() -> list[str]:
    return machinery


def import_anew(name: str) -> str:
    sys.modules.pop(name, None)
    return importlib.import_module(name).__name__
