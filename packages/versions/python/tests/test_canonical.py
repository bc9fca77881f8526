from __future__ import annotations

import pytest
from stemma_versions.canonical import canonical_json, content_hash, older_digest
from stemma_versions.errors import UnversionableValueError


def hash_of(metadata: dict[str, object] | None) -> str:
    return content_hash("text", None, metadata, "model", None)


def test_order_of_keys_does_not_count() -> None:
    assert hash_of({"a": 1, "b": [1, 2]}) == hash_of({"b": [1, 2], "a": 1})
    assert canonical_json({"b": 1, "a": "ä"}) == '{"a":"ä","b":1}'


@pytest.mark.parametrize("whole, integer", [(1.0, 1), (0.0, 0), ([1.0, 2.0], [1, 2]), (1e16, 10**16)])
def test_whole_floats_are_no_integers(whole: object, integer: object) -> None:
    assert hash_of({"a": whole}) != hash_of({"a": integer})


@pytest.mark.parametrize("whole, integer", [(1.0, 1), ([1.0, 2.5], [1, 2.5]), (-0.0, 0)])
def test_the_older_digest_is_of_when_they_were(whole: object, integer: object) -> None:
    older = older_digest("text", None, {"a": whole}, "model", None)
    assert older is not None
    assert older.hex() == hash_of({"a": integer})


@pytest.mark.parametrize("metadata", [None, {}, {"a": 1}, {"a": 1.5}, {"a": "1.0"}, {"a": [1, 2]}])
def test_most_records_have_the_digest_that_they_had(metadata: dict[str, object] | None) -> None:
    assert older_digest("text", None, metadata, "model", None) is None


def test_numbers_of_a_kind_count_by_value() -> None:
    assert hash_of({"a": 0.0}) == hash_of({"a": -0.0})
    assert hash_of({"a": 2**53 + 2}) != hash_of({"a": 2**53 + 4})


@pytest.mark.parametrize(
    "one, other", [("1", 1), (True, 1), (None, ""), ([1, 2], [2, 1]), (["a"], "a"), ("ab", "ac")]
)
def test_other_values_differ(one: object, other: object) -> None:
    assert hash_of({"a": one}) != hash_of({"a": other})


def test_no_metadata_and_empty_metadata_are_the_same() -> None:
    assert hash_of({}) == hash_of(None)


def test_fields_do_not_run_into_each_other() -> None:
    assert content_hash("ab", "c", None, None, None) != content_hash("a", "bc", None, None, None)
    assert content_hash(None, None, None, None, None) != content_hash("", None, None, None, None)


def test_the_vector_counts_only_without_a_text() -> None:
    assert content_hash(None, None, None, None, b"1") != content_hash(None, None, None, None, b"2")
    assert content_hash("a", None, None, None, b"1") == content_hash("a", None, None, None, b"2")


def test_what_json_can_not_hold_is_refused() -> None:
    with pytest.raises(UnversionableValueError):
        canonical_json({"a": float("nan")})
    with pytest.raises(UnversionableValueError):
        hash_of({"a": float("inf")})
