"""Values on their way through the tape, and memory that both sides see."""

from __future__ import annotations

import datetime
import decimal
import gc
import pathlib
import uuid
import weakref
from collections import OrderedDict
from typing import Any

import numpy as np

kept: list[Any] = []
watched: list[weakref.ref[Any]] = []


def echo(value: Any) -> Any:  # noqa: ANN401 - any value
    return value


def as_bytes(memory: memoryview) -> bytes:
    return bytes(memory)


def describe(value: object) -> str:
    return f"{type(value).__name__} {value!r}"


def keyword_echo(**values: object) -> dict[str, object]:
    return values


def keep(memory: memoryview) -> None:
    kept[:] = [memory]


def drop() -> int:
    dropped = len(kept)
    kept.clear()
    return dropped


def special() -> list[object]:
    return [
        datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc),
        datetime.date(2026, 1, 2),
        decimal.Decimal("1.10"),
        uuid.UUID(int=7),
        pathlib.PurePosixPath("/a/b"),
        np.float32(1.5),
        np.int64(7),
        np.array(3),
        range(3),
        OrderedDict(a=1),
        {1: "number", "1": "text"},
        np.array(["x", "y"]),
        np.arange(6)[::2],
        (),
        b"\x00\xff",
        frozenset({1}),
    ]


def sum_of(memory: memoryview) -> float:
    return float(np.frombuffer(memory, dtype=np.float32).sum())


def fill(memory: memoryview, value: float) -> None:
    np.frombuffer(memory, dtype=np.float32)[:] = value


def shape_of(memory: memoryview) -> list[object]:
    array = np.asarray(memory)
    return [list(array.shape), str(array.dtype), float(array.sum())]


def address_of(memory: memoryview) -> int:
    return int(np.frombuffer(memory, dtype=np.uint8).__array_interface__["data"][0])


def make(count: int) -> Any:  # noqa: ANN401 - numpy's own types are not typed strictly
    array = np.arange(count, dtype=np.float32)
    kept[:] = [array]
    return array


def make_watched(count: int) -> Any:  # noqa: ANN401 - as above
    array = np.arange(count, dtype=np.float64)
    watched.append(weakref.ref(array))
    return array


def alive_arrays() -> int:
    return sum(1 for reference in watched if reference() is not None)


def kept_address() -> int:
    return address_of(kept[0])


def kept_value(index: int) -> float:
    return float(kept[0][index])


def forget() -> int:
    kept.clear()
    return gc.collect()


def read_only() -> object:
    return np.frombuffer(b"\x01\x02\x03", dtype=np.uint8)


def matrix() -> object:
    return np.array([[0, 1, 2], [3, 4, 5]], dtype=np.float64)


def rows(count: int) -> list[dict[str, object]]:
    return [{"id": index, "name": f"row {index}", "score": index / 7} for index in range(count)]
