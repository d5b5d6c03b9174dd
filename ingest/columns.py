"""Results as columns: how a ``Result`` stands in an Arrow table, and how it comes back as it was printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pyarrow as pa
import pyarrow.compute as pc

from ingest.records import Category, Result, Value

COLUMNS = tuple(field.name for field in fields(Result))
KIND = "value_kind"  # "number", "date" or "text": a text that looks like a number stays a text
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)  # not Decimal's own "NaN" and "Infinity"
_INTEGERS = ("n", "N", "start", "end")
_DECIMALS = ("ci_level", "p_value")
_DISTINCT = ("id", "quote")  # hardly ever the same twice: a dictionary of them would only be in the way
_NO_CUTOFF = 1_000_000  # sorts after every day since 1970, counted backwards
_ORDERED_BY = ("trial", "category", "outcome", "data_cutoff", "arm", "comparison", "id")


def _plain_type(name: str) -> pa.DataType:
    return pa.int64() if name in _INTEGERS else pa.bool_() if name == "cutoff_stated" else pa.string()


def _type(name: str) -> pa.DataType:
    plain = _plain_type(name)
    return pa.dictionary(pa.int32(), plain) if plain == pa.string() and name not in _DISTINCT else plain


SCHEMA = pa.schema([(name, _type(name)) for name in (*COLUMNS, KIND)])
"""Numbers and dates as printed, each different text of a column once; ``n``, ``N`` and offsets as integers."""


def to_columns(results: Iterable[Result]) -> pa.Table:
    """Return results as a table of ``SCHEMA``, in the order given."""
    rows = list(results)
    listed: dict[str, list[Any]] = {name: [_plain(getattr(row, name)) for row in rows] for name in COLUMNS}
    listed[KIND] = [_kind(row.value) for row in rows]
    return pa.table({name: pa.array(column, _plain_type(name)) for name, column in listed.items()}).cast(SCHEMA)


def put_in_order(tables: Sequence[pa.Table]) -> pa.Table:
    """Return the rows of several tables in contract order, in one piece, with the texts of each column numbered anew.

    By trial, category, outcome, newest cut-off first and none last, arm or comparison, id. Since trials come first,
    the number of a trial is its place among them.
    """
    whole = pa.concat_tables([SCHEMA.empty_table(), *tables]).unify_dictionaries()
    plain = {name: decode(whole[name]) for name in _ORDERED_BY}
    days = pc.cast(pc.cast(plain["data_cutoff"], pa.date32()), pa.int32())
    keys = {
        "trial": plain["trial"],
        "category": pc.index_in(plain["category"], value_set=pa.array(get_args(Category))),
        "outcome": plain["outcome"],
        "newest": pc.fill_null(pc.negate(days), _NO_CUTOFF),
        "arm": pc.fill_null(pc.coalesce(plain["arm"], plain["comparison"]), ""),
        "id": plain["id"],
    }
    order = pc.sort_indices(pa.table(keys), sort_keys=[(name, "ascending") for name in keys])
    ordered = {name: decode(whole[name].combine_chunks()).take(order) for name in SCHEMA.names}
    return pa.table(
        {name: column.dictionary_encode() if _is_coded(name) else column for name, column in ordered.items()},
        schema=SCHEMA,
    ).combine_chunks()


def to_results(rows: pa.Table) -> tuple[Result, ...]:
    """Return rows of ``SCHEMA`` as results, each as it was printed."""
    columns = [decode(rows.column(name)).to_pylist() for name in SCHEMA.names]
    return tuple(_to_result(dict(zip(SCHEMA.names, row, strict=True))) for row in zip(*columns, strict=True))


def decode(column: Any) -> Any:
    """Return a column's own values in place of their numbers."""
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _is_coded(name: str) -> bool:
    return bool(pa.types.is_dictionary(SCHEMA.field(name).type))


def _kind(value: Value | None) -> str | None:
    if value is None:
        return None
    return "number" if isinstance(value, Decimal) else "date" if isinstance(value, date) else "text"


def _plain(entry: object) -> object:
    return str(entry) if isinstance(entry, Decimal | date) else entry


def _to_result(row: dict[str, Any]) -> Result:
    kind = row.pop(KIND)
    if kind == "number":
        row["value"] = Decimal(row["value"])
    elif kind == "date":
        row["value"] = date.fromisoformat(row["value"])
    for name in ("ci_low", "ci_high"):
        row[name] = Decimal(row[name]) if row[name] and NUMBER.fullmatch(row[name]) else row[name]
    for name in _DECIMALS:
        row[name] = None if row[name] is None else Decimal(row[name])
    row["data_cutoff"] = None if row["data_cutoff"] is None else date.fromisoformat(row["data_cutoff"])
    return Result(**row)
