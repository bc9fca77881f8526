"""Moves a damaged index away, with what Chroma's log holds of its collection.

What was set aside is a folder in the data directory::

    damaged-<date>-<collection's id>/
        damage.json    what was wrong, how far the index had come, whether it was rebuilt
        log.sqlite3    the log's entries of the collection, as they were
        index/         the index

Chroma then takes the collection for one whose vectors were never written to disk: by its own rules it drops
nothing of its log before it has written an index of it. Vectors that only the index had are missing until it
is rebuilt, so the store refuses whatever needs vectors.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from stemma_chroma.healing.database import DATABASE, LoggedWrite, log_of, opened, reached
from stemma_chroma.healing.evidence import Evidence
from stemma_chroma.healing.inspection import Damage

_PREFIX = "damaged-"
_RECORD = "damage.json"
_LOG = "log.sqlite3"
_INDEX = "index"

_COPY_LOG = """
CREATE TABLE log (seq_id INTEGER PRIMARY KEY, operation INTEGER, id TEXT, vector BLOB, encoding TEXT)
"""
_INSERT_LOG = "INSERT INTO log VALUES (?, ?, ?, ?, ?)"
_READ_LOG = "SELECT seq_id, operation, id, vector, encoding FROM log ORDER BY seq_id"
_FORGET_INDEX = "DELETE FROM max_seq_id WHERE segment_id = ?"
"""Lets Chroma take the index for one that was never written."""


@dataclass(frozen=True)
class SetAside:
    """One index that was set aside. Fields are what ``damage.json`` holds, but for the folder."""

    folder: Path
    collection_id: str
    collection: str
    tenant: str
    database: str
    problem: str
    at: str
    """When, ISO 8601."""
    reached: int | None
    """Up to which write of the log the index had come; None when it did not say."""
    records_reached: int | None
    """Up to which write the records had."""
    rebuilt_at: str | None = None
    without_vector: list[str] = field(default_factory=list[str])
    """Records whose vector was nowhere when the index was rebuilt."""

    def evidence(self) -> Evidence:
        """What it tells of vectors."""
        with closing(sqlite3.connect(self.folder / _LOG)) as connection:
            log = [LoggedWrite(*row) for row in connection.execute(_READ_LOG)]
        return Evidence(self.folder / _INDEX, self.reached, self.records_reached, log)


def set_aside(directory: Path, damage: Damage, now: datetime) -> SetAside:
    """Move the index of a damaged collection away; the copy of the log and the record are whole before."""
    collection = damage.collection
    folder = directory / f"{_PREFIX}{now:%Y-%m-%dT%H-%M-%S-%f}-{collection.id}"
    with opened(directory / DATABASE) as connection:
        aside = SetAside(
            folder=folder,
            collection_id=collection.id,
            collection=collection.name,
            tenant=collection.tenant,
            database=collection.database,
            problem=damage.problem,
            at=now.isoformat(timespec="seconds"),
            reached=reached(connection, collection.vectors),
            records_reached=reached(connection, collection.records),
        )
        unfinished = folder.with_name(f"{folder.name}.unfinished")
        unfinished.mkdir()
        _copy_log(unfinished / _LOG, log_of(connection, collection.id))
        _write(unfinished, aside)
        unfinished.rename(folder)
        index = directory / collection.vectors
        if index.exists():
            index.rename(folder / _INDEX)
        connection.execute(_FORGET_INDEX, (collection.vectors,))
        connection.commit()
    return aside


def waiting(directory: Path) -> list[SetAside]:
    """Return what was set aside and not rebuilt yet, oldest first."""
    return [aside for aside in _read_all(directory) if aside.rebuilt_at is None]


def left_without_vector(directory: Path) -> dict[str, frozenset[str]]:
    """Return, by collection, the records that had no vector when its index was rebuilt last."""
    return {
        aside.collection_id: frozenset(aside.without_vector)
        for aside in _read_all(directory)
        if aside.rebuilt_at is not None
    }


def note_rebuilt(aside: SetAside, now: datetime, without_vector: list[str]) -> None:
    """Write down that the collection has its vectors again; the files stay."""
    _write(
        aside.folder,
        replace(aside, rebuilt_at=now.isoformat(timespec="seconds"), without_vector=without_vector),
    )


def _read_all(directory: Path) -> Iterator[SetAside]:
    for record in sorted(directory.glob(f"{_PREFIX}*/{_RECORD}")):
        if not record.parent.name.endswith(".unfinished"):
            yield SetAside(folder=record.parent, **json.loads(record.read_text()))


def _copy_log(file: Path, log: list[LoggedWrite]) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(_COPY_LOG)
        connection.executemany(
            _INSERT_LOG, [(each.seq_id, each.operation, each.id, each.vector, each.encoding) for each in log]
        )
        connection.commit()


def _write(folder: Path, aside: SetAside) -> None:
    fields = {name: value for name, value in asdict(aside).items() if name != "folder"}
    fresh = folder / f"{_RECORD}.new"
    with fresh.open("w") as file:
        file.write(json.dumps(fields, indent=2))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / _RECORD)
