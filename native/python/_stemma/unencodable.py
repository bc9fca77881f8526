"""How a value without a JavaScript form is refused: with its type, and with the way out."""

from __future__ import annotations

from typing import NoReturn

KEEP = "keep it in Python with executeForRef"


class Unencodable(TypeError):
    """The value has no JavaScript form."""


Unencodable.__module__ = "_stemma"


def refuse(value: object, way_out: str) -> NoReturn:
    """Raises :class:`Unencodable` for the value; `way_out` says what to return instead."""
    kind = type(value)
    raise Unencodable(
        f"a Python value of type '{kind.__module__}.{kind.__qualname__}' has no JavaScript form; {way_out}"
    )
