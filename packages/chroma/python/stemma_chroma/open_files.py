"""Which files of a directory this process has open."""

from __future__ import annotations

import time
from pathlib import Path

_DESCRIPTORS = Path("/proc/self/fd")
_POLL_SECONDS = 0.001


def open_files(directory: Path) -> list[str]:
    """Paths of the open files under `directory`; always empty where there is no ``/proc``."""
    prefix = f"{directory}/"
    found: list[str] = []
    if _DESCRIPTORS.is_dir():
        for entry in _DESCRIPTORS.iterdir():
            try:
                target = str(entry.readlink())
            except OSError:
                continue  # closed while we looked
            if target.startswith(prefix):
                found.append(target)
    return sorted(found)


def wait_until_closed(directory: Path, seconds: float) -> list[str]:
    """Wait for the last open file under `directory`; what is still open after `seconds` is returned.

    Chroma's pool closes its connections on a thread of its own, some 2 ms after ``stop()`` has returned.
    """
    deadline = time.monotonic() + seconds
    while remaining := open_files(directory):
        if time.monotonic() >= deadline:
            return remaining
        time.sleep(_POLL_SECONDS)
    return []
