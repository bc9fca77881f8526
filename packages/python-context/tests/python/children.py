"""Child processes that inherit stdin, stdout and stderr."""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def run_echo() -> int:
    return subprocess.run(["echo", "from run"], check=False).returncode  # noqa: S607


def system_echo() -> int:
    return os.system("echo from system")  # noqa: S605, S607  # pyright: ignore[reportDeprecated]


def spawn_echo() -> int:
    pid = os.posix_spawnp("echo", ["echo", "from spawn"], os.environ)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def complain() -> int:
    return subprocess.run(["sh", "-c", "echo from sh >&2"], check=False).returncode  # noqa: S607


def cat() -> int:
    return subprocess.run(["cat"], check=False).returncode  # noqa: S607


def print_in_process() -> int | None:
    multiprocessing.set_executable(sys.executable)
    process = multiprocessing.get_context("spawn").Process(target=print, args=("from a process",))
    process.start()
    process.join()
    return process.exitcode


def say_goodbye() -> None:
    print("goodbye from", "the child" if os.getpid() != parent else "the parent")


parent = os.getpid()


def end(way: str) -> None:
    print("hello from the child")
    logging.getLogger("child").warning("a record that nobody hears")
    if way == "raise":
        raise ValueError("raised in the child")
    if way == "exit":
        sys.exit(5)
    if way == "exit with text":
        sys.exit("why it ends")


def fork(way: str, call_javascript: Callable[[], str] | None = None) -> object:
    """Forks; the child ends in that way, and its exit code is the result."""
    atexit.register(say_goodbye)
    pid = os.fork()
    if pid == 0:
        if call_javascript is not None:
            call_javascript()
        return end(way)
    atexit.unregister(say_goodbye)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


async def fork_in_coroutine(way: str) -> object:
    return fork(way)


def fork_in_thread(way: str) -> object:
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(fork(way)))
    thread.start()
    thread.join()
    return results[0]
