"""What is done once after the start, and where a forked child ends."""

from __future__ import annotations

import contextlib
import os
import sys

from _stemma import interrupt, signals, streams
from _stemma.ending import exit_functions, leave


def prepare(interrupt_signal: int) -> None:
    """Prepares a fresh interpreter for its work inside Node."""
    import _stemma_native

    if not hasattr(sys, "argv"):
        sys.argv = [""]
    exit_functions.install()
    for descriptor in range(3):
        # Node keeps them from its own children, to which it hands copies; those of Python expect them.
        with contextlib.suppress(OSError):
            os.set_inheritable(descriptor, True)
    os.register_at_fork(after_in_child=_stemma_native.mark_forked_child)
    if interrupt_signal:
        interrupt.install(interrupt_signal, _stemma_native.should_interrupt)
    interrupt.hear_of_lost_interrupts(_stemma_native.interrupt_anew)
    signals.install(_stemma_native.current_call, _stemma_native.forward_signal, _stemma_native.report)
    streams.install_streams()
    streams.install_functions()
    streams.install_children()


def add_search_paths(paths: list[str]) -> None:
    """Appends to ``sys.path`` what is not in it yet."""
    sys.path.extend(path for path in dict.fromkeys(paths) if path not in sys.path)


def exit_code_of(error: BaseException | None) -> int:
    """Returns what Python would end with, and says what it would say."""
    if error is None:
        return 0
    if not isinstance(error, SystemExit):
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    if error.code is None or isinstance(error.code, int):
        return (error.code or 0) & 0xFF
    print(error.code, file=sys.stderr)
    return 1


def end_forked_child(error: BaseException | None) -> None:
    """Ends a process that a call has forked, where that call ends: it has no JavaScript to return to."""
    code = 1
    try:
        code = exit_code_of(error)
        leave()
    except BaseException as failure:  # noqa: BLE001 - an exit function's; it must end all the same
        sys.excepthook(type(failure), failure, failure.__traceback__)
    finally:
        os._exit(code)
