"""onnxruntime behind one typed function."""

# onnxruntime has no type information.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]


class OnnxNetwork:
    """A BERT-like network. The interpreter's lock is free while it computes; several threads may ask."""

    def __init__(self, file: Path) -> None:
        """Load the file; a call uses one core."""
        options = onnxruntime.SessionOptions()
        # Two calls at once do half as much again as one on two cores: its steps are too small to be parted.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def last_hidden_states(self, ids: Integers) -> Floats:
        """Return a vector for each token: (texts, tokens) to (texts, tokens, hidden size)."""
        inputs = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        return cast(Floats, self._session.run(["last_hidden_state"], inputs)[0])
