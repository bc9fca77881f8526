"""What Python does when it ends, done without ending it: the interpreter lives on and may be used again.

First the threads finish (pools do what they have accepted, their processes go), then the exit functions run,
then the output is flushed. Afterwards all is as if none of that had happened: a second life ends as the
first.
"""

from __future__ import annotations

import atexit
import logging
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any, cast

from _stemma import interrupt, loop

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CellType

    ExitFunction = tuple[Callable[..., object], tuple[object, ...], dict[str, object]]

# Of the ten seconds that closing has, so that the exit functions get some.
THREADS_SECONDS = 7.0
# What pools set when Python ends; nothing could be submitted any more.
ENDED_FLAGS = ("_shutdown", "_global_shutdown")


class ExitFunctions:
    """The functions that modules register while they are imported, which stay imported: for every end."""

    def __init__(self) -> None:
        # Registered before anybody could see it.
        self._kept: list[ExitFunction] = [(logging.shutdown, (), {})]
        self._register = atexit.register
        self._unregister = atexit.unregister

    def install(self) -> None:
        """Watches what is registered from now on."""
        atexit.register, atexit.unregister = self.register, self.unregister

    def register(self, func: Callable[..., object], *args: object, **kwargs: object) -> Callable[..., object]:
        """Does what :func:`atexit.register` does."""
        if interrupt.is_importing(sys._getframe(1)):  # pyright: ignore[reportPrivateUsage]
            self._kept.append((func, args, kwargs))
        self._register(func, *args, **kwargs)
        return func

    def unregister(self, func: Callable[..., object]) -> None:
        """Does what :func:`atexit.unregister` does."""
        self._kept = [kept for kept in self._kept if kept[0] != func]
        self._unregister(func)

    def run(self) -> None:
        """Runs all, and registers those of the modules again."""
        # The only way short of Py_FinalizeEx, which hangs with a stuck thread.
        atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
        for func, args, kwargs in self._kept:
            self._register(func, *args, **kwargs)


exit_functions = ExitFunctions()


def leave(seconds: float = THREADS_SECONDS) -> None:
    """Ends threads, for at most that long, runs the exit functions and flushes the output."""
    finish_threads(seconds)
    exit_functions.run()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    revive()


def finish_threads(seconds: float) -> None:
    """Waits for pools and for threads that are not daemons, as Python does, but not for ever."""
    own = {threading.main_thread(), threading.current_thread()}

    def finish() -> None:
        for function in reversed(thread_exit_functions()):
            function()
        for thread in threading.enumerate():
            if not thread.daemon and thread not in own and thread is not helper:
                thread.join()

    helper = threading.Thread(target=finish, name="stemma-leave", daemon=True)
    helper.start()
    helper.join(seconds)


def thread_exit_functions() -> list[Callable[[], object]]:
    """Returns what pools have registered with :mod:`threading`, oldest first."""
    return list(getattr(threading, "_threading_atexits", []))


def registered(function: Callable[[], object]) -> object:
    """Returns what such a one calls: threading keeps it in a partial, and from 3.14 on in a lambda."""
    cells: tuple[CellType, ...] = getattr(function, "__closure__", None) or ()
    free: tuple[str, ...] = getattr(getattr(function, "__code__", None), "co_freevars", ())
    enclosed: dict[str, object] = {name: cell.cell_contents for name, cell in zip(free, cells, strict=True)}
    return enclosed.get("func", getattr(function, "func", function))


def revive() -> None:
    """Takes back what says that Python has ended."""
    for function in thread_exit_functions():
        names = getattr(registered(function), "__globals__", {})
        for flag in ENDED_FLAGS:
            if flag in names:
                names[flag] = False
    finalize = cast("Any", weakref.finalize)
    finalize._registered_with_atexit = finalize._shutdown = False
    processes = cast("Any", sys.modules.get("multiprocessing.util"))
    if processes is not None:
        processes._exiting = False
    loop.forget_pool()
