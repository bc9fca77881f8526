"""Collections as a whole: create, find, list, change, delete."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypedDict, cast
from uuid import UUID

from chromadb import Collection
from chromadb.api.collection_configuration import UpdateCollectionConfiguration
from chromadb.types import Collection as CollectionModel

from stemma_chroma.bindings import api_of, core_of
from stemma_chroma.client_registry import Lease, registry
from stemma_chroma.dropping import drop_collection

RESERVED_PREFIX = "stemma:"
"""Metadata keys of this package; they outlive a change of the user's metadata."""

_EMBEDDING_FUNCTION = "embedding_function"

Metadata = Mapping[str, Any]


class Description(TypedDict):
    """A collection in plain data."""

    id: str
    name: str
    tenant: str
    database: str
    metadata: dict[str, Any] | None
    configuration: dict[str, Any]
    stored_configuration: dict[str, Any]
    """With the embedding function that it names."""
    schema: dict[str, Any] | None
    dimension: int | None


def _describe(collection: Collection) -> Description:
    model = collection.get_model()
    metadata = cast("Metadata | None", model.metadata)
    stored = dict(model.configuration_json)
    return {
        "id": str(model.id),
        "name": model.name,
        "tenant": model.tenant,
        "database": model.database,
        "metadata": None if metadata is None else dict(metadata),
        "configuration": {key: value for key, value in stored.items() if key != _EMBEDDING_FUNCTION},
        "stored_configuration": stored,
        "schema": model.serialized_schema,
        "dimension": model.dimension,
    }


def create_collection(
    lease_id: str,
    name: str,
    metadata: Metadata | None,
    configuration: Metadata | None,
    schema: Metadata | None = None,
) -> Description:
    """Create; Chroma raises when there is one of this name."""
    return _create(registry.lease(lease_id), name, metadata, configuration, schema, get_or_create=False)


def get_or_create_collection(
    lease_id: str,
    name: str,
    metadata: Metadata | None,
    configuration: Metadata | None,
    schema: Metadata | None = None,
) -> Description:
    """Return the collection as it is, or create it; metadata and configuration count only for a new one."""
    return _create(registry.lease(lease_id), name, metadata, configuration, schema, get_or_create=True)


def _create(
    lease: Lease,
    name: str,
    metadata: Metadata | None,
    configuration: Metadata | None,
    schema: Metadata | None,
    *,
    get_or_create: bool,
) -> Description:
    """Create as a server does.

    Chroma's Python client takes embedding functions as objects only and would choose one; below it they are
    what they are everywhere else: a name with settings, kept with the collection.
    """
    created = core_of(lease.client).create_collection(
        name,
        None if configuration is None else json.dumps(dict(configuration)),
        None if schema is None else json.dumps(dict(schema)),
        None if metadata is None else dict(metadata),
        get_or_create,
        lease.client.tenant,
        lease.client.database,
    )
    model = CollectionModel(
        id=created.id,
        name=created.name,
        configuration_json=created.configuration,
        serialized_schema=created.schema,
        metadata=cast(Any, created.metadata),
        dimension=created.dimension,
        tenant=created.tenant,
        database=created.database,
    )
    collection = Collection(client=api_of(lease.client), model=model, embedding_function=None)
    lease.remember(collection)
    return _describe(collection)


def get_collection(lease_id: str, name: str) -> Description:
    """Return the collection; Chroma raises when there is none."""
    lease = registry.lease(lease_id)
    collection = lease.client.get_collection(name, embedding_function=None)
    lease.remember(collection)
    return _describe(collection)


def get_collection_by_id(lease_id: str, collection_id: str) -> Description:
    """Return the collection, whatever it is called; Chroma raises when there is none."""
    lease = registry.lease(lease_id)
    # Chroma's own message for an id that is none says more than Python's.
    collection = lease.client.get_collection_by_id(cast(UUID, collection_id), embedding_function=None)
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
    changes = dict(configuration or {})
    embedding_function = changes.pop(_EMBEDDING_FUNCTION, None)
    if name is not None or replacement is not None or changes:
        collection.modify(
            name=name,
            metadata=replacement,
            configuration=cast(UpdateCollectionConfiguration, changes) if changes else None,
        )
    if embedding_function is not None:
        core_of(lease.client).update_collection(
            collection_id, None, None, json.dumps({_EMBEDDING_FUNCTION: embedding_function})
        )
    lease.collections.pop(collection_id, None)
    return _describe(lease.collection(collection_id))
