"""Spans of time as ISO 8601 text."""

from __future__ import annotations

import datetime

import pytest
from _stemma.durations import duration_text, timedelta_text


@pytest.mark.parametrize(
    ("count", "unit", "text"),
    [
        (0, "s", "PT0S"),
        (1, "D", "P1D"),
        (2, "W", "P14D"),
        (-90, "m", "-PT1H30M"),
        (25, "M", "P25M"),
        (-3, "Y", "-P3Y"),
        (86_461_000, "ms", "P1DT1M1S"),
        (1, "as", "PT0.000000000000000001S"),
        (-1_500, "us", "-PT0.0015S"),
        (2**63 - 1, "ns", "P106751DT23H47M16.854775807S"),
    ],
)
def test_is_exact_in_every_unit(count: int, unit: str, text: str) -> None:
    assert duration_text(count, unit) == text


def test_takes_the_longest_and_the_shortest_timedelta() -> None:
    assert timedelta_text(datetime.timedelta.max) == "P999999999DT23H59M59.999999S"
    assert timedelta_text(datetime.timedelta.resolution) == "PT0.000001S"
