"""What kind of result a call has, for results that are not plain data."""

from __future__ import annotations

from collections import abc

PLAIN = 0
AWAITABLE = 1
ITERATOR = 2
ASYNC_ITERATOR = 3
COROUTINE = 4


def kind_of(value: object) -> int:
    """Says how to deliver `value`: converted, awaited, or pulled item by item."""
    if isinstance(value, abc.Coroutine):
        return COROUTINE
    if isinstance(value, abc.Awaitable):
        return AWAITABLE
    if isinstance(value, abc.AsyncIterator):
        return ASYNC_ITERATOR
    if isinstance(value, abc.Iterator):
        return ITERATOR
    return PLAIN


def discard(value: object) -> None:
    """Closes a coroutine that nobody will await, so that Python does not warn of it."""
    if isinstance(value, abc.Coroutine):
        value.close()
