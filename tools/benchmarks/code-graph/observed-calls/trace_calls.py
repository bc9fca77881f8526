"""Runs pytest and writes which functions of a package were seen calling which, as JSON lines.

    python trace_calls.py <folder of the package> <file for what was seen> [arguments of pytest]...

A line is `[caller's file, line of the call, callee's file, callee's first line, callee's name]`, files
relative to the folder around the package, each call once. Left out: generators and coroutines, which run
when somebody asks for their next value and not where they are called; functions that nobody can
name; what modules and class bodies do when they are loaded.
"""

import json
import sys
import threading
from pathlib import Path
from types import CodeType, FrameType

import pytest

LATER = 0x20 | 0x80 | 0x200  # CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR
COMPREHENSIONS = {"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"}


def main(package: Path, output: Path, arguments: list[str]) -> int:
    """Runs pytest under a profiler and returns its exit code."""
    prefix = f"{package}/"
    seen: set[tuple[str, int, CodeType]] = set()

    def profile(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event != "call" or code.co_flags & LATER or not code.co_filename.startswith(prefix):
            return
        caller = frame.f_back
        # Comprehensions are part of whoever they stand in.
        while caller is not None and caller.f_code.co_name in COMPREHENSIONS:
            caller = caller.f_back
        if caller is not None and caller.f_code.co_filename.startswith(prefix):
            seen.add((caller.f_code.co_filename, caller.f_lineno, code))

    threading.setprofile(profile)
    sys.setprofile(profile)
    try:
        status = pytest.main(arguments)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    around = package.parent
    with output.open("w") as lines:
        in_order = sorted(seen, key=lambda one: (*one[:2], one[2].co_filename, one[2].co_firstlineno))
        for path, line, code in in_order:
            if code.co_name.startswith("<"):
                continue
            callee = Path(code.co_filename).relative_to(around).as_posix()
            caller_path = Path(path).relative_to(around).as_posix()
            lines.write(json.dumps([caller_path, line, callee, code.co_firstlineno, code.co_name]) + "\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), sys.argv[3:]))
