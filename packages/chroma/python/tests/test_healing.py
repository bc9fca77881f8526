"""Damage as killed processes leave it, and how it heals."""

# numpy's types leave parts of view() and reshape() open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from killed_directories import (
    DIMENSION,
    LEASE,
    Expected,
    Killed,
    batch,
    cut,
    index_of,
    remove_index,
    write_index,
    write_notes,
)
from numpy.typing import NDArray
from stemma_chroma import collection_admin, records, repair, stores
from stemma_chroma.errors import DamagedIndexError, DataDirectoryLockedError, UnknownRepairError
from stemma_chroma.healing.id_map import ID_MAP
from stemma_chroma.healing.index_check import LINKS
from stemma_chroma.healing.index_elements import ELEMENTS, LENGTHS
from stemma_chroma.healing.index_header import HEADER
from stemma_chroma.records import Filter

ALL: Filter = {"ids": None, "where": None, "where_document": None}
REPAIR = "repair"


@pytest.fixture(autouse=True)
def close_all() -> Iterator[None]:
    yield
    repair.end(REPAIR)
    stores.close_client(LEASE)


@pytest.fixture(scope="module", params=["cosine", "l2", "ip"])
def killed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Killed:
    space: str = request.param
    before = tmp_path_factory.mktemp(f"before-{space}")
    after = tmp_path_factory.mktemp(f"after-{space}")
    expected = write_notes(before, space)
    shutil.copytree(before, after, dirs_exist_ok=True)
    write_index(after)
    return Killed(before, after, expected)


def contents(directory: Path, name: str = "notes") -> dict[str, tuple[str | None, NDArray[np.float32]]]:
    stores.open_client(LEASE, str(directory))
    found = records.get(
        LEASE,
        collection_admin.get_collection(LEASE, name)["id"],
        ALL,
        ["documents", "embeddings"],
        None,
        None,
    )
    stores.close_client(LEASE)
    assert found["vectors"] is not None
    assert found["documents"] is not None
    matrix = found["vectors"].reshape(-1, DIMENSION)
    return {
        record_id: (text, vector)
        for record_id, text, vector in zip(found["ids"], found["documents"], matrix, strict=True)
    }


def heal(directory: Path, known: Expected | None = None) -> repair.Finished:
    """Repair the one damaged collection; `known` are the vectors that the caller has."""
    (begun,) = repair.begin(REPAIR, str(directory))
    wanted = repair.wanted(REPAIR, begun["id"], 0, 1000)["ids"]
    assert len(wanted) == begun["wanted"]
    found = [each for each in wanted if known is not None and each in known]
    if known is not None and found:
        repair.supply(REPAIR, begun["id"], found, np.concatenate([known[each] for each in found]))
    finished = repair.finish(REPAIR, begun["id"])
    repair.end(REPAIR)
    return finished


def assert_found(notes: collection_admin.Description, expected: Expected) -> None:
    """Check that a query finds them all but for what the graph does not lead to, and nothing else."""
    found = records.query(LEASE, notes["id"], expected["id1"], DIMENSION, 400, ALL, [])["ids"][0]
    assert expected.keys() >= set(found)
    assert len(set(found)) == len(found) > 0
    # By inner product a graph does not lead everywhere: to 177 of 320 in an index that was never damaged.
    # By the others it nearly always does, and promises no more; vectors are compared one by one.
    if notes["configuration"]["hnsw"]["space"] != "ip":
        assert len(found) >= 0.98 * len(expected)


def assert_whole(directory: Path, expected: Expected) -> None:
    there = contents(directory)
    assert there.keys() == expected.keys()
    for record_id, (text, vector) in there.items():
        assert text == f"text of {record_id}"
        assert vector == pytest.approx(expected[record_id], rel=1e-5)
    stores.open_client(LEASE, str(directory))
    notes = collection_admin.get_collection(LEASE, "notes")
    assert_found(notes, expected)
    stores.close_client(LEASE)


MOMENTS = [
    pytest.param((), HEADER, id="in the header"),
    pytest.param((HEADER,), None, id="after the header"),
    pytest.param((HEADER,), ELEMENTS, id="in the elements"),
    pytest.param((HEADER, ELEMENTS), None, id="after the elements"),
    pytest.param((HEADER, ELEMENTS), LENGTHS, id="in the lengths"),
    pytest.param((HEADER, ELEMENTS, LENGTHS), LINKS, id="in the links"),
    pytest.param((HEADER, ELEMENTS, LENGTHS, LINKS), None, id="before the map of ids"),
    pytest.param((HEADER, ELEMENTS, LENGTHS, LINKS), ID_MAP, id="in the map of ids"),
    pytest.param((HEADER, ELEMENTS, LENGTHS, LINKS, ID_MAP), None, id="before the database"),
]


@pytest.mark.parametrize(("done", "half"), MOMENTS)
def test_a_process_that_is_killed_while_chroma_writes_an_index_loses_nothing(
    tmp_path: Path, killed: Killed, done: Sequence[str], half: str | None
):
    killed.at(tmp_path, done, half)
    for finding in repair.inspect(str(tmp_path)):
        assert finding["name"] == "notes"
        finished = heal(tmp_path)
        assert finished["without_vector"] == []
        assert finished["direction"] == 0
        assert finished["log"] + finished["index"] == len(killed.expected)
    assert_whole(tmp_path, killed.expected)
    assert repair.inspect(str(tmp_path)) == []


@pytest.mark.parametrize("share", [0, 0.05, 0.45, 0.55, 0.95])
def test_a_map_of_ids_that_is_cut_anywhere_is_made_up_from_the_order_of_records(
    tmp_path: Path, killed: Killed, share: float
):
    killed.at(tmp_path, (HEADER, ELEMENTS, LENGTHS, LINKS, ID_MAP), None)
    cut(ID_MAP, share)(tmp_path)
    assert len(repair.inspect(str(tmp_path))) == 1
    assert heal(tmp_path)["without_vector"] == []
    assert_whole(tmp_path, killed.expected)


def test_opening_sets_a_damaged_index_aside_and_all_else_goes_on(tmp_path: Path, killed: Killed):
    killed.at(tmp_path, (HEADER, ELEMENTS), None)
    expected = killed.expected
    opened = stores.open_client(LEASE, str(tmp_path))
    notes = collection_admin.get_collection(LEASE, "notes")["id"]
    (aside,) = opened["set_aside"]
    assert aside["collection"] == "notes"
    assert Path(aside["folder"], "index").is_dir()
    read = records.get(LEASE, notes, ALL, ["documents", "metadatas"], None, None)
    assert set(read["ids"]) == expected.keys()
    refused: list[Callable[[], object]] = [
        lambda: records.query(LEASE, notes, expected["id1"], DIMENSION, 1, ALL, []),
        lambda: records.get(LEASE, notes, ALL, ["embeddings"], None, None),
        lambda: records.upsert(LEASE, notes, batch(["id1"])),
        lambda: records.delete(LEASE, notes, ["id1"]),
    ]
    for call in refused:
        with pytest.raises(DamagedIndexError, match="notes was damaged"):
            call()
    other = collection_admin.get_collection(LEASE, "other")["id"]
    records.add(LEASE, other, batch(["id2"]))
    assert len(records.query(LEASE, other, expected["id1"], DIMENSION, 2, ALL, [])["ids"][0]) == 2
    stores.close_client(LEASE)
    # Reading made Chroma build an index of what its log has left; that is no cure.
    assert stores.open_client(LEASE, str(tmp_path))["set_aside"] == []
    with pytest.raises(DamagedIndexError):
        refused[0]()
    stores.close_client(LEASE)
    (found,) = repair.inspect(str(tmp_path))
    assert found["set_aside"] == [aside["folder"]]
    assert heal(tmp_path)["without_vector"] == []
    assert_whole(tmp_path, expected)
    assert repair.inspect(str(tmp_path)) == []
    assert Path(aside["folder"], "index", HEADER).is_file()


def test_an_index_that_chroma_has_built_of_the_rest_meanwhile_is_not_believed(tmp_path: Path, killed: Killed):
    killed.at(tmp_path, (HEADER, ELEMENTS), None)
    stores.open_client(LEASE, str(tmp_path))
    stores.close_client(LEASE)
    # Chroma has now written what its log held into an index, and has emptied its log.
    write_index(tmp_path)
    assert (index_of(tmp_path) / ELEMENTS).stat().st_size > 0
    finished = heal(tmp_path)
    assert finished["without_vector"] == []
    assert len(finished["set_aside"]) == 2
    assert_whole(tmp_path, killed.expected)


def test_vectors_that_only_a_lost_index_had_come_from_the_caller(tmp_path: Path, killed: Killed):
    killed.at(tmp_path, (), None)
    remove_index(tmp_path)
    finished = heal(tmp_path, killed.expected)
    assert finished["without_vector"] == []
    assert finished["supplied"] > 250
    assert finished["supplied"] + finished["log"] == len(killed.expected)
    assert_whole(tmp_path, killed.expected)


def test_records_whose_vector_is_nowhere_are_named_and_keep_their_texts(tmp_path: Path, killed: Killed):
    killed.at(tmp_path, (), None)
    remove_index(tmp_path)
    kept = {each: vector for each, vector in killed.expected.items() if each not in ("id0", "id298")}
    finished = heal(tmp_path, kept)
    assert finished["without_vector"] == ["id0", "id298"]
    stores.open_client(LEASE, str(tmp_path))
    notes = collection_admin.get_collection(LEASE, "notes")
    lost: Filter = {**ALL, "ids": ["id0", "id298"]}
    assert records.get(LEASE, notes["id"], lost, ["documents"], None, None)["documents"] == [
        "text of id0",
        "text of id298",
    ]
    assert_found(notes, kept)
    # Chroma would leave their texts as they are and take these vectors.
    records.add(LEASE, notes["id"], batch(["id0", "id999", "id298"], salt=7))
    fresh: Filter = {**ALL, "ids": ["id999"]}
    assert records.get(LEASE, notes["id"], fresh, ["documents"], None, None)["documents"] == ["text of id999"]
    records.delete(LEASE, notes["id"], ["id999"])
    stores.close_client(LEASE)
    # They are named again by each look, until they have a vector.
    (found,) = repair.inspect(str(tmp_path))
    assert (found["problem"], found["without_vector"]) == ("2 records have no vector", 2)
    before = sorted(each.name for each in tmp_path.iterdir())
    assert heal(tmp_path)["without_vector"] == ["id0", "id298"]
    assert sorted(each.name for each in tmp_path.iterdir()) == before
    assert heal(tmp_path, killed.expected)["supplied"] == 2
    assert_whole(tmp_path, killed.expected)


def test_a_direction_without_its_length_is_better_than_nothing_and_worse_than_the_caller_s(
    tmp_path: Path, killed: Killed
):
    killed.at(tmp_path, (), None)
    cut(LENGTHS, 0)(tmp_path)
    again = tmp_path.with_name(f"{tmp_path.name}-again")
    shutil.copytree(tmp_path, again)
    is_cosine = heal(tmp_path, killed.expected)["supplied"] > 0
    assert_whole(tmp_path, killed.expected)
    finished = heal(again)
    assert finished["without_vector"] == []
    assert (finished["direction"] > 250) == is_cosine
    for record_id, (_text, vector) in contents(again).items():
        given = killed.expected[record_id]
        assert vector / np.linalg.norm(vector) == pytest.approx(given / np.linalg.norm(given), rel=1e-5)


@pytest.mark.parametrize(
    "damage", [cut(ELEMENTS, 0.5), cut(ELEMENTS, 0), cut(HEADER, 0), cut(LINKS, 0.5), cut(ID_MAP, 0.2)]
)
def test_what_an_index_still_has_is_used_and_never_a_wrong_vector(
    tmp_path: Path, killed: Killed, damage: Callable[[Path], None]
):
    killed.at(tmp_path, (), None)
    damage(tmp_path)
    without = set(heal(tmp_path)["without_vector"])
    stores.open_client(LEASE, str(tmp_path))
    notes = collection_admin.get_collection(LEASE, "notes")["id"]
    there = [each for each in killed.expected if each not in without]
    found = records.get(LEASE, notes, {**ALL, "ids": there}, ["embeddings"], None, None)
    assert found["vectors"] is not None
    for record_id, vector in zip(found["ids"], found["vectors"].reshape(-1, DIMENSION), strict=True):
        assert vector == pytest.approx(killed.expected[record_id], rel=1e-5)


def test_a_repair_that_is_killed_before_its_end_is_begun_again(tmp_path: Path, killed: Killed):
    killed.at(tmp_path, (HEADER, ELEMENTS), None)
    (begun,) = repair.begin(REPAIR, str(tmp_path))
    repair.finish(REPAIR, begun["id"])
    repair.end(REPAIR)
    (aside,) = tmp_path.glob("damaged-*")
    record = aside / "damage.json"
    record.write_text(record.read_text().replace('"rebuilt_at": "', '"rebuilt_at": null, "at_last": "'))
    with_other_field = record.read_text()
    record.write_text("\n".join(line for line in with_other_field.splitlines() if "at_last" not in line))
    assert [each["name"] for each in repair.inspect(str(tmp_path))] == ["notes"]
    assert heal(tmp_path)["without_vector"] == []
    assert_whole(tmp_path, killed.expected)


def test_a_directory_that_is_open_is_not_repaired(tmp_path: Path, killed: Killed):
    killed.at(tmp_path, (HEADER, ELEMENTS), None)
    stores.open_client(LEASE, str(tmp_path))
    with pytest.raises(DataDirectoryLockedError):
        repair.begin(REPAIR, str(tmp_path))
    stores.close_client(LEASE)
    repair.begin(REPAIR, str(tmp_path))
    with pytest.raises(DataDirectoryLockedError):
        stores.open_client(LEASE, str(tmp_path))
    repair.end(REPAIR)
    with pytest.raises(UnknownRepairError):
        repair.finish(REPAIR, "any")
