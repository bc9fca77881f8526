"""Chroma's collections themselves: made, renamed, given their metadata, deleted."""

from __future__ import annotations

import json
from typing import Any, TypedDict, cast
from uuid import UUID

from chromadb import Collection
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.errors import NotFoundError
from stemma_chroma.client_registry import registry
from stemma_chroma.dropping import drop_collection

from stemma_versions.canonical import canonical_json
from stemma_versions.chroma_digests import CollectionState, describe
from stemma_versions.write_counters import write_counters


class Wanted(TypedDict):
    """A collection as it should be; `metadata` and `configuration` in JSON."""

    name: str
    metadata: str | None
    configuration: str | None


def list_collections(lease_id: str) -> list[CollectionState]:
    """Return all collections."""
    lease = registry.lease(lease_id)
    counters = write_counters(lease.store.location)
    return [describe(collection, counters) for collection in lease.client.list_collections()]


def create_collection(lease_id: str, wanted: Wanted) -> CollectionState:
    """Create; repeating it after a crash returns the collection of this name as it is."""
    lease = registry.lease(lease_id)
    configuration = json.loads(wanted["configuration"] or "{}")
    collection = lease.client.get_or_create_collection(
        wanted["name"],
        configuration=cast(CreateCollectionConfiguration, configuration),
        metadata=_metadata(wanted),
        embedding_function=None,
    )
    lease.remember(collection)
    return describe(collection, write_counters(lease.store.location))


def change_collection(lease_id: str, chroma_id: str, wanted: Wanted) -> CollectionState:
    """Give a collection its name and metadata; index settings stay as they were made."""
    lease = registry.lease(lease_id)
    lease.collections.pop(chroma_id, None)
    collection = lease.collection(chroma_id)
    if collection.name != wanted["name"]:
        collection.modify(name=wanted["name"])
    metadata = _metadata(wanted)
    # By their texts: to Python 1 and 1.0 are equal.
    if canonical_json(collection.metadata or None) != canonical_json(metadata):
        collection.modify(metadata=metadata or dict.fromkeys(collection.metadata))
    lease.collections.pop(chroma_id, None)
    return describe(lease.collection(chroma_id), write_counters(lease.store.location))


def delete_collection(lease_id: str, chroma_id: str) -> None:
    """Delete a collection by its id; one that is not there is passed over."""
    client = registry.lease(lease_id).client
    try:
        collection: Collection = client.get_collection_by_id(UUID(chroma_id), embedding_function=None)
    except NotFoundError:
        return
    drop_collection(client, collection.name)
    registry.lease(lease_id).forget(collection.name)


def _metadata(wanted: Wanted) -> dict[str, Any] | None:
    return None if wanted["metadata"] is None else cast("dict[str, Any]", json.loads(wanted["metadata"]))
