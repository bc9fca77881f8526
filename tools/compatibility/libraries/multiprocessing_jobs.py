"""Processes that are started in each of the three ways."""

import math
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.queues import Queue
from multiprocessing.shared_memory import SharedMemory

import numpy as np

_kept: dict[str, ProcessPoolExecutor] = {}


def roots(method: str, numbers: list[float]) -> list[float]:
    """The square roots, from a pool."""
    with multiprocessing.get_context(method).Pool(2) as pool:
        return pool.map(math.sqrt, numbers)


def _put(queue: "Queue[str]", text: str) -> None:
    queue.put(text)


def through_queue(method: str, text: str) -> str:
    """A text that another process has sent."""
    context = multiprocessing.get_context(method)
    queue = context.Queue()
    process = context.Process(target=_put, args=(queue, text))
    process.start()
    answered = queue.get(timeout=60)
    process.join()
    return answered


def exit_code(method: str) -> int | None:
    """With which code a process ends that says so."""
    process = multiprocessing.get_context(method).Process(target=sys.exit, args=(5,))
    process.start()
    process.join()
    return process.exitcode


def keep_idle_executor(method: str) -> float:
    """Leaves an executor open, as programs do that rely on the end of Python."""
    if method not in _kept:
        _kept[method] = ProcessPoolExecutor(2, multiprocessing.get_context(method))
    return _kept[method].submit(math.sqrt, 4).result()


def _double(name: str, length: int) -> None:
    memory = SharedMemory(name)
    values = np.ndarray(length, "f8", memory.buf)
    values *= 2
    del values
    memory.close()


def doubled_in_shared_memory(method: str, values: object) -> object:
    """What another process made of an array in memory that both map."""
    array = np.asarray(values)
    memory = SharedMemory(create=True, size=array.nbytes)
    try:
        shared = np.ndarray(array.shape, "f8", memory.buf)
        shared[:] = array
        process = multiprocessing.get_context(method).Process(target=_double, args=(memory.name, array.size))
        process.start()
        process.join()
        result = shared.copy()
        del shared
        return result
    finally:
        memory.close()
        memory.unlink()


def sleep(method: str) -> None:
    """Waits for a pool."""
    with multiprocessing.get_context(method).Pool(2) as pool:
        pool.map(time.sleep, [5, 5])
