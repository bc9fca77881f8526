"""Counts the texts of which a vector is asked for: of Chroma's embedding functions and of our model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import numpy as np
from chromadb import Collection, Documents, EmbeddingFunction, Embeddings
from stemma_chroma import stores
from stemma_chroma.client_registry import registry
from stemma_chroma.mini_lm import MiniLm

_GATES: tuple[tuple[type[Any], str], ...] = (
    (Collection, "_embed"),
    (Collection, "_sparse_embed"),
    (MiniLm, "token_sums"),
)
"""Whatever computes a vector goes through one of these methods, with the texts as its first argument."""

_watched: list[tuple[type[Any], str, Callable[..., Any]]] = []
_counted = 0


class _AnyVector(EmbeddingFunction[Documents]):
    def __init__(self) -> None:
        pass

    def __call__(self, input: Documents) -> Embeddings:
        return [np.array([0.0, 1.0], dtype=np.float32) for _ in input]


def start() -> None:
    """Count from zero."""
    global _counted
    _counted = 0
    if not _watched:
        for owner, method in _GATES:
            _watch(owner, method)


def counted() -> int:
    """Return the number of texts since the start."""
    return _counted


def stop() -> None:
    """Leave the methods as they were."""
    while _watched:
        owner, method, original = _watched.pop()
        setattr(owner, method, original)


def embed_one(location: str) -> int:
    """Let Chroma embed one text, in a directory for it; return what was counted, which has to be 1."""
    before = _counted
    lease = uuid4().hex
    stores.open_client(lease, location)
    collection = registry.lease(lease).client.get_or_create_collection(
        "embedded",
        embedding_function=_AnyVector(),  # pyright: ignore[reportArgumentType]
    )
    collection.upsert(ids=[uuid4().hex], documents=["one text"])
    stores.close_client(lease)
    return _counted - before


def _watch(owner: type[Any], method: str) -> None:
    original = getattr(owner, method)

    def watching(self: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        global _counted
        _counted += len(args[0] if args else kwargs["input"])
        return original(self, *args, **kwargs)

    _watched.append((owner, method, original))
    setattr(owner, method, watching)
