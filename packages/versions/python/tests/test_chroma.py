from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from chromadb import Collection
from chromadb.api.rust import RustBindingsAPI
from stemma_chroma import stores
from stemma_chroma.client_registry import registry
from stemma_versions import chroma_collections, chroma_digests, chroma_records
from stemma_versions.errors import IncompleteReadError

LEASE = "versions-test"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    stores.open_client(LEASE, str(tmp_path))
    made = registry.lease(LEASE).client.create_collection("notes", embedding_function=None)
    made.add(
        ids=["a", "b", "c"],
        embeddings=cast(Any, np.eye(3, dtype=np.float32)),
        documents=cast(Any, ["text a", "b\0ä", None]),
        metadatas=[{"n": 1, "f": 1.0}, None, {"x": True}],  # pyright: ignore[reportArgumentType]
    )
    yield made
    stores.close_client(LEASE)


def digest(known: dict[str, int] | None = None) -> chroma_digests.CollectionDigest:
    return chroma_digests.digest_all(LEASE, None, known or {})[0]


def test_digest_and_records_agree(collection: Collection) -> None:
    found = digest()
    records = chroma_records.read_records(LEASE, str(collection.id), found["ids"])
    assert b"".join(bytes.fromhex(each) for each in records["hashes"]) == found["hashes"]
    assert records["metadatas"] == ['{"f":1.0,"n":1}', None, '{"x":true}']
    assert records["documents"] == ["text a", "b\0ä", None]


def test_an_untouched_collection_is_not_read(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    counter = digest()["collection"]["counter"]
    assert counter is not None
    known = {str(collection.id): counter}
    monkeypatch.setattr(RustBindingsAPI, "_get", lambda *_args, **_kwargs: pytest.fail("was read"))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    assert digest(known)["is_unchanged"]


@pytest.mark.parametrize("write", ["add", "update", "vector", "metadata", "delete", "other way round"])
def test_every_write_moves_the_counter(collection: Collection, write: str) -> None:
    counter = digest()["collection"]["counter"]
    assert counter is not None
    if write == "add":
        collection.add(ids=["d"], embeddings=cast(Any, [[0.0, 0, 0]]))
    elif write == "update":
        collection.update(ids=["a"], documents=["other"], embeddings=cast(Any, [[0.0, 0, 0]]))
    elif write == "vector":
        collection.update(ids=["a"], embeddings=cast(Any, [[0.0, 1, 0]]))
    elif write == "metadata":
        collection.update(ids=["a"], metadatas=[{"n": 2}])
    elif write == "delete":
        collection.delete(ids=["a"])
    else:
        collection.delete(ids=["a"])
        collection.add(ids=["a"], embeddings=cast(Any, [[0.0, 1, 0]]), documents=["text a"])
    assert not digest({str(collection.id): counter})["is_unchanged"]


def test_writing_records_replaces_all_of_them_and_can_be_repeated(collection: Collection) -> None:
    vectors = np.arange(9, dtype=np.float32)
    writes: chroma_records.Writes = {
        "ids": ["a", "b", "n"],
        "documents": [None, "new b", "new"],
        "uris": [None, None, "file:///n"],
        "metadatas": ['{"f":2.0}', '{"l":[1,2]}', None],
        "vectors": vectors,
        "dimension": 3,
    }
    for _ in range(2):
        chroma_records.write_records(LEASE, str(collection.id), writes)
        records = chroma_records.read_records(LEASE, str(collection.id), ["a", "b", "n"])
        assert records["documents"] == writes["documents"]
        assert records["metadatas"] == writes["metadatas"]
        assert records["uris"] == writes["uris"]
        assert records["vectors"].tolist() == vectors.tolist()


def test_a_write_tells_the_counter_on_both_sides(collection: Collection) -> None:
    before = digest()["collection"]["counter"]
    counted = chroma_records.delete_records(LEASE, str(collection.id), ["a"])
    assert counted["before"] == before
    assert counted["after"] == digest()["collection"]["counter"] != before


def test_missing_records_are_an_error(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(IncompleteReadError, match="1 of 2 records"):
        chroma_records.read_records(LEASE, str(collection.id), ["a", "gone"])
    monkeypatch.setattr(RustBindingsAPI, "_count", lambda *_args, **_kwargs: 5)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    with pytest.raises(IncompleteReadError, match="has 5 records, but 3"):
        digest()


def test_collections_are_made_changed_and_deleted(collection: Collection) -> None:
    changed = chroma_collections.change_collection(
        LEASE, str(collection.id), {"name": "renamed", "metadata": '{"a":1}', "configuration": None}
    )
    assert (changed["name"], changed["metadata"]) == ("renamed", '{"a":1}')
    cleared = chroma_collections.change_collection(
        LEASE, str(collection.id), {"name": "renamed", "metadata": None, "configuration": None}
    )
    assert cleared["metadata"] is None
    wanted: chroma_collections.Wanted = {"name": "second", "metadata": None, "configuration": "{}"}
    made = chroma_collections.create_collection(LEASE, wanted)
    assert chroma_collections.create_collection(LEASE, wanted)["chroma_id"] == made["chroma_id"]
    for _ in range(2):
        chroma_collections.delete_collection(LEASE, made["chroma_id"])
    assert [each["name"] for each in chroma_collections.list_collections(LEASE)] == ["renamed"]


def test_digest_reads_every_record_once_whatever_the_length_of_the_texts(collection: Collection) -> None:
    count = 7_500
    texts = [f"text {index}" if index < 5_000 else "x" * 20_000 for index in range(count)]
    for start in range(0, count, 2_500):
        piece = slice(start, start + 2_500)
        collection.add(
            ids=[f"many {index}" for index in range(count)[piece]],
            embeddings=cast(Any, np.ones((2_500, 3), dtype=np.float32)),
            documents=texts[piece],
        )
    limits: list[int] = []
    original = RustBindingsAPI._get  # pyright: ignore[reportPrivateUsage]

    def watching(self: RustBindingsAPI, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        limits.append(kwargs.get("limit", 0))
        return original(self, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RustBindingsAPI, "_get", watching)
        found = digest()
    assert len(set(found["ids"])) == count + 3
    ids = ["many 0", "many 999", "many 1000", "many 7499", "a"]
    wanted = chroma_records.read_records(LEASE, str(collection.id), ids)["hashes"]
    hashes = [found["hashes"][at * 32 : at * 32 + 32].hex() for at in map(found["ids"].index, ids)]
    assert hashes == wanted
    pages = [limit for limit in limits if limit]
    assert pages[:3] == [1_000, 2_000, 4_000]
    assert pages[-1] < 4_000


def test_lists_of_whole_numbers_and_fractions_are_written_as_a_server_writes_them(
    collection: Collection,
) -> None:
    writes: chroma_records.Writes = {
        "ids": ["a", "m"],
        "documents": ["text a", "mixed"],
        "uris": [None, None],
        "metadatas": ['{"box":[0,12.5,100]}', '{"box":[4.5,5],"n":1152921504606846977}'],
        "vectors": np.arange(6, dtype=np.float32),
        "dimension": 3,
    }
    for _ in range(2):
        chroma_records.write_records(LEASE, str(collection.id), writes)
        records = chroma_records.read_records(LEASE, str(collection.id), ["a", "m"])
        assert records["metadatas"] == [
            '{"box":[0.0,12.5,100.0]}',
            '{"box":[4.5,5.0],"n":1152921504606846977}',
        ]


def test_there_is_no_number_of_records_that_fails(collection: Collection) -> None:
    count = 33_000
    ids = [f"many {index}" for index in range(count)]
    writes: chroma_records.Writes = {
        "ids": ids,
        "documents": list(ids),
        "uris": [None] * count,
        "metadatas": ['{"n":1}'] * count,
        "vectors": np.ones(count * 3, dtype=np.float32),
        "dimension": 3,
    }
    chroma_records.write_records(LEASE, str(collection.id), writes)
    records = chroma_records.read_records(LEASE, str(collection.id), ids[::-1])
    assert records["ids"] == ids[::-1] == records["documents"]
    assert len(digest()["ids"]) == count + 3
    chroma_records.delete_records(LEASE, str(collection.id), ids)
    assert collection.count() == 3
