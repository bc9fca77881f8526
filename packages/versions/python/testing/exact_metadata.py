"""Metadata of Chroma as Python has it: written from JSON text and read as such, so that 1.0 stays 1.0."""

from __future__ import annotations

import json
from uuid import uuid4

from stemma_chroma import stores
from stemma_chroma.client_registry import registry
from stemma_versions.canonical import canonical_json


def write(location: str, name: str, record_id: str, metadata: str) -> None:
    """Give a record, made when it is not there, exactly this metadata."""
    lease = uuid4().hex
    stores.open_client(lease, location)
    collection = registry.lease(lease).client.get_or_create_collection(name, embedding_function=None)
    collection.upsert(
        ids=[record_id], documents=["text"], embeddings=[[1.0, 2.0, 3.0]], metadatas=[json.loads(metadata)]
    )
    stores.close_client(lease)


def write_to_collection(location: str, name: str, metadata: str) -> None:
    """Give a collection exactly this metadata."""
    lease = uuid4().hex
    stores.open_client(lease, location)
    registry.lease(lease).client.get_collection(name, embedding_function=None).modify(
        metadata=json.loads(metadata)
    )
    stores.close_client(lease)


def read(location: str, name: str) -> dict[str, str]:
    """Return each record's metadata in canonical JSON, and the collection's own under an empty id."""
    lease = uuid4().hex
    stores.open_client(lease, location)
    collection = registry.lease(lease).client.get_collection(name, embedding_function=None)
    found = collection.get(include=["metadatas"])
    texts = {
        record_id: canonical_json(metadata)
        for record_id, metadata in zip(found["ids"], found["metadatas"] or [], strict=True)
    }
    texts[""] = canonical_json(collection.metadata)
    stores.close_client(lease)
    return texts
