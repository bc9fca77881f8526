"""The same operations in pure Python, by chromadb's own methods and plain lists, for comparison."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import chromadb
from chromadb.config import Settings


def run(operations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the collection's content, and the answer to a query, after each operation."""
    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    collection = client.create_collection(f"reference-{uuid4()}", embedding_function=None)
    snapshots: list[dict[str, Any]] = []
    for operation in operations:
        kind = operation["kind"]
        if kind in ("add", "upsert", "update"):
            arguments = {name: operation[name] for name in ("ids", "embeddings", "documents", "metadatas")}
            getattr(collection, kind)(**arguments)
        elif kind == "delete":
            collection.delete(ids=operation["ids"])
        elif kind == "deleteWhere":
            collection.delete(where=operation["where"])
        snapshots.append(_snapshot(collection, operation["query"]))
    return snapshots


def _snapshot(collection: chromadb.Collection, query: list[float]) -> dict[str, Any]:
    content = collection.get(include=["documents", "metadatas", "embeddings"])
    count = collection.count()
    distances: dict[str, float] = {}
    if count > 0:
        nearest = collection.query(query_embeddings=[query], n_results=count, include=["distances"])
        assert nearest["distances"] is not None
        distances = dict(zip(nearest["ids"][0], nearest["distances"][0], strict=True))
    assert content["documents"] is not None
    assert content["metadatas"] is not None
    assert content["embeddings"] is not None
    records = zip(
        content["ids"], content["documents"], content["metadatas"], content["embeddings"], strict=True
    )
    return {
        "records": {
            record_id: {"document": document, "metadata": metadata, "vector": [float(x) for x in vector]}
            for record_id, document, metadata, vector in records
        },
        "distances": distances,
    }
