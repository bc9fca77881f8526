"""Collections as a whole: create, find, list, change, delete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, cast

from chromadb import Collection
from chromadb.api.collection_configuration import CreateCollectionConfiguration, UpdateCollectionConfiguration

from stemma_chroma.client_registry import registry
from stemma_chroma.dropping import drop_collection

RESERVED_PREFIX = "stemma:"
"""Metadata keys of this package; they outlive a change of the user's metadata."""

Metadata = Mapping[str, Any]


class Description(TypedDict):
    """A collection in plain data."""

    id: str
    name: str
    metadata: dict[str, Any] | None
    configuration: dict[str, Any]
    dimension: int | None


def _describe(collection: Collection) -> Description:
    model = collection.get_model()
    metadata = cast("Metadata | None", model.metadata)
    return {
        "id": str(model.id),
        "name": model.name,
        "metadata": None if metadata is None else dict(metadata),
        "configuration": {
            key: value for key, value in model.configuration_json.items() if key != "embedding_function"
        },
        "dimension": model.dimension,
    }


def create_collection(
    lease_id: str, name: str, metadata: Metadata | None, configuration: Metadata | None
) -> Description:
    """Create; Chroma raises when there is one of this name."""
    lease = registry.lease(lease_id)
    collection = lease.client.create_collection(
        name,
        configuration=cast(CreateCollectionConfiguration, dict(configuration or {})),
        metadata=None if metadata is None else dict(metadata),
        embedding_function=None,
    )
    lease.remember(collection)
    return _describe(collection)


def get_or_create_collection(
    lease_id: str, name: str, metadata: Metadata | None, configuration: Metadata | None
) -> Description:
    """Return the collection as it is, or create it; metadata and configuration count only for a new one."""
    lease = registry.lease(lease_id)
    collection = lease.client.get_or_create_collection(
        name,
        configuration=cast(CreateCollectionConfiguration, dict(configuration or {})),
        metadata=None if metadata is None else dict(metadata),
        embedding_function=None,
    )
    lease.remember(collection)
    return _describe(collection)


def get_collection(lease_id: str, name: str) -> Description:
    """Return the collection; Chroma raises when there is none."""
    lease = registry.lease(lease_id)
    collection = lease.client.get_collection(name, embedding_function=None)
    lease.remember(collection)
    return _describe(collection)


def list_collections(lease_id: str, limit: int | None = None, offset: int | None = None) -> list[Description]:
    """Return the collections in Chroma's order, by name; all of them without a limit."""
    client = registry.lease(lease_id).client
    return [_describe(collection) for collection in client.list_collections(limit, offset)]


def count_collections(lease_id: str) -> int:
    """Return how many collections there are."""
    return registry.lease(lease_id).client.count_collections()


def delete_collection(lease_id: str, name: str) -> None:
    """Delete the collection with its records; Chroma raises when there is none."""
    lease = registry.lease(lease_id)
    drop_collection(lease.client, name)
    lease.forget(name)


def modify_collection(
    lease_id: str,
    collection_id: str,
    name: str | None,
    metadata: Metadata | None,
    configuration: Metadata | None,
) -> Description:
    """Rename, replace the user's metadata, change index settings; what is None stays."""
    lease = registry.lease(lease_id)
    lease.collections.pop(collection_id, None)
    collection = lease.collection(collection_id)
    replacement: dict[str, Any] | None = None
    if metadata is not None:
        current = cast(Metadata, collection.metadata or {})
        reserved = {key: value for key, value in current.items() if key.startswith(RESERVED_PREFIX)}
        replacement = {**metadata, **reserved}
    collection.modify(
        name=name,
        metadata=replacement,
        configuration=None
        if configuration is None
        else cast(UpdateCollectionConfiguration, dict(configuration)),
    )
    lease.collections.pop(collection_id, None)
    return _describe(lease.collection(collection_id))
