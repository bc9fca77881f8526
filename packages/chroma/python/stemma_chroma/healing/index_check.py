"""What is wrong with a vector index on disk.

Chroma 1.5.9 trusts its index: with one that was cut short the process dies or never comes back, and one whose
deleted elements it knows nothing of refuses each write. A process that is killed while Chroma writes an index
leaves both: the files are changed in place, one after another, the map of ids last.
"""

from __future__ import annotations

import struct
from pathlib import Path

from stemma_chroma.healing.id_map import ID_MAP, read_id_map
from stemma_chroma.healing.index_elements import ELEMENTS, LENGTHS, IndexElements
from stemma_chroma.healing.index_header import HEADER, read_header

LINKS = "link_lists.bin"
_FILES = (HEADER, ELEMENTS, LENGTHS, LINKS, ID_MAP)
_LENGTH_BYTES = 4
_PICKLE_END = b"."
_LINKS_SIZE = struct.Struct("<I")


def problem_of(folder: Path, *, thoroughly: bool) -> str | None:
    """Say what is wrong with an index that was written to disk, or None.

    The map of ids is read where its file is older than the others, which tells that writing them was
    interrupted; or always, `thoroughly`.
    """
    missing = [name for name in _FILES if not (folder / name).is_file()]
    if missing:
        return f"{folder} lacks {', '.join(missing)}"
    header = read_header(folder)
    if header is None:
        return f"{folder / HEADER} is no header of an index"
    count = header.count
    for name, least in ((ELEMENTS, count * header.element_bytes), (LENGTHS, count * _LENGTH_BYTES)):
        size = (folder / name).stat().st_size
        if size < least:
            return f"{folder / name} has {size} bytes, and its {count} vectors need {least}"
    if not _links_are_whole(folder / LINKS, count):
        return f"{folder / LINKS} ends in the middle of the links of its {count} vectors"
    if not thoroughly and not _was_interrupted(folder):
        return None if _ends_as_a_pickle(folder / ID_MAP) else f"{folder / ID_MAP} ends in the middle"
    id_map = read_id_map(folder)
    if id_map is None or not id_map.is_whole:
        return f"{folder / ID_MAP} ends in the middle"
    elements = IndexElements(folder, header, is_cosine=False)
    labels = set(id_map.labels.values())
    lost = sum(label not in elements for label in labels)
    if lost > 0:
        return f"{folder / ELEMENTS} has no vector of {lost} ids that {ID_MAP} names"
    # Chroma deletes them again by its log, which its index refuses.
    torn = len(labels & elements.deleted_labels)
    return f"{folder / ID_MAP} names {torn} ids that are deleted in {ELEMENTS}" if torn > 0 else None


def _was_interrupted(folder: Path) -> bool:
    written = (folder / ID_MAP).stat().st_mtime_ns
    return any((folder / name).stat().st_mtime_ns > written for name in _FILES)


def _ends_as_a_pickle(file: Path) -> bool:
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - 1))
        return opened.read(1) == _PICKLE_END


def _links_are_whole(file: Path, count: int) -> bool:
    """Walk through the links of the upper layers: for each vector their size in bytes, then the links."""
    content = file.read_bytes()
    position = 0
    for _vector in range(count):
        if position + _LINKS_SIZE.size > len(content):
            return False
        position += _LINKS_SIZE.size + _LINKS_SIZE.unpack_from(content, position)[0]
    return position <= len(content)
