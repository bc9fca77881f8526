"""What Chroma's log makes of the vectors that an index holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from stemma_chroma.healing.database import ADD, DELETE, UPDATE, UPSERT, LoggedWrite

_INTEGERS = "INT32"

Held = TypeVar("Held")


def replay(log: Iterable[LoggedWrite], held: Mapping[str, Held | bytes]) -> dict[str, Held | bytes]:
    """Return vectors by id after the log's writes, by the rules of Chroma's index.

    It adds only what it has not, and updates only what it has. A vector of the log is 32-bit floats.
    """
    vectors = dict(held)
    for write in log:
        if write.operation == DELETE:
            vectors.pop(write.id, None)
            continue
        is_there = write.id in vectors
        takes = write.operation == UPSERT or (write.operation == UPDATE) == is_there
        if takes and write.vector is not None:
            vectors[write.id] = _floats(write)
    return vectors


def there_before(log: Sequence[LoggedWrite], records: Mapping[str, int]) -> set[str]:
    """Return the ids that an index had before these writes of the log, whether or not it is left.

    Of records it is known which write changed them last, and in which order they came: new ones come last. An
    addition of what was there is passed over by the index, so it must not be taken for the record's vector.
    """
    first: dict[str, LoggedWrite] = {}
    for write in log:
        first.setdefault(write.id, write)
    untouched = [position for position, record_id in enumerate(records) if record_id not in first]
    last_untouched = untouched[-1] if untouched else -1
    return {
        record_id
        for position, (record_id, last_write) in enumerate(records.items())
        if _was_there(first.get(record_id), last_write, is_early=position < last_untouched)
    }


def _was_there(first: LoggedWrite | None, last_write: int, *, is_early: bool) -> bool:
    if first is None or first.operation == UPDATE:
        return True
    return first.operation == ADD and last_write != first.seq_id and (is_early or last_write < first.seq_id)


def _floats(write: LoggedWrite) -> bytes:
    vector = write.vector or b""
    if write.encoding != _INTEGERS:
        return vector
    return np.frombuffer(vector, np.int32).astype(np.float32).tobytes()
