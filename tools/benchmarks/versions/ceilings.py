"""What the same work costs without versioning: Chroma and doltlite driven directly."""

from __future__ import annotations

from typing import Any, cast
from uuid import uuid4

import numpy as np
from stemma_chroma import stores
from stemma_chroma.client_registry import registry
from stemma_versions.connection import Connection

_NAME = "documents"


def _collection(location: str) -> tuple[str, Any]:
    lease = uuid4().hex
    stores.open_client(lease, location)
    return lease, registry.lease(lease).client.get_collection(_NAME, embedding_function=None)


def read_all(location: str) -> int:
    """Read a collection with everything it has."""
    lease, collection = _collection(location)
    found = collection.get(include=["documents", "metadatas", "uris", "embeddings"])
    stores.close_client(lease)
    return len(found["ids"])


def read_texts(location: str) -> int:
    """Read a collection without its vectors."""
    lease, collection = _collection(location)
    found = collection.get(include=["documents", "metadatas", "uris"])
    stores.close_client(lease)
    return len(found["ids"])


def upsert(location: str, count: int, salt: int) -> None:
    """Write `count` records over those that are there."""
    lease, collection = _collection(location)
    vectors = np.random.default_rng(salt).random((count, 384), dtype=np.float32)
    ids = [f"document {index}" for index in range(count)]
    documents = [f"{each} {salt} ".ljust(1_024, "x") for each in ids]
    metadatas = [{"number": index, "salt": salt} for index in range(count)]
    collection.upsert(ids=ids, embeddings=vectors, documents=documents, metadatas=metadatas)
    stores.close_client(lease)


def reload(location: str) -> int:
    """Delete the collection and write all its records again, in batches of 1000."""
    lease, collection = _collection(location)
    found = cast("dict[str, Any]", collection.get(include=["documents", "metadatas", "embeddings"]))
    client = registry.lease(lease).client
    client.delete_collection(_NAME)
    again = client.create_collection(_NAME, embedding_function=None)
    for start in range(0, len(found["ids"]), 1_000):
        piece = slice(start, start + 1_000)
        again.add(
            ids=found["ids"][piece],
            embeddings=found["embeddings"][piece],
            documents=found["documents"][piece],
            metadatas=found["metadatas"][piece],
        )
    stores.close_client(lease)
    return len(found["ids"])


def write_rows(path: str, count: int, dimension: int) -> None:
    """Insert and commit as many rows of the same size in doltlite."""
    connection = Connection(path, create=True, busy_timeout_ms=0)
    columns = "collection TEXT, id TEXT, document TEXT, metadata TEXT, content_hash TEXT, embedding BLOB"
    connection.execute(f"CREATE TABLE documents ({columns}, PRIMARY KEY (collection, id)) WITHOUT ROWID")
    connection.execute("BEGIN")
    vector = np.random.default_rng(0).random(dimension, dtype=np.float32).tobytes()
    rows = [
        ("c", f"document {index}", "x" * 1_024, '{"number":1,"salt":0}', f"{index:064x}", vector)
        for index in range(count)
    ]
    connection.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute("SELECT dolt_commit('-A', '-m', 'raw')")
    connection.close()
