from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from chromadb.api.types import Metadata
from chromadb.errors import InternalError, NotFoundError
from stemma_chroma import collection_admin, records, stores
from stemma_chroma.errors import DamagedDirectoryError, DataDirectoryLockedError, UnknownLeaseError
from stemma_chroma.healing.database import DATABASE
from stemma_chroma.older_format import CURRENT_MIGRATIONS, keep_copy_of_older
from stemma_chroma.open_files import open_files
from stemma_chroma.records import Batch, Filter

PACKAGE_FOLDER = Path(__file__).parents[1]

ALL: Filter = {"ids": None, "where": None, "where_document": None}

HOLD_THE_DIRECTORY = """
import sys
sys.path.insert(0, sys.argv[2])
from stemma_chroma import stores
stores.open_client("other", sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def close_all() -> Iterator[None]:
    yield
    for lease in ("a", "b", "c"):
        stores.close_client(lease)
    assert stores.open_clients() == {}


def batch(*ids: str) -> Batch:
    vectors = np.eye(len(ids), 4, dtype=np.float32)
    return {
        "ids": list(ids),
        "vectors": vectors.ravel(),
        "dimension": 4,
        "documents": list(ids),
        "metadatas": None,
        "uris": None,
    }


def test_a_directory_that_could_not_be_opened_opens_once_the_cause_is_gone(tmp_path: Path):
    # Chroma can't make its database where a folder has its name.
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(InternalError):
        stores.open_client("a", str(tmp_path))
    (tmp_path / DATABASE).rmdir()
    stores.open_client("a", str(tmp_path))
    assert collection_admin.count_collections("a") == 0


def test_a_fresh_directory_is_as_new_as_the_installed_chroma_makes_it(tmp_path: Path):
    stores.open_client("a", str(tmp_path))
    stores.close_client("a")
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        reached = dict(connection.execute("SELECT dir, MAX(version) FROM migrations GROUP BY dir").fetchall())
    assert reached == CURRENT_MIGRATIONS
    assert keep_copy_of_older(tmp_path / DATABASE) is None


def test_an_open_that_is_repeated_is_the_same_open(tmp_path: Path):
    for _ in range(2):
        stores.open_client("a", str(tmp_path))
    assert stores.open_clients() == {str(tmp_path): 1}
    stores.close_client("a")
    assert open_files(tmp_path) == []


def test_the_last_close_releases_every_file_and_the_directory_can_be_made_again(tmp_path: Path):
    directory = tmp_path / "data"
    for _ in range(5):
        stores.open_client("a", str(directory))
        stores.open_client("b", str(directory) + "/../data")
        assert stores.open_clients() == {str(directory): 2}
        collection = collection_admin.create_collection("a", "things", None, None)
        records.add("a", collection["id"], batch("x", "y"))
        assert records.count("b", collection["id"]) == 2
        stores.close_client("a")
        assert open_files(directory) != []
        assert records.count("b", collection["id"]) == 2
        assert stores.close_client("b") == {"still_open": [], "used_by": []}
        assert open_files(directory) == []
        shutil.rmtree(directory)


def test_a_closed_lease_is_named_and_closing_twice_is_harmless(tmp_path: Path):
    stores.open_client("a", str(tmp_path))
    stores.close_client("a")
    stores.close_client("a")
    with pytest.raises(UnknownLeaseError, match="client a is not open"):
        stores.heartbeat("a")


def test_a_failed_open_leaves_nothing_behind(tmp_path: Path):
    with pytest.raises(NotFoundError, match="Tenant"):
        stores.open_client("a", str(tmp_path), tenant="nobody")
    assert stores.open_clients() == {}
    stores.open_client("b", str(tmp_path))
    stores.close_client("b")
    assert open_files(tmp_path) == []


def test_a_damaged_database_is_an_error_and_is_left_as_it_is(tmp_path: Path):
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database" * 500)
    with pytest.raises(DamagedDirectoryError, match="file is not a database"):
        stores.open_client("a", str(tmp_path))
    assert (tmp_path / "chroma.sqlite3").read_bytes() == b"no database" * 500


def test_another_process_is_refused_with_the_owner_and_takes_over_when_the_owner_is_killed(tmp_path: Path):
    command = [sys.executable, "-c", HOLD_THE_DIRECTORY, str(tmp_path), str(PACKAGE_FOLDER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DataDirectoryLockedError, match=f"in use by process {other.pid} on") as caught:
            stores.open_client("a", str(tmp_path))
        owner = json.loads(caught.value.__notes__[0])
        assert owner["pid"] == other.pid
        assert set(owner) == {"pid", "host", "startedAt"}
        other.kill()
        other.wait()
        assert stores.open_client("b", str(tmp_path))["taken_over_from"] == owner
    stores.close_client("b")
    assert stores.open_client("c", str(tmp_path))["taken_over_from"] == {}


HOLD_WITHOUT_LOCK = """
import sys, chromadb
client = chromadb.PersistentClient(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


READ_ONLY = """
import sys
with open(sys.argv[1], "rb"):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_directory_that_pure_python_has_open_is_refused_and_one_that_is_only_read_is_not(tmp_path: Path):
    command = [sys.executable, "-c", HOLD_WITHOUT_LOCK, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DataDirectoryLockedError, match=f"process {other.pid} on .* without") as caught:
            stores.open_client("a", str(tmp_path))
        assert json.loads(caught.value.__notes__[0])["pid"] == other.pid
        other.kill()
        other.wait()
    reader = [sys.executable, "-c", READ_ONLY, str(tmp_path / DATABASE)]
    with subprocess.Popen(reader, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reading:  # noqa: S603
        assert reading.stdout is not None
        assert reading.stdout.readline() == "open\n"
        stores.open_client("a", str(tmp_path))
        reading.kill()
    stores.close_client("a")


def test_a_child_that_lives_on_keeps_nobody_out(tmp_path: Path):
    stores.open_client("a", str(tmp_path))
    configuration = {"hnsw": {"space": "l2", "sync_threshold": 10, "batch_size": 5}}
    notes = collection_admin.create_collection("a", "notes", None, configuration)["id"]
    for start in range(0, 40, 20):
        ids = [str(number) for number in range(start, start + 20)]
        records.add("a", notes, batch(*ids))
    # As Node starts its children: with every descriptor that was not closed to them.
    with subprocess.Popen(["sleep", "60"], close_fds=False) as child:  # noqa: S607
        try:
            inherited = [str(path.readlink()) for path in Path(f"/proc/{child.pid}/fd").iterdir()]
            assert any(path.startswith(str(tmp_path)) for path in inherited)
            assert stores.close_client("a")["used_by"] == []
            stores.open_client("b", str(tmp_path))
        finally:
            child.kill()


def test_whoever_opens_the_directory_without_the_lock_is_told_of_when_it_is_closed(tmp_path: Path):
    stores.open_client("a", str(tmp_path))
    command = [sys.executable, "-c", HOLD_WITHOUT_LOCK, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        (used_by,) = stores.close_client("a")["used_by"]
        assert f"process {other.pid} " in used_by
        other.kill()


@pytest.mark.parametrize("location", ["memory:", "directory"])
def test_lists_of_a_deleted_collection_do_not_come_up_in_the_next(tmp_path: Path, location: str):
    place = location if location == "memory:" else str(tmp_path)
    stores.open_client("a", place)
    given: list[Metadata] = [{"tags": ["ghost"]}, {"plain": 1}]
    for metadata in given:
        collection = collection_admin.create_collection("a", "things", None, None)
        records.add("a", collection["id"], {**batch("x"), "metadatas": [metadata]})
        everything = records.get("a", collection["id"], ALL, ["metadatas"], None, None)
        assert everything["metadatas"] == [metadata]
        collection_admin.delete_collection("a", "things")


def test_memory_stores_are_private_unless_named():
    stores.open_client("a", "memory:")
    stores.open_client("b", "memory:")
    collection_admin.create_collection("a", "things", None, None)
    assert collection_admin.count_collections("b") == 0
    stores.close_client("a")
    stores.open_client("a", "memory:shared")
    collection_admin.create_collection("a", "things", None, None)
    stores.open_client("c", "memory:shared")
    assert [each["name"] for each in collection_admin.list_collections("c")] == ["things"]
