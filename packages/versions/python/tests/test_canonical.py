from __future__ import annotations

import pytest
from stemma_versions.canonical import canonical_json, content_hash
from stemma_versions.errors import UnversionableValueError


def hash_of(metadata: dict[str, object] | None) -> str:
    return content_hash("text", None, metadata, "model", None)


def test_order_of_keys_does_not_count() -> None:
    assert hash_of({"a": 1, "b": [1, 2]}) == hash_of({"b": [1, 2], "a": 1})
    assert canonical_json({"b": 1, "a": "ä"}) == '{"a":"ä","b":1}'


def test_numbers_count_by_value() -> None:
    assert hash_of({"a": 1}) == hash_of({"a": 1.0})
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
