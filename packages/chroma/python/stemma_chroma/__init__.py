"""Embedded Chroma for the Node process: each function is one call across the boundary, plain data in and out.

Importing the package itself loads nothing heavy; ``stemma_chroma.stores`` brings Chroma,
``stemma_chroma.embedding`` the model's runtime.
"""

# Before anything of this package, or Chroma, imports onnxruntime.
from stemma_chroma import no_telemetry as no_telemetry
