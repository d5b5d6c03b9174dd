"""Of what a percentage is a share: of patients, or of the attacks, eyes or lesions that a record counts."""

from __future__ import annotations

import re

from ingest.records import Result

_PEOPLE = r"(?:participants?|patients?|subjects?|people|persons?|individuals?|adults|children|men|women)\b"
_SHARE_OF = re.compile(
    rf"(?:percentage|percent|per cent|proportion|%) of (?!{_PEOPLE})(?P<things>[a-z][\w -]+)", re.IGNORECASE
)
"""A unit that says of what things a percentage is: "percentage of attacks"."""
_N_COUNTS = re.compile(r"\bN counts (?P<things>[^.:;]+)")
"""How the note of a result says that it counts other things than participants."""


def say_share(row: Result) -> str:
    """What stands after a percentage: ``" of 104 patients"``, ``" of 287 migraine attacks in 104 patients"``.

    Empty where the record says of nothing how many there were.
    """
    counted = _N_COUNTS.search(row.note or "")
    if counted:
        return f" of {row.N} {_small(counted['things'])}" if row.N else ""
    if rate := _PER_TIME.search(row.unit or ""):  # of those at risk in a year, and of no number of patients
        return f" {rate[0]}{f' among {row.N} patients' if row.N else ''}"
    unit = _SHARE_OF.fullmatch(row.unit or "")
    if unit is None:
        return f" of {row.N} patients" if row.N else ""
    return f" of {_with_number(unit['things'], row.note or '')}{f' in {row.N} patients' if row.N else ''}"


_PER_TIME = re.compile(r"\bper (?:100 |1,?000 )?(?:[a-z]+[- ])?(?:years?|months?|weeks?|days?)\b.*", re.IGNORECASE)
"""The time in the unit of a rate: "percent of participants per year"."""


def _with_number(things: str, note: str) -> str:
    """The things with how many were analysed, where a note tells it: "287 migraine attacks"."""
    last = re.escape(things.rsplit(maxsplit=1)[-1])
    analysed = re.search(rf"(?P<named>[^.:;]*\b{last}) analysed: (?P<number>\d+)", note, re.IGNORECASE)
    return f"{analysed['number']} {_small(analysed['named'].strip())}" if analysed else things


def _small(things: str) -> str:
    return things[:1].lower() + things[1:]
