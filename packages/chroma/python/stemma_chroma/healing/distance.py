"""How a collection's index tells distance."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, cast

from stemma_chroma.healing.database import StoredCollection

_SPACE = "SELECT str_value FROM collection_metadata WHERE collection_id = ? AND key = 'hnsw:space'"
"""Reads where an older Chroma keeps how distance is told."""


def is_cosine(connection: sqlite3.Connection, collection: StoredCollection) -> bool:
    """Whether the index tells distance by angle; kept in one of three places, the newest counts."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(collections)")}
    for column in ("schema_str", "config_json_str"):
        if column in columns:
            query = f"SELECT {column} FROM collections WHERE id = ?"  # noqa: S608 (one of two names)
            stored = connection.execute(query, (collection.id,)).fetchone()[0]
            space = _space_in(json.loads(stored or "{}"))
            if space is not None:
                return space == "cosine"
    row = connection.execute(_SPACE, (collection.id,)).fetchone()
    return row is not None and row[0] == "cosine"


def _space_in(configuration: object) -> str | None:
    """Find the space of the vectors in a schema or a configuration, whose shape has changed often."""
    if not isinstance(configuration, dict):
        return None
    fields = cast("dict[str, Any]", configuration)
    keys = fields.get("keys")
    if isinstance(keys, dict):
        return _space_in(cast("dict[str, Any]", keys).get("#embedding"))
    space = fields.get("space")
    if isinstance(space, str):
        return space
    inner = (_space_in(value) for value in fields.values())
    return next((found for found in inner if found is not None), None)
