"""The header of a vector index: ``header.bin``, as Chroma's hnswlib writes it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

HEADER = "header.bin"

# Version, offset of the links, capacity, count, bytes an element, offset of the label, offset of the vector.
_LAYOUT = struct.Struct("<i6Q")
_LABEL_BYTES = 8
_FLOAT_BYTES = 4


@dataclass(frozen=True)
class IndexHeader:
    """How many elements there are, and where in an element what stands."""

    count: int
    element_bytes: int
    label_offset: int
    vector_offset: int

    @property
    def dimension(self) -> int:
        """Numbers a vector."""
        return (self.label_offset - self.vector_offset) // _FLOAT_BYTES


def read_header(folder: Path) -> IndexHeader | None:
    """Return the header; None when it is cut short, or says what can't be."""
    content = (folder / HEADER).read_bytes()
    if len(content) < _LAYOUT.size:
        return None
    _version, _links, _capacity, count, element_bytes, label_offset, vector_offset = _LAYOUT.unpack_from(
        content
    )
    is_possible = 0 < vector_offset < label_offset and label_offset + _LABEL_BYTES == element_bytes
    return IndexHeader(count, element_bytes, label_offset, vector_offset) if is_possible else None
