"""Generated calls in pure Python, by chromadb's own methods, for comparison."""

from __future__ import annotations

from typing import Any, cast
from uuid import uuid4

import chromadb
from chromadb.config import Settings

_collections: dict[str, chromadb.Collection] = {}


def start() -> str:
    """Make a collection, and return what it is called by."""
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    name = f"reference-{uuid4()}"
    _collections[name] = client.create_collection(name, embedding_function=None)
    return name


def apply(name: str, call: dict[str, Any]) -> dict[str, Any]:
    """Make one call; an exception is an answer, too."""
    collection = _collections[name]
    arguments: dict[str, Any] = {key: value for key, value in call.items() if key != "kind"}
    try:
        if call["kind"] == "get":
            found = collection.get(**arguments, include=["documents", "metadatas", "uris"])
            return {"records": _records(cast("dict[str, Any]", found))}
        getattr(collection, call["kind"])(**arguments)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is compared)
        return {"refused": type(error).__name__}
    return {"records": None}


def finish(name: str) -> None:
    """Delete the collection, record by record: Chroma keeps lists of deleted collections."""
    collection = _collections.pop(name)
    ids = collection.get(include=[])["ids"]
    if ids:
        collection.delete(ids=ids)


def _records(found: dict[str, Any]) -> list[dict[str, Any]]:
    lists = (found["ids"], found["documents"], found["metadatas"], found["uris"])
    return [
        {"id": record_id, "document": document, "metadata": metadata, "uri": uri}
        for record_id, document, metadata, uri in zip(*lists, strict=True)
    ]
