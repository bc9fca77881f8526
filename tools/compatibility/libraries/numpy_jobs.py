"""Work in numpy's C code."""

import numpy as np


def eigenvalues() -> None:
    """LAPACK for some seconds, with Python's lock released."""
    rng = np.random.default_rng(1)
    for _ in range(4):
        np.linalg.eigvals(rng.random((1_200, 1_200)))
