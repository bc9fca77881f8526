"""Values that the tape does not know, as values that it does."""

from __future__ import annotations

import datetime
import decimal
import enum
import fractions
import pathlib
import uuid
from collections import abc
from typing import cast

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


class Unencodable(TypeError):
    """The value has no JavaScript form."""


Unencodable.__module__ = "_stemma"


def to_datetime(milliseconds: float) -> datetime.datetime:
    """Turns a JavaScript ``Date`` into an aware datetime in UTC."""
    return EPOCH + datetime.timedelta(milliseconds=milliseconds)


def adapt(value: object) -> object:
    """Returns a plain value in place of `value`; raises :class:`Unencodable` when there is none.

    Dates, decimals, fractions, UUIDs and paths become their text; enums their value; other mappings, sets and
    views dicts, sets and lists; numpy scalars Python numbers; arrays without a JavaScript element type lists.
    """
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, fractions.Fraction, uuid.UUID, pathlib.PurePath)):
        return str(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, abc.Mapping):
        return dict(cast("abc.Mapping[object, object]", value))
    if isinstance(value, (abc.KeysView, abc.ValuesView, abc.ItemsView, range)):
        return list(cast("abc.Iterable[object]", value))
    if isinstance(value, abc.Set):
        return set(cast("abc.Set[object]", value))
    return _adapt_array_like(value)


def _adapt_array_like(value: object) -> object:
    # numpy's scalars and zero-dimensional arrays, then arrays of text, objects, half floats, or with gaps.
    for name in ("item", "tolist"):
        method = getattr(value, name, None)
        if not callable(method) or isinstance(value, type):
            continue
        try:
            plain = method()
        except (TypeError, ValueError):
            continue
        if type(plain) is not type(value):
            return plain
    kind = type(value)
    raise Unencodable(
        f"a Python value of type '{kind.__module__}.{kind.__qualname__}' has no JavaScript form; "
        "return plain data (numbers, text, lists, dicts, bytes, arrays)"
    )
