"""Gives a collection its vectors back, by Chroma's own log.

Chroma fills an index that was never written from its log. So the vectors that the log lacks are written into
it, in places that were free again, before anything that it still has of the same record: one transaction,
after which the collection is whole by Chroma's own rules. A process that is killed before, or while Chroma
then fills the index, has lost nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from stemma_chroma.errors import DamagedDirectoryError
from stemma_chroma.healing.database import UPSERT, LoggedWrite, StoredCollection, log_of, reached
from stemma_chroma.healing.log_replay import replay
from stemma_chroma.healing.vector_history import LastVector, is_same

_TAKEN = "SELECT seq_id FROM embeddings_queue ORDER BY seq_id"
"""Reads which places of the log are taken, in order, by the primary key."""

_INSERT = """
INSERT INTO embeddings_queue (seq_id, operation, topic, id, vector, encoding, metadata)
VALUES (?, ?, ?, ?, ?, 'FLOAT32', '{}')
"""
"""Writes a vector into the log. The records are further already: it changes neither text nor metadata."""

_TOPIC = "SELECT topic FROM embeddings_queue WHERE substr(topic, -36) = ? LIMIT 1"
_USUAL_TOPIC = "persistent://default/default/"


def lacking(log: Iterable[LoggedWrite], vectors: Mapping[str, LastVector]) -> list[str]:
    """Return the ids, in order, that an index filled from this log would lack or have with another vector."""
    held = replay(log, {})
    return [
        record_id
        for record_id, vector in vectors.items()
        if record_id not in held or not is_same(vector, held[record_id])
    ]


def write_into_log(
    connection: sqlite3.Connection, collection: StoredCollection, vectors: Mapping[str, bytes]
) -> None:
    """Write the vectors, in the order of the mapping; the caller commits.

    There is room: each of these records once had an entry of its own that Chroma has dropped. Otherwise it is
    a :class:`DamagedDirectoryError`.
    """
    first_entry: dict[str, int] = {}
    for write in log_of(connection, collection.id):
        first_entry.setdefault(write.id, write.seq_id)
    last = reached(connection, collection.records) or 0
    topic_row = connection.execute(_TOPIC, (collection.id,)).fetchone()
    topic = topic_row[0] if topic_row else f"{_USUAL_TOPIC}{collection.id}"
    free = _free_places(connection)
    for record_id, vector in vectors.items():
        place = next(free)
        if place > min(last, first_entry.get(record_id, last + 1) - 1):
            raise DamagedDirectoryError(
                f"Chroma's log has no room for the vectors of the collection {collection.name}"
            )
        connection.execute(_INSERT, (place, UPSERT, topic, record_id, vector))


def _free_places(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield the places that no entry has, from the first on: those of entries that Chroma has dropped."""
    place = 1
    for (taken,) in connection.execute(_TAKEN).fetchall():
        yield from range(place, taken)
        place = taken + 1
    while True:
        yield place
        place += 1
