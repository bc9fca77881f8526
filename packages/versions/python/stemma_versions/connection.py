"""One connection to a doltlite database: statements in, rows of plain values out."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, TypeAlias

from stemma_versions.errors import DoltliteError
from stemma_versions.library import load_library

Value: TypeAlias = Any
"""None, int, float, str, or an object with the buffer protocol; rows hold None, int, float, str and bytes."""

Row: TypeAlias = list[Value]

_READ_WRITE = 0x2
_CREATE = 0x4
_FULL_MUTEX = 0x10000
_ROW = 100
_DONE = 101
_INTEGER, _FLOAT, _TEXT, _BLOB = 1, 2, 3, 4
_ENABLE_TRIGGER, _ENABLE_VIEW, _TRUSTED_SCHEMA = 1003, 1015, 1017
_COPY = ctypes.c_void_p(-1)  # SQLITE_TRANSIENT: SQLite copies the value before the call returns


class Connection:
    """Not for two threads at a time; :mod:`stemma_versions.sessions` sees to that."""

    def __init__(self, path: str, *, create: bool, busy_timeout_ms: int) -> None:
        self._library = load_library()
        self._database = ctypes.c_void_p()
        flags = _READ_WRITE | _FULL_MUTEX | (_CREATE if create else 0)
        code = self._library.sqlite3_open_v2(path.encode(), ctypes.byref(self._database), flags, None)
        if code != 0:
            error = self._error()
            self.close()
            raise error
        self._library.sqlite3_busy_timeout(self._database, busy_timeout_ms)
        # A history that was cloned brings its whole schema: what strangers put beside the tables never runs.
        for option in (_ENABLE_TRIGGER, _ENABLE_VIEW, _TRUSTED_SCHEMA):
            self._library.sqlite3_db_config(self._database, option, 0, None)

    def execute(self, sql: str, parameter_rows: Sequence[Sequence[Value]] = ((),)) -> list[Row]:
        """Run one statement once for each row of parameters; return all rows that came out."""
        statement = ctypes.c_void_p()
        encoded = sql.encode()
        if self._library.sqlite3_prepare_v2(
            self._database, encoded, len(encoded), ctypes.byref(statement), None
        ):
            raise self._error()
        found: list[Row] = []
        try:
            for parameters in parameter_rows:
                self._bind(statement, parameters)
                self._step(statement, found)
                self._library.sqlite3_reset(statement)
        finally:
            self._library.sqlite3_finalize(statement)
        return found

    def is_in_transaction(self) -> bool:
        """Tell whether a transaction is open."""
        return not self._library.sqlite3_get_autocommit(self._database)

    def close(self) -> None:
        """Close; an open transaction is rolled back. Idempotent."""
        database, self._database = self._database, ctypes.c_void_p()
        if database:
            self._library.sqlite3_close_v2(database)

    def _step(self, statement: ctypes.c_void_p, found: list[Row]) -> None:
        columns = self._library.sqlite3_column_count(statement)
        while True:
            code = self._library.sqlite3_step(statement)
            if code == _DONE:
                return
            if code != _ROW:
                raise self._error()
            found.append([self._column(statement, index) for index in range(columns)])

    def _column(self, statement: ctypes.c_void_p, index: int) -> Value:
        kind = self._library.sqlite3_column_type(statement, index)
        if kind == _INTEGER:
            return self._library.sqlite3_column_int64(statement, index)
        if kind == _FLOAT:
            return self._library.sqlite3_column_double(statement, index)
        if kind not in (_TEXT, _BLOB):
            return None
        # For text, too: by length, since text may hold NULs.
        address = self._library.sqlite3_column_blob(statement, index)
        content = ctypes.string_at(address, self._library.sqlite3_column_bytes(statement, index))
        return content.decode() if kind == _TEXT else content

    def _bind(self, statement: ctypes.c_void_p, parameters: Sequence[Value]) -> None:
        for index, value in enumerate(parameters, 1):
            if self._bind_one(statement, index, value):
                raise self._error()

    def _bind_one(self, statement: ctypes.c_void_p, index: int, value: Value) -> int:
        library = self._library
        if value is None:
            return library.sqlite3_bind_null(statement, index)
        if isinstance(value, int):
            return library.sqlite3_bind_int64(statement, index, value)
        if isinstance(value, float):
            return library.sqlite3_bind_double(statement, index, value)
        if isinstance(value, str):
            text = value.encode()
            return library.sqlite3_bind_text(statement, index, text, len(text), _COPY)
        content = bytes(value)
        return library.sqlite3_bind_blob(statement, index, content, len(content), _COPY)

    def _error(self) -> DoltliteError:
        message = self._library.sqlite3_errmsg(self._database) or b"unknown error"
        code = self._library.sqlite3_extended_errcode(self._database)
        return DoltliteError(message.decode(errors="replace"), code)
