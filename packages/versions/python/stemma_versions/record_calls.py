"""Chroma's calls for the records of one collection, in as many pieces as they need.

They go past Chroma's Python client as `stemma_chroma.records` does, since the client refuses what a server
takes (a list of whole numbers and fractions), and Chroma fails on more than 32,766 ids in a call.
"""

# Chroma's client keeps what lies under it to itself; the version is pinned, and the tests run on it.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from stemma_chroma.bindings import api_of

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api.types import Include
    from numpy.typing import NDArray
    from stemma_chroma.client_registry import Lease

IDS_PER_CALL = 10_000
WRITES_PER_CALL = 1_000


class RecordCalls:
    """What lies under Chroma's client, for one collection."""

    def __init__(self, lease: Lease, collection: Collection) -> None:
        """Take the collection as its client found it."""
        self._api = api_of(lease.client)
        self._address: dict[str, Any] = {
            "collection_id": collection.id,
            "tenant": collection.tenant,
            "database": collection.database,
        }

    def count(self) -> int:
        """Return how many records there are."""
        return self._api._count(**self._address)

    def page(self, limit: int, offset: int, include: Sequence[str]) -> dict[str, Any]:
        """Read records in Chroma's own order."""
        return self._get(limit=limit, offset=offset, include=include)

    def find(self, ids: Sequence[str], include: Sequence[str]) -> dict[str, Any]:
        """Read the records that are there, in any order; a list for each field that is asked for."""
        found: dict[str, Any] = {field: [] for field in ("ids", *include)}
        for piece in _pieces(len(ids), IDS_PER_CALL):
            part = self._get(ids=list(ids[piece]), include=include)
            for field, values in found.items():
                values.extend(part[field])
        return found

    def upsert(self, ids: Sequence[str], vectors: NDArray[Any], **fields: Sequence[Any]) -> None:
        """Write records, over those whose id is there."""
        for piece in _pieces(len(ids), WRITES_PER_CALL):
            given: dict[str, Any] = {key: list(values[piece]) for key, values in fields.items()}
            given.update(self._address, ids=list(ids[piece]), embeddings=list(vectors[piece]))
            self._api._upsert(**given)

    def delete(self, ids: Sequence[str]) -> None:
        """Delete records; those that are not there are passed over."""
        for piece in _pieces(len(ids), IDS_PER_CALL):
            self._api._delete(**self._address, ids=list(ids[piece]))

    def _get(self, include: Sequence[str], **which: Any) -> dict[str, Any]:  # noqa: ANN401 - as Chroma takes it
        found = self._api._get(**self._address, **which, include=cast("Include", list(include)))
        return cast("dict[str, Any]", found)


def _pieces(count: int, size: int) -> Iterator[slice]:
    return (slice(start, start + size) for start in range(0, count, size))
