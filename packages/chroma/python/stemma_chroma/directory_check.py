"""What must be right in a data directory before Chroma opens it.

Chroma 1.5.9 trusts its vector index: with one that was cut short the process dies or never comes back,
without one its queries find next to nothing and tell nobody, and beside a missing database it makes an empty
new one. Nothing is written here.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

from stemma_chroma.errors import DamagedDirectoryError

DATABASE = "chroma.sqlite3"
_INDEX_FILES = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin")
_INDEX_IDS = "index_metadata.pickle"

_PERSISTED_SEGMENTS = """
SELECT segments.id FROM segments JOIN max_seq_id ON max_seq_id.segment_id = segments.id
WHERE segments.type = 'urn:chroma:segment/vector/hnsw-local-persisted'
"""
"""Reads the vector indexes that Chroma has written to disk; their folders are named after them."""

# hnswlib's header: version, offset, capacity, count, bytes an element, and what is of no concern here.
_HEADER = struct.Struct("<i4Q")
_LENGTH_BYTES = 4
_LINKS_SIZE = struct.Struct("<I")


def check_directory(directory: Path) -> None:
    """Raise :class:`DamagedDirectoryError` when Chroma would crash on the directory or lose what it holds."""
    database = directory / DATABASE
    folders = [entry for entry in directory.iterdir() if _is_index_folder(entry)]
    if not database.is_file() or database.stat().st_size == 0:
        if folders:
            raise DamagedDirectoryError(
                f"{database} is missing or empty, and there are vector indexes beside it"
            )
        return
    for segment in _persisted_segments(database):
        _require_complete(directory / segment)
    for folder in folders:
        # An older Chroma does not say in its database what it has written; the file with the ids comes last.
        if (folder / _INDEX_IDS).is_file():
            _require_complete(folder)


def _is_index_folder(entry: Path) -> bool:
    try:
        UUID(entry.name)
    except ValueError:
        return False
    return entry.is_dir()


def _persisted_segments(database: Path) -> Iterator[str]:
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            yield from (row[0] for row in connection.execute(_PERSISTED_SEGMENTS).fetchall())
    except sqlite3.OperationalError:
        # Too old or too new to have these tables, or busy: Chroma itself will say.
        return
    except sqlite3.DatabaseError as error:
        raise DamagedDirectoryError(f"{database} can't be read: {error}") from error


def _require_complete(folder: Path) -> None:
    missing = [name for name in (*_INDEX_FILES, _INDEX_IDS) if not (folder / name).is_file()]
    if missing:
        raise DamagedDirectoryError(f"the vector index {folder} lacks {', '.join(missing)}")
    header = (folder / "header.bin").read_bytes()
    if len(header) < _HEADER.size:
        raise DamagedDirectoryError(f"the vector index {folder} has a header of {len(header)} bytes")
    _version, _offset, _capacity, count, element_bytes = _HEADER.unpack_from(header)
    for name, least in (("data_level0.bin", count * element_bytes), ("length.bin", count * _LENGTH_BYTES)):
        size = (folder / name).stat().st_size
        if size < least:
            raise DamagedDirectoryError(
                f"{folder / name} has {size} bytes, and its {count} vectors need {least}"
            )
    _require_whole_links((folder / "link_lists.bin"), count)


def _require_whole_links(file: Path, count: int) -> None:
    """Walk through the links of the upper layers: for each vector their size in bytes, then the links."""
    content = file.read_bytes()
    position = 0
    for _vector in range(count):
        if position + _LINKS_SIZE.size > len(content):
            position = len(content) + 1
            break
        position += _LINKS_SIZE.size + _LINKS_SIZE.unpack_from(content, position)[0]
    if position > len(content):
        raise DamagedDirectoryError(f"{file} ends in the middle of the links of its {count} vectors")
