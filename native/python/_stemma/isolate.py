"""Extension modules whose C libraries Node exports, too, bound to their own copies.

Node's binary exports OpenSSL, zlib and others. Loaded normally, Python's ``ssl`` would run on Node's OpenSSL, which
works until the versions differ in a detail. ``RTLD_DEEPBIND`` makes a module prefer its own libraries; set for all
modules it would break C++ ones (exceptions across libraries), so it is set for these only, and only by their loader.
"""

from __future__ import annotations

import importlib.machinery
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

CLASHING_MODULES = frozenset({"_ssl", "_hashlib", "zlib", "binascii", "_sqlite3", "uvloop.loop"})


def install() -> bool:
    """Wraps the loader of extension modules; False where the platform has no ``RTLD_DEEPBIND``."""
    if not hasattr(os, "RTLD_DEEPBIND"):
        return False
    loader = importlib.machinery.ExtensionFileLoader
    create_normally = loader.create_module

    def create_module(self: importlib.machinery.ExtensionFileLoader, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        if spec.name not in CLASHING_MODULES:
            return create_normally(self, spec)
        flags = sys.getdlopenflags()
        sys.setdlopenflags(os.RTLD_NOW | os.RTLD_DEEPBIND)
        try:
            return create_normally(self, spec)
        finally:
            sys.setdlopenflags(flags)

    loader.create_module = create_module  # type: ignore[method-assign]
    return True
