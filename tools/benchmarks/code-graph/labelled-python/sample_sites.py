"""Draws the call sites that are to be labelled, so that nobody chooses the easy ones.

    python sample_sites.py <folder with the packages' sources> <package> > sites.txt

All calls of the package, found by Python's own ``ast``, fall into two groups: those whose callee ends in a
name that the package itself defines (where a target inside it is likely, and so is a wrong one of the same
name), and the others. A seeded generator draws from each group: the same sites on every machine and Python.
"""

import ast
import random
import sys
from pathlib import Path

SEED = 20261122
WITH_OWN_NAME = 80
OTHERS = 25


class Site:
    """A call: where it begins, and the callee as written."""

    def __init__(self, path: str, node: ast.Call, source: str) -> None:
        self.path = path
        self.line = node.lineno
        # In characters, from 1; ast counts bytes of UTF-8.
        line = source.splitlines()[node.lineno - 1]
        self.column = len(line.encode()[: node.col_offset].decode()) + 1
        self.callee = " ".join((ast.get_source_segment(source, node.func) or "").split())
        self.name = last_name(node.func)

    def __str__(self) -> str:
        """The line of the list."""
        return f"{self.path}:{self.line}:{self.column} {self.callee}"


def last_name(callee: ast.expr) -> str:
    """The name that a call ends in, ``""`` for calls of other things than names and attributes."""
    if isinstance(callee, ast.Name):
        return callee.id
    return callee.attr if isinstance(callee, ast.Attribute) else ""


def collect(root: Path, package: str) -> tuple[list[Site], set[str]]:
    """All calls in the order of the files, and the names of all functions and classes defined there."""
    sites: list[Site] = []
    defined: set[str] = set()
    for path in sorted((root / package).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call):
                sites.append(Site(path.relative_to(root).as_posix(), node, source))
            elif isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                defined.add(node.name)
    sites.sort(key=lambda site: (site.path, site.line, site.column, site.callee))
    return sites, defined


def draw(sites: list[Site], defined: set[str], seed: int) -> list[Site]:
    """The sites to label, in the order of the files."""
    generator = random.Random(seed)  # noqa: S311 - a sample, no secret
    own = [site for site in sites if site.name in defined]
    others = [site for site in sites if site.name not in defined]
    chosen = generator.sample(own, min(WITH_OWN_NAME, len(own)))
    chosen += generator.sample(others, min(OTHERS, len(others)))
    return sorted(chosen, key=sites.index)


def main() -> None:
    """Prints the sites of one package."""
    root, package = Path(sys.argv[1]), sys.argv[2]
    sites, defined = collect(root, package)
    for site in draw(sites, defined, SEED):
        print(site)


if __name__ == "__main__":
    main()
