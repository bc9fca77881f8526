"""Opening and closing clients: a directory on disk, or memory."""

from __future__ import annotations

import stemma_chroma.installed_chroma  # noqa: F401  # pyright: ignore[reportUnusedImport] - first: what follows is Chroma

# isort: split
from datetime import datetime, timezone
from pathlib import Path
from typing import TypedDict, cast
from uuid import uuid4

import chromadb
from chromadb.api.client import Client
from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT, Settings

from stemma_chroma.bindings import forget_unstarted
from stemma_chroma.client_registry import Lease, Store, directory_of, registry
from stemma_chroma.dropping import drop_collection
from stemma_chroma.errors import DamagedIndexError
from stemma_chroma.healing.database import DATABASE
from stemma_chroma.healing.inspection import check_database
from stemma_chroma.healing.opening import set_damage_aside, waiting_by_collection
from stemma_chroma.healing.set_aside import left_without_vector
from stemma_chroma.older_format import keep_copy_of_older
from stemma_chroma.open_files import wait_until_closed
from stemma_chroma.other_writers import OtherWriter, other_writers
from stemma_chroma.owner_lock import Owner
from stemma_chroma.ownership import take_directory

_MEMORY = "memory:"
_CLOSE_SECONDS = 2.0


class Opened(TypedDict):
    """What opening found out."""

    location: str
    version: str
    taken_over_from: Owner
    set_aside: list[SetAsideNow]
    """Indexes that were found damaged."""


class SetAsideNow(TypedDict):
    """An index that was found damaged and set aside."""

    collection: str
    problem: str
    folder: str


class Closed(TypedDict):
    """What is left after closing: nothing, unless something else holds files of the directory."""

    still_open: list[str]
    used_by: list[str]
    """Other processes that have opened the directory meanwhile, without our lock."""


class DirectoryStore:
    """A data directory, owned by this process while it is open."""

    def __init__(self, directory: Path) -> None:
        """Make the directory when there is none, lock it, and see that Chroma can open it."""
        directory.mkdir(parents=True, exist_ok=True)
        self.location = str(directory)
        self.directory = directory
        self.lock = take_directory(directory)
        try:
            check_database(directory)
            keep_copy_of_older(directory / DATABASE)
            self.set_aside = set_damage_aside(directory, datetime.now(timezone.utc))
            self._waiting = waiting_by_collection(directory)
            self._without_vector = left_without_vector(directory)
        except BaseException:
            self.lock.release()
            raise

    def connect(self, tenant: str, database: str) -> Client:
        """Return a client; Chroma shares what lies under clients with equal settings."""
        # Who may reset it is the caller's business: Chroma refuses a second client with other settings.
        settings = Settings(anonymized_telemetry=False, allow_reset=True)
        try:
            client = chromadb.PersistentClient(
                self.location, settings=settings, tenant=tenant, database=database
            )
        except BaseException:
            forget_unstarted(self.location)
            raise
        return cast(Client, client)

    def stored_tenant(self, tenant: str) -> str:
        """Return the tenant's name in Chroma."""
        return tenant

    def reset(self, clients: list[Client]) -> None:
        """Delete everything, in all tenants and databases; the default ones are made anew."""
        clients[0].reset()

    def require_vectors(self, collection_id: str) -> None:
        """Raise :class:`DamagedIndexError` for a collection whose index was set aside."""
        waiting = self._waiting.get(collection_id)
        if waiting is not None:
            raise DamagedIndexError(
                f"the vector index of the collection {waiting[-1].collection} was damaged "
                f"({waiting[-1].problem}) and is set aside in {waiting[-1].folder}; until it is rebuilt, "
                "texts and metadata can be read and nothing can be written"
            )

    def without_vector(self, collection_id: str) -> frozenset[str]:
        """Return records whose vector was nowhere when the collection was repaired."""
        return self._without_vector.get(collection_id, frozenset())

    def close(self) -> None:
        """Give the directory up."""
        self.lock.release()


class MemoryStore:
    """Collections that end with the process or with the last client on them.

    Chroma has one memory a process for all its clients; a tenant for each store keeps them apart.
    """

    def __init__(self, location: str) -> None:
        """Make a tenant that no other store ever had: Chroma can't delete tenants."""
        self.location = location
        self._prefix = _new_prefix()
        self._settings = Settings(anonymized_telemetry=False)
        self._admin = chromadb.AdminClient(chromadb.EphemeralClient(self._settings).get_settings())
        self._tenants: set[str] = set()
        self._add_default_tenant()

    def connect(self, tenant: str, database: str) -> Client:
        """Return a client of this store's tenant."""
        stored = self.stored_tenant(tenant)
        client = chromadb.EphemeralClient(self._settings, tenant=stored, database=database)
        return cast(Client, client)

    def stored_tenant(self, tenant: str) -> str:
        """Return the tenant's name in Chroma, and remember that there may be one."""
        self._tenants.add(tenant)
        return self._prefix + tenant

    def require_vectors(self, collection_id: str) -> None:
        """Nothing is ever damaged in memory."""

    def without_vector(self, collection_id: str) -> frozenset[str]:
        """Return none: nothing is ever lost in memory."""
        del collection_id
        return frozenset()

    def reset(self, clients: list[Client]) -> None:
        """Delete everything of this store; Chroma's own reset would take the other stores along.

        Tenants can't be deleted: the store's are others from now on, and its clients follow.
        """
        self.close()
        former = self._prefix
        self._prefix = _new_prefix()
        self._tenants.clear()
        self._add_default_tenant()
        for client in clients:
            client.tenant = self._prefix + client.tenant.removeprefix(former)

    def close(self) -> None:
        """Drop the databases with their collections; the bare tenants stay until the process ends."""
        for tenant in self._tenants:
            stored = self._prefix + tenant
            for database in self._admin.list_databases(tenant=stored):
                client = self.connect(tenant, database["name"])
                for collection in client.list_collections():
                    drop_collection(client, collection.name)
                client.close()
                self._admin.delete_database(database["name"], stored)

    def _add_default_tenant(self) -> None:
        self._admin.create_tenant(self.stored_tenant(DEFAULT_TENANT))
        self._add_default_database()

    def _add_default_database(self) -> None:
        self._admin.create_database(DEFAULT_DATABASE, self.stored_tenant(DEFAULT_TENANT))


def _new_prefix() -> str:
    return f"memory-{uuid4().hex}-"


def _open_store(location: str, lease_id: str) -> Store:
    if not location.startswith(_MEMORY):
        directory = directory_of(location)
        return registry.store_at(str(directory)) or DirectoryStore(directory)
    # A bare "memory:" is private to its lease; "memory:name" is shared by name.
    own = location if location != _MEMORY else f"{_MEMORY}{lease_id}"
    return registry.store_at(own) or MemoryStore(own)


def open_client(
    lease_id: str, location: str, tenant: str = DEFAULT_TENANT, database: str = DEFAULT_DATABASE
) -> Opened:
    """Open `location` (a directory, ``memory:`` or ``memory:<name>``) under an id that the caller chose.

    The id is the caller's so that an open that timed out can still be closed, or simply be repeated: what is
    open under the id already is what the caller asked for.
    """
    lease = registry.find(lease_id) or _connect(lease_id, location, tenant, database)
    store = lease.store
    previous, aside = (
        (store.lock.previous_owner, store.set_aside) if isinstance(store, DirectoryStore) else ({}, [])
    )
    return {
        "location": store.location,
        "version": lease.client.get_version(),
        "taken_over_from": previous,
        "set_aside": [
            {"collection": each.collection, "problem": each.problem, "folder": str(each.folder)}
            for each in aside
        ],
    }


def _connect(lease_id: str, location: str, tenant: str, database: str) -> Lease:
    store = _open_store(location, lease_id)
    try:
        lease = Lease(store, store.connect(tenant, database))
    except BaseException:
        if registry.store_at(store.location) is None:
            store.close()
        raise
    registry.add(lease_id, lease)
    return lease


def close_client(lease_id: str) -> Closed:
    """Close a client; with the last one on a directory every file handle under it is gone. Idempotent."""
    lease, is_last = registry.remove(lease_id)
    if lease is None:
        return {"still_open": [], "used_by": []}
    lease.collections.clear()
    # While the lock is ours: whoever is in the directory now came in without it.
    is_directory = is_last and isinstance(lease.store, DirectoryStore)
    writers = other_writers(Path(lease.store.location)) if is_directory else []
    try:
        lease.client.close()
    finally:
        if is_last:
            lease.store.close()
    if is_last and isinstance(lease.store, DirectoryStore):
        directory = lease.store.directory
        still_open = wait_until_closed(directory, _CLOSE_SECONDS)
        return {"still_open": still_open, "used_by": [_name(each) for each in writers]}
    return {"still_open": [], "used_by": []}


def _name(writer: OtherWriter) -> str:
    return f"process {writer.pid} ({writer.program})"


def open_clients() -> dict[str, int]:
    """Clients a location, in this whole process."""
    return registry.counts()


def reset(lease_id: str) -> None:
    """Delete all collections, databases and tenants of the place; every user of it loses them."""
    lease = registry.lease(lease_id)
    leases = registry.leases_of(lease.store)
    lease.store.reset([lease.client, *(each.client for each in leases if each is not lease)])
    for each in leases:
        each.collections.clear()


def max_batch_size(lease_id: str) -> int:
    """Return how many records Chroma takes in one call."""
    return registry.lease(lease_id).client.get_max_batch_size()


def heartbeat(lease_id: str) -> int:
    """Return Chroma's clock, nanoseconds since 1970."""
    return registry.lease(lease_id).client.heartbeat()
