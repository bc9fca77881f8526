"""Keeps onnxruntime from telling its maker about its use.

Its official builds (1.29 and later, on Linux) send events, with hashes and names of models and an id of the
device, as soon as they are imported, unless the environment says otherwise; a call after the import comes too
late. Who has set the variable themselves is obeyed.
"""

from __future__ import annotations

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
