"""Calls between the functions of a C or C++ tree, as clang resolves them.

    python clang_calls.py <root> [-- <compiler option> ...]

Needs the package `libclang`. Prints JSON: `calls`, a list of `[from, to]` with each end as `[path, line, name]`; `judged`, by path
the lines of calls that clang resolved and no others (of a template's dependent calls it says nothing); `makers`, by path the
lines that hand a constructor's arguments to the library; `skipped`, by path the lines that the preprocessor took out;
`functions`, the places of all that have a body; `files`, which were read.
"""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path

from clang import cindex
from clang.cindex import CursorKind as Kind

SOURCES = {".c", ".cc", ".cpp", ".cxx"}
FUNCTIONS = {
    Kind.FUNCTION_DECL,
    Kind.CXX_METHOD,
    Kind.CONSTRUCTOR,
    Kind.DESTRUCTOR,
    Kind.CONVERSION_FUNCTION,
    Kind.FUNCTION_TEMPLATE,
}
PLACE = tuple[str, int, str]


class _RangeList(ctypes.Structure):
    _fields_ = [("count", ctypes.c_uint), ("ranges", ctypes.POINTER(cindex.SourceRange))]


class CallReader:
    """Reads translation units one after the other; what one calls may be defined in another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.definitions: dict[str, PLACE] = {}
        self.declarations: dict[str, PLACE] = {}
        self.implicit: set[str] = set()
        self.calls: set[tuple[PLACE, str, str]] = set()
        self.resolved: dict[str, set[int]] = {}
        self.open: dict[str, set[int]] = {}
        self.skipped: dict[str, set[int]] = {}
        self.files: set[str] = set()
        self.makers: dict[str, set[int]] = {}
        self.errors: list[str] = []

    def read(self, path: Path, options: list[str]) -> None:
        unit = cindex.Index.create().parse(str(path), args=options)
        for found in unit.diagnostics:
            if found.severity >= cindex.Diagnostic.Error:
                self.errors.append(f"{found.location.file}:{found.location.line}: {found.spelling}")
        included = {self._path_of(entry.include) for entry in unit.get_includes()}
        self.files.update(path for path in {self._path_of(unit.get_file(str(path))), *included} if path)
        self._read_skipped(unit)
        for cursor in unit.cursor.get_children():
            if self._path_of(cursor.location.file) is not None:
                self._visit(cursor, None)

    def _read_skipped(self, unit: cindex.TranslationUnit) -> None:
        library = cindex.conf.lib
        library.clang_getAllSkippedRanges.restype = ctypes.POINTER(_RangeList)
        found = library.clang_getAllSkippedRanges(unit)
        for index in range(found.contents.count):
            part = found.contents.ranges[index]
            path = self._path_of(part.start.file)
            if path is not None:
                self.skipped.setdefault(path, set()).update(range(part.start.line, part.end.line + 1))

    def _path_of(self, file: cindex.File | None) -> str | None:
        if file is None:
            return None
        path = Path(file.name).resolve()
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else None

    def _place_of(self, cursor: cindex.Cursor) -> PLACE | None:
        path = self._path_of(cursor.location.file)
        name = cursor.spelling.split("<")[0] if cursor.kind in (Kind.CONSTRUCTOR, Kind.DESTRUCTOR) else cursor.spelling
        return None if path is None else (path, cursor.location.line, name)

    def _visit(self, cursor: cindex.Cursor, owner: PLACE | None) -> None:
        if cursor.kind in FUNCTIONS:
            place = self._place_of(cursor)
            if place is not None:
                target = self.definitions if cursor.is_definition() else self.declarations
                target.setdefault(cursor.get_usr(), place)
                if cursor.is_definition():
                    owner = place
        elif cursor.kind is Kind.CALL_EXPR and owner is not None:
            self._add_call(cursor, owner)
        for child in cursor.get_children():
            self._visit(child, owner)

    def _add_call(self, cursor: cindex.Cursor, owner: PLACE) -> None:
        path = self._path_of(cursor.location.file)
        if path is None:
            return
        line = cursor.location.line
        called = cursor.referenced
        if called is None or called.kind not in FUNCTIONS:
            self.open.setdefault(path, set()).add(line)
            return
        self.resolved.setdefault(path, set()).add(line)
        if called.spelling.startswith(("make_unique", "make_shared", "emplace")):
            self.makers.setdefault(path, set()).add(line)
        kind = "call"
        if called.kind is Kind.CONSTRUCTOR:
            parent = called.semantic_parent
            is_copy = called.is_copy_constructor() or called.is_move_constructor()
            if is_copy or called.location == parent.location:
                kind = "implicit"
        elif called.spelling.startswith("operator") and called.spelling != "operator()":
            kind = "operator"
        template = cindex.conf.lib.clang_getSpecializedCursorTemplate(called)
        declared = template if template is not None and template.kind in FUNCTIONS else called
        place = self._place_of(declared)
        if place is not None:
            self.declarations.setdefault(declared.get_usr(), place)
        self.calls.add((owner, declared.get_usr(), kind))

    def result(self) -> dict[str, object]:
        calls = []
        for owner, usr, kind in self.calls:
            place = self.definitions.get(usr) or self.declarations.get(usr)
            if place is not None:
                calls.append([owner, place, kind])
        judged = {path: sorted(lines - self.open.get(path, set())) for path, lines in self.resolved.items()}
        return {
            "calls": sorted(calls),
            "judged": judged,
            "skipped": {path: sorted(lines) for path, lines in self.skipped.items()},
            "files": sorted(self.files),
            "functions": sorted(self.definitions.values()),
            "makers": {path: sorted(lines) for path, lines in self.makers.items()},
            "errors": self.errors[:20],
        }


def main() -> None:
    arguments = sys.argv[1:]
    mark = arguments.index("--") if "--" in arguments else len(arguments)
    root = Path(arguments[0]).resolve()
    reader = CallReader(root)
    for path in sorted(root.rglob("*")):
        if path.suffix in SOURCES and not any(part.startswith(".") for part in path.relative_to(root).parts):
            reader.read(path, arguments[mark + 1 :])
    json.dump(reader.result(), sys.stdout)


if __name__ == "__main__":
    main()
