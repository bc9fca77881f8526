"""Tables as Arrow's streams: columns cross as they are, where records would be taken apart value by value.

Libraries are imported only where a table is theirs or is asked for.
"""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any

from _stemma.adapt import find_entry
from _stemma.unencodable import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

FILE_MAGIC = b"ARROW1"


class NoArrowError(ImportError):
    """The environment lacks a library that makes Arrow's streams of the table, or tables of a stream."""


NoArrowError.__module__ = "_stemma"


def to_arrow(table: object) -> memoryview:
    """Returns a table as a stream of Arrow's; the memory is the stream's own."""
    sink = io.BytesIO()
    write = find_entry(type(table), WRITERS)
    if write is not None:
        write(table, sink)
    elif hasattr(type(table), "__arrow_c_stream__"):
        _write_arrow(_load("pyarrow").table(table), sink)
    else:
        refuse(table, "toArrow() is for tables: of pandas, polars, pyarrow, or with __arrow_c_stream__")
    return sink.getbuffer()


def from_arrow(memory: memoryview, kind: str) -> object:
    """Returns a table of this kind ("pandas", "polars", "pyarrow") of a stream or a file of Arrow's."""
    return READERS[kind](memory, bytes(memory[: len(FILE_MAGIC)]) == FILE_MAGIC)


def _load(package: str) -> Any:  # noqa: ANN401 - libraries are not dependencies of this half
    try:
        return importlib.import_module(package)
    except ModuleNotFoundError as missing:
        if missing.name != package:
            raise
        message = (
            f"tables on this way need {package}: install it into the environment (pip install {package})"
        )
        raise NoArrowError(message, name=package) from None


def _write_arrow(table: Any, sink: io.BytesIO) -> None:  # noqa: ANN401 - as above
    with _load("pyarrow").ipc.new_stream(sink, table.schema) as stream:
        stream.write(table)


def _write_pandas(table: Any, sink: io.BytesIO) -> None:  # noqa: ANN401 - as above
    frame = table if hasattr(table, "columns") else table.to_frame()
    _write_arrow(_load("pyarrow").Table.from_pandas(frame), sink)


def _write_polars(table: Any, sink: io.BytesIO) -> None:  # noqa: ANN401 - as above
    frame = table.to_frame() if hasattr(table, "to_frame") else table
    # Text as every reader knows it: the newer kind, views, is not in all of them.
    frame.write_ipc_stream(sink, compat_level=_load("polars").CompatLevel.oldest())


def _write_lazy(table: Any, sink: io.BytesIO) -> None:  # noqa: ANN401 - as above
    _write_polars(table.collect(), sink)


def _read_pyarrow(memory: memoryview, is_file: bool) -> Any:  # noqa: ANN401 - as above
    ipc = _load("pyarrow").ipc
    return (ipc.open_file if is_file else ipc.open_stream)(memory).read_all()


def _read_pandas(memory: memoryview, is_file: bool) -> object:
    _load("pandas")
    return _read_pyarrow(memory, is_file).to_pandas()


def _read_polars(memory: memoryview, is_file: bool) -> object:
    polars = _load("polars")
    return (polars.read_ipc if is_file else polars.read_ipc_stream)(io.BytesIO(memory))


WRITERS: dict[tuple[str, str], Callable[[Any, io.BytesIO], None]] = {
    ("pandas", "DataFrame"): _write_pandas,
    ("pandas", "Series"): _write_pandas,
    ("polars", "DataFrame"): _write_polars,
    ("polars", "Series"): _write_polars,
    ("polars", "LazyFrame"): _write_lazy,
    ("pyarrow", "Table"): _write_arrow,
    ("pyarrow", "RecordBatch"): _write_arrow,
}
READERS: dict[str, Callable[[memoryview, bool], object]] = {
    "pandas": _read_pandas,
    "polars": _read_polars,
    "pyarrow": _read_pyarrow,
}
