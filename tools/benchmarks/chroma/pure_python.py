"""The benchmark's work by chromadb itself; prints one line of JSON.

Arguments: data directory, file with the vectors (float32), records in a batch, queries.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

import chromadb
import numpy as np
from chromadb.config import Settings

DIMENSION = 384


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that `work` took."""
    started_at = time.perf_counter()
    work()
    return time.perf_counter() - started_at


def main() -> None:
    """Measure and print."""
    directory, file, batch, queries = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    vectors = np.reshape(np.fromfile(file, dtype=np.float32), (-1, DIMENSION))
    started_at = time.perf_counter()
    client = chromadb.PersistentClient(directory, settings=Settings(anonymized_telemetry=False))
    collection = client.create_collection("benchmark", embedding_function=None)
    start_seconds = time.perf_counter() - started_at

    def add() -> None:
        for start in range(0, len(vectors), batch):
            piece = vectors[start : start + batch]
            collection.add(ids=[f"id{start + row}" for row in range(len(piece))], embeddings=piece)

    def query(row: int) -> None:
        vector = vectors[row % len(vectors)]
        collection.query(query_embeddings=vector, n_results=10, include=["documents", "distances"])

    add_seconds = timed(add)
    times = sorted(timed(lambda row=row * 7: query(row)) * 1000 for row in range(queries))
    get_seconds = timed(lambda: [collection.get(ids=[f"id{row * 3}"]) for row in range(queries)])
    result = {
        "startSeconds": start_seconds,
        "addSeconds": add_seconds,
        "queryP50": times[len(times) // 2],
        "queryP95": times[int(len(times) * 0.95)],
        "getMs": get_seconds * 1000 / queries,
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
