"""Spans of time as ISO 8601 text, exact to whatever unit they are counted in."""

from __future__ import annotations

import datetime

SECONDS = {"W": 604_800, "D": 86_400, "h": 3_600, "m": 60, "s": 1}
DIGITS = {"s": 0, "ms": 3, "us": 6, "ns": 9, "ps": 12, "fs": 15, "as": 18}


def duration_text(count: int, unit: str) -> str:
    """Returns `count` of numpy's unit as text: 90 ``"m"`` are ``"PT1H30M"``; months and years stay."""
    sign = "-" if count < 0 else ""
    if unit in ("Y", "M"):
        return f"{sign}P{abs(count)}{unit}"
    digits = DIGITS.get(unit, 0)
    seconds, fraction = divmod(abs(count) * SECONDS.get(unit, 1), 10**digits)
    return sign + _clock_text(seconds, f"{fraction:0{digits}d}".rstrip("0") if digits else "")


def _clock_text(seconds: int, fraction: str) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    date = f"{days}D" if days else ""
    time = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if seconds or fraction:
        time += f"{seconds}.{fraction}S" if fraction else f"{seconds}S"
    if not date and not time:
        return "PT0S"
    return f"P{date}T{time}" if time else f"P{date}"


def timedelta_text(span: datetime.timedelta) -> str:
    """Returns a ``timedelta`` as text, with its microseconds."""
    return duration_text(span // datetime.timedelta(microseconds=1), "us")
