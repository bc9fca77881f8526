"""A copy of an older Chroma's data, made before Chroma brings it up to date.

The database and the vector indexes belong together: Chroma 1.5.9 changes the tables of the one and writes the
others anew, and neither can be read by the older Chroma afterwards.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from stemma_chroma.healing.database import is_index_folder

CURRENT_MIGRATIONS = {"embeddings_queue": 2, "metadb": 6, "sysdb": 10}
"""What Chroma 1.5.9 brings a database to; the tests compare them with a fresh one."""

COPY_SUFFIX = ".before-1.5.9"

_MIGRATIONS = "SELECT dir, MAX(version) FROM migrations GROUP BY dir"
"""Reads how far each part of the database has been brought."""


def keep_copy_of_older(database: Path) -> Path | None:
    """Copy the database, its journals and the indexes when Chroma is about to change their format; once."""
    copy = database.with_name(database.name + COPY_SUFFIX)
    if copy.exists() or not _is_older(database):
        return None
    # The database comes last, under another name until it is whole: its copy tells that all were copied.
    for journal in database.parent.glob(f"{database.name}-*"):
        _copy_file(journal, journal.with_name(journal.name + COPY_SUFFIX))
    for folder in [entry for entry in database.parent.iterdir() if is_index_folder(entry)]:
        target = folder.with_name(folder.name + COPY_SUFFIX)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target, copy_function=_copy_file)
    unfinished = copy.with_name(copy.name + ".unfinished")
    _copy_file(database, unfinished)
    return unfinished.replace(copy)


def _copy_file(source: str | Path, target: str | Path) -> str | Path:
    """Copy; where the file system can, the two share their blocks until one is written.

    Not by hard links: Chroma writes the files of an index in place.
    """
    if not hasattr(os, "copy_file_range"):
        return shutil.copy2(source, target)
    with Path(source).open("rb") as original, Path(target).open("wb") as copied:
        left = os.fstat(original.fileno()).st_size
        try:
            while left > 0 and (done := os.copy_file_range(original.fileno(), copied.fileno(), left)) > 0:
                left -= done
        except OSError:
            # Across file systems, or on one that can't: the rest by reading and writing.
            left = -1
    if left != 0:
        shutil.copyfile(source, target)
    shutil.copystat(source, target)
    return target


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
