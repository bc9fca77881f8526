"""Memory that the addon could not lend as it is."""

from __future__ import annotations

import array
import struct
from typing import Any

from _stemma.unencodable import KEEP, refuse

NATIVE = frozenset("bBhHiIlLqQnNfdc")


def adapt_memory(view: memoryview) -> object:
    """Returns memory that can be lent, or a list; raises where the elements have no JavaScript type."""
    order, code = _order_and_code(view.format)
    if view.ndim == 0 or code not in NATIVE | {"?", "e"}:
        refuse(view, f"its elements have the format {view.format!r}; return its tobytes(), or {KEEP}")
    if (order == ">" and view.itemsize > 1) or code == "e":
        swapped = array.array("f" if code == "e" else code, _unpacked(view, order, code))
        return _shaped(swapped.tobytes(), swapped.typecode, view.shape)
    if code == "?":
        return _shaped(view.tobytes(), code, view.shape).tolist()
    if view.c_contiguous:
        refuse(view, f"it takes {view.nbytes} bytes in one piece; return a part, or {KEEP}")
    return _shaped(view.tobytes(), code, view.shape)


def _order_and_code(form: str) -> tuple[str, str]:
    if form[:1] in "@=<>!":
        return (">" if form[0] in ">!" else "<"), form[1:]
    return "<", form


def _unpacked(view: memoryview, order: str, code: str) -> list[int | float]:
    return [item for (item,) in struct.iter_unpack(order + code, view.tobytes())]


def _shaped(data: bytes, code: str, shape: tuple[int, ...] | None) -> memoryview:
    memory: Any = memoryview(bytearray(data))
    return memory.cast(code, list(shape)) if shape and 0 not in shape else memory.cast(code)
