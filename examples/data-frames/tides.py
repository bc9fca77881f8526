"""What a notebook would do with a table."""

import pandas as pd


def by_day(tides: pd.DataFrame) -> pd.DataFrame:
    """The highest and the lowest water of each day, in m."""
    days = tides.assign(day=tides["time"].dt.strftime("%Y-%m-%d")).groupby("day")["height"]
    return days.agg(["max", "min"]).reset_index()
