"""Vectors on a plane."""

# numpy's stubs leave shapes open.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from stemma_chroma.projection import Projection, project


def laid(matrix: NDArray[np.float32]) -> tuple[NDArray[np.float32], Projection]:
    """Points by row, and the whole answer."""
    found = project(np.ravel(matrix).tobytes(), matrix.shape[1])
    return found["points"].reshape(-1, 2), found


@pytest.mark.parametrize("shape", [(40, 8), (8, 40)])
def test_keeps_the_distances_of_what_lies_on_a_plane(shape: tuple[int, int]) -> None:
    """Whichever product is the smaller one."""
    count, dimension = shape
    random = np.random.default_rng(7)
    plane = np.linalg.qr(random.normal(size=(dimension, 2)))[0]
    flat = random.normal(size=(count, 2)) * [5.0, 1.0]
    matrix = (flat @ plane.T).astype(np.float32)
    points, found = laid(matrix)
    for one, other in [(0, 1), (2, 5), (3, 7)]:
        expected = float(np.linalg.norm(flat[one] - flat[other]))
        assert float(np.linalg.norm(points[one] - points[other])) == pytest.approx(expected, rel=1e-3)
    assert float(found["explained"].sum()) == pytest.approx(1.0, abs=1e-4)
    assert found["explained"][0] > found["explained"][1]


def test_gives_the_same_places_for_the_same_rows() -> None:
    """The farthest row of each axis lies on its positive side."""
    matrix = np.random.default_rng(3).normal(size=(30, 5)).astype(np.float32)
    points, _ = laid(matrix)
    again, _ = laid(matrix.copy())
    assert np.array_equal(points, again)
    for axis in range(2):
        assert points[np.argmax(np.abs(points[:, axis])), axis] > 0.0


@pytest.mark.parametrize(
    "matrix",
    [
        np.zeros((3, 4), dtype=np.float32),
        np.ones((1, 4), dtype=np.float32),
        np.array([[1.0], [2.0]], dtype=np.float32),
        np.array([[np.nan, np.inf], [1.0, 2.0]], dtype=np.float32),
    ],
)
def test_stands_what_has_no_two_axes(matrix: NDArray[np.float32]) -> None:
    """A point each, with numbers."""
    points, found = laid(matrix)
    assert points.shape == (len(matrix), 2)
    assert np.isfinite(points).all()
    assert np.isfinite(found["explained"]).all()
