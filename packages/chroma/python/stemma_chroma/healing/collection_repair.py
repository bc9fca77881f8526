"""One collection's repair: what is known of its vectors, what a caller adds, and giving them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from stemma_chroma.healing.database import (
    DATABASE,
    StoredCollection,
    dimension_of,
    documents_of,
    doomed_by_log,
    log_of,
    opened,
    records_of,
)
from stemma_chroma.healing.distance import is_cosine
from stemma_chroma.healing.evidence import present_evidence
from stemma_chroma.healing.inspection import Damage
from stemma_chroma.healing.rebuilding import lacking, write_into_log
from stemma_chroma.healing.set_aside import SetAside, note_rebuilt, set_aside
from stemma_chroma.healing.vector_history import LastVector, Origin, floats_of, last_vectors, origin_of
from stemma_chroma.vectors import Vectors


class CollectionRepair:
    """Vectors by record, from log, indexes and caller; nothing is written before :meth:`finish`."""

    def __init__(self, directory: Path, collection: StoredCollection, aside: Sequence[SetAside]) -> None:
        """Read what was set aside, and what the directory itself still tells."""
        self.collection = collection
        self.aside = list(aside)
        self._directory = directory
        with opened(directory / DATABASE) as connection:
            doomed = doomed_by_log(connection, collection)
            records = records_of(connection, collection)
            self.dimension = dimension_of(connection, collection) or 0
            evidence = [each.evidence() for each in aside]
            evidence.append(present_evidence(connection, directory, collection))
            found = last_vectors(evidence, records, is_cosine=is_cosine(connection, collection))
        self._records = [record_id for record_id in records if record_id not in doomed]
        self._vectors: dict[str, LastVector] = {
            record_id: found[record_id]
            for record_id in self._records
            if record_id in found and floats_of(found[record_id]).size == self.dimension
        }
        self._supplied: dict[str, bytes] = {}

    @property
    def record_count(self) -> int:
        """Records of the collection."""
        return len(self._records)

    def wanted(self) -> list[str]:
        """Return the ids whose vector is not known as it was given, in the order in which they came."""
        return [
            record_id
            for record_id in self._records
            if record_id not in self._vectors or origin_of(self._vectors[record_id]) == "direction"
        ]

    def documents(self, ids: Sequence[str]) -> list[str | None]:
        """Return the texts of some records."""
        with opened(self._directory / DATABASE) as connection:
            return documents_of(connection, self.collection, ids)

    def supply(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Take vectors that the caller has found."""
        for record_id, vector in zip(ids, np.reshape(vectors, (len(ids), self.dimension)), strict=True):
            self._supplied[record_id] = vector.tobytes()

    def counts(self) -> dict[Origin, int]:
        """How many vectors come from where, without the caller's."""
        counts: dict[Origin, int] = {"log": 0, "index": 0, "direction": 0}
        for record_id, vector in self._vectors.items():
            if record_id not in self._supplied:
                counts[origin_of(vector)] += 1
        return counts

    @property
    def supplied_count(self) -> int:
        """Vectors that the caller has found."""
        return len(self._supplied)

    def without_vector(self) -> list[str]:
        """Return the ids whose vector is nowhere."""
        return [
            record_id
            for record_id in self._records
            if record_id not in self._vectors and record_id not in self._supplied
        ]

    def finish(self, now: datetime) -> None:
        """Give the collection its vectors; nothing is done where nothing would be better after it."""
        if not self.aside and not self._supplied:
            return
        vectors: dict[str, LastVector] = {
            record_id: self._supplied.get(record_id) or self._vectors[record_id]
            for record_id in self._records
            if record_id in self._supplied or record_id in self._vectors
        }
        database = self._directory / DATABASE
        if (self._directory / self.collection.vectors).exists():
            # What Chroma has built since from what its log had left; or an index that lacks some vectors.
            damage = Damage(self.collection, "made before the index was rebuilt", len(self.wanted()))
            self.aside.append(set_aside(self._directory, damage, now))
        with opened(database) as connection:
            missing = lacking(log_of(connection, self.collection.id), vectors)
            write_into_log(
                connection,
                self.collection,
                {record_id: floats_of(vectors[record_id]).tobytes() for record_id in missing},
            )
            connection.commit()
        for each in self.aside:
            note_rebuilt(each, now, self.without_vector())
