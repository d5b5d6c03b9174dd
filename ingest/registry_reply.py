"""Whose record the registry gave, and whether it says anything new."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ingest.errors import FetchError


def identify_record(content: bytes, *, number: str, name: str) -> str:
    """Return the hash of what a registry record says, without the day of the registry's data that every record carries.

    Args:
        number: The trial that was asked for; the record may be that of the number which replaced it.
        name: Of the service, for errors.

    Raises:
        FetchError: It is no whole JSON record, or another trial's.
    """
    try:
        record = json.loads(content)
        fingerprint = hashlib.sha256(json.dumps(_undated(record), sort_keys=True).encode()).hexdigest()
    except (ValueError, RecursionError) as error:
        raise FetchError(f"{name}: expected a whole JSON record, found one that cannot be read ({error})") from error
    module = _part(_part(record, "protocolSection"), "identificationModule")
    aliases = module.get("nctIdAliases")
    if number not in (module.get("nctId"), *(aliases if isinstance(aliases, list) else ())):
        raise FetchError(f"{name}: expected the record of {number}, found that of {module.get('nctId')!r}; try later")
    return fingerprint


def _undated(record: object) -> object:
    if not isinstance(record, dict):
        return record
    derived = _part(record, "derivedSection")
    misc = {key: value for key, value in _part(derived, "miscInfoModule").items() if key != "versionHolder"}
    return {**record, "derivedSection": {**derived, "miscInfoModule": misc}}


def _part(record: object, key: str) -> dict[str, Any]:
    part = record.get(key) if isinstance(record, dict) else None
    return part if isinstance(part, dict) else {}
