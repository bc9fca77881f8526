"""Directories with a vector index as a killed process leaves them, for the tests of healing."""

# numpy's types leave parts of view() and reshape() open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from stemma_chroma import collection_admin, records, stores
from stemma_chroma.healing.id_map import ID_MAP
from stemma_chroma.records import Batch

DIMENSION = 8
LEASE = "healing"


def vectors_of(ids: list[str], salt: int = 0) -> NDArray[np.float32]:
    return np.concatenate(
        [np.random.default_rng([salt, int(each[2:])]).random(DIMENSION, dtype=np.float32) * 3 for each in ids]
    )


def batch(ids: list[str], salt: int = 0) -> Batch:
    return {
        "ids": ids,
        "vectors": vectors_of(ids, salt),
        "dimension": DIMENSION,
        "documents": [f"text of {each}" for each in ids],
        "metadatas": [{"salt": salt} for _ in ids],
        "uris": None,
    }


def names(first: int, end: int) -> list[str]:
    return [f"id{index}" for index in range(first, end)]


Expected = dict[str, NDArray[np.float32]]


def write_notes(directory: Path, space: str) -> Expected:
    """300 records in the index, 50 writes of all kinds that only the log has; and a small collection."""
    stores.open_client(LEASE, str(directory))
    configuration = {"hnsw": {"space": space, "sync_threshold": 50, "batch_size": 10}}
    notes = collection_admin.create_collection(LEASE, "notes", None, configuration)["id"]
    expected: Expected = {}

    def note(ids: list[str], salt: int = 0) -> None:
        expected.update(zip(ids, vectors_of(ids, salt).reshape(-1, DIMENSION), strict=True))

    for start in range(0, 300, 60):
        records.add(LEASE, notes, batch(names(start, start + 60)))
        note(names(start, start + 60))
    collection_admin.modify_collection(LEASE, notes, None, None, {"hnsw": {"sync_threshold": 1000}})
    stores.close_client(LEASE)
    stores.open_client(LEASE, str(directory))
    records.add(LEASE, notes, batch(names(300, 330)))
    note(names(300, 330))
    records.delete(LEASE, notes, [*names(10, 20), "id320"])
    for gone in [*names(10, 20), "id320"]:
        del expected[gone]
    records.upsert(LEASE, notes, batch(["id4", "id15", "id321"], salt=1))
    note(["id4", "id15", "id321"], salt=1)
    records.update(LEASE, notes, batch(["id5", "id6", "id7", "id322"], salt=2))
    note(["id5", "id6", "id7", "id322"], salt=2)
    # Chroma leaves what it has as it is.
    records.add(LEASE, notes, batch(["id8", "id323"], salt=3))
    other = collection_admin.create_collection(LEASE, "other", None, None)["id"]
    records.add(LEASE, other, batch(["id1"]))
    stores.close_client(LEASE)
    return expected


def write_index(directory: Path) -> None:
    """Let Chroma write all that its log holds into the index."""
    stores.open_client(LEASE, str(directory))
    notes = collection_admin.get_collection(LEASE, "notes")["id"]
    collection_admin.modify_collection(LEASE, notes, None, None, {"hnsw": {"sync_threshold": 50}})
    stores.close_client(LEASE)
    stores.open_client(LEASE, str(directory))
    records.count(LEASE, notes)
    stores.close_client(LEASE)


@dataclass(frozen=True)
class Killed:
    """A directory before and after an index was written, from which any moment between the two is made."""

    before: Path
    after: Path
    expected: Expected

    def at(self, directory: Path, done: Sequence[str], half: str | None) -> None:
        """Make the directory of a process that was killed after some files, and half of another."""
        shutil.copytree(self.before, directory, dirs_exist_ok=True)
        new, old = index_of(self.after), index_of(directory)
        for name in done:
            shutil.copy2(new / name, old / name)
        if half is not None:
            write_half(new / half, old / half)


def write_half(new: Path, old: Path) -> None:
    content = new.read_bytes()[: new.stat().st_size // 2]
    # The map of ids is written anew, the others in place.
    mode = "wb" if new.name == ID_MAP else "r+b"
    with old.open(mode) as file:
        file.write(content)
        if mode == "r+b":
            file.truncate(max(len(content), old.stat().st_size))


def index_of(directory: Path) -> Path:
    return next(entry for entry in directory.iterdir() if (entry / ID_MAP).is_file())


def cut(name: str, keep: float) -> Callable[[Path], None]:
    """Cut the index's file to a part of its length."""

    def damage(directory: Path) -> None:
        file = index_of(directory) / name
        with file.open("r+b") as opened:
            opened.truncate(int(file.stat().st_size * keep))

    return damage


def remove_index(directory: Path) -> None:
    shutil.rmtree(index_of(directory))
