"""Raises an exception inside a method of Chroma or of doltlite's connection, from a given call on."""

from __future__ import annotations

import importlib
from typing import Any

_replaced: list[tuple[Any, str, Any]] = []


def inject(module: str, owner: str, method: str, error: str, from_call: int) -> None:
    """Let `owner.method` raise from its n-th call on; `error` is the qualified name of an exception type."""
    holder = getattr(importlib.import_module(module), owner)
    original = getattr(holder, method)
    error_module, _, error_name = error.rpartition(".")
    error_type = getattr(importlib.import_module(error_module), error_name)
    calls = 0

    def failing(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        nonlocal calls
        calls += 1
        if calls >= from_call:
            raise error_type("injected fault")
        return original(*args, **kwargs)

    _replaced.append((holder, method, original))
    setattr(holder, method, failing)


def fail(error: str) -> None:
    """Raise an exception of this qualified name, in place of a call."""
    module, _, name = error.rpartition(".")
    raise getattr(importlib.import_module(module), name)("injected fault")


def shorten(page: int) -> None:
    """Let every read of a collection lose all records after the first `page`."""
    api: Any = importlib.import_module("chromadb.api.rust").RustBindingsAPI
    original = api._get

    def short(self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        found: dict[str, Any] = original(self, *args, **kwargs)
        lists = {
            key: value for key, value in found.items() if key in ("ids", "documents", "metadatas", "uris")
        }
        return {**found, **{key: value and value[:page] for key, value in lists.items()}}

    _replaced.append((api, "_get", original))
    api._get = short


def heal() -> None:
    """Take all faults back."""
    while _replaced:
        holder, method, original = _replaced.pop()
        setattr(holder, method, original)
