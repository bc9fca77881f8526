"""Lets a function do its work and answer too late, for tests of what a second attempt makes of it."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from typing import Any

_undo: list[Callable[[], None]] = []
_pending: set[str] = set()


def answer_late_once(module_name: str, name: str, seconds: float) -> None:
    """Let the function sleep after its work the first time; later calls are as ever."""
    module = importlib.import_module(module_name)
    function: Callable[..., Any] = getattr(module, name)
    target = f"{module_name}.{name}"
    _pending.add(target)

    def late_the_first_time(*args: object, **kwargs: object) -> object:
        result = function(*args, **kwargs)
        if target in _pending:
            _pending.discard(target)
            time.sleep(seconds)
        return result

    _undo.append(lambda: setattr(module, name, function))
    setattr(module, name, late_the_first_time)


def pending() -> int:
    """Return how many functions have not been late yet."""
    return len(_pending)


def restore() -> None:
    """Undo everything."""
    _pending.clear()
    while _undo:
        _undo.pop()()
