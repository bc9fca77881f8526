from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stemma_testing import faults


class Shop:
    def __init__(self) -> None:
        self.sold: list[str] = []

    def sell(self, what: str) -> str:
        self.sold.append(what)
        return what

    @staticmethod
    def greet(name: str) -> str:
        return f"hello {name}"

    @classmethod
    def title(cls) -> str:
        return cls.__name__


HERE = __name__


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    sys.modules.setdefault(HERE, sys.modules[Shop.__module__])
    yield
    faults.restore()


def test_raises_any_exception_from_the_nth_call_until_restored() -> None:
    shop = Shop()
    faults.fail(f"{HERE}:Shop.sell", "SystemExit", "closed", from_call=2)
    assert shop.sell("pear") == "pear"
    with pytest.raises(SystemExit, match="closed"):
        shop.sell("apple")
    faults.restore()
    assert shop.sell("apple") == "apple"
    assert shop.sold == ["pear", "apple"]


def test_takes_exceptions_of_any_module_and_one_without_a_text() -> None:
    faults.fail(f"{HERE}:Shop.sell", "json:JSONDecodeError", "x")
    with pytest.raises(TypeError):  # this one needs more arguments: also an exception inside the call
        Shop().sell("pear")
    faults.restore()
    faults.fail(f"{HERE}:Shop.sell", "UnprintableError", "x")
    with pytest.raises(faults.UnprintableError) as caught:
        Shop().sell("pear")
    with pytest.raises(RuntimeError, match="no text"):
        str(caught.value)


class Branch(Shop):
    pass


def test_what_is_inherited_is_inherited_again() -> None:
    faults.fail(f"{HERE}:Branch.sell", "KeyboardInterrupt", "x")
    with pytest.raises(KeyboardInterrupt):
        Branch().sell("pear")
    assert Shop().sell("pear") == "pear"
    faults.restore()
    assert "sell" not in vars(Branch)


def test_static_and_class_methods_are_put_back_as_they_were() -> None:
    for name in ("greet", "title"):
        faults.fail(f"{HERE}:Shop.{name}", "ValueError", "x")
    with pytest.raises(ValueError, match="x"):
        Shop().greet("Ada")
    with pytest.raises(ValueError, match="x"):
        Shop().title()
    faults.restore()
    assert (Shop().greet("Ada"), Shop.title()) == ("hello Ada", "Shop")
    assert isinstance(vars(Shop)["title"], classmethod)


@pytest.mark.parametrize("holds_lock", [False, True])
def test_blocks_with_or_without_the_interpreters_lock(holds_lock: bool) -> None:
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.01)

    faults.block(f"{HERE}:Shop.sell", 0.6, holds_lock)
    other = threading.Thread(target=tick)
    other.start()
    started_at = time.monotonic()
    Shop().sell("pear")
    ended_at = time.monotonic()
    done.set()
    other.join()
    assert ended_at - started_at >= 0.6
    meanwhile = [at for at in ticks if started_at + 0.1 < at < started_at + 0.5]
    assert (meanwhile == []) if holds_lock else (meanwhile != [])


@pytest.mark.parametrize(("after", "printed"), [(False, ""), (True, "sold")])
def test_kills_the_process_before_or_after_the_work(after: bool, printed: str) -> None:
    code = (
        "import sys; from stemma_testing import faults\n"
        "class Shop:\n"
        "    @staticmethod\n"
        "    def sell(): print('sold', flush=True)\n"
        f"faults.kill('__main__:Shop.sell', after={after})\n"
        "Shop.sell()\n"
        "print('survived')\n"
    )
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (-9, printed, "")
