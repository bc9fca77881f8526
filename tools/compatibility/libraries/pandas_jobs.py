"""Work with data frames."""

import numpy as np
import pandas as pd


def mean_by_group() -> dict[str, float]:
    """A group and its aggregate."""
    frame = pd.DataFrame({"group": ["a", "a", "b"], "value": [1.0, 3.0, 5.0]})
    return frame.groupby("group")["value"].mean().to_dict()


def rows_of_series(values: object) -> int:
    """How many rows a series of what came from JavaScript has."""
    return len(pd.Series(values))


def sort_texts() -> None:
    """Compares Python objects in C for some seconds, with Python's lock held."""
    numbers = np.random.default_rng(1).integers(0, 1 << 40, 800_000)
    for _ in range(4):
        pd.Series(numbers.astype(str).astype(object)).sort_values()
