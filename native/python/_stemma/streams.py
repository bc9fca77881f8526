"""Standard streams that wait, and children that get such streams.

Node makes pipes and sockets non-blocking once JavaScript has touched them, for everybody who shares them:
Python would fail, or lose what does not fit. Its own streams, ``os.write`` and ``os.read`` wait until there
is room or something to read. Child processes get a descriptor of their own where the system can open a pipe
anew, else one that is blocking again, as the children of Node get.
"""

from __future__ import annotations

import contextlib
import io
import os
import select
import stat
import sys
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    Buffer = bytes | bytearray | memoryview

STDIN = 0
DESCRIPTORS = (0, 1, 2)
# Where fork_exec() takes the descriptors that become a child's 0, 1 and 2; -1: its parent's.
FORK_EXEC_POSITIONS = {0: 6, 1: 9, 2: 11}


def wait_until_ready(descriptor: int) -> None:
    """Sleeps until something can be read or written; signal handlers run meanwhile."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN if descriptor == STDIN else select.POLLOUT)
    poll.poll()


class WaitingFile(io.FileIO):
    """A descriptor that is read and written as if it were blocking."""

    def readinto(self, buffer: object, /) -> int:
        """Reads at least one byte, unless it is at its end."""
        while True:
            count = super().readinto(cast("Any", buffer))
            if count is not None:
                return count
            wait_until_ready(self.fileno())

    def write(self, data: Buffer, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - by Python's version
        """Writes at least one byte."""
        while True:
            count = cast("int | None", super().write(data))
            if count is not None:
                return count
            wait_until_ready(self.fileno())


class UnbufferedFile(WaitingFile):
    """The same for streams without a buffer, which look at no count."""

    def write(self, data: Buffer, /) -> int:
        """Writes everything."""
        with memoryview(data) as view, view.cast("B") as rest:
            written = 0
            while written < len(rest):
                written += super().write(rest[written:])
        return written


def waiting_stream(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    """Returns a text stream like `stream`, over the same descriptor, that waits."""
    descriptor = stream.fileno()
    mode = "rb" if descriptor == STDIN else "wb"
    is_buffered = isinstance(stream.buffer, (io.BufferedReader, io.BufferedWriter))
    raw = (WaitingFile if is_buffered else UnbufferedFile)(descriptor, mode, closefd=False)
    raw.name = stream.name
    buffer = (
        (io.BufferedReader(raw) if descriptor == STDIN else io.BufferedWriter(cast("Any", raw)))
        if is_buffered
        else raw
    )
    waiting = io.TextIOWrapper(
        cast("Any", buffer),
        encoding=stream.encoding,
        errors=stream.errors,
        newline=None if descriptor == STDIN else "\n",
        # process.exit() leaves no time to flush.
        line_buffering=descriptor != STDIN,
        write_through=stream.write_through,
    )
    cast("Any", waiting).mode = mode[0]
    return waiting


def install_streams() -> None:
    """Puts waiting streams in place of ``sys.stdin``, ``sys.stdout`` and ``sys.stderr``."""
    for name in ("stdin", "stdout", "stderr"):
        stream: object = getattr(sys, name)
        if not isinstance(stream, io.TextIOWrapper):
            continue
        with contextlib.suppress(OSError, ValueError):
            waiting = waiting_stream(cast("io.TextIOWrapper", stream))
            setattr(sys, name, waiting)
            setattr(sys, f"__{name}__", waiting)


def install_functions() -> None:
    """Lets ``os.write`` and ``os.read`` wait, too, on the standard descriptors."""
    write, read = os.write, os.read

    def waiting_write(fd: int, data: Buffer, /) -> int:
        if fd not in DESCRIPTORS:
            return write(fd, data)
        with memoryview(data) as view, view.cast("B") as rest:
            written = 0
            while written < len(rest):
                try:
                    written += write(fd, rest[written:])
                except BlockingIOError:
                    wait_until_ready(fd)
            return written

    def waiting_read(fd: int, length: int, /) -> bytes:
        while True:
            try:
                return read(fd, length)
            except BlockingIOError:
                if fd not in DESCRIPTORS:
                    raise
                wait_until_ready(fd)

    os.write, os.read = waiting_write, waiting_read


_reopened: dict[int, tuple[tuple[int, int], int]] = {}


def blocking_descriptor(descriptor: int) -> int:
    """Returns a descriptor for a child's `descriptor`: -1 for this process's own, which is blocking then."""
    try:
        found = os.fstat(descriptor)
        if os.get_blocking(descriptor) and not stat.S_ISFIFO(found.st_mode):
            return -1
        if stat.S_ISFIFO(found.st_mode):
            return _reopen(descriptor, (found.st_dev, found.st_ino))
        os.set_blocking(descriptor, True)
    except OSError:
        pass
    return -1


def _reopen(descriptor: int, identity: tuple[int, int]) -> int:
    # A description of its own: JavaScript may make the other one non-blocking while the child runs.
    known = _reopened.get(descriptor)
    if known is not None and known[0] == identity:
        return known[1]
    flags = os.O_RDONLY if descriptor == STDIN else os.O_WRONLY
    try:
        opened = os.open(f"/proc/self/fd/{descriptor}", flags | os.O_CLOEXEC)
    except OSError:
        os.set_blocking(descriptor, True)
        return -1
    if known is not None:
        os.close(known[1])
    _reopened[descriptor] = (identity, opened)
    return opened


def install_children() -> None:
    """Gives child processes blocking descriptors, however they are started."""
    import _posixsubprocess

    fork_exec = cast("Callable[..., int]", _posixsubprocess.fork_exec)

    def waiting_fork_exec(*args: object) -> int:
        given = list(args)
        for descriptor, position in FORK_EXEC_POSITIONS.items():
            if given[position] == -1:
                given[position] = blocking_descriptor(descriptor)
        return fork_exec(*given)

    cast("Any", _posixsubprocess).fork_exec = waiting_fork_exec
    subprocess = sys.modules.get("subprocess")
    if hasattr(subprocess, "_fork_exec"):
        cast("Any", subprocess)._fork_exec = waiting_fork_exec

    for name in ("posix_spawn", "posix_spawnp", "system"):
        setattr(os, name, _after_unblocking(getattr(os, name)))
    os.register_at_fork(after_in_child=_take_descriptors)


def _after_unblocking(start: Callable[..., int]) -> Callable[..., int]:
    def start_unblocked(*args: object, **kwargs: object) -> int:
        for descriptor in DESCRIPTORS:
            with contextlib.suppress(OSError):
                os.set_blocking(descriptor, True)
        return start(*args, **kwargs)

    return start_unblocked


def _take_descriptors() -> None:
    for descriptor in DESCRIPTORS:
        own = blocking_descriptor(descriptor)
        if own != -1:
            os.dup2(own, descriptor)
