"""The elements of a vector index: ``data_level0.bin`` and ``length.bin``, as far as they reach.

An element is the links of its lowest layer, its vector, and its label. By cosine the vector has length 1, and
its own length stands in a file beside it.
"""

# numpy's types leave parts of view() and reshape() open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemma_chroma.healing.index_header import IndexHeader

ELEMENTS = "data_level0.bin"
LENGTHS = "length.bin"
_LENGTH_BYTES = 4
# hnswlib keeps the mark of a deleted element in the third byte of its links.
_MARK_POSITION = 2
_DELETED = 1
# By cosine a vector is rounded twice, when its length is taken apart and when it comes back.
_ROUNDING = 1e-5


class IndexElements:
    """The elements that are whole, by label. Files stay mapped, not loaded, while this lives."""

    def __init__(self, folder: Path, header: IndexHeader, *, is_cosine: bool) -> None:
        """Map the files; a label that stands twice, or nowhere, is one of a file that was cut or torn."""
        self.dimension = header.dimension
        self._is_cosine = is_cosine
        self._header = header
        count = min(header.count, _size_of(folder / ELEMENTS) // header.element_bytes)
        shape = (count, header.element_bytes)
        self._bytes: NDArray[np.uint8] = (
            np.memmap(folder / ELEMENTS, np.uint8, "r", shape=shape)
            if count > 0
            else np.zeros(shape, np.uint8)
        )
        known = min(count, _size_of(folder / LENGTHS) // _LENGTH_BYTES)
        self._lengths = np.fromfile(folder / LENGTHS, np.float32, known) if known > 0 else np.zeros(0)
        label_bytes = self._bytes[:, header.label_offset : header.label_offset + 8]
        labels = np.ascontiguousarray(label_bytes).view(np.uint64).ravel()
        deleted = (self._bytes[:, _MARK_POSITION] & _DELETED) != 0
        self._positions = {int(label): row for row, label in enumerate(labels)}
        self.deleted_labels = {int(label) for label in labels[deleted]}

    @property
    def live_labels(self) -> list[int]:
        """Labels of the elements that are not marked as deleted, ascending."""
        return sorted(self._positions.keys() - self.deleted_labels)

    def __contains__(self, label: int) -> bool:
        """Whether there is an element of this label."""
        return label in self._positions

    def has_length(self, label: int) -> bool:
        """Whether the vector is known as it was given, not only its direction."""
        return not self._is_cosine or self._positions[label] < len(self._lengths)

    def vector(self, label: int) -> NDArray[np.float32]:
        """Return the vector as Chroma would; its direction when its length is not known."""
        row = self._positions[label]
        start, end = self._header.vector_offset, self._header.label_offset
        stored = np.ascontiguousarray(self._bytes[row, start:end]).view(np.float32)
        if not self._is_cosine or row >= len(self._lengths):
            return stored
        return stored * self._lengths[row]

    def is_given(self, label: int, given: bytes) -> bool:
        """Whether the vector is what was given once, as the log has it."""
        vector = np.frombuffer(given, np.float32)
        stored = self.vector(label)
        if vector.shape != stored.shape:
            return False
        if not self.has_length(label):
            length = np.linalg.norm(vector)
            vector = vector if length == 0 else vector / length
        return bool(np.allclose(stored, vector, rtol=_ROUNDING, atol=_ROUNDING / 100))


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
