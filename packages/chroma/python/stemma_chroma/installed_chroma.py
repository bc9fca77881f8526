"""Which Chroma is in this environment; imported before Chroma, fails for any but the one it was made for.

Another version fails later, each in its own way: 0.6 lacks what lies under the client, 1.0 has other
arguments, and 1.3 works and answers otherwise.
"""

from __future__ import annotations

import os
import sys
from importlib import metadata
from pathlib import Path

from stemma_chroma.errors import ChromaNotInstalledError

NEEDED = "1.5.9"
"""The version whose insides this package knows; the tests run on it."""


def require_chroma() -> None:
    """Raise :class:`ChromaNotInstalledError` unless the environment has the Chroma that is needed."""
    try:
        installed = metadata.version("chromadb")
    except metadata.PackageNotFoundError:
        installed = None
    if installed == NEEDED:
        return
    found = "chromadb is not installed" if installed is None else f"chromadb {installed} is installed"
    program = Path(sys.prefix) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    raise ChromaNotInstalledError(
        f"{found} in the Python environment {sys.prefix}, and chromadb {NEEDED} is needed",
        f"{program} -m pip install chromadb=={NEEDED}",
    )


require_chroma()
