"""Canonical forms of JSON text as Python reads it, for the test that compares them with TypeScript's."""

from __future__ import annotations

import json
from typing import Any

from stemma_versions.canonical import canonical_json, content_hash


def content_hash_of_json(text: str | None, uri: str, metadata: str | None, model: str, vector: Any) -> str:  # noqa: ANN401
    """Hash with the metadata parsed here, so that 1.0 and large integers are what Python makes of them."""
    return content_hash(text, uri, None if metadata is None else json.loads(metadata), model, bytes(vector))


def canonical_text(metadata: str) -> str:
    """Write the same metadata in canonical JSON."""
    return canonical_json(json.loads(metadata))
