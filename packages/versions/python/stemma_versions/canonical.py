"""A record's canonical form and its hash, the same here and in TypeScript (``src/canonical``).

The hash covers text, uri, metadata and embedding model; for a record without a text its vector, too, since
there the vector is the content. Whole numbers count as what they are: 1 and 1.0 are different. Hashes of
before that difference was seen are still in histories: see :func:`older_digest`.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from stemma_versions.errors import UnversionableValueError

_EXACT = 2**53
_FORMAT = b"stemma-record-1"
_INTEGER = b"d"
_WHOLE_FLOAT = b"f"
_length = struct.Struct(">Q").pack
_double = struct.Struct(">d").pack


def canonical_json(value: object) -> str:
    """JSON with sorted keys and nothing between the tokens."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    except ValueError as error:
        raise UnversionableValueError(f"metadata can't be versioned: {error}") from error


def content_hash(
    text: str | None,
    uri: str | None,
    metadata: Mapping[str, Any] | None,
    embedding_model: str | None,
    vector: bytes | None,
) -> str:
    """SHA-256 in hexadecimal."""
    return content_digest(text, uri, metadata, embedding_model, vector).hex()


def content_digest(
    text: str | None,
    uri: str | None,
    metadata: Mapping[str, Any] | None,
    embedding_model: str | None,
    vector: bytes | None,
    whole_float: bytes = _WHOLE_FLOAT,
) -> bytes:
    """SHA-256, in 32 bytes.

    Chroma answers with an empty mapping for some records without metadata: both are none.
    """
    parts = [
        _FORMAT,
        _text(text),
        _text(uri),
        _mapping(metadata, whole_float) if metadata else b"n",
        _text(embedding_model),
    ]
    content = vector if text is None and vector is not None else b""
    parts += (b"v", _length(len(content)), content)
    return hashlib.sha256(b"".join(parts)).digest()


def older_digest(
    text: str | None,
    uri: str | None,
    metadata: Mapping[str, Any] | None,
    embedding_model: str | None,
    vector: bytes | None,
) -> bytes | None:
    """Return the digest of when 1.0 counted as 1; None where it is the same as today's."""
    if not metadata or not any(_holds_whole_float(value) for value in metadata.values()):
        return None
    return content_digest(text, uri, metadata, embedding_model, vector, _INTEGER)


def _holds_whole_float(value: object) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, list) and any(_holds_whole_float(item) for item in cast("list[object]", value))


def _text(text: str | None) -> bytes:
    if text is None:
        return b"n"
    encoded = text.encode()
    return b"s" + _length(len(encoded)) + encoded


def _mapping(mapping: Mapping[str, object], whole_float: bytes) -> bytes:
    parts: list[bytes] = []
    # Code points are in the order of their UTF-8.
    for key in sorted(mapping):
        parts.append(_key(key))
        parts.append(_value(mapping[key], whole_float))
    content = b"".join(parts)
    return b"m" + _length(len(content)) + content


@lru_cache(maxsize=1_024)
def _key(key: str) -> bytes:
    """Records of a collection mostly have the same few keys."""
    encoded = key.encode()
    return b"k" + _length(len(encoded)) + encoded


def _value(value: object, whole_float: bytes) -> bytes:
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return b"n"
    if isinstance(value, bool):
        return b"t" if value else b"f"
    if isinstance(value, int | float):
        return _number(value, whole_float)
    if isinstance(value, Mapping):
        return _mapping(cast("Mapping[str, object]", value), whole_float)
    if isinstance(value, Sequence):
        content = b"".join(_value(item, whole_float) for item in cast("Sequence[object]", value))
        return b"l" + _length(len(content)) + content
    raise UnversionableValueError(f"metadata of type {type(value).__name__} can't be versioned")


def _number(value: int | float, whole_float: bytes) -> bytes:
    if isinstance(value, int) and abs(value) > _EXACT:
        digits = str(value).encode()
        return b"i" + _length(len(digits)) + digits
    number = float(value)
    if not math.isfinite(number):
        raise UnversionableValueError("a metadata number that is not finite can't be versioned")
    tag = whole_float if isinstance(value, float) and number.is_integer() else _INTEGER
    return tag + _double(number + 0.0)  # adding zero turns -0.0 into 0.0
