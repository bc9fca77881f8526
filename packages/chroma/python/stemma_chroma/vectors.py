"""Embeddings as one float32 buffer, row after row, in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vectors: TypeAlias = NDArray[np.float32]
Buffer: TypeAlias = Any
"""An object with the buffer protocol (``collections.abc.Buffer`` needs Python 3.12)."""


def rows(buffer: Buffer, dimension: int) -> Vectors:
    """View a caller's buffer as n rows of `dimension`; nothing is copied."""
    return np.reshape(np.frombuffer(buffer, dtype=np.float32), (-1, dimension))


def flat(embeddings: ArrayLike | Sequence[ArrayLike]) -> tuple[Vectors, int]:
    """Return Chroma's float64 rows as one flat float32 array, and their dimension (0 when there are none)."""
    matrix = np.asarray(embeddings, dtype=np.float32)
    if matrix.size == 0:
        return np.zeros(0, dtype=np.float32), 0
    return np.ravel(matrix), int(matrix.shape[-1])
