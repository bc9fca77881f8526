"""What there is to tell a collection's vectors from, at one time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stemma_chroma.healing.database import LoggedWrite, StoredCollection, log_of, reached


@dataclass(frozen=True)
class Evidence:
    """An index, damaged or not, and the log beside it."""

    index: Path
    """The index's folder; it need not be there."""
    reached: int | None
    """Up to which write of the log the index had come; None when that is not known."""
    records_reached: int | None
    """Up to which write the records had."""
    log: Sequence[LoggedWrite]

    def is_later(self, write: LoggedWrite) -> bool:
        """Whether a write came after the index was written; what came before it has, if it is whole."""
        return write.seq_id > (self.reached or 0)

    @property
    def later(self) -> list[LoggedWrite]:
        """What came after the index was written."""
        return [write for write in self.log if self.is_later(write)]


def present_evidence(
    connection: sqlite3.Connection, directory: Path, collection: StoredCollection
) -> Evidence:
    """Return what the directory itself tells now."""
    return Evidence(
        index=directory / collection.vectors,
        reached=reached(connection, collection.vectors),
        records_reached=reached(connection, collection.records),
        log=log_of(connection, collection.id),
    )
