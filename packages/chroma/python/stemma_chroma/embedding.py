"""Open embedders by id, for the caller on the other side of the boundary."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from stemma_chroma.errors import UnknownEmbedderError
from stemma_chroma.mini_lm import MiniLm


class Opened(TypedDict):
    """What a caller needs to know of the model."""

    model_id: str
    dimension: int


class TokenSums(TypedDict):
    """For each passage the sum of its tokens' vectors, flat, and the number of its tokens."""

    sums: NDArray[np.float32]
    tokens: NDArray[np.int32]
    seconds: float


class _Embedders:
    """Models by the id that the caller chose; callers with the same wish share one."""

    def __init__(self) -> None:
        self._models: dict[str, tuple[tuple[Path, int], MiniLm]] = {}

    def open(self, embedder_id: str, folder: Path, threads: int) -> MiniLm:
        key = (folder, threads)
        shared = next((model for known, model in self._models.values() if known == key), None)
        model = shared or MiniLm(folder, threads)
        self._models[embedder_id] = (key, model)
        return model

    def get(self, embedder_id: str) -> MiniLm:
        entry = self._models.get(embedder_id)
        if entry is None:
            raise UnknownEmbedderError(f"the embedder {embedder_id} is not open")
        return entry[1]

    def close(self, embedder_id: str) -> None:
        self._models.pop(embedder_id, None)


_embedders = _Embedders()


def open_embedder(embedder_id: str, threads: int, folder: str) -> Opened:
    """Load the model, or share it with an embedder that is open already."""
    model = _embedders.open(embedder_id, Path(folder), threads)
    return {"model_id": model.model_id, "dimension": model.dimension}


def embed_passages(embedder_id: str, passages: list[str]) -> TokenSums:
    """Compute; `seconds` tells the caller how much to send in the next call."""
    started_at = time.perf_counter()
    sums, tokens = _embedders.get(embedder_id).token_sums(passages)
    return {"sums": np.ravel(sums), "tokens": tokens, "seconds": time.perf_counter() - started_at}


def close_embedder(embedder_id: str) -> None:
    """Let go of the model; its memory is freed with its last embedder. Idempotent."""
    _embedders.close(embedder_id)
