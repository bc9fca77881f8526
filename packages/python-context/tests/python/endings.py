"""What Python leaves to its end: work of pools, child processes, temporary folders, exit functions."""

from __future__ import annotations

import asyncio
import atexit
import multiprocessing
import os
import sys
import tempfile
import threading
import weakref
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

kept: list[object] = []


def note(file: str, text: str) -> None:
    with Path(file).open("a") as log:
        log.write(text + "\n")


def note_after(before: threading.Event, file: str, text: str) -> None:
    before.wait(0.2)
    note(file, text)


def work_in_threads(file: str) -> None:
    pool = ThreadPoolExecutor(1)
    slow = threading.Event()
    for number in range(5):
        pool.submit(note_after, slow, file, f"task {number}")
    threading.Thread(target=note_after, args=(slow, file, "thread")).start()
    kept.append(pool)


def start_pool() -> list[int]:
    """Leaves an idle pool of processes; returns their numbers."""
    multiprocessing.set_executable(sys.executable)
    pool = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))
    pool.submit(os.getpid).result()
    kept.append(pool)
    return sorted(pool._processes)


def start_daemon() -> int:
    process = multiprocessing.get_context("fork").Process(target=threading.Event().wait, daemon=True)
    process.start()
    kept.append(process)
    return process.pid or 0


class Thing:
    pass


def use_everything(file: str, life: str) -> str:
    """Registers exit functions of every kind; returns a folder that goes at the end."""
    atexit.register(note, file, f"atexit {life}")
    thing = Thing()
    weakref.finalize(thing, note, file, f"finalize {life}")
    folder = tempfile.TemporaryDirectory()
    kept.extend((thing, folder))
    return folder.name


def through_queue() -> int:
    queue = multiprocessing.get_context("spawn").Queue()
    queue.put(7)
    return queue.get(timeout=10)


def through_pool() -> int:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: 7).result()


async def through_loop() -> int:
    return await asyncio.get_running_loop().run_in_executor(None, lambda: 7)


def stay_for_ever() -> None:
    threading.Thread(target=threading.Event().wait).start()


def end_never() -> None:
    atexit.register(threading.Event().wait)
