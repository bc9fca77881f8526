"""Which exception classes a module defines, for the comparison with the table that maps them."""

from __future__ import annotations

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
