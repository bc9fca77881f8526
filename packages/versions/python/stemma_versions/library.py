"""The doltlite library, beside the SQLite that Python and Chroma use.

``import doltlite`` would replace the whole process's SQLite and may even start the interpreter again. Opened
by its path with a symbol scope of its own (RTLD_LOCAL, and RTLD_DEEPBIND so that it prefers its own
``sqlite3_*``), both live in one process.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from ctypes import POINTER, c_char_p, c_double, c_int, c_int64, c_void_p
from pathlib import Path

from stemma_versions.errors import DoltliteMissingError

_LIBRARY_NAMES = {"darwin": "libdoltlite.dylib", "win32": "doltlite.dll"}

_SIGNATURES: dict[str, tuple[list[object], object]] = {
    "sqlite3_open_v2": ([c_char_p, POINTER(c_void_p), c_int, c_char_p], c_int),
    "sqlite3_close_v2": ([c_void_p], c_int),
    "sqlite3_busy_timeout": ([c_void_p, c_int], c_int),
    "sqlite3_db_config": ([c_void_p, c_int, c_int, c_void_p], c_int),
    "sqlite3_get_autocommit": ([c_void_p], c_int),
    "sqlite3_errmsg": ([c_void_p], c_char_p),
    "sqlite3_extended_errcode": ([c_void_p], c_int),
    "sqlite3_prepare_v2": ([c_void_p, c_char_p, c_int, POINTER(c_void_p), c_void_p], c_int),
    "sqlite3_step": ([c_void_p], c_int),
    "sqlite3_reset": ([c_void_p], c_int),
    "sqlite3_finalize": ([c_void_p], c_int),
    "sqlite3_bind_null": ([c_void_p, c_int], c_int),
    "sqlite3_bind_int64": ([c_void_p, c_int, c_int64], c_int),
    "sqlite3_bind_double": ([c_void_p, c_int, c_double], c_int),
    "sqlite3_bind_text": ([c_void_p, c_int, c_char_p, c_int, c_void_p], c_int),
    "sqlite3_bind_blob": ([c_void_p, c_int, c_char_p, c_int, c_void_p], c_int),
    "sqlite3_column_count": ([c_void_p], c_int),
    "sqlite3_column_type": ([c_void_p, c_int], c_int),
    "sqlite3_column_int64": ([c_void_p, c_int], c_int64),
    "sqlite3_column_double": ([c_void_p, c_int], c_double),
    "sqlite3_column_blob": ([c_void_p, c_int], c_void_p),
    "sqlite3_column_bytes": ([c_void_p, c_int], c_int),
}


def library_path() -> Path:
    """Return where the installed package keeps its library, without importing the package."""
    spec = importlib.util.find_spec("doltlite")
    if spec is None or spec.origin is None:
        raise DoltliteMissingError("the Python package doltlite is not installed in this environment")
    path = Path(spec.origin).parent / "_lib" / _LIBRARY_NAMES.get(sys.platform, "libdoltlite.so")
    if not path.exists():
        raise DoltliteMissingError(f"the package doltlite has no library for this platform: {path}")
    return path


def load_library() -> ctypes.CDLL:
    """Open the library with typed functions; opening it again only counts up in the system's loader."""
    mode = getattr(os, "RTLD_NOW", 0) | getattr(os, "RTLD_LOCAL", 0) | getattr(os, "RTLD_DEEPBIND", 0)
    library = ctypes.CDLL(str(library_path()), mode=mode)
    for name, (arguments, result) in _SIGNATURES.items():
        function = getattr(library, name)
        function.argtypes = arguments
        function.restype = result
    return library
