"""A collection's records. Writes hold the interpreter's lock throughout, so the caller sends small pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, cast

from chromadb.api.types import Include, Metadata, Where, WhereDocument

from stemma_chroma.client_registry import registry
from stemma_chroma.vectors import Buffer, Vectors, flat, rows


class Batch(TypedDict):
    """Records side by side; what is None is not written."""

    ids: list[str]
    vectors: Buffer | None
    dimension: int
    documents: list[str] | None
    metadatas: list[Metadata] | None
    uris: list[str] | None


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


def _fields(batch: Batch) -> dict[str, Any]:
    vectors = batch["vectors"]
    return {
        "ids": batch["ids"],
        "embeddings": None if vectors is None else rows(vectors, batch["dimension"]),
        "documents": batch["documents"],
        "metadatas": batch["metadatas"],
        "uris": batch["uris"],
    }


def add(lease_id: str, collection_id: str, batch: Batch) -> None:
    """Write new records; Chroma leaves those whose id it has as they are."""
    registry.lease(lease_id).whole_collection(collection_id).add(**_fields(batch))


def upsert(lease_id: str, collection_id: str, batch: Batch) -> None:
    """Write records, over those whose id is there."""
    registry.lease(lease_id).whole_collection(collection_id).upsert(**_fields(batch))


def update(lease_id: str, collection_id: str, batch: Batch) -> None:
    """Change records; Chroma passes over ids that it does not have."""
    registry.lease(lease_id).whole_collection(collection_id).update(**_fields(batch))


def get(
    lease_id: str,
    collection_id: str,
    wanted: Filter,
    include: Sequence[str],
    limit: int | None,
    offset: int | None,
) -> Found:
    """Read records in Chroma's own order."""
    lease = registry.lease(lease_id)
    collection = lease.whole_collection if "embeddings" in include else lease.collection
    result = collection(collection_id).get(
        ids=wanted["ids"],
        where=wanted["where"],
        where_document=wanted["where_document"],
        limit=limit,
        offset=offset,
        include=cast(Include, list(include)),
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
    result = cast(
        "dict[str, Any]",
        registry.lease(lease_id)
        .whole_collection(collection_id)
        .query(
            query_embeddings=cast(Any, rows(vectors, dimension)),
            ids=wanted["ids"],
            n_results=count,
            where=wanted["where"],
            where_document=wanted["where_document"],
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
    return (
        registry.lease(lease_id)
        .collection(collection_id)
        .get(ids=wanted["ids"], where=wanted["where"], where_document=wanted["where_document"], include=[])[
            "ids"
        ]
    )


def delete(lease_id: str, collection_id: str, ids: list[str]) -> None:
    """Delete records; Chroma passes over ids that it does not have."""
    registry.lease(lease_id).whole_collection(collection_id).delete(ids=ids)


def count(lease_id: str, collection_id: str) -> int:
    """Return how many records there are."""
    return registry.lease(lease_id).collection(collection_id).count()


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
