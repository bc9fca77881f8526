"""When the signal of an overdue call raises, and when it waits."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from _stemma import interrupt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def asked() -> Iterator[list[bool]]:
    """Installs the handler for a call that is overdue; the list counts how often it was asked."""
    questions: list[bool] = []

    def should_interrupt() -> bool:
        questions.append(True)
        return True

    before = signal.getsignal(signal.SIGUSR1)
    interrupt.install(signal.SIGUSR1, should_interrupt)
    yield questions
    signal.signal(signal.SIGUSR1, before)


def signal_from(file: str, function: str = "<module>", module: str = "__main__") -> None:
    """Gets the signal while code of that file, function and module runs."""
    source = "os.kill(os.getpid(), signal.SIGUSR1)\nfor _ in range(100): pass"
    code = compile(source, file, "exec").replace(co_name=function)
    exec(code, {"os": os, "signal": signal, "__name__": module})  # noqa: S102 - code with a file of our choice


def test_it_raises_in_ordinary_code(asked: list[bool]) -> None:
    with pytest.raises(interrupt.Interrupted):
        signal_from("/project/module.py")
    assert asked


@pytest.mark.parametrize(
    ("file", "function", "module"),
    [
        ("<frozen importlib._bootstrap>", "_find_and_load", "importlib._bootstrap"),
        ("<frozen importlib._bootstrap_external>", "get_code", "importlib._bootstrap_external"),
        ("<_stemma.handles>", "keep", "_stemma.handles"),
        ("<_stemma.results>", "kind_of", "_stemma.results"),
        ("<_stemma.loop>", "spawn", "_stemma.loop"),
        (str(logging.__file__), "handle", "logging"),
        ("/usr/lib/python3.11/_weakrefset.py", "_remove", "_weakrefset"),
    ],
)
def test_it_waits_in_delicate_code(asked: list[bool], file: str, function: str, module: str) -> None:
    signal_from(file, function, module)
    # Not asked: the interrupt is still due, and the next signal can raise it.
    assert not asked


@pytest.mark.parametrize("function", ["call", "pull"])
def test_it_raises_where_handles_only_pass_a_call_on(asked: list[bool], function: str) -> None:
    with pytest.raises(interrupt.Interrupted):
        signal_from("<_stemma.handles>", function, "_stemma.handles")
    assert asked


IMPORTED = """
import os, signal, threading
from _stemma import interrupt

def inside():
    os.kill(os.getpid(), signal.SIGUSR1)
    for _ in range(100): pass

seen = interrupt.is_thread_delicate(threading.get_ident())
inside()
done = True
"""


@pytest.mark.parametrize("statement", ["import slow_to_import", "__import__('slow_to_import')"])
def test_it_waits_until_a_module_is_imported(
    asked: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    (tmp_path / "slow_to_import.py").write_text(IMPORTED, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    sys.modules.pop("slow_to_import", None)
    exec(statement, {})  # noqa: S102 - two ways to the same import
    assert not asked
    assert sys.modules["slow_to_import"].done
    assert sys.modules["slow_to_import"].seen
    with pytest.raises(interrupt.Interrupted):
        sys.modules["slow_to_import"].inside()


def test_the_import_lock_is_free_after_a_signal_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread can import the module afterwards."""
    (tmp_path / "interrupted.py").write_text("VALUES = [index for index in range(500)]\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    due: list[bool] = []
    interrupt.install(signal.SIGALRM, lambda: bool(due) and due.pop())

    def attempt(seconds: float) -> None:
        due.append(True)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        importlib.import_module("interrupted")
        due.clear()

    for round_number in range(600):
        sys.modules.pop("interrupted", None)
        with contextlib.suppress(interrupt.Interrupted):
            attempt((round_number % 60 + 1) / 1e5)
        sys.modules.pop("interrupted", None)
        other = threading.Thread(target=importlib.import_module, args=("interrupted",), daemon=True)
        other.start()
        other.join(20)
        assert not other.is_alive(), f"round {round_number}"
    signal.setitimer(signal.ITIMER_REAL, 0)


def test_what_comes_to_nobody_is_asked_for_anew(asked: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    others: list[object] = []
    anew: list[bool] = []
    monkeypatch.setattr(sys, "unraisablehook", others.append)
    interrupt.hear_of_lost_interrupts(lambda: anew.append(True))

    class Interrupting:
        def __del__(self) -> None:
            signal_from("/project/module.py")

    class Failing:
        def __del__(self) -> None:
            raise ValueError

    Interrupting()
    assert anew == [True]
    Failing()
    assert (len(anew), len(others), len(asked)) == (1, 1, 1)
