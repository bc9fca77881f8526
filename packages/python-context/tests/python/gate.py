"""A gate that modules wait at while they are imported, and how often each of them ran."""

from __future__ import annotations

import threading

arrived = threading.Semaphore(0)
gate = threading.Event()
runs: dict[str, int] = {}


def pass_through(name: str) -> None:
    """Waits until the gate is open; a second run of the same module fails, as torch's does."""
    runs[name] = runs.get(name, 0) + 1
    if runs[name] > 1:
        raise ImportError("can only be initialized once per process")
    arrived.release()
    gate.wait()


def wait_for_arrival() -> None:
    arrived.acquire()


def open_gate() -> None:
    gate.set()


def close_gate() -> None:
    gate.clear()


def import_lazily(name: str) -> bool:
    return bool(__import__(name).DONE)
