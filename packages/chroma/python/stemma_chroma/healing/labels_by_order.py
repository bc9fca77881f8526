"""Labels of an index whose map of ids is gone, by the order in which records came.

Chroma gives labels in the order of its log, and the database its rows, too: the n-th record that is left has
the n-th label that is left. That is believed only where counts agree and every pair that is known otherwise
says the same: those of a map that was cut short, and vectors that the log still has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma_chroma.healing.database import DELETE, LoggedWrite
from stemma_chroma.healing.evidence import Evidence
from stemma_chroma.healing.index_elements import IndexElements
from stemma_chroma.healing.log_replay import replay, there_before


def labels_by_order(
    elements: IndexElements, records: Mapping[str, int], evidence: Evidence, known: Mapping[str, int]
) -> dict[str, int]:
    """Return labels by id; none when that would be a guess. `known` are pairs that stand beyond doubt."""
    until = evidence.records_reached or 0
    later = [write for write in evidence.later if write.seq_id <= until]
    live = elements.live_labels
    # The writing that was interrupted had the records of now.
    if len(live) == len(records):
        found = dict(zip(records, live, strict=True))
        return found if _agree(elements, found, known, _vectors_of(later, records)) else {}
    # An index that was complete once, and damaged later, had those of then.
    if elements.deleted_labels or any(write.operation == DELETE for write in later):
        return {}
    came_later = replay(later, {}).keys()
    before = [record_id for record_id in records if record_id not in came_later]
    if len(live) != len(before):
        return {}
    found = dict(zip(before, live, strict=True))
    written_later = {write.id for write in later}
    unchanged = [write for write in evidence.log if write.id not in written_later]
    return found if _agree(elements, found, known, _vectors_of(unchanged, records)) else {}


def _vectors_of(log: Sequence[LoggedWrite], records: Mapping[str, int]) -> dict[str, bytes]:
    replayed = replay(log, dict.fromkeys(there_before(log, records)))
    return {record_id: vector for record_id, vector in replayed.items() if vector is not None}


def _agree(
    elements: IndexElements,
    found: Mapping[str, int],
    known: Mapping[str, int],
    vectors: Mapping[str, bytes],
) -> bool:
    """Whether something says the same, and nothing says otherwise."""
    if any(found.get(record_id, label) != label for record_id, label in known.items()):
        return False
    pairs = [(found[record_id], vector) for record_id, vector in vectors.items() if record_id in found]
    return bool(known or pairs) and all(elements.is_given(label, vector) for label, vector in pairs)
