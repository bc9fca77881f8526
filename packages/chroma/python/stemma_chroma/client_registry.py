"""Clients of this process by lease: several users of one data directory share one open Chroma."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import UUID

from chromadb import Collection
from chromadb.api.client import Client

from stemma_chroma.errors import UnknownLeaseError


class Store(Protocol):
    """Where collections are kept: a directory or memory."""

    location: str

    def connect(self, tenant: str, database: str) -> Client:
        """Return a client of its own for each call."""
        ...

    def stored_tenant(self, tenant: str) -> str:
        """Return the tenant's name in Chroma."""
        ...

    def require_vectors(self, collection_id: str) -> None:
        """Raise when the collection's vectors are not all there."""
        ...

    def without_vector(self, collection_id: str) -> frozenset[str]:
        """Return records whose vector was nowhere when the collection was repaired; some may have one now."""
        ...

    def reset(self, clients: list[Client]) -> None:
        """Delete everything; the store's clients go on, on its default tenant's new database."""
        ...

    def close(self) -> None:
        """Release everything; called once, after the last client was closed."""
        ...


@dataclass
class Lease:
    """One user's client, with the collections it has looked up."""

    store: Store
    client: Client
    collections: dict[str, Collection] = field(default_factory=dict[str, Collection])

    def collection(self, collection_id: str) -> Collection:
        """Return the collection with this id, whatever it is called by now."""
        known = self.collections.get(collection_id)
        if known is None:
            known = self.client.get_collection_by_id(UUID(collection_id), embedding_function=None)
            self.collections[collection_id] = known
        return known

    def whole_collection(self, collection_id: str) -> Collection:
        """Return the collection for what needs its vectors, or changes them."""
        self.store.require_vectors(collection_id)
        return self.collection(collection_id)

    def remember(self, collection: Collection) -> None:
        """Keep a collection that was just read."""
        self.collections[str(collection.id)] = collection

    def forget(self, name: str) -> None:
        """Drop a collection that was deleted."""
        for collection_id in [key for key, kept in self.collections.items() if kept.name == name]:
            del self.collections[collection_id]


class ClientRegistry:
    """Leases by the id that the caller chose, and the stores they share.

    The lock guards the map only and is never held while Chroma works: a call that hangs in Chroma must not
    keep the next one from opening another directory.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._leases: dict[str, Lease] = {}

    def lease(self, lease_id: str) -> Lease:
        """Return the lease; :class:`UnknownLeaseError` when it was closed."""
        found = self._leases.get(lease_id)
        if found is None:
            raise UnknownLeaseError(f"the Chroma client {lease_id} is not open")
        return found

    def find(self, lease_id: str) -> Lease | None:
        """Return the lease, if it is open."""
        return self._leases.get(lease_id)

    def store_at(self, location: str) -> Store | None:
        """Return the store that is open at this location, if any."""
        with self._lock:
            return next(
                (kept.store for kept in self._leases.values() if kept.store.location == location), None
            )

    def leases_of(self, store: Store) -> list[Lease]:
        """Return the open leases on a store."""
        with self._lock:
            return [kept for kept in self._leases.values() if kept.store is store]

    def add(self, lease_id: str, lease: Lease) -> None:
        """Register an open lease."""
        with self._lock:
            self._leases[lease_id] = lease

    def remove(self, lease_id: str) -> tuple[Lease | None, bool]:
        """Take a lease out; the flag says whether it was the last one on its store."""
        with self._lock:
            lease = self._leases.pop(lease_id, None)
            is_last = lease is not None and all(
                kept.store is not lease.store for kept in self._leases.values()
            )
            return lease, is_last

    def counts(self) -> dict[str, int]:
        """Leases a location."""
        with self._lock:
            counts: dict[str, int] = {}
            for lease in self._leases.values():
                counts[lease.store.location] = counts.get(lease.store.location, 0) + 1
            return counts


registry = ClientRegistry()
"""The interpreter's one registry, shared by all threads and all copies of the JavaScript package."""


def directory_of(location: str) -> Path:
    """Return the canonical path: two spellings of one directory must meet in one store."""
    return Path(location).expanduser().resolve()
