"""Numerical work."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import minimize
from scipy.spatial.distance import cdist


def minimum(callback: Callable[..., object] | None = None) -> float:
    """Where (x - 2)² is least; the callback may be JavaScript's."""
    return round(float(minimize(lambda x: (x[0] - 2) ** 2, [0.0], callback=callback).x[0]), 4)


def measure_distances() -> None:
    """Some seconds in C++."""
    points = np.random.default_rng(1).random((6_000, 200))
    for _ in range(6):
        cdist(points, points[:3_000], "minkowski", p=3)
