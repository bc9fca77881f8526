"""Another Chroma than the needed one, or none, is named before anything of it is used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from stemma_chroma import installed_chroma
from stemma_chroma.errors import ChromaNotInstalledError

SOURCES = Path(installed_chroma.__file__).parent.parent


def _import_stores(*options: str, first_on_the_path: Path) -> str:
    path = os.pathsep.join([str(first_on_the_path), str(SOURCES)])
    ended = subprocess.run(  # noqa: S603  (this interpreter)
        [sys.executable, *options, "-c", "import stemma_chroma.stores"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode != 0
    return ended.stderr


def test_an_environment_without_chroma_is_named(tmp_path: Path) -> None:
    # Without `site` there are no installed packages.
    stderr = _import_stores("-S", first_on_the_path=tmp_path)
    assert "ChromaNotInstalledError: chromadb is not installed in the Python environment" in stderr
    assert "chromadb 1.5.9 is needed" in stderr


@pytest.mark.parametrize("version", ["0.6.3", "1.0.21", "1.3.7", "1.6.0"])
def test_another_version_is_named_with_the_command_that_helps(tmp_path: Path, version: str) -> None:
    package = tmp_path / f"chromadb-{version}.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: chromadb\nVersion: {version}\n")
    stderr = _import_stores(first_on_the_path=tmp_path)
    assert f"chromadb {version} is installed in the Python environment {sys.prefix}" in stderr


def test_the_command_is_in_the_first_note() -> None:
    error = ChromaNotInstalledError("what", "command")
    assert (str(error), error.__notes__) == ("what", ["command"])


def test_the_needed_version_is_the_one_of_the_requirements() -> None:
    installed_chroma.require_chroma()
    requirements = SOURCES / "requirements.txt"
    assert f"chromadb=={installed_chroma.NEEDED}" in requirements.read_text()
