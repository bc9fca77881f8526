"""Counts what a test may have left behind in the interpreter."""

from __future__ import annotations

import sys
import threading
from typing import Any, TypedDict


class Census(TypedDict):
    """Chroma's open clients by place, and the names of Python's threads."""

    clients: dict[str, int]
    threads: list[str]


def take() -> Census:
    """Count; imports nothing that is not there already."""
    # The main thread and those that C started are the host's, not a test's.
    threads = [
        thread.name
        for thread in threading.enumerate()
        if type(thread).__name__ not in ("_MainThread", "_DummyThread")
    ]
    return {"clients": _chroma_clients(), "threads": sorted(threads)}


def _chroma_clients() -> dict[str, int]:
    # Chroma's own count, so that what others opened beside our services is seen, too.
    module: Any = sys.modules.get("chromadb.api.shared_system_client")
    if module is None:
        return {}
    return dict(module.SharedSystemClient._identifier_to_refcount)
