"""Columns, tensors and frames of libraries that may not be installed, by the names of their types.

Nothing is imported: a value of a library's type is proof that the library is loaded.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from _stemma.arrays import adapt_array, adapt_scalar
from _stemma.unencodable import KEEP, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

AS_TABLE = (
    "send it as an Arrow table: keep it with executeForRef and read it with toArrow() (apache-arrow's "
    "tableFromIPC makes columns of that); or return columns or records that it makes itself"
)


def adapt_pandas(values: Any) -> object:  # noqa: ANN401 - the library is not a dependency
    """A Series, an Index or an extension array: its values, in the form of the array that they are."""
    numpy = sys.modules["numpy"]
    if isinstance(values.dtype, numpy.dtype):
        return values.to_numpy()
    return values.to_numpy(dtype=object, na_value=None).tolist()


def adapt_polars(values: Any) -> object:  # noqa: ANN401 - as above
    """A Series: an array where it has no gaps, or else a list with None in them."""
    dtype = values.dtype
    has_array = (dtype.is_integer() and str(dtype) not in ("Int128", "UInt128")) or dtype.is_float()
    is_time = dtype.is_temporal() and getattr(dtype, "time_zone", None) is None and str(dtype) != "Time"
    if "numpy" in sys.modules and ((has_array and values.null_count() == 0) or is_time):
        return values.to_numpy()
    return values.to_list()


def adapt_arrow(values: Any) -> object:  # noqa: ANN401 - as above
    """An Array or a ChunkedArray, in the same way."""
    types = sys.modules["pyarrow"].types
    kind = values.type
    has_array = types.is_integer(kind) or types.is_floating(kind)
    is_time = types.is_date(kind) or types.is_duration(kind) or (types.is_timestamp(kind) and kind.tz is None)
    if (has_array and values.null_count == 0) or is_time:
        return values.to_numpy(zero_copy_only=False)
    return values.to_pylist()


def adapt_torch(tensor: Any) -> object:  # noqa: ANN401 - as above
    """A Tensor: the memory it has, or a copy from the device it is on."""
    torch = sys.modules["torch"]
    if tensor.layout is not torch.strided or tensor.is_quantized:
        refuse(tensor, f"make it dense with to_dense() or dequantize(), or {KEEP}")
    tensor = tensor.detach().cpu()
    if tensor.ndim == 0:
        return tensor.tolist()
    if tensor.dtype is torch.bfloat16:
        tensor = tensor.float()
    return tensor.resolve_conj().resolve_neg().numpy()


def adapt_numpy_method(tensor: Any) -> object:  # noqa: ANN401 - as above
    """A tensor that gives itself as numpy's array."""
    return tensor.numpy()


def adapt_jax(array: Any) -> object:  # noqa: ANN401 - as above
    """jax's array, copied from its device."""
    return sys.modules["numpy"].asarray(array)


def none(_missing: object) -> None:
    """What stands for a missing value."""


def refuse_frame(frame: object) -> object:
    """A table has many forms; which one is not ours to say."""
    refuse(frame, AS_TABLE)


def refuse_lazy(frame: object) -> object:
    """A query is no table yet."""
    refuse(frame, f"run it with collect(); then {AS_TABLE}")


def as_py(scalar: Any) -> object:  # noqa: ANN401 - as above
    """Arrow's scalar as Python's."""
    return scalar.as_py()


def as_bytes(buffer: Any) -> object:  # noqa: ANN401 - as above
    """Arrow's memory as bytes: it says of itself that it holds signed ones."""
    return memoryview(buffer).cast("B")


def as_timedelta64(span: Any) -> object:  # noqa: ANN401 - as above
    """pandas' span, with its nanoseconds."""
    return span.to_timedelta64()


# By the package that a type says it is from, and its name.
LIBRARY_FORMS: dict[tuple[str, str], Callable[[Any], object]] = {
    ("numpy", "ndarray"): adapt_array,
    ("numpy", "generic"): adapt_scalar,
    ("pandas", "Series"): adapt_pandas,
    ("pandas", "Index"): adapt_pandas,
    ("pandas", "ExtensionArray"): adapt_pandas,
    ("pandas", "DataFrame"): refuse_frame,
    ("pandas", "NaTType"): none,
    ("pandas", "NAType"): none,
    ("pandas", "Period"): str,
    ("pandas", "Timedelta"): as_timedelta64,
    ("polars", "Series"): adapt_polars,
    ("polars", "DataFrame"): refuse_frame,
    ("polars", "LazyFrame"): refuse_lazy,
    ("pyarrow", "Array"): adapt_arrow,
    ("pyarrow", "ChunkedArray"): adapt_arrow,
    ("pyarrow", "Scalar"): as_py,
    ("pyarrow", "Buffer"): as_bytes,
    ("pyarrow", "Table"): refuse_frame,
    ("pyarrow", "RecordBatch"): refuse_frame,
    ("torch", "Tensor"): adapt_torch,
    ("tensorflow", "EagerTensor"): adapt_numpy_method,
    ("jaxlib", "ArrayImpl"): adapt_jax,
    ("jax", "ArrayImpl"): adapt_jax,
}
