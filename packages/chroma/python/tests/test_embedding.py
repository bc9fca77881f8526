from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from stemma_chroma import embedding
from stemma_chroma.errors import ModelMissingError, UnknownEmbedderError
from stemma_chroma.mini_lm import MiniLm

MODEL_FOLDER = Path(__file__).resolve().parents[3] / "model-minilm" / "data"
LONG_TEXT = " ".join(
    f"Paragraph {number} speaks of rivers, bridges and the price of bread." for number in range(120)
)


@pytest.fixture(scope="module")
def model() -> MiniLm:
    return MiniLm(MODEL_FOLDER, threads=2)


def test_vectors_have_length_one_and_follow_the_meaning(model: MiniLm):
    vectors = model.embed(["How do I close a file?", "releasing a file handle", "a recipe for onion soup"])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_a_text_s_vector_does_not_depend_on_its_company_or_place(model: MiniLm):
    texts = ["short", LONG_TEXT, "a text of middling length that is not cut anywhere", ""]
    together = model.embed(texts)
    for text, vector in zip(texts, together, strict=True):
        assert model.embed([text])[0].tobytes() == vector.tobytes()


def test_the_end_of_a_long_text_counts(model: MiniLm):
    ending = " The dragon burned the castle down."
    plain, marked, dragon = model.embed([LONG_TEXT, LONG_TEXT + ending * 60, ending])
    assert float(marked @ dragon) > float(plain @ dragon) + 0.1


def test_sums_of_pieces_add_up_to_the_sum_of_the_whole(model: MiniLm):
    pieces, counts = model.token_sums([LONG_TEXT[:3000], LONG_TEXT[3000:]])
    joined = pieces.sum(axis=0)
    whole = model.embed([LONG_TEXT])[0]
    assert counts.min() > 256
    assert float(joined @ whole) / float(np.linalg.norm(joined)) > 0.98


def test_embedders_are_opened_shared_and_closed_by_id(model: MiniLm):
    opened = embedding.open_embedder("one", 1, str(MODEL_FOLDER))
    assert opened == {"model_id": model.model_id, "dimension": 384}
    embedding.open_embedder("two", 1, str(MODEL_FOLDER))
    embedding.close_embedder("one")
    answer = embedding.embed_passages("two", ["text"])
    assert answer["sums"].shape == (384,)
    assert answer["tokens"].tolist() == [3]
    embedding.close_embedder("two")
    with pytest.raises(UnknownEmbedderError, match="two is not open"):
        embedding.embed_passages("two", ["text"])


def test_a_missing_model_is_named(tmp_path: Path):
    with pytest.raises(ModelMissingError, match="all-MiniLM-L6-v2 is not in"):
        embedding.open_embedder("none", 1, str(tmp_path))
