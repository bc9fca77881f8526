from __future__ import annotations

import threading
from pathlib import Path

import chromadb
from chromadb.config import Settings
from stemma_testing import census


def test_counts_chromas_clients_by_place_until_they_are_closed(tmp_path: Path) -> None:
    client = chromadb.PersistentClient(str(tmp_path), settings=Settings(anonymized_telemetry=False))
    assert census.take()["clients"][str(tmp_path)] >= 1
    client.close()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    assert str(tmp_path) not in census.take()["clients"]


def test_names_pythons_own_threads_and_not_the_hosts() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="left over")
    thread.start()
    assert "left over" in census.take()["threads"]
    stop.set()
    thread.join()
    threads = census.take()["threads"]
    assert "left over" not in threads
    assert threading.main_thread().name not in threads
