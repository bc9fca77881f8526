import json

import pytest
from _stemma.describe import CAUSE_LIMIT, MESSAGE_LIMIT, describe


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:  # noqa: BLE001
        return caught


def test_names_type_message_and_traceback() -> None:
    described = describe(raised(ValueError("seven")))
    assert described["type"] == "ValueError"
    assert described["message"] == "seven"
    assert described["traceback"] is not None
    assert described["traceback"].endswith("ValueError: seven\n")


def test_qualifies_types_outside_of_builtins() -> None:
    assert describe(json.JSONDecodeError("bad", "", 0))["type"] == "json.decoder.JSONDecodeError"


def test_follows_the_cause_and_ends_a_cycle() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    described = describe(first)
    assert described["cause"] is not None
    assert described["cause"]["type"] == "KeyError"
    assert described["cause"]["cause"] is None


def test_leaves_a_suppressed_context_out() -> None:
    error = ValueError("alone")
    error.__context__ = KeyError("hidden")
    error.__suppress_context__ = True
    assert describe(error)["cause"] is None


def test_caps_message_and_chain() -> None:
    error: BaseException = ValueError("x" * (MESSAGE_LIMIT + 1))
    assert len(describe(error)["message"]) == MESSAGE_LIMIT
    for depth in range(CAUSE_LIMIT * 2):
        outer = ValueError(str(depth))
        outer.__cause__ = error
        error = outer
    links, described = 0, describe(error)
    while described["cause"] is not None:
        links, described = links + 1, described["cause"]
    assert links == CAUSE_LIMIT


@pytest.mark.parametrize("inner", [RuntimeError("no text"), SystemExit(3), MemoryError()])
def test_survives_a_broken_text(inner: BaseException) -> None:
    class Broken(Exception):
        def __str__(self) -> str:
            raise inner

    described = describe(raised(Broken()))
    assert described["message"] == f"(unprintable exception) ({type(inner).__name__})"
    assert described["type"].endswith("Broken")


def test_survives_notes_that_are_none() -> None:
    class Note:
        def __str__(self) -> str:
            raise ValueError("no text")

    error = ValueError("noted")
    error.__dict__["__notes__"] = ["fine", Note()]
    assert describe(error)["notes"] == ["fine", "(unprintable note) (ValueError)"]
    error.__dict__["__notes__"] = 7
    assert describe(error)["notes"] == []
