"""A record's canonical form and its hash, the same here and in TypeScript (``src/canonical``).

The hash covers text, uri, metadata and embedding model; for a record without a text its vector, too, since
there the vector is the content. Numbers count by their value: 1 and 1.0 are equal, because JavaScript can't
tell them apart. The metadata text that is stored keeps the difference.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
from collections.abc import Mapping, Sequence
from typing import Any, cast

from stemma_versions.errors import UnversionableValueError

_EXACT = 2**53
_FORMAT = b"stemma-record-1"


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
    """SHA-256 in hexadecimal.

    Chroma answers with an empty mapping for some records without metadata: both are none.
    """
    parts = [_FORMAT, _text(text), _text(uri), _value(metadata or None), _text(embedding_model)]
    parts.append(_bytes(b"v", vector if text is None and vector is not None else b""))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _bytes(tag: bytes, content: bytes) -> bytes:
    return tag + struct.pack(">Q", len(content)) + content


def _text(text: str | None) -> bytes:
    return b"n" if text is None else _bytes(b"s", text.encode())


def _value(value: object) -> bytes:
    if value is None:
        return b"n"
    if isinstance(value, bool):
        return b"t" if value else b"f"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, Mapping):
        entries = sorted((key.encode(), item) for key, item in cast("Mapping[str, object]", value).items())
        return _bytes(b"m", b"".join(_bytes(b"k", key) + _value(item) for key, item in entries))
    if isinstance(value, Sequence):
        items = cast("Sequence[object]", value)
        return _bytes(b"l", b"".join(_value(item) for item in items))
    raise UnversionableValueError(f"metadata of type {type(value).__name__} can't be versioned")


def _number(value: int | float) -> bytes:
    if isinstance(value, int) and abs(value) > _EXACT:
        return _bytes(b"i", str(value).encode())
    number = float(value)
    if not math.isfinite(number):
        raise UnversionableValueError("a metadata number that is not finite can't be versioned")
    return b"d" + struct.pack(">d", number + 0.0)  # adding zero turns -0.0 into 0.0
