"""Chroma's records in full: read for a commit, written for a switch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, cast

import numpy as np
from numpy.typing import NDArray
from stemma_chroma.client_registry import registry
from stemma_chroma.vectors import Buffer, flat, rows

from stemma_versions.canonical import canonical_json, content_hash
from stemma_versions.chroma_digests import embedding_model_of
from stemma_versions.errors import IncompleteReadError
from stemma_versions.record_calls import RecordCalls
from stemma_versions.write_counters import write_counters


class Records(TypedDict):
    """Records side by side; `metadatas` in canonical JSON, `vectors` one float32 row after the other."""

    ids: list[str]
    documents: list[str | None]
    uris: list[str | None]
    metadatas: list[str | None]
    hashes: list[str]
    vectors: NDArray[np.float32]
    dimension: int


class Writes(TypedDict):
    """Records to write, as in :class:`Records`."""

    ids: list[str]
    documents: list[str | None]
    uris: list[str | None]
    metadatas: list[str | None]
    vectors: Buffer
    dimension: int


class CountedWrite(TypedDict):
    """The collection's write counter on both sides of a write; None where Chroma has none to read."""

    before: int | None
    after: int | None


def read_records(lease_id: str, chroma_id: str, ids: Sequence[str]) -> Records:
    """Return these records in the order asked for; :class:`IncompleteReadError` when one is not there."""
    lease = registry.lease(lease_id)
    collection = lease.whole_collection(chroma_id)
    model = embedding_model_of(collection)
    wanted = ("documents", "metadatas", "uris", "embeddings")
    found = RecordCalls(lease, collection).find(ids, wanted)
    position = {record_id: index for index, record_id in enumerate(found["ids"])}
    missing = [record_id for record_id in ids if record_id not in position]
    if missing:
        message = f"{len(missing)} of {len(ids)} records of {collection.name} are not there: {missing[:3]}"
        raise IncompleteReadError(message)
    order = [position[record_id] for record_id in ids]
    vectors, dimension = flat(np.asarray(found["embeddings"], dtype=np.float32)[order])
    matrix = rows(vectors, dimension)
    texts = [found["documents"][index] for index in order]
    uris = [found["uris"][index] for index in order]
    metadatas = [found["metadatas"][index] for index in order]
    return {
        "ids": list(ids),
        "documents": texts,
        "uris": uris,
        "metadatas": [canonical_json(each) if each else None for each in metadatas],
        "hashes": [
            content_hash(text, uri, metadata, model, row.tobytes())
            for text, uri, metadata, row in zip(texts, uris, metadatas, matrix, strict=True)
        ],
        "vectors": vectors,
        "dimension": dimension,
    }


def write_records(lease_id: str, chroma_id: str, writes: Writes) -> CountedWrite:
    """Make Chroma hold exactly these records under their ids; repeating it changes nothing.

    Chroma's upsert adds to a record's metadata and can't take its text or uri away. So keys that have to go
    are written as None, and a record that loses its text or uri is deleted first.
    """
    lease = registry.lease(lease_id)
    calls = RecordCalls(lease, lease.whole_collection(chroma_id))
    before_writing = write_counters(lease.store.location).get(chroma_id)
    current = calls.find(writes["ids"], ("documents", "metadatas", "uris"))
    before: dict[str, tuple[str | None, str | None, dict[str, Any]]] = {
        record_id: (current["documents"][index], current["uris"][index], current["metadatas"][index] or {})
        for index, record_id in enumerate(current["ids"])
    }
    metadatas: list[dict[str, Any] | None] = []
    losing: list[str] = []
    for index, record_id in enumerate(writes["ids"]):
        metadata = _parse(writes["metadatas"][index])
        text, uri, known = before.get(record_id, (None, None, {}))
        if (text is not None and writes["documents"][index] is None) or (
            uri is not None and writes["uris"][index] is None
        ):
            losing.append(record_id)
        metadatas.append({**dict.fromkeys(known), **metadata} or None)
    if losing:
        calls.delete(losing)
    _upsert(calls, writes, metadatas)
    return {"before": before_writing, "after": write_counters(lease.store.location).get(chroma_id)}


def delete_records(lease_id: str, chroma_id: str, ids: list[str]) -> CountedWrite:
    """Delete records; those that are not there are passed over."""
    lease = registry.lease(lease_id)
    before = write_counters(lease.store.location).get(chroma_id)
    RecordCalls(lease, lease.whole_collection(chroma_id)).delete(ids)
    return {"before": before, "after": write_counters(lease.store.location).get(chroma_id)}


def _upsert(calls: RecordCalls, writes: Writes, metadatas: list[dict[str, Any] | None]) -> None:
    fields: dict[str, Any] = {
        "documents": writes["documents"],
        "uris": writes["uris"],
        "metadatas": metadatas,
    }
    given = {key: values for key, values in fields.items() if any(value is not None for value in values)}
    calls.upsert(writes["ids"], rows(writes["vectors"], writes["dimension"]), **given)


def _parse(metadata: str | None) -> Mapping[str, Any]:
    return {} if metadata is None else cast("dict[str, Any]", json.loads(metadata))
