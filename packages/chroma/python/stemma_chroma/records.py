"""A collection's records. Writes hold the interpreter's lock throughout, so the caller sends small pieces.

They go past Chroma's Python client, whose checks are other ones than a server's (it refuses a list with whole
numbers and fractions, and takes NaN, which a collection never gets over): the caller has checked the whole
write before its first piece, and what lies below reads values as a server does.
"""

# Chroma's client keeps what lies under it to itself; the version is pinned, and the tests run on it.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, cast

from chromadb.api.rust import RustBindingsAPI
from chromadb.api.types import Include, Metadata, Where, WhereDocument

from stemma_chroma.bindings import api_of
from stemma_chroma.client_registry import registry
from stemma_chroma.vectors import Buffer, Vectors, flat, rows


class Batch(TypedDict):
    """Records side by side; what is None is not written."""

    ids: list[str]
    vectors: Buffer | None
    dimension: int
    documents: list[str | None] | None
    metadatas: list[Metadata | None] | None
    uris: list[str | None] | None


class Filter(TypedDict):
    """Which records; what is None does not restrict."""

    ids: list[str] | None
    where: Where | None
    where_document: WhereDocument | None


class Found(TypedDict):
    """Records side by side; what was not asked for is None."""

    ids: list[str]
    vectors: Vectors | None
    dimension: int
    documents: list[str | None] | None
    metadatas: list[Mapping[str, Any] | None] | None
    uris: list[str | None] | None


class Nearest(TypedDict):
    """For each query the nearest records, best first; what was not asked for is None."""

    ids: list[list[str]]
    vectors: list[Vectors] | None
    dimension: int
    documents: list[list[str | None]] | None
    metadatas: list[list[Mapping[str, Any] | None]] | None
    uris: list[list[str | None]] | None
    distances: list[list[float]] | None


class _Collection:
    """What lies under Chroma's client, for one collection; it is looked up by the client itself, once.

    What needs its vectors is refused where its index was set aside.
    """

    def __init__(self, lease_id: str, collection_id: str, *, needs_vectors: bool) -> None:
        lease = registry.lease(lease_id)
        find = lease.whole_collection if needs_vectors else lease.collection
        collection = find(collection_id)
        self.api: RustBindingsAPI = api_of(lease.client)
        self.without_vector = lease.store.without_vector(collection_id)
        self.address: dict[str, Any] = {
            "collection_id": collection.id,
            "tenant": collection.tenant,
            "database": collection.database,
        }


def _fields(batch: Batch) -> dict[str, Any]:
    vectors = batch["vectors"]
    return {
        "ids": batch["ids"],
        "embeddings": None if vectors is None else list(rows(vectors, batch["dimension"])),
        "documents": batch["documents"],
        "metadatas": batch["metadatas"],
        "uris": batch["uris"],
    }


def add(lease_id: str, collection_id: str, batch: Batch) -> None:
    """Write new records; Chroma leaves those whose id it has as they are.

    Of one that has lost its vector it would leave the text and take the vector: those are left out here.
    """
    target = _Collection(lease_id, collection_id, needs_vectors=True)
    fields: dict[str, Any] = _fields(batch)
    lost = target.without_vector.intersection(batch["ids"])
    there = set(target.api._get(**target.address, ids=list(lost), include=[])["ids"]) if lost else set[str]()
    if there:
        kept = [position for position, each in enumerate(batch["ids"]) if each not in there]
        for name, values in fields.items():
            fields[name] = None if values is None else [values[position] for position in kept]
    if fields["ids"]:
        target.api._add(**target.address, **fields)


def upsert(lease_id: str, collection_id: str, batch: Batch) -> None:
    """Write records, over those whose id is there."""
    target = _Collection(lease_id, collection_id, needs_vectors=True)
    target.api._upsert(**target.address, **_fields(batch))


def update(lease_id: str, collection_id: str, batch: Batch) -> None:
    """Change records; Chroma passes over ids that it does not have."""
    target = _Collection(lease_id, collection_id, needs_vectors=True)
    target.api._update(**target.address, **_fields(batch))


def get(
    lease_id: str,
    collection_id: str,
    wanted: Filter,
    include: Sequence[str],
    limit: int | None,
    offset: int | None,
) -> Found:
    """Read records in Chroma's own order."""
    target = _Collection(lease_id, collection_id, needs_vectors="embeddings" in include)
    result = target.api._get(
        **target.address, **wanted, limit=limit, offset=offset, include=cast(Include, list(include))
    )
    return _found(cast("dict[str, Any]", result))


def query(
    lease_id: str,
    collection_id: str,
    vectors: Buffer,
    dimension: int,
    count: int,
    wanted: Filter,
    include: Sequence[str],
) -> Nearest:
    """Return the `count` nearest records for each row of `vectors`."""
    target = _Collection(lease_id, collection_id, needs_vectors=True)
    result = cast(
        "dict[str, Any]",
        target.api._query(
            **target.address,
            **wanted,
            query_embeddings=cast(Any, list(rows(vectors, dimension))),
            n_results=count,
            include=cast(Include, list(include)),
        ),
    )
    embeddings = result.get("embeddings")
    return {
        "ids": result["ids"],
        "vectors": None if embeddings is None else [flat(matrix)[0] for matrix in embeddings],
        "dimension": dimension,
        "documents": result.get("documents"),
        "metadatas": result.get("metadatas"),
        "uris": result.get("uris"),
        "distances": result.get("distances"),
    }


def matching_ids(lease_id: str, collection_id: str, wanted: Filter) -> list[str]:
    """Return the ids of the records that fit."""
    target = _Collection(lease_id, collection_id, needs_vectors=False)
    return target.api._get(**target.address, **wanted, include=[])["ids"]


def delete(lease_id: str, collection_id: str, ids: list[str]) -> None:
    """Delete records; Chroma passes over ids that it does not have."""
    target = _Collection(lease_id, collection_id, needs_vectors=True)
    target.api._delete(**target.address, ids=ids)


def count(lease_id: str, collection_id: str) -> int:
    """Return how many records there are."""
    target = _Collection(lease_id, collection_id, needs_vectors=False)
    return target.api._count(**target.address)


def _found(result: dict[str, Any]) -> Found:
    embeddings = result.get("embeddings")
    vectors, dimension = (None, 0) if embeddings is None else flat(embeddings)
    return {
        "ids": result["ids"],
        "vectors": vectors,
        "dimension": dimension,
        "documents": result.get("documents"),
        "metadatas": result.get("metadatas"),
        "uris": result.get("uris"),
    }
