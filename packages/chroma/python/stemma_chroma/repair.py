"""Looking for damage in a data directory, and healing it, across the boundary.

A repair holds the directory's lock from its beginning to its end, with Chroma closed. Between the two the
caller is asked for the vectors that neither the log nor an index has.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TypedDict

import numpy as np

from stemma_chroma.client_registry import directory_of, registry
from stemma_chroma.errors import UnknownRepairError
from stemma_chroma.healing.collection_repair import CollectionRepair, Metadata
from stemma_chroma.healing.database import DATABASE, StoredCollection, collections_in, opened
from stemma_chroma.healing.inspection import check_database, find_damage
from stemma_chroma.healing.opening import set_damage_aside, waiting_by_collection
from stemma_chroma.owner_lock import OwnerLock
from stemma_chroma.ownership import take_directory
from stemma_chroma.vectors import Buffer


class Place(TypedDict):
    """A collection and where it is."""

    id: str
    name: str
    tenant: str
    database: str


class Finding(Place):
    """What is wrong with a collection's vectors."""

    problem: str
    set_aside: list[str]
    """Folders that wait for a repair."""
    without_vector: int


class Begun(Place):
    """A collection that a repair is at."""

    records: int
    dimension: int
    model: str | None
    """What has made its vectors, where that is written down."""
    wanted: int
    """Records whose vectors the caller is asked for."""
    set_aside: list[str]


class Wanted(TypedDict):
    """Records whose vector is looked for."""

    ids: list[str]
    documents: list[str | None]
    metadatas: list[Metadata]


class Finished(TypedDict):
    """Where a collection's vectors came from."""

    log: int
    index: int
    direction: int
    supplied: int
    without_vector: list[str]
    set_aside: list[str]


@dataclass
class _Repair:
    lock: OwnerLock
    collections: dict[str, CollectionRepair]

    def close(self) -> None:
        self.lock.release()


_repairs: dict[str, _Repair] = {}


def inspect(location: str) -> list[Finding]:
    """Look at every collection of a directory thoroughly; nothing is changed."""
    directory = directory_of(location)
    with _owned(directory):
        check_database(directory)
        waits = waiting_by_collection(directory)
        found: dict[str, Finding] = {}
        for damage in find_damage(directory, thoroughly=True):
            place = _place(damage.collection)
            found[damage.collection.id] = {
                **place,
                "problem": damage.problem,
                "set_aside": [],
                "without_vector": damage.without_vector,
            }
        for collection_id, asides in waits.items():
            last = asides[-1]
            known = found.get(collection_id)
            found[collection_id] = {
                "id": collection_id,
                "name": last.collection,
                "tenant": last.tenant,
                "database": last.database,
                "problem": last.problem,
                "set_aside": [str(each.folder) for each in asides],
                "without_vector": 0 if known is None else known["without_vector"],
            }
        return list(found.values())


def begin(repair_id: str, location: str) -> list[Begun]:
    """Lock the directory, set aside what is damaged, and read what there is of each damaged collection."""
    end(repair_id)
    directory = directory_of(location)
    lock = take_directory(directory)
    try:
        check_database(directory)
        set_damage_aside(directory, _now())
        waits = waiting_by_collection(directory)
        damaged = {damage.collection.id for damage in find_damage(directory, thoroughly=True)} | waits.keys()
        with opened(directory / DATABASE) as connection:
            stored = [each for each in collections_in(connection) if each.id in damaged]
        repairs = {each.id: CollectionRepair(directory, each, waits.get(each.id, [])) for each in stored}
    except BaseException:
        lock.release()
        raise
    _repairs[repair_id] = _Repair(lock, repairs)
    return [
        {
            **_place(each.collection),
            "records": each.record_count,
            "dimension": each.dimension,
            "model": each.model,
            "wanted": len(each.wanted()),
            "set_aside": [str(aside.folder) for aside in each.aside],
        }
        for each in repairs.values()
    ]


def wanted(repair_id: str, collection_id: str, offset: int, limit: int) -> Wanted:
    """Return a page of the records whose vector is looked for; the order stays while a repair lasts."""
    repair = _repair(repair_id).collections[collection_id]
    ids = repair.wanted()[offset : offset + limit]
    contents = repair.contents(ids)
    return {
        "ids": ids,
        "documents": [document for document, _metadata in contents],
        "metadatas": [metadata for _document, metadata in contents],
    }


def supply(repair_id: str, collection_id: str, ids: list[str], vectors: Buffer) -> None:
    """Take vectors that the caller has found, side by side."""
    _repair(repair_id).collections[collection_id].supply(ids, np.frombuffer(vectors, dtype=np.float32))


def finish(repair_id: str, collection_id: str) -> Finished:
    """Give a collection its vectors, in one transaction; repeated, it finds nothing to do."""
    repair = _repair(repair_id).collections[collection_id]
    repair.finish(_now())
    counts = repair.counts()
    return {
        "log": counts["log"],
        "index": counts["index"],
        "direction": counts["direction"],
        "supplied": repair.supplied_count,
        "without_vector": repair.without_vector(),
        "set_aside": [str(aside.folder) for aside in repair.aside],
    }


def end(repair_id: str) -> None:
    """Let go of the directory. Idempotent."""
    repair = _repairs.pop(repair_id, None)
    if repair is not None:
        repair.close()


def _repair(repair_id: str) -> _Repair:
    found = _repairs.get(repair_id)
    if found is None:
        raise UnknownRepairError(f"the repair {repair_id} was ended, or never begun")
    return found


@contextmanager
def _owned(directory: Path) -> Generator[None, None, None]:
    """Hold the directory's lock, unless this process has it open anyway."""
    if registry.store_at(str(directory)) is not None:
        yield
        return
    lock = take_directory(directory)
    try:
        yield
    finally:
        lock.release()


def _place(collection: StoredCollection) -> Place:
    return {
        "id": collection.id,
        "name": collection.name,
        "tenant": collection.tenant,
        "database": collection.database,
    }


def _now() -> datetime:
    return datetime.now(timezone.utc)
