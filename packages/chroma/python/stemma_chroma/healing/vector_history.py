"""Each record's last vector, as far as damaged indexes and Chroma's log tell.

Evidence is gone through from the oldest to the newest: an index says what it held when it was last written,
the log what came after. Since the log is emptied only of what an index holds, nothing is missing between the
two; so a vector that is found is the record's last one. An index that Chroma has built after the first was
set aside is believed only in what came after that: it was built without knowing what had been there, so it
took additions that the first had passed over, and passed over changes that the first had taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from stemma_chroma.healing.evidence import Evidence
from stemma_chroma.healing.id_map import read_id_map
from stemma_chroma.healing.index_elements import IndexElements
from stemma_chroma.healing.index_header import HEADER, read_header
from stemma_chroma.healing.labels_by_order import labels_by_order
from stemma_chroma.healing.log_replay import replay, there_before

Origin: TypeAlias = Literal["log", "index", "direction"]
"""A direction is a vector by cosine whose length is lost: it is found alike, and comes back with length 1."""


@dataclass(frozen=True)
class InIndex:
    """A vector that stands in an index."""

    elements: IndexElements
    label: int

    @property
    def origin(self) -> Origin:
        """Whether the vector is known as it was given."""
        return "index" if self.elements.has_length(self.label) else "direction"


LastVector: TypeAlias = InIndex | bytes
"""Bytes are those of the log."""


def last_vectors(
    evidence: Iterable[Evidence], records: Mapping[str, int], *, is_cosine: bool
) -> dict[str, LastVector]:
    """Return vectors by id from evidence of several times, the oldest first.

    `records` are the ids in the order in which they came, with the write that changed each last.
    """
    held: dict[str, LastVector | None] = {}
    told = 0
    for each in evidence:
        # The log may reach farther back than it has to, and what is told already is told right.
        news = [write for write in each.log if write.seq_id > told]
        index = _held_by_index(each, records, is_cosine=is_cosine)
        held = {**dict.fromkeys(there_before(news, records)), **held}
        held = replay((write for write in news if not each.is_later(write)), held)
        held |= {record_id: vector for record_id, vector in index.items() if records.get(record_id, 0) > told}
        held = replay(filter(each.is_later, news), held)
        told = max([told, *(write.seq_id for write in each.log)])
    return {record_id: vector for record_id, vector in held.items() if vector is not None}


def origin_of(vector: LastVector) -> Origin:
    """Return where a vector comes from."""
    return "log" if isinstance(vector, bytes) else vector.origin


def floats_of(vector: LastVector) -> NDArray[np.float32]:
    """Return the numbers."""
    if isinstance(vector, bytes):
        return np.frombuffer(vector, np.float32)
    return vector.elements.vector(vector.label)


def is_same(vector: LastVector, given: bytes) -> bool:
    """Whether a vector is the one that the log has."""
    return vector == given if isinstance(vector, bytes) else vector.elements.is_given(vector.label, given)


def _held_by_index(
    evidence: Evidence, records: Mapping[str, int], *, is_cosine: bool
) -> Mapping[str, InIndex]:
    folder = evidence.index
    header = read_header(folder) if (folder / HEADER).is_file() else None
    if header is None:
        return {}
    elements = IndexElements(folder, header, is_cosine=is_cosine)
    id_map = read_id_map(folder)
    if id_map is not None and id_map.has_all:
        labels = id_map.labels
    else:
        labels = labels_by_order(elements, records, evidence, {} if id_map is None else id_map.labels)
    return {record_id: InIndex(elements, label) for record_id, label in labels.items() if label in elements}
