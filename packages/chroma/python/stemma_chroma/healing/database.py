"""What Chroma's database says of collections, their records, and vectors that no index has yet.

Statements are for the layout that Chroma has had since 0.4; newer columns are not asked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

DATABASE = "chroma.sqlite3"

_COLLECTIONS = """
SELECT collections.id, collections.name, databases.tenant_id, databases.name,
       vectors.id AS vectors, records.id AS records
FROM collections
JOIN databases ON databases.id = collections.database_id
JOIN segments AS vectors ON vectors.collection = collections.id AND vectors.scope = 'VECTOR'
JOIN segments AS records ON records.collection = collections.id AND records.scope = 'METADATA'
WHERE vectors.type = 'urn:chroma:segment/vector/hnsw-local-persisted'
ORDER BY databases.tenant_id, databases.name, collections.name
"""
"""Reads every collection whose vectors are kept in a folder, with the names of its two segments."""

_REACHED = "SELECT seq_id FROM max_seq_id WHERE segment_id = ?"
"""Reads up to which write a segment holds the log; by the primary key."""

_RECORDS = "SELECT embedding_id, seq_id FROM embeddings WHERE segment_id = ? ORDER BY id"
"""Reads a collection's records in the order in which they came, with their last write; by an index."""

_METADATA = """
SELECT key, string_value, int_value, float_value, bool_value FROM embedding_metadata
JOIN embeddings ON embeddings.id = embedding_metadata.id
WHERE embeddings.segment_id = ? AND embeddings.embedding_id = ?
"""
"""Reads a record's text and metadata; by the unique index of records and the primary key of metadata."""

_DOCUMENT_KEY = "chroma:document"

_MODEL = """
SELECT str_value FROM collection_metadata WHERE collection_id = ? AND key = 'stemma:embedding_model'
"""
"""Reads which model has made a collection's vectors."""

_LOG = """
SELECT seq_id, operation, id, vector, encoding FROM embeddings_queue
WHERE substr(topic, -36) = ? ORDER BY seq_id
"""
"""Reads what the log still holds of a collection, oldest first; scans the log, which is short."""


ADD, UPDATE, UPSERT, DELETE = range(4)
"""Operations of the log."""


@dataclass(frozen=True)
class StoredCollection:
    """A collection as the database has it. Segments are the two parts of its data: vectors and records."""

    id: str
    name: str
    tenant: str
    database: str
    vectors: str
    """Also the name of its index's folder."""
    records: str


@dataclass(frozen=True)
class LoggedWrite:
    """One entry of the log."""

    seq_id: int
    operation: int
    id: str
    vector: bytes | None
    encoding: str | None


@contextmanager
def opened(database: Path) -> Generator[sqlite3.Connection, None, None]:
    """Open a database that is there; what a killed process left half done is rolled back, as Chroma would."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True, timeout=5)) as connection:
        yield connection


def is_index_folder(entry: Path) -> bool:
    """Whether this is the folder of a vector index: Chroma names them by ids."""
    try:
        UUID(entry.name)
    except ValueError:
        return False
    return entry.is_dir()


def collections_in(connection: sqlite3.Connection) -> list[StoredCollection]:
    """Return the collections of all tenants."""
    return [StoredCollection(*row) for row in connection.execute(_COLLECTIONS).fetchall()]


def reached(connection: sqlite3.Connection, segment: str) -> int | None:
    """Return up to which write a segment was kept; None when it never was."""
    row = connection.execute(_REACHED, (segment,)).fetchone()
    if row is None or row[0] is None:
        return None
    return _number(row[0])


def log_of(connection: sqlite3.Connection, collection_id: str) -> list[LoggedWrite]:
    """Return what the log holds of the collection, oldest first."""
    return [LoggedWrite(*row) for row in connection.execute(_LOG, (collection_id,))]


def records_of(connection: sqlite3.Connection, collection: StoredCollection) -> dict[str, int]:
    """Return the ids of the records, in the order in which they came, each with its last write."""
    found = connection.execute(_RECORDS, (collection.records,))
    return {record_id: _number(seq_id) for record_id, seq_id in found}


def doomed_by_log(connection: sqlite3.Connection, collection: StoredCollection) -> set[str]:
    """Return the ids of records that the log will delete when Chroma next reads it."""
    since = reached(connection, collection.records) or 0
    log = log_of(connection, collection.id)
    return {write.id for write in log if write.seq_id > since and write.operation == DELETE}


def content_of(
    connection: sqlite3.Connection, collection: StoredCollection, record_id: str
) -> tuple[str | None, dict[str, str | int | float | bool]]:
    """Return a record's text, and its metadata but for lists."""
    document: str | None = None
    metadata: dict[str, str | int | float | bool] = {}
    for key, text, whole, number, truth in connection.execute(_METADATA, (collection.records, record_id)):
        if key == _DOCUMENT_KEY:
            document = text
        elif truth is not None:
            metadata[key] = bool(truth)
        else:
            value = next((each for each in (text, whole, number) if each is not None), None)
            if value is not None:
                metadata[key] = value
    return document, metadata


def model_of(connection: sqlite3.Connection, collection: StoredCollection) -> str | None:
    """Return which model has made the collection's vectors; None where that is not written down."""
    row = connection.execute(_MODEL, (collection.id,)).fetchone()
    return None if row is None else row[0]


def dimension_of(connection: sqlite3.Connection, collection: StoredCollection) -> int | None:
    """Return how many numbers a vector of the collection has; None before the first."""
    return connection.execute("SELECT dimension FROM collections WHERE id = ?", (collection.id,)).fetchone()[
        0
    ]


def _number(seq_id: bytes | int) -> int:
    """Read the number of a write, which an older Chroma wrote as eight bytes."""
    return int.from_bytes(seq_id, "big") if isinstance(seq_id, bytes) else int(seq_id)
