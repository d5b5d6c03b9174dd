"""Registry records found in a JSON file: one record, an array of records, or a list reply of the registry's API.

Limits: ``MAX_BYTES`` and ``MAX_RECORDS``; nesting as deep as Python's own parser follows. A file that repeats a key in
one object, or holds NaN or Infinity, is refused: a value would be lost or made up in silence.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from ingest.errors import SourceError
from ingest.readers.registry_protocol import Study

MAX_BYTES = 100_000_000
"""A list reply of 1,000 records with results; a single record has at most some megabytes."""
MAX_RECORDS = 1_000
"""The most that the registry's API puts into one reply."""

_PROTOCOL, _LIST = "protocolSection", "studies"
_WHAT = "expected a ClinicalTrials.gov record of API version 2 (JSON with a protocolSection)"
_REMEDY = "download it from https://clinicaltrials.gov/api/v2/studies/NCT..."


def read_studies(path: Path) -> tuple[dict[str, Any], ...]:
    """Return the records of a file as they stand, each with a registry number of its own.

    Raises:
        SourceError: The file cannot be read, breaks a limit, is not JSON, or holds no records.
    """
    try:
        stat = path.stat()
        if stat.st_size > MAX_BYTES:
            raise SourceError(
                f"{path.name}: expected at most {MAX_BYTES:,} bytes of registry records, found {stat.st_size:,}; "
                "split the file"
            )
        return _parse(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read; {error.strerror or error}") from error


def check_study(study: dict[str, Any], *, name: str, results: bool) -> Study:
    """Return one record with every field of the type that the registry gives it.

    Args:
        name: The file, for the message.
        results: Whether to read its results too.

    Raises:
        SourceError: A field has another type; the message gives its path.
    """
    try:
        return Study.model_validate(study if results else {_PROTOCOL: study[_PROTOCOL]})
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(str(step) for step in first["loc"])
        raise SourceError(
            f"{name}: record {registry_number(study)}: /{where}: {first['msg']}, found {_shorten(first['input'])}; "
            "download the record anew"
        ) from error


def registry_number(study: dict[str, Any]) -> str:
    """Return the NCT number of a record that ``read_studies`` returned."""
    return str(study[_PROTOCOL]["identificationModule"]["nctId"])


@lru_cache(maxsize=1)  # the records of one file are read one after another
def _parse(path: Path, _changed: int, _size: int) -> tuple[dict[str, Any], ...]:
    name = path.name
    try:
        content = json.loads(
            path.read_bytes().decode("utf-8-sig"),
            object_pairs_hook=_with_each_key_once,
            parse_float=str,  # the decimals stay as printed
            parse_constant=_refuse,
        )
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: {_WHAT} in UTF-8, found byte 0x{error.object[error.start]:02x}") from error
    except RecursionError as error:
        raise SourceError(f"{name}: {_WHAT}, found values nested without end; {_REMEDY}") from error
    except ValueError as error:  # JSONDecodeError is one
        raise SourceError(f"{name}: {_WHAT}, found no valid JSON ({error}); {_REMEDY}") from error
    studies = content.get(_LIST) if isinstance(content, dict) and _LIST in content else content
    if isinstance(studies, dict):
        studies = [studies]
    if not isinstance(studies, list) or not studies:
        raise SourceError(f"{name}: {_WHAT}, found {_shorten(content)}; {_REMEDY}")
    if len(studies) > MAX_RECORDS:
        raise SourceError(f"{name}: expected at most {MAX_RECORDS:,} records, found {len(studies):,}; split the file")
    for place, study in enumerate(studies):
        _refuse_stranger(study, name=name, place=place)
    twice = [number for number, count in Counter(map(registry_number, studies)).items() if count > 1]
    if twice:
        raise SourceError(f"{name}: expected each record once, found {twice[0]} several times; keep one of them")
    return tuple(studies)


def _refuse_stranger(study: Any, *, name: str, place: int) -> None:
    module = study.get(_PROTOCOL) if isinstance(study, dict) else None
    identity = module.get("identificationModule") if isinstance(module, dict) else None
    number = identity.get("nctId") if isinstance(identity, dict) else None
    if not isinstance(number, str) or not _is_registry_number(number):
        what = f"record {place + 1}" if place else "the record"
        raise SourceError(f"{name}: {_WHAT} and its nctId, found {_shorten(study)} as {what}; {_REMEDY}")


def _is_registry_number(text: str) -> bool:
    return text.startswith("NCT") and len(text) == 11 and text[3:].isdecimal() and text.isascii()


def _with_each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object without its nulls, which mean the same as an absent key."""
    found = {key: value for key, value in pairs if value is not None}
    if len(found) != len(pairs) and len(dict(pairs)) != len(pairs):
        key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"the key {key!r} twice in one object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant}, which is no number")


def _shorten(found: Any) -> str:
    if isinstance(found, dict):
        return f"an object with the keys {', '.join(map(str, list(found)[:5])) or 'none'}"
    if isinstance(found, list):
        return f"a list of {len(found)}"
    return repr(found)[:60]
