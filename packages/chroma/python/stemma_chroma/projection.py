"""Vectors on a plane, for people who look at a collection."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from stemma_chroma.vectors import Buffer, rows


class Projection(TypedDict):
    """Two coordinates a row, flat, and which share of the variance each of the two axes holds."""

    points: NDArray[np.float32]
    explained: NDArray[np.float32]


def project(buffer: Buffer, dimension: int) -> Projection:
    """Lay rows of `dimension` onto their two principal axes; the same rows always lie at the same places."""
    matrix = np.nan_to_num(rows(buffer, dimension).astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    matrix -= matrix.mean(axis=0)
    # The smaller of the two products has the same axes.
    is_wide = matrix.shape[0] < matrix.shape[1]
    product = matrix @ matrix.T if is_wide else matrix.T @ matrix
    values, vectors = np.linalg.eigh(product)
    count = min(2, len(values))
    best = np.argsort(values, kind="stable")[::-1][:count]
    scale = np.sqrt(np.maximum(values[best], 0.0))
    points = vectors[:, best] * scale if is_wide else matrix @ vectors[:, best]
    points = np.pad(_turned(points), ((0, 0), (0, 2 - count)))
    total = float(np.maximum(values, 0.0).sum())
    explained = np.zeros(2)
    if total > 0.0:
        explained[:count] = np.maximum(values[best], 0.0) / total
    return {"points": np.ravel(points).astype(np.float32), "explained": explained.astype(np.float32)}


def _turned(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """An axis has no direction of its own: what lies farthest out lies on its positive side."""
    farthest = np.argmax(np.abs(points), axis=0)
    signs = np.sign(points[farthest, np.arange(points.shape[1])])
    return points * np.where(signs == 0.0, 1.0, signs)
