"""Objects that stay in Python while JavaScript holds a handle, and iterators that it pulls from."""

from __future__ import annotations

import itertools
import threading
import time
from collections import abc
from typing import Any, cast

PULL_SECONDS = 0.005


class ReleasedHandleError(LookupError):
    """The handle was released, so the object is not kept any more."""


ReleasedHandleError.__module__ = "_stemma"


class HandleTable:
    """Objects by number. Each belongs to the JavaScript environment that it was kept for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._objects: dict[int, object] = {}
        self._owned: dict[int, set[int]] = {}

    def keep(self, value: object, environment: int) -> int:
        """Keeps an object until its number is released or its environment ends."""
        with self._lock:
            number = next(self._numbers)
            self._objects[number] = value
            self._owned.setdefault(environment, set()).add(number)
            return number

    def find(self, number: int) -> object:
        """Returns the object; raises :class:`ReleasedHandleError` when it is not kept any more."""
        with self._lock:
            if number in self._objects:
                return self._objects[number]
        raise ReleasedHandleError(f"the handle {number} was released")

    def release(self, number: int, environment: int) -> None:
        """Lets go of an object; its finalizer may run now."""
        with self._lock:
            self._owned.get(environment, set()).discard(number)
            dropped = self._objects.pop(number, None)
        del dropped

    def release_all(self, environment: int) -> None:
        """Lets go of everything that an environment held."""
        with self._lock:
            dropped = [self._objects.pop(number, None) for number in self._owned.pop(environment, set())]
        del dropped

    def __len__(self) -> int:
        return len(self._objects)


_table = HandleTable()
keep = _table.keep
find = _table.find
release = _table.release
release_all = _table.release_all


def count() -> int:
    """Returns how many objects are kept."""
    return len(_table)


def type_name(value: object) -> str:
    """Returns the qualified name of the object's type."""
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def get_attribute(value: object, path: str) -> object:
    """Returns an attribute by its dotted path."""
    for name in path.split("."):
        value = getattr(value, name)
    return value


def call(value: object, path: str, args: list[Any], kwargs: dict[str, Any] | None) -> object:
    """Calls a method by its dotted path or, with an empty path, the object itself."""
    function = get_attribute(value, path) if path else value
    return cast("abc.Callable[..., object]", function)(*args, **(kwargs or {}))


def identity(value: object) -> object:
    """Returns the object, for its conversion."""
    return value


class Pulled:
    """An iterator that hands out its items in batches; an exception waits for the items before it."""

    def __init__(self, iterator: object) -> None:
        self.iterator = iterator
        self._failure: BaseException | None = None

    def pull(self, limit: int) -> tuple[list[object], bool]:
        """Returns at most `limit` items, ready within a few milliseconds, and whether it is exhausted."""
        items: list[object] = []
        self._raise_kept()
        end = time.monotonic() + PULL_SECONDS
        iterator = cast("abc.Iterator[object]", self.iterator)
        while len(items) < limit:
            try:
                items.append(next(iterator))
            except StopIteration:
                return items, True
            except BaseException as failure:  # noqa: BLE001 - raised by the next pull
                self._keep_or_raise(failure, items)
                break
            if time.monotonic() > end:
                break
        return items, False

    async def pull_async(self, limit: int) -> tuple[list[object], bool]:
        """Does the same for an asynchronous iterator."""
        items: list[object] = []
        self._raise_kept()
        end = time.monotonic() + PULL_SECONDS
        iterator = cast("abc.AsyncIterator[object]", self.iterator)
        while len(items) < limit:
            try:
                items.append(await anext_of(iterator))
            except StopAsyncIteration:
                return items, True
            except BaseException as failure:  # noqa: BLE001 - raised by the next pull
                self._keep_or_raise(failure, items)
                break
            if time.monotonic() > end:
                break
        return items, False

    def close(self) -> object:
        """Ends a generator early; for an asynchronous one the result must be awaited."""
        method = getattr(self.iterator, "aclose", None) or getattr(self.iterator, "close", None)
        if not callable(method):
            return None
        closed = method()
        return cast("object", closed) if isinstance(closed, abc.Awaitable) else None

    def _raise_kept(self) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def _keep_or_raise(self, failure: BaseException, items: list[object]) -> None:
        if not items:
            raise failure
        self._failure = failure


def anext_of(iterator: abc.AsyncIterator[object]) -> abc.Awaitable[object]:
    """Returns what ``anext`` returns, by the name that every version has."""
    return iterator.__anext__()
