"""What opening a data directory does about damage: it sets damaged indexes aside, and heals nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from stemma_chroma.healing.database import DATABASE, collections_in, opened
from stemma_chroma.healing.inspection import find_damage
from stemma_chroma.healing.set_aside import SetAside, set_aside, waiting


def set_damage_aside(directory: Path, now: datetime) -> list[SetAside]:
    """Set what is damaged aside; return what was."""
    return [set_aside(directory, damage, now) for damage in find_damage(directory, thoroughly=False)]


def waiting_by_collection(directory: Path) -> dict[str, list[SetAside]]:
    """Return what waits to be rebuilt, oldest first, of the collections that are still there."""
    found: dict[str, list[SetAside]] = {}
    for aside in waiting(directory):
        found.setdefault(aside.collection_id, []).append(aside)
    if not found:
        return found
    with opened(directory / DATABASE) as connection:
        there = {collection.id for collection in collections_in(connection)}
    return {collection_id: asides for collection_id, asides in found.items() if collection_id in there}
