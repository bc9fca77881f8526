"""What an exception carries besides its message, as far as it is plain data."""

from __future__ import annotations

import types
from typing import cast

ATTRIBUTE_LIMIT = 32
ITEM_LIMIT = 64
TEXT_LIMIT = 4_096
DEPTH_LIMIT = 3

_absent = object()


def attributes_of(exception: BaseException) -> dict[str, object]:
    """Returns public attributes by name: the exception's own, and those that its built-in bases declare in C.

    Properties are not asked: they run code. What is None or has no plain form is left out.
    """
    attributes: dict[str, object] = {}
    for name in _names(exception):
        try:
            value = plain(object.__getattribute__(exception, name))
        except BaseException:  # noqa: BLE001, S112 - one attribute must not cost the others
            continue
        if value is not None and value is not _absent:
            attributes[name] = value
        if len(attributes) == ATTRIBUTE_LIMIT:
            break
    return attributes


def _names(exception: BaseException) -> list[str]:
    declared = [
        name
        for base in type(exception).__mro__
        if base is not BaseException
        for name, member in vars(base).items()
        if isinstance(member, (types.MemberDescriptorType, types.GetSetDescriptorType))
    ]
    own = object.__getattribute__(exception, "__dict__")
    return [name for name in dict.fromkeys([*own, *declared]) if not name.startswith("_")]


def plain(value: object, depth: int = 0) -> object:
    """Returns a copy of plain data within limits, in Python's own types; a mark for everything else."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str.__str__(value)[:TEXT_LIMIT]
    if isinstance(value, (bytes, bytearray)):
        return bytes(value[:TEXT_LIMIT])
    if depth == DEPTH_LIMIT:
        return _absent
    if isinstance(value, (list, tuple)):
        items = [plain(item, depth + 1) for item in cast("list[object]", value)[:ITEM_LIMIT]]
        return _absent if _absent in items else items
    if type(value) is dict:
        pairs = list(cast("dict[object, object]", value).items())[:ITEM_LIMIT]
        copied = {key: plain(item, depth + 1) for key, item in pairs if isinstance(key, str)}
        return {key: item for key, item in copied.items() if item is not _absent}
    return _absent
