"""Connections by the id that the caller chose, so that an open that timed out can still be closed."""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypedDict

from stemma_versions.connection import Connection, Row, Value
from stemma_versions.errors import SessionBusyError, UnknownSessionError


class Statement(TypedDict):
    """A statement with the rows of parameters that it is run for, one after the other."""

    sql: str
    rows: Sequence[Sequence[Value]]


@dataclass
class _Session:
    connection: Connection
    lock: threading.Lock = field(default_factory=threading.Lock)


class Sessions:
    """Open connections; a call that was given up after its time-out may still hold one."""

    def __init__(self) -> None:
        self._open: dict[str, _Session] = {}

    def add(self, session_id: str, connection: Connection) -> None:
        """Keep a connection."""
        self._open[session_id] = _Session(connection)

    @contextmanager
    def use(self, session_id: str) -> Generator[Connection]:
        """Lend a connection to one call at a time."""
        session = self._open.get(session_id)
        if session is None:
            raise UnknownSessionError(f"the session {session_id} is not open")
        if not session.lock.acquire(blocking=False):
            raise SessionBusyError("an earlier call that timed out still runs on this connection")
        try:
            yield session.connection
        finally:
            session.lock.release()

    def remove(self, session_id: str) -> None:
        """Close a connection; one that a given-up call still uses stays with that call."""
        session = self._open.pop(session_id, None)
        if session is not None and session.lock.acquire(timeout=5):
            session.connection.close()


sessions = Sessions()
"""The interpreter's one registry, shared by all copies of the JavaScript package."""


def open_session(session_id: str, path: str, create: bool, busy_timeout_ms: int) -> None:
    """Open the database at `path`, making it only when `create`."""
    sessions.add(session_id, Connection(path, create=create, busy_timeout_ms=busy_timeout_ms))


def run(session_id: str, statements: Sequence[Statement]) -> list[list[Row]]:
    """Run the statements in their order; return each one's rows. The first failure ends the call."""
    with sessions.use(session_id) as connection:
        return [connection.execute(each["sql"], each["rows"]) for each in statements]


def roll_back(session_id: str) -> None:
    """End the open transaction, if any, without a trace."""
    with sessions.use(session_id) as connection:
        if connection.is_in_transaction():
            connection.execute("ROLLBACK")


def close_session(session_id: str) -> None:
    """Close; idempotent."""
    sessions.remove(session_id)
