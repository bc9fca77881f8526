"""Extension modules whose C libraries Node exports, too, bound to their own copies.

Node's binary exports OpenSSL, zlib and others. Loaded normally, Python's ``ssl`` would run on Node's OpenSSL,
which works until the versions differ in a detail. ``RTLD_DEEPBIND`` makes a module prefer its own libraries;
set for all modules it would break C++ ones (exceptions across libraries), so only these are loaded with it.

They are loaded at once: the libraries that they bring (libz, libcrypto, libsqlite3) must not have been loaded
before by somebody else. numpy brings libz; loaded by it, libz calls into Node's zlib and crashes.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

BUILT_IN_MODULES = ("zlib", "binascii", "_hashlib", "_ssl", "_sqlite3")
CLASHING_MODULES = frozenset({*BUILT_IN_MODULES, "uvloop.loop"})


def install() -> bool:
    """Loads the clashing modules in isolation; False where the platform has no ``RTLD_DEEPBIND``."""
    if not hasattr(os, "RTLD_DEEPBIND"):
        return False
    create_normally = ExtensionFileLoader.create_module

    def create_module(self: ExtensionFileLoader, spec: ModuleSpec) -> ModuleType:
        if spec.name not in CLASHING_MODULES:
            return create_normally(self, spec)
        flags = sys.getdlopenflags()
        sys.setdlopenflags(os.RTLD_NOW | os.RTLD_DEEPBIND)
        try:
            return create_normally(self, spec)
        finally:
            sys.setdlopenflags(flags)

    ExtensionFileLoader.create_module = create_module
    for name in BUILT_IN_MODULES:
        # A Python built without one of them is a Python all the same.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    return True
