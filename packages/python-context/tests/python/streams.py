"""Much output at once, and input, in every way."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import TextIO

LINE = "x" * 99
LINES = 3_000


def stream(name: str) -> TextIO:
    return sys.stdout if name == "stdout" else sys.stderr


def print_at_once(name: str) -> None:
    print("\n".join([LINE] * LINES), file=stream(name))


def print_lines(name: str) -> None:
    for _ in range(LINES):
        print(LINE, file=stream(name))


def log(name: str) -> None:
    logger = logging.getLogger(name)
    logger.addHandler(logging.StreamHandler(stream(name)))
    for _ in range(LINES):
        logger.error(LINE)


def write_bytes(name: str) -> None:
    stream(name).buffer.write(f"{LINE}\n".encode() * LINES)


def os_write(name: str) -> int:
    return os.write(1 if name == "stdout" else 2, f"{LINE}\n".encode() * LINES)


def command(name: str) -> list[str]:
    out = "" if name == "stdout" else ">&2"
    lines = f'BEGIN {{ for (line = 0; line < {LINES}; line++) print "{LINE}" }}'
    return ["sh", "-c", f"awk '{lines}' {out}"]


def child(name: str) -> int:
    return subprocess.run(command(name), check=False).returncode  # noqa: S603


def system(name: str) -> int:
    return os.system(command(name)[2])  # noqa: S605  # pyright: ignore[reportDeprecated]


def fork(name: str) -> int | None:
    pid = os.fork()
    if pid == 0:
        return print_at_once(name)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def say_ready() -> None:
    """JavaScript gives the input when it sees this, when somebody waits for it already."""
    print("ready")


def ask() -> str:
    say_ready()
    return input()


def read_line() -> str:
    say_ready()
    return sys.stdin.readline()


def os_read() -> str:
    say_ready()
    return os.read(0, 100).decode()


def child_reads() -> str:
    say_ready()
    return subprocess.run(["cat"], check=False, stdout=subprocess.PIPE, text=True).stdout  # noqa: S607
