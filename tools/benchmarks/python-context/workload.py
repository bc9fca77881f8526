"""What every contender runs."""

from __future__ import annotations

import contextlib
import ctypes
import time
from typing import Any

import numpy as np

made = np.arange(15 * 2**20 // 4, dtype=np.float32)


def nothing() -> None:
    """Does nothing."""


def rows(count: int) -> list[dict[str, object]]:
    """Returns dicts as a query would."""
    return [{"id": index, "name": f"row {index}", "score": index / 7} for index in range(count)]


def count_rows(given: list[dict[str, object]]) -> int:
    """Takes dicts."""
    return len(given)


def spin(seconds: float) -> None:
    """Keeps Python busy."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass


def spin_for_ever() -> None:
    """Keeps Python busy until it is stopped."""
    while True:
        pass


def deaf() -> None:
    """Sleeps in C for a second and swallows what interrupts it."""
    end = time.monotonic() + 1
    library = ctypes.CDLL(None)
    while time.monotonic() < end:
        with contextlib.suppress(BaseException):
            library.usleep(int(max(0.0, end - time.monotonic()) * 1e6))


def make_array() -> Any:  # noqa: ANN401 - numpy's own types are not typed strictly
    """Returns 15 MB of floats."""
    return made


def array_bytes() -> bytes:
    """For contenders that would turn an array into a list of numbers."""
    return made.tobytes()


def array_length(memory: Any) -> int:  # noqa: ANN401 - any object with the buffer protocol
    """Returns the size in bytes."""
    return len(np.frombuffer(memory, dtype=np.uint8))


def set_first(memory: Any, value: float) -> None:  # noqa: ANN401 - any object with the buffer protocol
    """Writes into memory that may be the caller's own."""
    np.frombuffer(memory, dtype=np.float32)[0] = value


def get_first() -> float:
    """Reads what the caller may have written."""
    return float(made[0])
