"""Records as JSON, to be kept in a file and read back as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ingest.errors import EvidenceError

Record = TypeVar("Record")

_DECIMAL, _DATE = "decimal", "date"
"""Keys of what JSON has no type for: a number keeps the decimals it was printed with."""


class RecordError(EvidenceError):
    """A stored record cannot be read."""


def dump_record(record: Any) -> str:
    """Return a record, and the records within it, as JSON that ``load_record`` reads."""
    return json.dumps(_to_plain(record), ensure_ascii=False, separators=(",", ":"))


def load_record(text: str, kind: type[Record]) -> Record:
    """Return the record of ``kind`` that was written by ``dump_record``.

    A field that is missing takes its default, and one that is unknown is left out, so that files outlive a version.

    Raises:
        RecordError: It is no JSON, or not of this kind.
    """
    try:
        record = _from_plain(json.loads(text), kind)
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise RecordError(f"expected a stored {kind.__name__}, found something else ({error})") from error
    assert isinstance(record, kind)
    return record


def _to_plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    if isinstance(value, date):  # a datetime is one too
        return {_DATE: value.isoformat()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_to_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _to_plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _from_plain(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, Mapping) and len(value) == 1 and _DECIMAL in value:
        return Decimal(value[_DECIMAL])
    if isinstance(value, Mapping) and len(value) == 1 and _DATE in value:
        return _to_day(value[_DATE])
    if get_origin(hint) in {Union, UnionType}:
        return _from_plain(value, _choose(value, hint))
    if get_origin(hint) is tuple:
        return _to_tuple(value, get_args(hint))
    if is_dataclass(hint):
        return _to_record(value, hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return value


def _choose(value: Any, hint: Any) -> Any:
    """Return the part of a union that ``value`` was written from: what is neither list nor object is as it is."""
    parts = [part for part in get_args(hint) if part is not type(None)]
    if isinstance(value, list):
        return next(part for part in parts if get_origin(part) is tuple)
    if isinstance(value, Mapping):
        return next(part for part in parts if is_dataclass(part))
    return next((part for part in parts if isinstance(part, type) and issubclass(part, Enum)), parts[0])


def _to_tuple(values: Any, hints: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(values, list):
        raise TypeError(f"a list was expected, not {type(values).__name__}")
    if hints[-1] is Ellipsis:
        return tuple(_from_plain(one, hints[0]) for one in values)
    return tuple(_from_plain(one, hint) for one, hint in zip(values, hints, strict=True))


def _to_record(value: Any, kind: Any) -> Any:
    if not isinstance(value, Mapping):
        raise TypeError(f"a {kind.__name__} was expected, not {type(value).__name__}")
    hints = _hints(kind)
    known = {name: _from_plain(one, hints[name]) for name, one in value.items() if name in hints}
    for name, one in known.items():
        allowed = get_args(hints[name]) if get_origin(hints[name]) is Literal else ()
        if allowed and one not in allowed:
            raise ValueError(f"{name}: {one!r} is none of {', '.join(map(str, allowed))}")
    return kind(**known)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _to_day(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
