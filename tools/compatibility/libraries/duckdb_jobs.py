"""Queries without a database's file."""

import duckdb
import numpy as np


def total(query: str) -> int:
    """The one value of a query."""
    with duckdb.connect() as connection:
        return connection.execute(query).fetchone()[0]


def doubled(values: object) -> object:
    """A query over an array that came from JavaScript."""
    numbers = {"x": np.asarray(values)}  # noqa: F841 (the query names it)
    with duckdb.connect() as connection:
        return connection.execute("SELECT x * 2 AS y FROM numbers").fetchnumpy()["y"]
