"""Values by expression, and stand-ins for the types of libraries that are not installed here."""

from __future__ import annotations

import array
import collections
import ctypes
import dataclasses
import datetime
import decimal
import enum
import fractions
import ipaddress
import json
import mmap
import pathlib
import sqlite3
import sys
import types
import uuid
from typing import Any, NamedTuple, cast

import numpy as np


class Point(NamedTuple):
    x: int
    y: object


@dataclasses.dataclass
class Job:
    name: str
    due: datetime.date
    tags: list[str] = dataclasses.field(default_factory=lambda: list[str]())


@dataclasses.dataclass(frozen=True)
class Slotted:
    __slots__ = ("size",)
    size: int


class Color(enum.Enum):
    RED = ("r", 1)


class Bag:
    """Its methods are no forms: nobody may call them."""

    def __init__(self) -> None:
        self.items = [1, 2, 3]

    def item(self) -> int:
        return self.items.pop()

    def tolist(self) -> list[int]:
        self.items.clear()
        return []

    def to_dict(self) -> dict[str, int]:
        self.items.clear()
        return {}


bag = Bag()


def rows(sql: str) -> list[sqlite3.Row]:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    return connection.execute(sql).fetchall()


def stand_in(package: str, name: str, *bases: type, **attributes: Any) -> Any:  # noqa: ANN401 - any value
    """An object of a type that says it is `name` of `package`."""
    kind = type(name, bases, {"__module__": package, **attributes})
    return kind()


def names() -> dict[str, Any]:
    """What the expressions may use."""
    return {**globals(), "modules": sys.modules}


def evaluate(expression: str) -> object:
    """Returns the value of a Python expression."""
    return eval(expression, names())  # noqa: S307 - the tests' own text


def kind_of_argument(value: Any) -> str:  # noqa: ANN401 - any value
    """Returns the type of an argument and what it holds."""
    name = type(value).__name__
    if isinstance(value, memoryview):
        return f"memoryview {value.format} {list(value.shape or ())} {value.tolist()}"
    if isinstance(value, np.ndarray):
        array = cast("np.ndarray[Any, Any]", value)
        return f"ndarray {array.dtype} {list(array.shape)} {array.tolist()}"
    return f"{name} {value!r}"


def use(expression: str, value: object) -> object:
    """Evaluates an expression of `value`."""
    return eval(expression, {**names(), "value": value})  # noqa: S307 - as above


__all__ = ["array", "collections", "ctypes", "decimal", "fractions", "ipaddress", "json", "mmap"]
__all__ += ["pathlib", "types", "uuid"]


def fail_with(**attributes: object) -> None:
    """Raises an exception that carries these."""
    error = RuntimeError("failed")
    error.__dict__.update(attributes)
    raise error
