"""What many records take of memory in Python alone; prints one line of JSON.

Arguments: data directory, records to write, or 0 to read those that are there.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

STEPS: list[list[object]] = []


def note(step: str) -> None:
    """Keep what the process has now and what it has had at most, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    now = pages * resource.getpagesize() >> 20
    STEPS.append([step, now, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10])


note("the runtime")
import chromadb  # noqa: E402
import numpy as np  # noqa: E402
from chromadb.config import Settings  # noqa: E402

DIMENSION = 384
PAGE = 1_000


def write(collection: chromadb.Collection, count: int) -> None:
    """Write records with everything they can have."""
    for start in range(0, count, PAGE):
        numbers = range(start, min(start + PAGE, count))
        angles = np.arange(start * DIMENSION, numbers.stop * DIMENSION, dtype=np.float64) * 7.3
        collection.add(
            ids=[f"id {number}" for number in numbers],
            embeddings=np.reshape(np.sin(angles).astype(np.float32), (-1, DIMENSION)),
            documents=[f"The text of {number}." for number in numbers],
            metadatas=[{"number": number, "half": number / 2} for number in numbers],
        )


def read(collection: chromadb.Collection) -> None:
    """Read everything page by page, then ask once."""
    total = collection.count()
    note("count")
    for offset in range(0, total, PAGE):
        collection.get(limit=PAGE, offset=offset, include=["documents", "metadatas"])
    note("all pages without vectors")
    collection.query(query_embeddings=np.ones((1, DIMENSION), dtype=np.float32), n_results=10)
    note("a query")
    for offset in range(0, total, PAGE):
        collection.get(limit=PAGE, offset=offset, include=["documents", "metadatas", "embeddings"])
    note("all pages with vectors")


def main() -> None:
    """Write or read, and print."""
    directory, count = sys.argv[1], int(sys.argv[2])
    note("import chromadb")
    client = chromadb.PersistentClient(directory, settings=Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection("notes", embedding_function=None)
    note("open")
    if count > 0:
        write(collection, count)
    else:
        read(collection)
    sys.stdout.write(json.dumps(STEPS) + "\n")


main()
