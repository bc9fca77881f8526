"""Taking a data directory for this process alone, as far as that can be seen."""

from __future__ import annotations

import socket
from pathlib import Path

from stemma_chroma.errors import DataDirectoryLockedError
from stemma_chroma.other_writers import wait_for_other_writers
from stemma_chroma.owner_lock import OwnerLock

# Chroma closes its files on a thread of its own, some milliseconds after a program has let go of our lock.
_PATIENCE_SECONDS = 1.0


def take_directory(directory: Path) -> OwnerLock:
    """Lock the directory; :class:`DataDirectoryLockedError` for whoever has it, with our lock or without."""
    lock = OwnerLock(directory)
    try:
        writers = wait_for_other_writers(directory, _PATIENCE_SECONDS)
    except BaseException:
        lock.release()
        raise
    if not writers:
        return lock
    lock.release()
    first = writers[0]
    host = socket.gethostname()
    raise DataDirectoryLockedError(
        f"the Chroma data directory {directory} is in use by process {first.pid} on {host} "
        f"({first.program}), which has its files open without this package's lock",
        {"pid": first.pid, "host": host},
    )
