"""An exception as a plain dict, whatever the exception does to prevent it.

Each field is read with its own guard: a broken ``__str__``, a metaclass that raises, a cycle of causes or a
lack of memory costs that field, never the whole description.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, TypedDict, cast

from _stemma.attributes import attributes_of

if TYPE_CHECKING:
    from collections.abc import Callable

MESSAGE_LIMIT = 65_536
TRACEBACK_LIMIT = 65_536
FRAME_LIMIT = 64
CAUSE_LIMIT = 8
MEMBER_LIMIT = 16


class Description(TypedDict):
    """What crosses to JavaScript; ``cause`` and the members of a group are descriptions, too."""

    type: str
    message: str
    traceback: str | None
    cause: Description | None
    notes: list[str]
    exceptions: list[Description]
    attributes: dict[str, object]


def guarded(read: Callable[[], str], fallback: str) -> str:
    """Returns what `read` returns, or the fallback with the name of what it raised."""
    try:
        return read()
    except BaseException as failure:  # noqa: BLE001 - SystemExit from a __str__ must not get through either
        return f"{fallback} ({type.__getattribute__(type(failure), '__name__')})"


def qualified_name(exception: BaseException) -> str:
    """Returns the type's name, with its module unless that is ``builtins``."""
    kind = type(exception)
    # Past a metaclass's own __getattribute__, which may raise or lie.
    name = type.__dict__["__qualname__"].__get__(kind)
    module = type.__getattribute__(kind, "__module__")
    return name if module == "builtins" else f"{module}.{name}"


def format_traceback(exception: BaseException) -> str:
    """Returns the traceback as Python prints it, its innermost frames only."""
    summary = traceback.TracebackException(
        type(exception), exception, exception.__traceback__, limit=-FRAME_LIMIT, compact=True
    )
    return "".join(summary.format())[-TRACEBACK_LIMIT:]


def cause_of(exception: BaseException) -> BaseException | None:
    """Returns what the exception was raised from or, unless suppressed, while."""
    if exception.__cause__ is not None:
        return exception.__cause__
    return None if exception.__suppress_context__ else exception.__context__


def notes_of(exception: BaseException) -> list[str]:
    """Returns the notes of PEP 678 as text."""
    notes = getattr(exception, "__notes__", None)
    if not isinstance(notes, list):
        return []
    return [
        guarded(note.__str__, "(unprintable note)") for note in cast("list[object]", notes)[:MEMBER_LIMIT]
    ]


def members_of(exception: BaseException) -> list[BaseException]:
    """Returns the members of an exception group."""
    members = getattr(exception, "exceptions", None)
    if not isinstance(members, tuple):
        return []
    candidates = cast("tuple[object, ...]", members)[:MEMBER_LIMIT]
    return [member for member in candidates if isinstance(member, BaseException)]


def describe(exception: BaseException) -> Description:
    """Returns the whole description, with causes and members of groups, each exception once."""
    return _describe(exception, depth=0, seen=set())


def _describe(exception: BaseException, depth: int, seen: set[int]) -> Description:
    seen.add(id(exception))
    described: Description = {
        "type": guarded(lambda: qualified_name(exception), "(unknown exception)"),
        "message": guarded(lambda: str(exception)[:MESSAGE_LIMIT], "(unprintable exception)"),
        "traceback": None,
        "cause": None,
        "notes": [],
        "exceptions": [],
        "attributes": {},
    }
    if depth == 0:
        described["traceback"] = guarded(lambda: format_traceback(exception), "(no traceback)")
    try:
        _add_relatives(described, exception, depth, seen)
    except BaseException as failure:  # noqa: BLE001 - as above
        name = type.__getattribute__(type(failure), "__name__")
        described["notes"].append(f"(description cut short: {name})")
    return described


def _add_relatives(described: Description, exception: BaseException, depth: int, seen: set[int]) -> None:
    described["attributes"] = attributes_of(exception)
    described["notes"] = notes_of(exception)
    if depth >= CAUSE_LIMIT:
        return
    cause = cause_of(exception)
    if cause is not None and id(cause) not in seen:
        described["cause"] = _describe(cause, depth + 1, seen)
    for member in members_of(exception):
        if id(member) not in seen:
            described["exceptions"].append(_describe(member, depth + 1, seen))
