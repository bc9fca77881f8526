"""numpy's arrays and scalars as values that the tape knows: one entry for each kind of element.

numpy is never imported here: what comes here is numpy's, so it is loaded.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from _stemma.durations import duration_text
from _stemma.unencodable import KEEP, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_LENGTH = 2**32 - 1


def adapt_array(array: Any) -> object:  # noqa: ANN401 - numpy is not a dependency of this half
    """Returns an array that can be lent, or lists; an array of no dimension is its element.

    The addon has tried to lend it already: an array that comes here has a kind, an order or a size that
    JavaScript's typed arrays do not have.
    """
    if is_masked(array):
        return masked_list(array)
    if array.ndim == 0:
        return array[()]
    adapt = KINDS.get(array.dtype.kind)
    if adapt is None:
        refuse(array, f"its elements are of type {array.dtype}; convert them with astype, or {KEEP}")
    return adapt(array)


def adapt_scalar(scalar: Any) -> object:  # noqa: ANN401 - as above
    """Returns one of numpy's scalars as Python's own, as adapt_array would do with an element."""
    kind = scalar.dtype.kind
    if kind == "V" and scalar.dtype.names is None:
        return scalar.tobytes()
    if kind in PLAIN and scalar.dtype.itemsize <= LARGEST[kind]:
        return PLAIN[kind](scalar)
    if kind in "Mm":
        return element_list(scalar.reshape(1))[0]
    if kind == "V":
        return {name: scalar[name] for name in scalar.dtype.names}
    refuse(scalar, f"convert it with float(value), which may lose digits, or {KEEP}")


PLAIN: dict[str, Callable[[Any], object]] = {"b": bool, "i": int, "u": int, "f": float, "c": complex}
# Bytes that Python's own numbers hold.
LARGEST = {"b": 1, "i": 8, "u": 8, "f": 8, "c": 16}


def is_masked(array: Any) -> bool:  # noqa: ANN401 - as above
    """Says whether the array has a mask; numpy.ma is loaded with the first of them."""
    masked = sys.modules.get("numpy.ma")
    return masked is not None and isinstance(array, masked.MaskedArray)


def numbers(array: Any) -> object:  # noqa: ANN401 - as above
    """Returns the numbers as JavaScript has them: in native byte order, the last index running fastest."""
    numpy = sys.modules["numpy"]
    if max(array.shape) > MAX_LENGTH:
        shape = " x ".join(map(str, array.shape))
        refuse(
            array,
            f"it has {shape} elements, and {MAX_LENGTH} a dimension are possible; return a part, or {KEEP}",
        )
    dtype = array.dtype.newbyteorder("=")
    if array.dtype.kind == "f" and array.dtype.itemsize == 2:
        dtype = numpy.dtype("float32")
    elif array.dtype.itemsize > 8:
        refuse(array, f'convert it with astype("float64"), which may lose digits, or {KEEP}')
    adapted = numpy.ascontiguousarray(numpy.asarray(array), dtype=dtype)
    if adapted is array:
        refuse(array, f"it takes {array.nbytes} bytes in one piece; return a part, or {KEEP}")
    return adapted


def element_list(array: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Returns (nested) lists; times and spans of time are ISO 8601 text, and None where there is none."""
    kind = array.dtype.kind
    if kind not in "Mm":
        return array.tolist()
    numpy = sys.modules["numpy"]
    missing = numpy.isnat(array)
    if kind == "M":
        texts = numpy.datetime_as_string(array).astype(object)
    else:
        unit, multiple = numpy.datetime_data(array.dtype)
        texts = numpy.empty(array.shape, dtype=object)
        counts = array.astype(array.dtype.newbyteorder("=")).view("int64")
        for index, count in numpy.ndenumerate(counts):
            whole = int(count) * multiple
            texts[index] = whole if unit == "generic" else duration_text(whole, unit)
    texts[missing] = None
    return texts.tolist()


def masked_list(array: Any) -> object:  # noqa: ANN401 - as above
    """Returns (nested) lists with None where the mask hides an element."""
    if array.dtype.names is not None:
        refuse(array, f"a mask by field has none; fill it with filled(), or {KEEP}")
    numpy = sys.modules["numpy"]
    elements = numpy.empty(array.shape, dtype=object)
    # One after the other: assigned as a whole, elements that are sequences would spread over the array.
    flat, plain = elements.reshape(-1), element_list(array.data.reshape(-1))
    for index, hidden in enumerate(numpy.ma.getmaskarray(array).reshape(-1).tolist()):
        flat[index] = None if hidden else plain[index]
    return flat.reshape(array.shape).tolist()


def records(array: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Returns the rows of a structured array as dicts by field; raw memory as bytes."""
    names = array.dtype.names
    if names is None:
        return array.tolist()
    if array.ndim > 1:
        return [records(part) for part in array]
    columns = [
        records(array[name]) if array[name].dtype.names else element_list(array[name]) for name in names
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def refuse_complex(array: Any) -> object:  # noqa: ANN401 - as above
    """Complex numbers have no typed array."""
    refuse(array, f"return its parts, value.real and value.imag, or {KEEP}")


# By numpy's character for the kind of element.
KINDS: dict[str, Callable[[Any], object]] = {
    "b": element_list,
    "i": numbers,
    "u": numbers,
    "f": numbers,
    "c": refuse_complex,
    "M": element_list,
    "m": element_list,
    "U": element_list,
    "T": element_list,
    "S": element_list,
    "O": element_list,
    "V": records,
}
