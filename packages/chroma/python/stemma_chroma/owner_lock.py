"""One process a data directory: Chroma corrupts its files when two processes write them."""

from __future__ import annotations

import json
import os
import socket
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import TypeAlias

from stemma_chroma.errors import DataDirectoryLockedError

if sys.platform == "win32":
    import msvcrt

    # Windows forbids reading a locked range: lock one byte far behind the owner's description.
    _LOCKED_BYTE = 1 << 30

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


LOCK_FILE_NAME = "stemma.lock"

Owner: TypeAlias = dict[str, object]


class OwnerLock:
    """The operating system's lock on a file in the directory, whose content describes the owner.

    The kernel lets go of it when the process ends, however it ends: a lock is never stale, and the directory
    of a killed process is simply taken over. The description (pid, host, start) is for people: who holds it.
    The file stays when the lock is released: removing it would let two processes lock two files of one name.
    """

    def __init__(self, directory: Path) -> None:
        """Take the lock, or raise :class:`DataDirectoryLockedError` naming the owner."""
        path = directory / LOCK_FILE_NAME
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if not _try_lock(self._descriptor):
                owner = _read_owner(path)
                raise DataDirectoryLockedError(_locked_message(directory, owner), owner)
            self.previous_owner = _read_owner(path)
            self._write(json.dumps(_this_process()).encode())
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let go; the empty file that stays says that the owner left in good order."""
        self._write(b"")
        os.close(self._descriptor)

    def _write(self, content: bytes) -> None:
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, content)


def _read_owner(path: Path) -> Owner:
    try:
        return dict(json.loads(path.read_text()))
    except (OSError, ValueError):
        # The owner has the lock and has not written its description yet, or died between the two.
        return {}


def _this_process() -> Owner:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "startedAt": datetime.fromtimestamp(_process_start(), timezone.utc).isoformat(timespec="seconds"),
    }


def _process_start() -> float:
    """Seconds since 1970: tells a process from a later one with the same pid."""
    try:
        return Path("/proc/self").stat().st_ctime
    except OSError:
        return datetime.now(timezone.utc).timestamp()


def _locked_message(directory: Path, owner: Owner) -> str:
    who = f"process {owner.get('pid', 'unknown')} on {owner.get('host', 'an unknown host')}"
    return f"the Chroma data directory {directory} is in use by {who}"
