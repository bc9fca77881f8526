"""Modules whose C libraries exist in Node's binary, too."""

from __future__ import annotations

import _sqlite3
import _ssl
import binascii
import hashlib
import os
import sqlite3
import ssl
import subprocess
import zlib


def versions() -> dict[str, str]:
    """By library; without what is built into the interpreter (Debian's zlib): no loader to isolate."""
    found = {
        "openssl": (_ssl, ssl.OPENSSL_VERSION),
        "zlib": (zlib, zlib.ZLIB_RUNTIME_VERSION),
        "sqlite": (_sqlite3, sqlite3.sqlite_version),
    }
    return {name: version for name, (module, version) in found.items() if hasattr(module, "__file__")}


def use_them_all() -> str:
    ssl.create_default_context()
    data = b"some text that is long enough to be worth compressing" * 100
    if zlib.decompress(zlib.compress(data)) != data:
        return "zlib is broken"
    if hashlib.sha256(b"abc").hexdigest()[:8] != "ba7816bf":
        return "hashlib is broken"
    if binascii.crc32(b"abc") != 0x352441C2:
        return "binascii is broken"
    with sqlite3.connect(":memory:") as connection:
        if connection.execute("SELECT 1 + 1").fetchone() != (2,):
            return "sqlite3 is broken"
    return "ok"


def environment() -> list[object]:
    os.environ["STEMMA_TEST_VARIABLE"] = "seen"
    home = subprocess.run(
        ["/bin/sh", "-c", 'test "$STEMMA_TEST_VARIABLE" = seen && printf %s "$HOME"'],
        check=True,
        capture_output=True,
        text=True,
    )
    return [len(os.environ), home.stdout]
