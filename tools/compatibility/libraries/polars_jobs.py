"""Work of polars' own threads."""

import polars as pl


def mean_by_group() -> list[dict[str, object]]:
    """A lazy query with a group."""
    frame = pl.LazyFrame({"group": ["a", "a", "b"], "value": [1.0, 3.0, 5.0]})
    return frame.group_by("group").agg(pl.col("value").mean()).sort("group").collect().to_dicts()


def doubled(values: object) -> object:
    """Arithmetic of polars on what came from JavaScript."""
    return (pl.Series("x", values) * 2).to_numpy()


def sort_texts() -> None:
    """Some seconds in Rust, with Python's lock released."""
    for _ in range(4):
        pl.select(pl.int_range(3_000_000).shuffle(1).cast(pl.String).sort())
