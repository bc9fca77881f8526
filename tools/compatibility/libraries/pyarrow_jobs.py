"""Work with Arrow's arrays and files."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq


def through_parquet() -> dict[str, list[object]]:
    """A table to a file in memory and back."""
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"name": ["a", "b"], "value": [1, None]}), sink)
    return pq.read_table(pa.BufferReader(sink.getvalue())).to_pydict()


def doubled(values: object) -> object:
    """Arithmetic of Arrow on what came from JavaScript."""
    return pc.multiply(pa.array(np.asarray(values)), pa.scalar(2, pa.int32())).to_numpy()


def bytes_of(values: bytes) -> bytes:
    """A buffer of Arrow over JavaScript's memory."""
    return pa.py_buffer(values).to_pybytes()


def sort_numbers() -> None:
    """Some seconds in C++, with Python's lock released."""
    numbers = pa.array(np.random.default_rng(1).random(8_000_000))
    for _ in range(4):
        pc.sort_indices(numbers)
