"""Which collections of a data directory have lost their vectors, or some of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stemma_chroma.errors import DamagedDirectoryError
from stemma_chroma.healing.database import (
    DATABASE,
    StoredCollection,
    collections_in,
    doomed_by_log,
    is_index_folder,
    log_of,
    opened,
    reached,
    records_of,
)
from stemma_chroma.healing.id_map import ID_MAP, read_id_map
from stemma_chroma.healing.index_check import problem_of
from stemma_chroma.healing.log_replay import replay


@dataclass(frozen=True)
class Damage:
    """A collection and what is wrong with its vectors."""

    collection: StoredCollection
    problem: str
    without_vector: int
    """Records known to have none; 0 when the index as a whole is damaged."""


def check_database(directory: Path) -> None:
    """Raise :class:`DamagedDirectoryError` when there is no way to the collections at all."""
    database = directory / DATABASE
    if not database.is_file() or database.stat().st_size == 0:
        if any(is_index_folder(entry) for entry in directory.iterdir()):
            raise DamagedDirectoryError(
                f"{database} is missing or empty, and there are vector indexes beside it"
            )
        return
    try:
        with opened(database) as connection:
            list(_collections(connection))
    except sqlite3.DatabaseError as error:
        raise DamagedDirectoryError(f"{database} can't be read: {error}") from error


def find_damage(directory: Path, *, thoroughly: bool) -> list[Damage]:
    """Return what is damaged; `thoroughly` also compares the records with the index and the log."""
    database = directory / DATABASE
    if not database.is_file() or database.stat().st_size == 0:
        return []
    with opened(database) as connection:
        found = [
            _look_at(connection, directory, collection, thoroughly=thoroughly)
            for collection in _collections(connection)
        ]
    return [damage for damage in found if damage is not None]


def _collections(connection: sqlite3.Connection) -> Iterator[StoredCollection]:
    try:
        yield from collections_in(connection)
    except sqlite3.OperationalError:
        # Too old or too new to have these tables, or busy: Chroma itself will say.
        return


def _look_at(
    connection: sqlite3.Connection, directory: Path, collection: StoredCollection, *, thoroughly: bool
) -> Damage | None:
    folder = directory / collection.vectors
    # Until its first writing is complete an index is of no concern: the log has everything. An older Chroma
    # does not say in its database what it has written; the file with the ids comes last.
    is_written = reached(connection, collection.vectors) is not None or (folder / ID_MAP).is_file()
    problem = problem_of(folder, thoroughly=thoroughly) if is_written else None
    if problem is not None:
        return Damage(collection, problem, 0)
    return _compare(connection, folder, collection) if thoroughly else None


def _compare(connection: sqlite3.Connection, folder: Path, collection: StoredCollection) -> Damage | None:
    id_map = read_id_map(folder) if (folder / ID_MAP).is_file() else None
    held = set(id_map.labels) if id_map is not None else set[str]()
    since = reached(connection, collection.vectors) or 0
    log = [write for write in log_of(connection, collection.id) if write.seq_id > since]
    held = replay(log, dict.fromkeys(held, b"")).keys()
    doomed = doomed_by_log(connection, collection)
    records = records_of(connection, collection)
    without = sum(record_id not in held and record_id not in doomed for record_id in records)
    if without == 0:
        return None
    return Damage(collection, f"{without} records have no vector", without)
