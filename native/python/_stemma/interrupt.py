"""The exception that an overdue call is interrupted with, and the signal that raises it."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable
    from types import FrameType

# A module that was interrupted half way through its import is broken for the life of the process: what its C
# code has set up is there, and importing it anew sets that up again. So nothing that an import calls is
# interrupted.
IMPORTING = "<frozen importlib._bootstrap"
# logging takes locks that every thread needs; raised between taking such a lock and the try that releases it,
# an exception would leave it taken for ever. The bookkeeping of calls is as delicate.
DELICATE_FILES = ("<_stemma.handles>", "<_stemma.results>", "<_stemma.loop>", "<_stemma.interrupt>")
# What weak sets do while an object goes away is called by nobody who would hear of an exception.
DELICATE_MODULES = ("logging", "_weakrefset")
# Of those files, the functions that only call something else, which may take for ever.
PASSING_ON = frozenset({"call", "get_attribute", "pull", "pull_async", "close"})
# Handing a coroutine over is delicate with all that it calls, which never takes long.
SPAWNING = "<_stemma.loop>"
SPAWNING_DEPTH = 8
# A loop that is interrupted between taking a step from its queue and doing it, or while it puts one there,
# has lost that step: its task is never done, and whoever cancels it waits for ever.
LOOP_MODULES = ("asyncio.base_events", "asyncio.events")


class Interrupted(KeyboardInterrupt):
    """The call's time is up, or its caller has cancelled it.

    Not an ``Exception``, so that few handlers swallow it; and what event loops let through as Ctrl-C, where
    they would report any other exception and run on.
    """


Interrupted.__module__ = "_stemma"


def is_delicate(frame: FrameType | None) -> bool:
    """Says whether code runs that must not be interrupted."""
    if frame is None:
        return False
    if frame.f_code.co_filename.startswith(DELICATE_FILES):
        return frame.f_code.co_name not in PASSING_ON or is_importing(frame)
    module = frame.f_globals.get("__name__")
    return module in DELICATE_MODULES or is_spawning(frame) or is_importing(frame)


def is_looping(frame: FrameType | None) -> bool:
    """Says whether an event loop of asyncio is at work itself, between the steps of its tasks."""
    return frame is not None and frame.f_globals.get("__name__") in LOOP_MODULES


def is_thread_delicate(thread: int) -> bool:
    """Says the same of what another thread runs; there a loop between two steps is as delicate."""
    frame = sys._current_frames().get(thread)  # pyright: ignore[reportPrivateUsage]
    return is_looping(frame) or is_delicate(frame)


def is_importing(frame: FrameType | None) -> bool:
    """Says whether a module is being imported, however far out."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(IMPORTING):
            return True
        frame = frame.f_back
    return False


def running_loop() -> AbstractEventLoop | None:
    """Returns the loop that runs in this thread."""
    events = sys.modules.get("asyncio.events")
    return None if events is None else events._get_running_loop()


def is_spawning(frame: FrameType | None) -> bool:
    """Says whether a coroutine is being handed to the loop, a few calls further out."""
    for _ in range(SPAWNING_DEPTH):
        if frame is None:
            return False
        if frame.f_code.co_filename == SPAWNING:
            return True
        frame = frame.f_back
    return False


def hear_of_lost_interrupts(interrupt_anew: Callable[[], None]) -> None:
    """Has a call interrupted once more when the exception came to nobody.

    What is raised in a destructor, or in the callback of a weak reference, ends there.
    """
    inner = sys.unraisablehook

    def on_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, Interrupted):
            interrupt_anew()
        else:
            inner(unraisable)

    sys.unraisablehook = on_unraisable


def install(signal_number: int, should_interrupt: Callable[[], bool]) -> None:
    """Raises :class:`Interrupted` on the signal, if the call that runs then is the one that is meant.

    In delicate code it waits for the next signal: the addon repeats it until `should_interrupt` was asked. An
    event loop that is between two steps is asked to raise it as the next one.
    """

    def interrupt() -> None:
        if should_interrupt():
            raise Interrupted("the call was interrupted: its time was up or it was cancelled")

    def on_signal(_signal_number: int, frame: FrameType | None) -> None:
        if is_delicate(frame):
            return
        loop = running_loop() if is_looping(frame) else None
        if loop is None:
            interrupt()
        else:
            # As a step of its own. Should the loop end before it, the next signal finds it ended.
            loop.call_soon_threadsafe(interrupt)

    signal.signal(signal_number, on_signal)
