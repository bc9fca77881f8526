"""What Python makes of the locale."""

from __future__ import annotations

import sys
from pathlib import Path


def facts() -> dict[str, object]:
    return {
        "utf8_mode": sys.flags.utf8_mode,
        "files": [sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()],
        "streams": [[stream.encoding, stream.errors] for stream in (sys.stdin, sys.stdout, sys.stderr)],
    }


def print_text(text: str) -> None:
    print(text)


def write_and_read(folder: str, name: str) -> str:
    path = Path(folder) / name
    path.write_text(name)
    return path.read_text()


def prefix() -> str:
    return sys.prefix
