"""What JavaScript does with an object that it holds a handle on, besides calling it."""

from __future__ import annotations

from collections import abc
from typing import Any, cast

from _stemma.handles import get_attribute


def set_attribute(target: object, path: str, value: object) -> None:
    """Sets an attribute by its dotted path."""
    parent, _, name = path.rpartition(".")
    setattr(get_attribute(target, parent) if parent else target, name, value)


def get_item(target: Any, key: object) -> object:  # noqa: ANN401 - whatever has items
    """Returns an item."""
    return target[as_key(key)]


def set_item(target: Any, key: object, value: object) -> None:  # noqa: ANN401 - as above
    """Sets an item."""
    target[as_key(key)] = value


def delete_item(target: Any, key: object) -> None:  # noqa: ANN401 - as above
    """Deletes an item."""
    del target[as_key(key)]


def as_key(key: object) -> object:
    """A list as the tuple that an index of several dimensions is: JavaScript has no tuples."""
    return tuple(cast("list[object]", key)) if isinstance(key, list) else key


def iterate(target: object) -> object:
    """Returns an iterator over the object, an asynchronous one where it has no other."""
    if isinstance(target, abc.AsyncIterable) and not isinstance(target, abc.Iterable):
        return cast("abc.AsyncIterable[object]", target).__aiter__()
    return iter(cast("abc.Iterable[object]", target))
