from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from stemma_versions import sessions
from stemma_versions.errors import DoltliteError, SessionBusyError, UnknownSessionError


@pytest.fixture
def session(tmp_path: Path) -> str:
    sessions.open_session("s", str(tmp_path / "r.doltlite"), True, 100)
    return "s"


def run(session: str, sql: str, *parameters: object) -> list[list[object]]:
    return sessions.run(session, [{"sql": sql, "rows": [parameters]}])[0]


def test_values_come_back_as_they_were(session: str) -> None:
    values = [None, 1, -(2**63), 0.1, "", "a\0b ä 🧬", b"", b"\0\xff"]
    run(session, "CREATE TABLE t (k INTEGER PRIMARY KEY, v)")
    sessions.run(session, [{"sql": "INSERT INTO t VALUES (?, ?)", "rows": list(enumerate(values))}])
    assert [row[0] for row in run(session, "SELECT v FROM t ORDER BY k")] == values


def test_it_is_doltlite_and_pythons_own_sqlite_is_not(session: str) -> None:
    assert run(session, "SELECT doltlite_engine()") == [["prolly"]]
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(":memory:").execute("SELECT doltlite_engine()")


def test_a_failure_carries_the_databases_words_and_code(session: str) -> None:
    with pytest.raises(DoltliteError, match="no such table: nowhere") as caught:
        run(session, "SELECT * FROM nowhere")
    assert caught.value.__notes__ == ["code 1"]


def test_rolling_back_without_a_transaction_does_nothing(session: str) -> None:
    run(session, "CREATE TABLE t (v)")
    run(session, "BEGIN")
    run(session, "INSERT INTO t VALUES (1)")
    sessions.roll_back(session)
    sessions.roll_back(session)
    assert run(session, "SELECT * FROM t") == []


def test_a_connection_in_use_is_not_lent_twice(session: str) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with sessions.sessions.use(session):
            entered.set()
            leave.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(5)
    with pytest.raises(SessionBusyError):
        run(session, "SELECT 1")
    leave.set()
    holder.join()
    assert run(session, "SELECT 1") == [[1]]


def test_a_closed_session_is_unknown(session: str) -> None:
    sessions.close_session(session)
    sessions.close_session(session)
    with pytest.raises(UnknownSessionError):
        run(session, "SELECT 1")


def test_what_a_history_brings_beside_its_tables_never_runs(session: str, tmp_path: Path) -> None:
    run(session, "CREATE TABLE t (v)")
    run(session, "CREATE TABLE taken (v)")
    run(session, "CREATE TRIGGER steal AFTER INSERT ON t BEGIN INSERT INTO taken VALUES (new.v); END")
    run(session, "CREATE VIEW look AS SELECT v FROM t")
    run(session, "SELECT dolt_commit('-A', '-m', 'planted')")
    url = f"file://{tmp_path}/remote"
    run(session, "SELECT dolt_remote('add', 'origin', ?)", url)
    run(session, "SELECT dolt_push('origin', 'refs/heads/main')")
    sessions.open_session("clone", str(tmp_path / "clone.doltlite"), True, 100)
    run("clone", "SELECT dolt_clone(?)", url)
    run("clone", "INSERT INTO t VALUES (1)")
    assert run("clone", "SELECT v FROM taken") == []
    with pytest.raises(DoltliteError, match="access to view"):
        run("clone", "SELECT v FROM look")
