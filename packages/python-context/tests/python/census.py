"""Counts what must not grow over many calls."""

from __future__ import annotations

import gc
import threading


def take() -> dict[str, int]:
    from _stemma import handles

    gc.collect()
    return {
        "gcObjects": len(gc.get_objects()),
        "pythonThreads": threading.active_count(),
        "handles": handles.count(),
    }
