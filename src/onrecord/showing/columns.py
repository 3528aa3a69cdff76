"""Values as Arrow tables: a column a field, typed by the dataclass, nested where it nests; loaded only where one is asked for.

Source: Apache Arrow columnar format 1.5. Needs the extra `[tables]` (pyarrow), data frames `[notebook]` (pandas too).
"""

import dataclasses
import importlib
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.codec import encode
from onrecord.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_BATCH = 1000


def load(module: str, extra: str) -> Any:
    """A library of an extra, loaded when it is needed.

    Raises: ConfigError that names the extra where it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ConfigError(
            f"This needs {name}, which is not installed. Install it with: pip install 'onrecord[{extra}]'"
        ) from error


def make_table(kind: type, values: Iterable[Any]) -> "pa.Table":
    """Values of one dataclass as an Arrow table.

    Raises: ConfigError where pyarrow is not installed.
    """
    pa = load("pyarrow", "tables")
    schema, found = make_schema(kind), iter(values)
    batches = []
    while part := list(islice(found, _BATCH)):
        batches.append(make_batch(encode(part), schema))
    return pa.Table.from_batches(batches, schema=schema)


def make_batch(rows: list[Any], schema: "pa.Schema") -> "pa.RecordBatch":
    """Rows as a batch of this schema; a lone surrogate, which Arrow cannot hold, as U+FFFD.

    Raises: ConfigError where pyarrow is not installed.
    """
    pa = load("pyarrow", "tables")
    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist(_without_surrogates(rows), schema=schema)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _without_surrogates(inner) for key, inner in value.items()}
    return [_without_surrogates(inner) for inner in value] if isinstance(value, list) else value


def make_row_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, type]) -> "pa.Table":
    """Rows as an Arrow table; a column that `kinds` does not name is text.

    Raises: ConfigError where pyarrow is not installed.
    """
    pa = load("pyarrow", "tables")
    schema = pa.schema([pa.field(name, _type(kinds.get(name, str))) for name in columns])
    return pa.Table.from_batches([make_batch([dict(row) for row in rows], schema)], schema=schema)


def make_frame(table: "pa.Table") -> "pd.DataFrame":
    """An Arrow table as a pandas data frame.

    Raises: ConfigError where pandas is not installed.
    """
    load("pandas", "notebook")
    return table.to_pandas()


def make_schema(kind: type) -> "pa.Schema":
    """The Arrow schema of a dataclass: text, 64-bit numbers, truth values, lists, structs; what may be None is nullable."""
    pa = load("pyarrow", "tables")
    return pa.schema([_field(name, hint) for name, hint in _hints(kind)])


def _hints(kind: type) -> list[tuple[str, Any]]:
    hints = typing.get_type_hints(kind)
    return [(f.name, hints[f.name]) for f in dataclasses.fields(kind)]


def _field(name: str, hint: Any) -> "pa.Field":
    pa = load("pyarrow", "tables")
    nullable = False
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        kept = [k for k in typing.get_args(hint) if k is not types.NoneType]
        nullable = len(kept) < len(typing.get_args(hint))
        hint = kept[0]
    return pa.field(name, _type(hint), nullable=nullable)


def _type(hint: Any) -> "pa.DataType":
    pa = load("pyarrow", "tables")
    if typing.get_origin(hint) is tuple:
        return pa.list_(_field("item", typing.get_args(hint)[0]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct([_field(name, inner) for name, inner in _hints(hint)])
    return {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}.get(hint, pa.string())
