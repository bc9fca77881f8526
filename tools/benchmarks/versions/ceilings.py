"""What the same work costs without versioning: Chroma and doltlite driven directly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast
from uuid import uuid4

import numpy as np
from stemma_chroma import stores
from stemma_chroma.client_registry import registry
from stemma_versions.connection import Connection

_NAME = "documents"
_PAGE = 30_000


def _collection(location: str) -> tuple[str, Any]:
    lease = uuid4().hex
    stores.open_client(lease, location)
    return lease, registry.lease(lease).client.get_collection(_NAME, embedding_function=None)


def _pages(lease: str, include: list[str]) -> Iterator[dict[str, Any]]:
    """Read a collection in the largest pages that Chroma's SQL takes: each record is a variable of it."""
    collection: Any = registry.lease(lease).client.get_collection(_NAME, embedding_function=None)
    for offset in range(0, collection.count(), _PAGE):
        yield cast("dict[str, Any]", collection.get(limit=_PAGE, offset=offset, include=include))


def _read(location: str, include: list[str]) -> int:
    lease, _ = _collection(location)
    count = sum(len(page["ids"]) for page in _pages(lease, include))
    stores.close_client(lease)
    return count


def read_all(location: str) -> int:
    """Read a collection with everything it has."""
    return _read(location, ["documents", "metadatas", "uris", "embeddings"])


def read_texts(location: str) -> int:
    """Read a collection without its vectors."""
    return _read(location, ["documents", "metadatas", "uris"])


_kept: dict[str, dict[str, Any]] = {}


def keep(location: str, name: str, count: int) -> None:
    """Remember the first `count` records as they are, under a name."""
    lease, collection = _collection(location)
    ids = [f"document {index}" for index in range(count)]
    found = cast("dict[str, Any]", collection.get(ids=ids, include=["documents", "metadatas", "embeddings"]))
    _kept[name] = {key: found[key] for key in ("ids", "documents", "metadatas", "embeddings")}
    stores.close_client(lease)


def upsert(location: str, name: str) -> None:
    """Write the records of this name over those that are there."""
    lease, collection = _collection(location)
    collection.upsert(**_kept[name])
    stores.close_client(lease)


def reload(location: str) -> int:
    """Delete the collection and write all its records again, in batches of 1000."""
    lease, _ = _collection(location)
    pages = list(_pages(lease, ["documents", "metadatas", "embeddings"]))
    client = registry.lease(lease).client
    client.delete_collection(_NAME)
    again = client.create_collection(_NAME, embedding_function=None)
    for found in pages:
        for start in range(0, len(found["ids"]), 1_000):
            piece = slice(start, start + 1_000)
            again.add(
                ids=found["ids"][piece],
                embeddings=found["embeddings"][piece],
                documents=found["documents"][piece],
                metadatas=found["metadatas"][piece],
            )
    stores.close_client(lease)
    return sum(len(page["ids"]) for page in pages)


def read_some(location: str, count: int) -> int:
    """Read `count` records by their ids, with everything they have."""
    lease, collection = _collection(location)
    ids = [f"document {index}" for index in range(count)]
    found = collection.get(ids=ids, include=["documents", "metadatas", "uris", "embeddings"])
    stores.close_client(lease)
    return len(found["ids"])


def fill(location: str, count: int, dimension: int) -> None:
    """Write `count` records into a fresh collection, in batches of 1000."""
    lease = uuid4().hex
    stores.open_client(lease, location)
    collection = registry.lease(lease).client.create_collection(_NAME, embedding_function=None)
    for start in range(0, count, 1_000):
        ids = [f"document {index}" for index in range(start, min(start + 1_000, count))]
        collection.add(
            ids=ids,
            embeddings=np.random.default_rng(start).random((len(ids), dimension), dtype=np.float32),
            documents=[each.ljust(1_024, "x") for each in ids],
            metadatas=[{"number": start, "salt": 0} for _ in ids],
        )
    stores.close_client(lease)


class _Raw:
    """A doltlite file with rows of the same size, driven without anything between."""

    def __init__(self, path: str) -> None:
        self.connection = Connection(path, create=True, busy_timeout_ms=0)
        columns = "collection TEXT, id TEXT, document TEXT, metadata TEXT, content_hash TEXT, embedding BLOB"
        sql = f"CREATE TABLE documents ({columns}, PRIMARY KEY (collection, id)) WITHOUT ROWID"
        self.connection.execute(sql)

    def write(self, count: int, dimension: int, salt: int) -> None:
        self.connection.execute("BEGIN")
        rng = np.random.default_rng(salt)
        vectors = rng.random((count, dimension), dtype=np.float32)
        rows = [
            (
                "c",
                f"document {index}",
                f"{salt} {index} ".ljust(1_024, "x"),
                '{"number":1,"salt":0}',
                f"{salt}{index:064x}",
                vectors[index].tobytes(),
            )
            for index in range(count)
        ]
        self.connection.execute("REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?)", rows)
        self.connection.execute("SELECT dolt_commit('-A', '-m', 'raw')")
        if self.connection.is_in_transaction():
            self.connection.execute("ROLLBACK")


_raw: dict[str, _Raw] = {}


def write_rows(path: str, count: int, dimension: int, salt: int) -> None:
    """Write and commit `count` rows over those that are there."""
    raw = _raw.get(path)
    if raw is None:
        raw = _raw[path] = _Raw(path)
    raw.write(count, dimension, salt)


def add_remote(path: str, url: str) -> None:
    """Name a remote."""
    _raw[path].connection.execute("SELECT dolt_remote('add', 'origin', ?)", [[url]])


def push(path: str) -> None:
    """Push what is committed."""
    _raw[path].connection.execute("SELECT dolt_push('origin', 'main')")


def close_rows(path: str) -> None:
    """Close the file."""
    _raw.pop(path).connection.close()
