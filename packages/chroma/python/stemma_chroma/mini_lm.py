"""all-MiniLM-L6-v2 by onnxruntime: texts to token sums, from which vectors are made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from stemma_chroma.errors import ModelMissingError
from stemma_chroma.onnx_network import Floats, Integers, OnnxNetwork

MODEL_NAME = "all-MiniLM-L6-v2"


class MiniLm:
    """The network with its tokenizer."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the files of ``@stemma/model-minilm``; `threads` is how many cores one call may use."""
        if not (folder / "model.onnx").is_file():
            raise ModelMissingError(f"the model {MODEL_NAME} is not in {folder}")
        self.description: dict[str, Any] = json.loads((folder / "model.json").read_text())
        self.model_id = str(self.description["modelId"])
        self.dimension = int(self.description["dimension"])
        self._window = int(self.description["windowTokens"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._first = self._special("[CLS]")
        self._last = self._special("[SEP]")
        self._network = OnnxNetwork(folder / "model.onnx")
        self._threads = threads

    def embed(self, texts: list[str]) -> Floats:
        """Return one vector of length 1 for each text, mean-pooled over all its tokens however long it is."""
        sums, _counts = self.token_sums(texts)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        return (sums / np.maximum(norms, np.finfo(np.float32).tiny)).astype(np.float32)

    def token_sums(self, texts: list[str]) -> tuple[Floats, NDArray[np.int32]]:
        """Return for each text the sum of its tokens' vectors, and their number.

        Sums of pieces add up to the sum of the whole, so that a caller can send a long text in pieces.

        Windows run one by one. In a batch, int8 activations are scaled by the largest of the whole batch: a
        text's vector would depend on its company (cosine .98 to itself), for no gain in tokens per second.
        """
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        counts = np.zeros(len(texts), dtype=np.int32)
        encodings = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        windows = [
            (text, window)
            for text, encoding in enumerate(encodings)
            for window in self._windows(encoding.ids)
        ]
        for (text, window), total in zip(
            windows, self._totals([window for _, window in windows]), strict=True
        ):
            sums[text] += total
            counts[text] += window.shape[1]
        return sums, counts

    def _totals(self, windows: list[Integers]) -> list[Floats]:
        """Sum the tokens' vectors of each window, a core a thread; no thread outlives the call."""
        if self._threads == 1 or len(windows) == 1:
            return [self._total(window) for window in windows]
        pool = ThreadPoolExecutor(self._threads)
        try:
            return list(pool.map(self._total, windows))
        finally:
            # After an interrupt what was not begun is left.
            pool.shutdown(cancel_futures=True)

    def _total(self, window: Integers) -> Floats:
        return self._network.last_hidden_states(window)[0].sum(axis=0)

    def _special(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise ModelMissingError(
                f"the tokenizer of {MODEL_NAME} has no token {token}; make the model again"
            )
        return number

    def _windows(self, tokens: list[int]) -> Iterator[Integers]:
        """Cut into runs that the network can read at once, each with its own marks of begin and end."""
        content = self._window - 2
        for start in range(0, max(len(tokens), 1), content):
            yield np.array([[self._first, *tokens[start : start + content], self._last]], dtype=np.int64)
