"""Chroma's own count of writes, by which an untouched collection is known without reading it.

Every record that is added, changed or deleted takes the next sequence number, and the collection's metadata
segment keeps the last one in the same transaction. It is read from Chroma's SQLite file, read-only. Where the
file is not as expected (memory, another version) there is no counter, and the collection is read in full.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_SELECT = """
    SELECT segments.collection, COALESCE(max_seq_id.seq_id, 0)
    FROM segments LEFT JOIN max_seq_id ON max_seq_id.segment_id = segments.id
    WHERE segments.scope = 'METADATA'"""


def write_counters(location: str) -> dict[str, int]:
    """Return the counter of each collection of a data directory, by the collection's id."""
    file = Path(location) / "chroma.sqlite3"
    if not file.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=5)) as database:
            rows = database.execute(_SELECT).fetchall()
    except sqlite3.Error:
        return {}
    return {collection: seq_id for collection, seq_id in rows if isinstance(seq_id, int)}
