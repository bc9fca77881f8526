"""Deleting a collection without what Chroma leaves behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from chromadb import Collection
from chromadb.api.client import Client
from chromadb.errors import ChromaError

from stemma_chroma.healing.database import DATABASE

_PAGE = 1000
_RECORDS_PER_DELETE = 200

_DELETE_LISTS_OF_NOBODY = """
DELETE FROM embedding_metadata_array WHERE id NOT IN (SELECT id FROM embeddings)
"""
"""Deletes the lists of records that are not there any more; `embeddings.id` is the table's key."""


def drop_collection(client: Client, name: str) -> None:
    """Delete a collection; first its records with lists in their metadata.

    Chroma 1.5.9 keeps the lists of a deleted collection, by row numbers that the next collection's records
    get again: they would come up there (chroma-core/chroma#7594). Deleting a record takes its lists along.
    """
    collection = client.get_collection(name, embedding_function=None)
    try:
        ids = list(_ids_with_lists(collection))
        for start in range(0, len(ids), _RECORDS_PER_DELETE):
            collection.delete(ids=ids[start : start + _RECORDS_PER_DELETE])
    except ChromaError:
        # A collection that can't be read any more (Python lets NaN into its lists) can still be deleted.
        client.delete_collection(name)
        _delete_lists_of_nobody(client)
    else:
        client.delete_collection(name)


def _delete_lists_of_nobody(client: Client) -> None:
    """Delete what the unreadable collection left behind; a memory can't be reached past Chroma."""
    settings = client.get_settings()
    if settings.is_persistent:
        with closing(sqlite3.connect(Path(settings.persist_directory) / DATABASE, timeout=5)) as connection:
            connection.execute(_DELETE_LISTS_OF_NOBODY)
            connection.commit()


def _ids_with_lists(collection: Collection) -> Iterator[str]:
    offset = 0
    while True:
        page = collection.get(include=["metadatas"], limit=_PAGE, offset=offset)
        for record_id, metadata in zip(page["ids"], page["metadatas"] or [], strict=True):
            if metadata and any(isinstance(value, list) for value in metadata.values()):
                yield record_id
        if len(page["ids"]) < _PAGE:
            return
        offset += _PAGE
