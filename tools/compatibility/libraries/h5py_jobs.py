"""Files of arrays."""

from io import BytesIO

import h5py
import numpy as np


def stored(values: object) -> object:
    """An array that was in a file meanwhile."""
    with h5py.File(BytesIO(), "w") as file:
        return file.create_dataset("x", data=np.asarray(values, dtype="f8"))[()]


def compress_much() -> None:
    """Some seconds of zlib in HDF5, with h5py's own lock held."""
    data = np.random.default_rng(1).integers(0, 1_000, 6_000_000)
    with h5py.File("compressed", "w", driver="core", backing_store=False) as file:
        file.create_dataset("x", data=data, compression="gzip", compression_opts=9)
