"""Values that the tape does not know, as values that it does: one table decides, by the names of types.

No method is called for its name alone: a type is in the table, or it is one of Python's own abstract
collections, or a dataclass, or a row with named columns, or it lends its memory. Everything else is refused.
"""

from __future__ import annotations

import contextlib
import datetime
import sys
import weakref
from collections import abc
from typing import TYPE_CHECKING, Any, TypeVar, cast

from _stemma.buffers import adapt_memory
from _stemma.durations import timedelta_text
from _stemma.libraries import LIBRARY_FORMS
from _stemma.unencodable import KEEP, Unencodable, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Entry = TypeVar("Entry")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
# Types whose memory is their value; the addon lends it without asking here again.
LENT = frozenset(
    {("builtins", "memoryview"), ("builtins", "bytearray"), ("array", "array"), ("numpy", "ndarray")}
)


def to_datetime(milliseconds: float) -> datetime.datetime:
    """Turns a JavaScript ``Date`` into an aware datetime in UTC."""
    return EPOCH + datetime.timedelta(milliseconds=milliseconds)


def to_numpy(memory: memoryview) -> object:
    """Turns JavaScript's memory into numpy's array over it."""
    import numpy

    return numpy.asarray(memory)


def lends_buffer(kind: type) -> bool:
    """Says whether the memory of exactly this type is its value."""
    return name_of(kind) in LENT


def name_of(kind: type) -> tuple[str, str]:
    """Returns a type's package and name: whatever module inside it defines the type."""
    return str(kind.__module__).partition(".")[0], kind.__name__


def isoformat(value: datetime.date | datetime.time) -> str:
    """Dates and times as ISO 8601 text."""
    return value.isoformat()


def value_of(member: Any) -> object:  # noqa: ANN401 - an enum's value is anything
    """An enum's member as its value."""
    return member.value


def parts_of(number: complex) -> dict[str, float]:
    """A complex number as its parts."""
    return {"real": number.real, "imag": number.imag}


def named(names: list[str], values: tuple[object, ...], row: object) -> dict[str, object]:
    """A row as a dict by its column names, which must be there once each."""
    if len(set(names)) != len(values):
        refuse(row, "it has one column's name twice; return tuple(row)")
    return dict(zip(names, values, strict=True))


def adapt_tuple(row: tuple[object, ...]) -> object:
    """A named tuple or a row of SQLAlchemy as a dict by name; other tuples are just that."""
    names = getattr(type(row), "_fields", None)
    if not isinstance(names, tuple):
        names = getattr(row, "_fields", None)
    if not isinstance(names, tuple):
        return tuple(row)
    return named([str(name) for name in cast("tuple[object, ...]", names)], tuple(row), row)


def adapt_sqlite_row(row: Any) -> object:  # noqa: ANN401 - sqlite3 may be missing from a Python
    """sqlite3's row as a dict by column."""
    return named(row.keys(), tuple(row), row)


FORMS: dict[tuple[str, str], Callable[[Any], object]] = {
    **LIBRARY_FORMS,
    ("datetime", "date"): isoformat,
    ("datetime", "time"): isoformat,
    ("datetime", "timedelta"): timedelta_text,
    ("decimal", "Decimal"): str,
    ("fractions", "Fraction"): str,
    ("uuid", "UUID"): str,
    ("pathlib", "PurePath"): str,
    ("ipaddress", "_BaseAddress"): str,
    ("ipaddress", "_BaseNetwork"): str,
    ("enum", "Enum"): value_of,
    ("builtins", "complex"): parts_of,
    ("builtins", "tuple"): adapt_tuple,
    ("builtins", "memoryview"): adapt_memory,
    ("builtins", "range"): list,
    ("collections", "deque"): list,
    ("collections", "UserString"): str,
    ("types", "SimpleNamespace"): vars,
    ("sqlite3", "Row"): adapt_sqlite_row,
}
_known: weakref.WeakKeyDictionary[type, Callable[[Any], object]] = weakref.WeakKeyDictionary()


def adapt(value: object) -> object:
    """Returns a plainer value in place of `value`; raises :class:`Unencodable` when there is none."""
    kind = type(value)
    form = _known.get(kind)
    if form is None:
        form = _known[kind] = find_form(kind)
    return form(value)


def find_entry(kind: type, table: Mapping[tuple[str, str], Entry]) -> Entry | None:
    """Returns a type's own entry in a table, or that of the nearest type it is derived from."""
    return next((table[name] for name in map(name_of, kind.__mro__) if name in table), None)


def find_form(kind: type) -> Callable[[Any], object]:
    """Returns what adapts values of a type."""
    form = find_entry(kind, FORMS)
    if form is not None:
        return form
    if hasattr(kind, "__dataclass_fields__"):
        return fields_of
    for base, form in COLLECTIONS:
        if issubclass(kind, base):
            return form
    return adapt_unknown


def fields_of(value: Any) -> dict[str, object]:  # noqa: ANN401 - any dataclass
    """A dataclass as a dict of its fields; what is in them is adapted in turn."""
    # Not imported above: it would cost a start some milliseconds, and whoever has a dataclass has it.
    return {field.name: getattr(value, field.name) for field in sys.modules["dataclasses"].fields(value)}


COLLECTIONS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (abc.Mapping, dict),
    (abc.KeysView, list),
    (abc.ValuesView, list),
    (abc.ItemsView, list),
    (abc.Set, set),
    (abc.Sequence, list),
)


def adapt_unknown(value: object) -> object:
    """Memory that some other type lends; all else is refused, with the way out that its type offers."""
    with contextlib.suppress(TypeError):
        return memoryview(cast("Any", value))
    refuse(value, way_out_of(value))


def way_out_of(value: object) -> str:
    """Says what to return instead of the value."""
    kind = type(value)
    for method in ("model_dump", "toarray", "to_dict", "_asdict"):
        if callable(getattr(kind, method, None)):
            return f"return its {method}(), or {KEEP}"
    if hasattr(kind, "__array__"):
        return f"return numpy.asarray(value), or {KEEP}"
    if issubclass(kind, abc.Iterator):
        return f"as a part of a result it is not pulled from; return list(value), or {KEEP}"
    return f"return plain data (numbers, text, lists, dicts, bytes, arrays), or {KEEP}"


__all__ = ["Unencodable", "adapt", "lends_buffer", "to_datetime", "to_numpy"]
