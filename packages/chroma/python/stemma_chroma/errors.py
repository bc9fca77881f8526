"""What this package raises itself; everything else is Chroma's own exception, passed on."""

from __future__ import annotations

import json
from collections.abc import Mapping


class UnknownLeaseError(LookupError):
    """The client was closed, or never opened."""


class UnknownEmbedderError(LookupError):
    """The embedder was closed, or never opened."""


class ModelMissingError(FileNotFoundError):
    """The model's files are not in this Python environment."""


class ChromaNotInstalledError(RuntimeError):
    """The environment has no Chroma, or another version. The command that helps stands in the first note."""

    def __init__(self, message: str, command: str) -> None:
        super().__init__(message)
        self.__notes__ = [command]


class DamagedDirectoryError(RuntimeError):
    """There is no way to the collections of a data directory."""


class DamagedIndexError(RuntimeError):
    """The collection's vector index was damaged and is set aside; its vectors wait to be rebuilt."""


class UnknownRepairError(LookupError):
    """The repair was ended, or never begun."""


class DataDirectoryLockedError(RuntimeError):
    """Another process owns the data directory. The owner stands, as JSON, in the first note."""

    def __init__(self, message: str, owner: Mapping[str, object]) -> None:
        super().__init__(message)
        # `add_note` needs Python 3.11; the attribute is what PEP 678 specifies.
        self.__notes__ = [json.dumps(dict(owner))]
