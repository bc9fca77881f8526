"""Functions that are compiled when they are called."""

import numba
import numpy as np


@numba.njit
def _sum_of_squares(count: int) -> int:
    total = 0
    for index in range(count):
        total += index * index ^ (total >> 60)
    return total


def sum_of_squares(count: int) -> int:
    """Compiled code that holds Python's lock for as long as it runs."""
    return int(_sum_of_squares(count))


@numba.njit(parallel=True)
def _doubled(values: object) -> object:
    result = np.empty_like(values)
    for index in numba.prange(values.size):
        result[index] = 2 * values[index]
    return result


def doubled(values: object) -> object:
    """A loop on numba's own threads."""
    return _doubled(np.array(values))
