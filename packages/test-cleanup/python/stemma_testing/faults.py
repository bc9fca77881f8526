"""Lets any Python function raise, block or kill the process, until :func:`restore`.

A target is ``module:function`` or ``module:Class.method``. Everybody who looks the function up by its owner
gets the fault; who has imported it by name beforehand keeps the original.
"""

from __future__ import annotations

import builtins
import ctypes
import importlib
import os
import signal
import time
from collections.abc import Callable, Mapping
from typing import Any, cast

_undo: list[Callable[[], None]] = []


class UnprintableError(Exception):
    """Its text can't be had."""

    def __str__(self) -> str:
        """Fail."""
        raise RuntimeError("no text")


def _owner_of(target: str) -> tuple[Any, str]:
    module, _colon, path = target.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    return owner, name


def _exception(name: str) -> type[BaseException]:
    """Return a builtin, an exception of this module, or ``module:Name``."""
    if ":" in name:
        owner, attribute = _owner_of(name)
        return getattr(owner, attribute)
    return globals().get(name) or getattr(builtins, name)


def _before_call(target: str, from_call: int, fault: Callable[[], None], *, after: bool = False) -> None:
    owner, name = _owner_of(target)
    # What stands in the owner itself, unbound, has to be put back; what is inherited is uncovered again.
    namespace = cast("Mapping[str, Any]", vars(owner))
    own = namespace.get(name)
    function = getattr(owner, name)
    is_bound = isinstance(own, staticmethod | classmethod)
    calls = 0

    def faulty(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        nonlocal calls
        calls += 1
        is_due = calls >= from_call
        if is_due and not after:
            fault()
        result = function(*args, **kwargs)
        if is_due and after:
            fault()
        return result

    _undo.append(lambda: delattr(owner, name) if own is None else setattr(owner, name, own))
    setattr(owner, name, staticmethod(faulty) if is_bound else faulty)


def fail(target: str, exception: str, message: str, from_call: int = 1) -> None:
    """Let the function raise from its n-th call on; the exception is a builtin's name or ``module:Name``."""
    kind = _exception(exception)

    def raising() -> None:
        raise kind(message)

    _before_call(target, from_call, raising)


def block(target: str, seconds: float, holds_lock: bool = False) -> None:
    """Let the function sleep first; with the interpreter's lock held nothing else in Python runs."""

    def sleeping() -> None:
        if holds_lock:
            _sleep_holding_lock(seconds)
        else:
            time.sleep(seconds)

    _before_call(target, 1, sleeping)


def kill(target: str, from_call: int = 1, after: bool = False) -> None:
    """Let the function end the process as ``kill -9`` does, before or after its work."""
    _before_call(target, from_call, lambda: os.kill(os.getpid(), signal.SIGKILL), after=after)


def restore() -> None:
    """Take every fault back, the newest first."""
    while _undo:
        _undo.pop()()


def _sleep_holding_lock(seconds: float) -> None:
    # PyDLL calls C without giving the lock up; a signal would end usleep early.
    every_signal = signal.valid_signals()
    signal.pthread_sigmask(signal.SIG_BLOCK, every_signal)
    ctypes.PyDLL(None).usleep(int(seconds * 1e6))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, every_signal)
