"""Faults and counts inside Python, for tests of what surrounds it."""

from __future__ import annotations
