"""Which record has which label in a vector index: ``index_metadata.pickle``.

The file is read without running anything that it names. One that was cut short still tells a part.
"""

from __future__ import annotations

import io
import pickle
import pickletools
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

ID_MAP = "index_metadata.pickle"


@dataclass(frozen=True)
class IdMap:
    """Labels by id."""

    labels: Mapping[str, int]
    is_whole: bool
    """Whether Chroma can read it."""
    has_all: bool
    """Whether all labels are known."""


class _Fields:
    """Stands for the class that an older Chroma pickled; only its fields count."""


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> type[_Fields]:
        if global_name == "PersistentData" and module_name.startswith("chromadb."):
            return _Fields
        raise pickle.UnpicklingError(f"{module_name}.{global_name} has no place in a vector index")


def read_id_map(folder: Path) -> IdMap | None:
    """Return what the file says; None when there is none."""
    try:
        content = (folder / ID_MAP).read_bytes()
    except FileNotFoundError:
        return None
    try:
        loaded = _PlainUnpickler(io.BytesIO(content)).load()
        fields = cast("dict[str, Any]", loaded if isinstance(loaded, dict) else vars(loaded))
        return IdMap(dict(fields["id_to_label"]), is_whole=True, has_all=True)
    except Exception:  # noqa: BLE001 (what a broken pickle raises has no bounds)
        return _before_the_cut(content)


def _before_the_cut(content: bytes) -> IdMap:
    """Read the labels before the end of a pickle that was cut short; the map from ids comes first."""
    labels: dict[str, int] = {}
    field: str | None = None
    last: str | None = None
    with suppress(Exception):  # the cut
        for opcode, argument, _position in pickletools.genops(content):
            if opcode.name == "EMPTY_DICT":
                if field == "id_to_label":
                    return IdMap(labels, is_whole=False, has_all=True)
                field = last
            elif isinstance(argument, str):
                last = argument
            elif isinstance(argument, int) and "INT" in opcode.name:
                if field == "id_to_label" and last is not None:
                    labels[last] = argument
                last = None
    return IdMap(labels, is_whole=False, has_all=False)
