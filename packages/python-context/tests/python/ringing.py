"""Signals that are handled by raising, and calls that wait for them in every way."""

from __future__ import annotations

import os
import queue
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path


class RingError(Exception):
    """The handler ran."""


rung: list[int] = []
mark: list[Path] = []


def ring(number: int, _frame: object) -> None:
    rung.append(number)
    if mark:
        mark.pop().touch()
    raise RingError(number)


def sleep() -> None:
    time.sleep(60)


def wait_for_lock() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def wait_for_event() -> None:
    threading.Event().wait(60)


def wait_for_queue() -> None:
    queue.Queue[None]().get()


def wait_in_select() -> None:
    near, far = socket.socketpair()
    with near, far:
        select.select([near], [], [])


def wait_in_recv() -> None:
    near, far = socket.socketpair()
    with near, far:
        near.recv(1)


def wait_for_process() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        try:
            process.wait()
        finally:
            process.kill()


def arm(file: str | None = None) -> str:
    """Sets a timer whose handler raises, and returns before it fires."""
    rung.clear()
    mark[:] = [] if file is None else [Path(file)]
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    return "armed" if signal.getsignal(signal.SIGALRM) is ring else "another handler"


def arm_and(wait: str) -> None:
    arm()
    globals()[wait]()


def handle(name: str) -> None:
    signal.signal(getattr(signal, name), ring)


def wait_undisturbed() -> str:
    while not rung:
        time.sleep(0.01)
    return "undisturbed"


def kill_and(wait: str) -> None:
    """Gets a signal from a process, which the kernel gives to any thread."""
    handle("SIGUSR2")
    killer = f"import os, signal, time; time.sleep(0.05); os.kill({os.getpid()}, signal.SIGUSR2)"
    with subprocess.Popen([sys.executable, "-c", killer]):  # noqa: S603
        globals()[wait]()
