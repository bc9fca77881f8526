"""Every way in which a Python call can fail that was found to hang or crash a bridge somewhere."""

from __future__ import annotations

import builtins
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn


class BrokenText(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no text")

    __repr__ = __str__


class ExitingText(Exception):
    def __str__(self) -> str:
        raise SystemExit(3)


class OwnBase(BaseException):
    pass


class BrokenMeta(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]
        raise ValueError("no name")

    def __getattribute__(cls, name: str) -> object:
        if name in {"__qualname__", "__module__", "__name__"}:
            raise ValueError(f"no {name}")
        return super().__getattribute__(name)


class Nameless(Exception, metaclass=BrokenMeta):
    pass


def system_exit() -> NoReturn:
    sys.exit(7)


def system_exit_with_text() -> NoReturn:
    raise SystemExit("bye")


def keyboard_interrupt() -> NoReturn:
    raise KeyboardInterrupt


def own_base_exception() -> NoReturn:
    raise OwnBase("b")


def broken_text() -> NoReturn:
    raise BrokenText


def exiting_text() -> NoReturn:
    raise ExitingText


def nameless() -> NoReturn:
    raise Nameless("w")


def chain() -> NoReturn:
    try:
        try:
            raise ZeroDivisionError("innermost")
        except ZeroDivisionError as error:
            raise KeyError("inner") from error
    except KeyError:
        raise ValueError("outer")  # noqa: B904 - its context is tested


def suppressed_context() -> NoReturn:
    try:
        raise KeyError("hidden")
    except KeyError:
        raise ValueError("alone") from None


def cause_cycle() -> NoReturn:
    first = ValueError("a")
    second = ValueError("b")
    first.__cause__ = second
    second.__cause__ = first
    raise first


def endless_recursion(depth: int = 0) -> int:
    return endless_recursion(depth + 1)


# Since 3.14 CPython goes as deep as the thread's stack lets it: in 64 MiB to more than 100,000 levels.
TOO_DEEP = 100_000 if sys.version_info < (3, 14) else 2_000_000


def deep_json() -> object:
    return json.loads("[" * TOO_DEEP)


def deep_list(levels: int = 100_000) -> list[Any]:
    nested: list[Any] = []
    for _ in range(levels):
        nested = [nested]
    return nested


def deep_repr() -> str:
    if sys.version_info < (3, 14):
        return repr(deep_list())
    # To fill 64 MiB takes minutes: repr looks for each object in a list of those that it is in.
    before = threading.stack_size(2**20)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(lambda: repr(deep_list()))
    threading.stack_size(before)
    return answer.result()


def cyclic_list() -> list[Any]:
    itself: list[Any] = []
    itself.append(itself)
    return itself


def too_large() -> bytearray:
    return bytearray(1 << 60)


def notes() -> NoReturn:
    error = ValueError("noted")
    # As add_note() does, which Python 3.10 lacks.
    setattr(error, "__notes__", ["first note", "second note"])  # noqa: B010
    raise error


def syntax_error() -> None:
    compile("def (", "broken.py", "exec")


def lone_surrogate() -> NoReturn:
    raise ValueError("bad \ud800 surrogate")


def plain_object() -> object:
    return object()


def list_with_object() -> list[object]:
    return [1, {"x": object()}]


def failing_destructor() -> str:
    class Failing:
        def __del__(self) -> None:
            raise ValueError("in __del__")

    Failing()
    return "ok"


def failing_thread() -> str:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    return "ok"


def stop_iteration() -> NoReturn:
    raise StopIteration(5)


def generator_exit() -> NoReturn:
    raise GeneratorExit


def huge_message() -> NoReturn:
    raise ValueError("x" * 10_000_000)


def missing_module() -> None:
    __import__("no_such_module")


def long_traceback(depth: int = 500) -> NoReturn:
    if depth == 0:
        raise ValueError("deep traceback")
    long_traceback(depth - 1)
    raise AssertionError("unreachable")


def endless_getattr() -> object:
    class Endless:
        def __getattr__(self, name: str) -> object:
            return getattr(self, name + "x")

    return Endless().start


def deep_pickle() -> bytes:
    import pickle

    return pickle.dumps(deep_list(TOO_DEEP))


def exception_group() -> NoReturn:
    # By its name: Python 3.10 has none.
    group = builtins.__dict__["ExceptionGroup"]
    raise group("g", [ValueError(1), group("h", [TypeError(2), KeyError("k")])])


def list_that_shrinks() -> list[Any]:
    values: list[Any] = []

    def as_py(_self: object) -> int:
        values.clear()
        return 1

    # One of the types whose conversion runs code.
    shrinking = type("Scalar", (), {"__module__": "pyarrow.lib", "as_py": as_py})
    values.extend([shrinking(), 2, 3])
    return values
