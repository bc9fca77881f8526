"""Cosines that the model must reach.

They stand in the quickstart of the sentence-transformers documentation, with four digits, for these texts.
"""

from __future__ import annotations

TEXTS = ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]

COSINES = {(0, 1): 0.6660, (0, 2): 0.1046, (1, 2): 0.1411}
"""By pairs of positions in :data:`TEXTS`."""

FULL_PRECISION_TOLERANCE = 0.0001
QUANTISED_TOLERANCE = 0.03
