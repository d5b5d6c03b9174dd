"""Records as JSON has them: their fields by name, dates and decimals as text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def fields_of(record: DataclassInstance) -> dict[str, object]:
    """Return the fields of a record as they are; `asdict` copies every text of thousands of terms."""
    return {each.name: getattr(record, each.name) for each in fields(record)}


def to_plain(value: object) -> dict[str, object] | str:
    """Return what JSON has no form for in one that it has: `default` of `json.dumps`.

    Raises:
        TypeError: It is no record, no date and no decimal.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return fields_of(value)
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
