"""Writes as the service does, from a list of steps, and tells of each when it begins and when it is done."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])

import numpy as np
from stemma_chroma import collection_admin, records, stores

directory, plan = sys.argv[2], json.loads(Path(sys.argv[3]).read_text())
stores.open_client("writer", directory)
notes = collection_admin.get_or_create_collection("writer", "notes", None, plan["configuration"])["id"]


def vectors_of(ids: list[str], salt: int) -> np.ndarray:
    """The numbers of `vectorOf` in model.mjs."""
    numbers = np.array([[int(each)] for each in ids], dtype=np.uint64)
    columns = np.arange(plan["dimension"], dtype=np.uint64)
    mixed = (
        numbers * 2654435761 + (columns + 1) * (numbers + salt + 1) * 40503 + columns * 2246822519
    ) % 2**32
    return (mixed.astype(np.float64) / 2**32 + 0.01).astype(np.float32)


print("open", flush=True)
for number, step in enumerate(plan["steps"]):
    print(f"begin {number}", flush=True)
    if step["kind"] == "delete":
        records.delete("writer", notes, step["ids"])
    else:
        getattr(records, step["kind"])(
            "writer",
            notes,
            {
                "ids": step["ids"],
                "vectors": vectors_of(step["ids"], step["salt"]).ravel(),
                "dimension": plan["dimension"],
                "documents": [f"{each} of {step['salt']}" for each in step["ids"]],
                "metadatas": None,
                "uris": None,
            },
        )
    print(f"done {number}", flush=True)
stores.close_client("writer")
