"""An index of vectors."""

import faiss
import numpy as np


def nearest(vectors: object, query: object) -> int:
    """The number of the vector of two that is nearest to the query."""
    index = faiss.IndexFlatL2(2)
    index.add(np.asarray(vectors, dtype="float32").reshape(-1, 2))
    return int(index.search(np.asarray(query, dtype="float32").reshape(1, 2), 1)[1][0, 0])


def search_much() -> None:
    """Some seconds in C++, with Python's lock released."""
    vectors = np.random.default_rng(1).random((200_000, 128), dtype="float32")
    index = faiss.IndexFlatL2(128)
    index.add(vectors)
    for _ in range(10):
        index.search(vectors[:500], 10)
