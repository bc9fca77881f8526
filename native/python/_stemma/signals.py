"""Signals that Python code handles: on its main thread at once, and never in a later call.

The addon brings them to the main thread. What a timer raises belongs to the call that has set the timer; when
it fires after that call, what the handler raises is reported and hurts nobody.
"""

from __future__ import annotations

import importlib
import signal
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    Handler = Callable[[int, FrameType | None], object]
    Report = Callable[[BaseException, object], None]

TIMER_SIGNALS: dict[int, signal.Signals] = {
    signal.ITIMER_REAL: signal.SIGALRM,
    signal.ITIMER_VIRTUAL: signal.SIGVTALRM,
    signal.ITIMER_PROF: signal.SIGPROF,
}


class TimerHandler:
    """The handler of a timer's signal, which knows whose call set the timer."""

    def __init__(self, handler: Handler, is_late: Callable[[int], bool], report: Report) -> None:
        self.handler = handler
        self._report = report
        self._is_late = is_late

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Runs the handler; after the call that has set the timer, it can't raise."""
        if not self._is_late(number):
            self.handler(number, frame)
            return
        try:
            self.handler(number, frame)
        except BaseException as error:  # noqa: BLE001 - nobody waits for it
            self._report(error, self.handler)


def install(current_call: Callable[[], int], forward: Callable[[int], bool], report: Report) -> None:
    """Wraps the functions of :mod:`signal` that install handlers and set timers."""
    # The module in C behind signal.py, which types don't know.
    _signal = cast("Any", importlib.import_module("_signal"))
    setters: dict[int, int] = {}
    set_handler, get_handler = _signal.signal, _signal.getsignal
    set_alarm, set_timer = _signal.alarm, _signal.setitimer

    def is_late(number: int) -> bool:
        return setters.get(number, 0) not in (0, current_call())

    def unwrap(handler: object) -> object:
        return handler.handler if isinstance(handler, TimerHandler) else handler

    def wrapped_signal(number: int, handler: object, /) -> object:
        is_timer = callable(handler) and number in TIMER_SIGNALS.values()
        wrapped = TimerHandler(cast("Handler", handler), is_late, report) if is_timer else handler
        before = set_handler(number, wrapped)
        if callable(handler):
            forward(number)
        return unwrap(before)

    def wrapped_getsignal(number: int, /) -> object:
        return unwrap(get_handler(number))

    def wrapped_alarm(seconds: int, /) -> int:
        setters[signal.SIGALRM] = current_call()
        return set_alarm(seconds)

    def wrapped_setitimer(which: int, seconds: float, interval: float = 0.0, /) -> tuple[float, float]:
        if which in TIMER_SIGNALS:
            setters[TIMER_SIGNALS[which]] = current_call()
        return set_timer(which, seconds, interval)

    # signal.py asks for the first two each time; the others it has by name.
    _signal.signal, _signal.getsignal = wrapped_signal, wrapped_getsignal
    _signal.alarm = signal.alarm = wrapped_alarm
    _signal.setitimer = signal.setitimer = wrapped_setitimer
