"""What Chroma's Python client lets into a collection, and the collection never gets over."""

from __future__ import annotations

import contextlib
import math
from typing import Any, cast

import chromadb
from chromadb.config import Settings
from chromadb.errors import ChromaError


def poison(directory: str, name: str) -> None:
    """Write NaN into a list, as a Python program can, beside the client that is open here."""
    settings = Settings(anonymized_telemetry=False, allow_reset=True)
    client = chromadb.PersistentClient(directory, settings=settings)
    collection = client.get_collection(name, embedding_function=None)
    with contextlib.suppress(ChromaError):
        collection.add(ids=["poison"], embeddings=[[1.0, 2.0]], metadatas=[{"list": [1.5, math.nan]}])
    cast("Any", client).close()
