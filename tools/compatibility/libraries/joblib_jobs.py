"""Two processes of loky's."""

import math
import time

import numpy as np
from joblib import Parallel, delayed


def roots(numbers: list[float]) -> list[float]:
    """The square roots, from the other processes."""
    return Parallel(n_jobs=2)(delayed(math.sqrt)(number) for number in numbers)


def sums(values: object) -> list[float]:
    """Sums of arrays that are so large that they go through a file that is mapped."""
    arrays = [np.full(500_000, value) for value in np.asarray(values)]
    sums = Parallel(n_jobs=2, max_nbytes=1_000)(delayed(np.sum)(array) for array in arrays)
    return [float(total) for total in sums]


def sleep() -> None:
    """Waits for the other processes."""
    Parallel(n_jobs=2)(delayed(time.sleep)(4) for _ in range(4))
