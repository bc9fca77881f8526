"""A copy of an older Chroma's database, made before Chroma brings it up to date."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

CURRENT_MIGRATIONS = {"embeddings_queue": 2, "metadb": 6, "sysdb": 10}
"""What Chroma 1.5.9 brings a database to; the tests compare them with a fresh one."""

COPY_SUFFIX = ".before-1.5.9"

_MIGRATIONS = "SELECT dir, MAX(version) FROM migrations GROUP BY dir"
"""Reads how far each part of the database has been brought."""


def keep_copy_of_older(database: Path) -> Path | None:
    """Copy the database, with its journals, when Chroma is about to change its format; once."""
    copy = database.with_name(database.name + COPY_SUFFIX)
    if copy.exists() or not _is_older(database):
        return None
    # The database comes last, under another name until it is whole: its copy tells that all were copied.
    for journal in database.parent.glob(f"{database.name}-*"):
        shutil.copy2(journal, journal.with_name(journal.name + COPY_SUFFIX))
    unfinished = copy.with_name(copy.name + ".unfinished")
    shutil.copy2(database, unfinished)
    return unfinished.replace(copy)


def _is_older(database: Path) -> bool:
    if not database.is_file() or database.stat().st_size == 0:
        return False
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            reached = dict(connection.execute(_MIGRATIONS).fetchall())
    except sqlite3.DatabaseError:
        # Not Chroma's, or not readable: Chroma itself will say.
        return False
    return any(reached.get(part, 0) < current for part, current in CURRENT_MIGRATIONS.items())
