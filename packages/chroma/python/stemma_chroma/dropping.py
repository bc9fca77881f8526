"""Deleting a collection without what Chroma leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

from chromadb import Collection
from chromadb.api.client import Client

_PAGE = 1000
_RECORDS_PER_DELETE = 200


def drop_collection(client: Client, name: str) -> None:
    """Delete a collection; first its records with lists in their metadata.

    Chroma 1.5.9 keeps the lists of a deleted collection, by row numbers that the next collection's records
    get again: they would come up there (chroma-core/chroma#7594). Deleting a record takes its lists along.
    """
    collection = client.get_collection(name, embedding_function=None)
    ids = list(_ids_with_lists(collection))
    for start in range(0, len(ids), _RECORDS_PER_DELETE):
        collection.delete(ids=ids[start : start + _RECORDS_PER_DELETE])
    client.delete_collection(name)


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
