"""Runs a model file on the reference texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from reference import COSINES, TEXTS
from stemma_chroma.mini_lm import MiniLm


class ModelDiffersError(RuntimeError):
    """The model computes something else than the published one."""


def largest_deviation(folder: Path) -> float:
    """Return how far the cosines of the model in `folder` are from the published ones, at most."""
    vectors = MiniLm(folder, threads=1).embed(TEXTS)
    cosines = vectors @ np.transpose(vectors)
    return max(abs(float(cosines[pair]) - expected) for pair, expected in COSINES.items())


def require_reference(folder: Path, tolerance: float) -> float:
    """Return the deviation; :class:`ModelDiffersError` when it is beyond the tolerance or not a number."""
    deviation = largest_deviation(folder)
    if not np.isfinite(deviation) or deviation > tolerance:
        raise ModelDiffersError(
            f"the model in {folder} is off by {deviation:.4f} from the published cosines, "
            f"{tolerance} is allowed; the weights' package or onnxruntime may have changed"
        )
    return deviation
