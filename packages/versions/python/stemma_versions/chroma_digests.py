"""What Chroma holds, as hashes: records are read and hashed here, only ids and hashes cross over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, cast

import numpy as np
from chromadb import Collection
from stemma_chroma.client_registry import registry

from stemma_versions.canonical import canonical_json, content_digest, older_digest
from stemma_versions.errors import IncompleteReadError
from stemma_versions.record_calls import RecordCalls
from stemma_versions.write_counters import write_counters

MODEL_KEY = "stemma:embedding_model"
"""The key of a collection's metadata that names the model of its vectors."""

_FIRST_PAGE = 1_000
_LARGEST_PAGE = 8_000
_PAGE_CHARACTERS = 16_000_000
"""Chroma finds a page by counting all records before it: the fewer pages, the better, as memory allows."""


class CollectionState(TypedDict):
    """A collection in plain data; `metadata` and `configuration` in canonical JSON."""

    chroma_id: str
    name: str
    metadata: str | None
    configuration: str
    embedding_model: str | None
    dimension: int | None
    counter: int | None


class CollectionDigest(TypedDict):
    """A collection with the hash of each of its records; `hashes` has 32 bytes a record.

    `older_ids` and `older_hashes` are of those whose hash was another one before 1 and 1.0 were told apart.
    `is_unchanged`: it was not read, since nothing was written to it since the given counter.
    """

    collection: CollectionState
    is_unchanged: bool
    ids: list[str]
    hashes: bytes
    older_ids: list[str]
    older_hashes: bytes


def digest_all(
    lease_id: str, names: Sequence[str] | None, known_counters: Mapping[str, int]
) -> list[CollectionDigest]:
    """Read all collections, or those named, in one call, so that no write comes between.

    Those whose write counter stands where it is known to have stood are not read.
    :class:`IncompleteReadError` when a collection yields fewer records than it counts.
    """
    lease = registry.lease(lease_id)
    counters = write_counters(lease.store.location)
    collections = lease.client.list_collections()
    wanted = collections if names is None else [each for each in collections if each.name in set(names)]
    return [
        _digest(collection, RecordCalls(lease, collection), counters, known_counters) for collection in wanted
    ]


def describe(collection: Collection, counters: Mapping[str, int]) -> CollectionState:
    """Return what is versioned of the collection itself, and its write counter."""
    model = collection.get_model()
    metadata = cast("Mapping[str, Any] | None", model.metadata)
    configuration = cast("Mapping[str, Any]", model.configuration_json)
    kept = {key: configuration[key] for key in ("hnsw", "spann") if configuration.get(key) is not None}
    return {
        "chroma_id": str(model.id),
        "name": model.name,
        "metadata": canonical_json(metadata) if metadata else None,
        "configuration": canonical_json(kept),
        "embedding_model": embedding_model_of(collection),
        "dimension": model.dimension,
        "counter": counters.get(str(model.id)),
    }


def embedding_model_of(collection: Collection) -> str | None:
    """Return the model that the collection's metadata names."""
    metadata = cast("Mapping[str, Any]", collection.metadata or {})
    name = metadata.get(MODEL_KEY)
    return name if isinstance(name, str) else None


def _digest(
    collection: Collection,
    calls: RecordCalls,
    counters: Mapping[str, int],
    known_counters: Mapping[str, int],
) -> CollectionDigest:
    state = describe(collection, counters)
    counter = state["counter"]
    if counter is not None and counter == known_counters.get(state["chroma_id"]):
        nothing: CollectionDigest = {
            "collection": state,
            "is_unchanged": True,
            "ids": [],
            "hashes": b"",
            "older_ids": [],
            "older_hashes": b"",
        }
        return nothing
    total = calls.count()
    model = embedding_model_of(collection)
    ids: list[str] = []
    hashes = bytearray()
    older_ids: list[str] = []
    older_hashes = bytearray()
    limit, offset = _FIRST_PAGE, 0
    while offset < total:
        page = calls.page(limit, offset, ("documents", "metadatas", "uris"))
        vectors = _vectors_of_textless(calls, page)
        for index, record_id in enumerate(page["ids"]):
            record = (
                page["documents"][index],
                page["uris"][index],
                page["metadatas"][index],
                model,
                vectors.get(record_id),
            )
            hashes += content_digest(*record)
            older = older_digest(*record)
            if older is not None:
                older_ids.append(record_id)
                older_hashes += older
        ids.extend(page["ids"])
        offset += limit
        limit = _next_page(limit, page["documents"])
    if len(ids) != total or len(set(ids)) != total:
        message = f"collection {collection.name} has {total} records, but {len(set(ids))} could be read"
        raise IncompleteReadError(message)
    return {
        "collection": state,
        "is_unchanged": False,
        "ids": ids,
        "hashes": bytes(hashes),
        "older_ids": older_ids,
        "older_hashes": bytes(older_hashes),
    }


def _next_page(limit: int, texts: Sequence[str | None]) -> int:
    """Grow while the texts are short, step by step: the next ones may be longer."""
    characters = sum(len(text) for text in texts if text is not None)
    fitting = _PAGE_CHARACTERS * len(texts) // max(characters, 1)
    return max(_FIRST_PAGE, min(2 * limit, fitting, _LARGEST_PAGE))


def _vectors_of_textless(calls: RecordCalls, page: dict[str, Any]) -> dict[str, bytes]:
    """Return the vectors of the records that have no text, since these are hashed."""
    ids = [page["ids"][index] for index, text in enumerate(page["documents"]) if text is None]
    if not ids:
        return {}
    found = calls.find(ids, ("embeddings",))
    return {
        record_id: np.asarray(vector, dtype=np.float32).tobytes()
        for record_id, vector in zip(found["ids"], found["embeddings"], strict=True)
    }
