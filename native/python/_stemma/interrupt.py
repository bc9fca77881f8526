"""The exception that an overdue call is interrupted with, and the signal that raises it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


class Interrupted(BaseException):
    """The call's time is up, or its caller has cancelled it.

    Not an ``Exception``, so that few handlers swallow it.
    """


Interrupted.__module__ = "_stemma"


def install(signal_number: int, should_interrupt: Callable[[], bool]) -> None:
    """Raises :class:`Interrupted` on the signal, if the call that runs then is the one that is meant."""

    def on_signal(_signal_number: int, _frame: FrameType | None) -> None:
        if should_interrupt():
            raise Interrupted("the call was interrupted: its time was up or it was cancelled")

    signal.signal(signal_number, on_signal)
