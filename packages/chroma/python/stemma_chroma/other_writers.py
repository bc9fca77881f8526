"""Programs that have a data directory open and take no lock of ours: pure Python, or ``chroma run``.

Linux tells of the open files of other processes of the same user, or of all for root. Elsewhere nobody is
seen.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stemma_chroma.healing.database import DATABASE

_PROCESSES = Path("/proc")
_POLL_SECONDS = 0.01


@dataclass(frozen=True)
class OtherWriter:
    """A process that has the directory's database open for writing."""

    pid: int
    program: str


def other_writers(directory: Path) -> list[OtherWriter]:
    """Return the other processes that could write into the directory now. Whoever only reads it is none."""
    if not _PROCESSES.is_dir():
        return []
    own = str(os.getpid())
    pids = [entry.name for entry in _PROCESSES.iterdir() if entry.name.isdigit() and entry.name != own]
    # Not the index files: Chroma opens them so that every child of the process has them open, too, and a
    # child may outlive it. SQLite's own files are closed to children.
    database = str(directory / DATABASE)
    return [
        OtherWriter(int(pid), _program_of(pid))
        for pid in pids
        if any(_may_write(pid, descriptor) for descriptor in _descriptors_of(pid, database))
    ]


def wait_for_other_writers(directory: Path, seconds: float) -> list[OtherWriter]:
    """Return those who stay; one that is just closing the directory gets that long."""
    deadline = time.monotonic() + seconds
    while (writers := other_writers(directory)) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    return writers


def _descriptors_of(pid: str, database: str) -> Iterator[str]:
    # A process may end, or close a file, while it is looked at; others' may not be looked at.
    folder = f"{_PROCESSES}/{pid}/fd"
    try:
        descriptors = os.listdir(folder)  # noqa: PTH208 (thousands of them: paths as objects cost too much)
    except OSError:
        return
    for descriptor in descriptors:
        try:
            target = os.readlink(f"{folder}/{descriptor}")  # noqa: PTH115 (as above)
        except OSError:
            continue
        # With its log, its journal and its shared memory, which have its name in front.
        if target.startswith(database):
            yield descriptor


def _may_write(pid: str, descriptor: str) -> bool:
    try:
        lines = (_PROCESSES / pid / "fdinfo" / descriptor).read_text().splitlines()
    except OSError:
        return False
    flags = next((line.split()[1] for line in lines if line.startswith("flags:")), "0")
    return int(flags, 8) & (os.O_WRONLY | os.O_RDWR) != 0


def _program_of(pid: str) -> str:
    try:
        return (_PROCESSES / pid / "comm").read_text().strip()
    except OSError:
        return "unknown"
