"""Prints which files of a package its files import, as Python's own import system finds them, as JSON.

    python imports_of.py <folder of the packages> <package>

Import statements are those that `ast` finds, also in functions and under conditions; what a specifier
means is asked of the running import system, and of its finders where a module can't be loaded here.
"""

import ast
import importlib
import importlib.machinery
import json
import sys
import types
from pathlib import Path
from typing import TextIO


def main(root: Path, package: str, output: TextIO) -> None:
    """Writes the edges of a package below `root`."""
    edges: set[tuple[str, str]] = set()
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        own_package = name if is_package else name.rpartition(".")[0]
        source = path.relative_to(root).as_posix()
        for target in imports_of(path, own_package):
            found = file_of(target, root, package)
            if found is not None and found != source:
                edges.add((source, found))
    json.dump(sorted(edges), output)


def imports_of(path: Path, own_package: str) -> set[str]:
    """Full names of the modules that a file's statements lead to; of names that are modules these."""
    found: set[str] = set()
    try:
        tree = ast.parse(path.read_bytes())
    except SyntaxError:
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(node, own_package)
            if module is not None:
                for alias in node.names:
                    found.update(named(module, alias.name))
    return found


def absolute(node: ast.ImportFrom, own_package: str) -> str | None:
    """The full name of what `from … import` names."""
    if node.level == 0:
        return node.module
    parts = own_package.split(".")
    if node.level > len(parts):
        return None
    base = ".".join(parts[: len(parts) - node.level + 1])
    return f"{base}.{node.module}" if node.module else base


def named(module: str, name: str) -> set[str]:
    """What a name of a module leads to: a module of that name, or the module that has it."""
    loaded = load(module)
    if name == "*":
        listed = getattr(loaded, "__all__", []) if loaded is not None else []
        return {module} | {one for each in listed for one in named(module, each) if one != module}
    value = getattr(loaded, name, None) if loaded is not None else None
    if isinstance(value, types.ModuleType) and value.__name__.partition(".")[0] == module.partition(".")[0]:
        return {value.__name__}
    if value is not None:
        return {module}
    return {f"{module}.{name}"} if spec_of(f"{module}.{name}") is not None else {module}


def load(module: str) -> types.ModuleType | None:
    """The module; None where it can't be loaded here."""
    try:
        return importlib.import_module(module)
    except BaseException:  # noqa: BLE001 - a module of another platform may end the process
        return None


def spec_of(module: str) -> importlib.machinery.ModuleSpec | None:
    """What the finders say, without loading anything."""
    places = None
    spec = None
    parts = module.split(".")
    for end in range(1, len(parts) + 1):
        spec = importlib.machinery.PathFinder.find_spec(".".join(parts[:end]), places)
        if spec is None:
            return None
        places = spec.submodule_search_locations
        if places is None and end < len(parts):
            return None
    return spec


def file_of(module: str, root: Path, package: str) -> str | None:
    """The file of a module, relative to `root`; None for one that is not of the package."""
    loaded = sys.modules.get(module) or load(module)
    origin = getattr(loaded, "__file__", None)
    if origin is None:
        spec = spec_of(module)
        origin = spec.origin if spec is not None else None
    if origin is None or not origin.endswith((".py", ".pyi")):
        return None
    path = Path(origin)
    inside = root / package
    return path.relative_to(root).as_posix() if path.is_relative_to(inside) else None


if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve()
    printed, sys.stdout = sys.stdout, sys.stderr  # modules may print while they are loaded
    sys.path.insert(0, str(folder))
    main(folder, sys.argv[2], printed)
