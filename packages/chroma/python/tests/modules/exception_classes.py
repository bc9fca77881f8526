"""Which exception classes a module defines, for the comparison with the table that maps them."""

from __future__ import annotations

import builtins
import importlib
import inspect


def names(module_name: str) -> list[str]:
    """Return the names of the exceptions that the module itself defines, in order."""
    module = importlib.import_module(module_name)
    return sorted(
        name
        for name, value in inspect.getmembers(module, inspect.isclass)
        if issubclass(value, BaseException) and value.__module__ == module_name
    )


def builtin_kinds_of(name: str) -> list[str]:
    """Return the names of Python's own exceptions that are of a kind, in order."""
    base = getattr(builtins, name)
    return sorted(
        value.__name__
        for value in vars(builtins).values()
        if inspect.isclass(value) and issubclass(value, base) and value is not base
    )
