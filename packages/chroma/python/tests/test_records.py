from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from chromadb.errors import NotFoundError
from stemma_chroma import collection_admin, records, stores
from stemma_chroma.records import Batch, Filter

LEASE = "records"
ALL: Filter = {"ids": None, "where": None, "where_document": None}


@pytest.fixture
def collection() -> Iterator[str]:
    stores.open_client(LEASE, "memory:")
    yield collection_admin.create_collection(LEASE, "things", None, {"hnsw": {"space": "cosine"}})["id"]
    stores.close_client(LEASE)


def batch(count: int, dimension: int = 4) -> Batch:
    vectors = np.random.default_rng(7).random((count, dimension), dtype=np.float32)
    return {
        "ids": [f"id{row}" for row in range(count)],
        "vectors": memoryview(vectors.tobytes()),
        "dimension": dimension,
        "documents": [f"text {row}" for row in range(count)],
        "metadatas": [{"even": row % 2 == 0} for row in range(count)],
        "uris": None,
    }


def test_vectors_come_back_as_they_were_given(collection: str):
    given = batch(5)
    records.add(LEASE, collection, given)
    found = records.get(LEASE, collection, ALL, ["embeddings", "documents", "metadatas"], None, None)
    assert found["vectors"] is not None
    assert found["vectors"].dtype == np.float32
    # In a collection by cosine Chroma keeps the direction and the length apart, and rounds once.
    assert found["vectors"] == pytest.approx(np.frombuffer(given["vectors"], dtype=np.float32), rel=1e-6)  # type: ignore[arg-type]
    assert found["dimension"] == 4
    assert found["ids"] == given["ids"]
    assert found["documents"] == given["documents"]
    assert found["metadatas"] == given["metadatas"]
    assert found["uris"] is None


def test_query_returns_the_nearest_of_each_row(collection: str):
    given = batch(20)
    records.upsert(LEASE, collection, given)
    rows = np.frombuffer(given["vectors"], dtype=np.float32)[: 2 * 4]  # type: ignore[arg-type]
    nearest = records.query(
        LEASE, collection, rows, 4, 3, {**ALL, "where": {"even": True}}, ["distances", "embeddings"]
    )
    assert [len(ids) for ids in nearest["ids"]] == [3, 3]
    assert nearest["ids"][0][0] == "id0"
    assert nearest["distances"] is not None
    assert nearest["distances"][0][0] == pytest.approx(0, abs=1e-6)
    assert nearest["vectors"] is not None
    assert [vectors.size for vectors in nearest["vectors"]] == [12, 12]
    assert nearest["documents"] is None


def test_an_empty_answer_has_no_vectors(collection: str):
    found = records.get(LEASE, collection, ALL, ["embeddings"], None, None)
    assert found["ids"] == []
    assert found["vectors"] is not None
    assert found["vectors"].size == 0


def test_ids_are_found_by_filter_and_deleted(collection: str):
    records.add(LEASE, collection, batch(6))
    odd = records.matching_ids(LEASE, collection, {**ALL, "where": {"even": False}})
    assert sorted(odd) == ["id1", "id3", "id5"]
    records.delete(LEASE, collection, odd)
    assert records.count(LEASE, collection) == 3


def test_a_collection_is_found_by_id_after_it_was_renamed_and_not_after_it_was_deleted(collection: str):
    described = collection_admin.modify_collection(LEASE, collection, "renamed", {"a": 1}, None)
    assert (described["name"], described["metadata"]) == ("renamed", {"a": 1})
    assert records.count(LEASE, collection) == 0
    collection_admin.delete_collection(LEASE, "renamed")
    with pytest.raises(NotFoundError):
        records.count(LEASE, collection)


def test_this_package_s_own_metadata_outlives_a_change_of_the_user_s(collection: str):
    collection_admin.create_collection(LEASE, "marked", {"a": 1, "stemma:dimension": 4}, None)
    marked = collection_admin.get_collection(LEASE, "marked")
    changed = collection_admin.modify_collection(LEASE, marked["id"], None, {"b": 2}, None)
    assert changed["metadata"] == {"b": 2, "stemma:dimension": 4}
