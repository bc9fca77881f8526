"""Makes any function inside Chroma or this package fail or hang, for tests of what becomes of the caller."""

from __future__ import annotations

import builtins
import importlib
import sys
import time
from collections.abc import Callable
from typing import Any

_undo: list[Callable[[], None]] = []


class UnprintableError(Exception):
    """Its text can't be had."""

    def __str__(self) -> str:
        raise RuntimeError("no text")


def _replace(target: str, replacement: Callable[..., Any]) -> None:
    module, _colon, path = target.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    original = getattr(owner, name)
    _undo.append(lambda: setattr(owner, name, original))
    setattr(owner, name, replacement)


def fail(target: str, exception: str, message: str) -> None:
    """Let the function `module:Class.name` raise the exception (a builtin, or one of this module)."""
    kind = globals().get(exception) or getattr(builtins, exception)

    def raising(*_args: object, **_kwargs: object) -> None:
        raise kind(message)

    _replace(target, raising)


def hang(target: str, seconds: float) -> None:
    """Let the function sleep."""

    def sleeping(*_args: object, **_kwargs: object) -> None:
        time.sleep(seconds)

    _replace(target, sleeping)


def environment() -> str:
    """Return the folder of the Python environment."""
    return sys.prefix


def restore() -> None:
    """Undo every fault."""
    while _undo:
        _undo.pop()()
