"""What is done once after the start, and before the last caller leaves."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import sys

from _stemma import interrupt


def prepare(interrupt_signal: int) -> None:
    """Prepares a fresh interpreter for its work inside Node."""
    import _stemma_native

    if not hasattr(sys, "argv"):
        sys.argv = [""]
    for descriptor in range(3):
        # Node keeps them from its own children, to which it hands copies; those of Python expect them.
        with contextlib.suppress(OSError):
            os.set_inheritable(descriptor, True)
    if interrupt_signal:
        interrupt.install(interrupt_signal, _stemma_native.should_interrupt)
    for stream in (sys.stdout, sys.stderr):
        # process.exit() leaves no time to flush.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(line_buffering=True)


def add_search_paths(paths: list[str]) -> None:
    """Appends to ``sys.path`` what is not in it yet."""
    sys.path.extend(path for path in dict.fromkeys(paths) if path not in sys.path)


def leave() -> None:
    """Runs the exit functions and flushes the output, without ending the interpreter."""
    # The only way short of Py_FinalizeEx, which hangs with a stuck thread.
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
