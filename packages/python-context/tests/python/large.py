"""Memory that is too long for an ArrayBuffer; the pages are never touched."""

from __future__ import annotations

import array
import mmap


def memory(size: int) -> mmap.mmap:
    return mmap.mmap(-1, size)


def doubles(count: int) -> memoryview[float]:
    return memoryview(mmap.mmap(-1, count * 8)).cast("d")


def matrix(rows: int, columns: int) -> memoryview:
    view = memoryview(mmap.mmap(-1, rows * columns))
    return view.cast("B", (rows, columns))


def both(size: int) -> list[object]:
    return [array.array("i", [1, 2, 3]), mmap.mmap(-1, size)]


def text(length: int) -> str:
    return "x" * length
