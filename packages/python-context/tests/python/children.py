"""Child processes that inherit stdin, stdout and stderr."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys


def run_echo() -> int:
    return subprocess.run(["echo", "from run"], check=False).returncode  # noqa: S607


def system_echo() -> int:
    return os.system("echo from system")  # noqa: S605, S607


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
