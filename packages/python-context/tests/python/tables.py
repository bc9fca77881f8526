"""Stand-ins for pandas, polars and pyarrow, as far as tables on their way use them.

Their tables hold text, their streams are that text between the names of the functions that wrote and read it.
"""

# What they stand for are other people's objects, without types here.
# pyright: reportUnknownLambdaType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false

from __future__ import annotations

import sys
import types
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator
    from io import BytesIO


def class_of(module: str, name: str, **members: Any) -> type[Any]:  # noqa: ANN401 - anything
    def init(self: Any, text: str) -> None:  # noqa: ANN401 - one of these classes
        self.text = text

    return type(name, (), {"__module__": module, "__init__": init, **members})


def write_ipc_stream(self: Any, sink: BytesIO, *, compat_level: str) -> None:  # noqa: ANN401 - as above
    sink.write(f"polars {compat_level}: {self.text}".encode())


@contextmanager
def new_stream(sink: BytesIO, schema: str) -> Generator[Any, None, None]:
    def write(table: Any) -> None:  # noqa: ANN401 - as above
        sink.write(f"pyarrow {schema}: {table.text}".encode())

    yield types.SimpleNamespace(write=write)


def reader(name: str) -> Any:  # noqa: ANN401 - as above
    def read(source: Any) -> Any:  # noqa: ANN401 - as above
        data = bytes(source).decode() if isinstance(source, memoryview) else source.read().decode()
        return ArrowTable(f"{name}({data})") if "open" in name else PolarsFrame(f"{name}({data})")

    return read


def opener(name: str) -> Any:  # noqa: ANN401 - as above
    read = reader(name)
    return lambda source: types.SimpleNamespace(read_all=lambda: read(source))


PolarsFrame = class_of("polars.dataframe.frame", "DataFrame", write_ipc_stream=write_ipc_stream)
PolarsSeries = class_of(
    "polars.series.series", "Series", to_frame=lambda self: PolarsFrame(f"frame of {self.text}")
)
PolarsLazy = class_of(
    "polars.lazyframe.frame", "LazyFrame", collect=lambda self: PolarsFrame(f"collected {self.text}")
)
PandasFrame = class_of("pandas.core.frame", "DataFrame", columns=())
ArrowTable = class_of(
    "pyarrow.lib", "Table", schema="schema", to_pandas=lambda self: PandasFrame(f"{self.text} to pandas")
)
ArrowTable.from_pandas = staticmethod(lambda frame: ArrowTable(f"from pandas {frame.text}"))
Relation = class_of("duckdb", "Relation", __arrow_c_stream__=lambda self, schema=None: None)

ipc = types.SimpleNamespace(
    new_stream=new_stream, open_stream=opener("open_stream"), open_file=opener("open_file")
)
modules: dict[str, Any] = {
    "pandas": types.SimpleNamespace(),
    "polars": types.SimpleNamespace(
        CompatLevel=types.SimpleNamespace(oldest=lambda: "oldest"),
        read_ipc=reader("read_ipc"),
        read_ipc_stream=reader("read_ipc_stream"),
    ),
    "pyarrow": types.SimpleNamespace(
        ipc=ipc, Table=ArrowTable, table=lambda relation: ArrowTable(f"table of {relation.text}")
    ),
}


def install() -> None:
    sys.modules.update(modules)


def hide() -> None:
    """Makes Python say of each that there is no such module."""
    sys.modules.update(dict.fromkeys(modules))  # pyright: ignore[reportArgumentType, reportCallIssue]


def remove() -> None:
    for name in modules:
        sys.modules.pop(name, None)


def make(name: str, text: str) -> object:
    return globals()[name](text)


def text_of(table: Any) -> str:  # noqa: ANN401 - as above
    return f"{type(table).__module__.partition('.')[0]}: {table.text}"
