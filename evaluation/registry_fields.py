"""Compares every posted value of registry records with the table: ``python -m evaluation.registry_fields FILE...``.

The record is walked by ``registry_walk``, which knows nothing of the readers. For each posted value, the table must
hold a row at its JSON pointer with the same number (or its text), the arm of its group, its unit, and a denominator
that was posted for it. A denominator must stand beside a value of its group, in a note, or as a row of its own.
``--made`` adds made records. Ends with 0 when nothing is missing; ``--out`` writes the table.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from evaluation.made_records import write_records
from evaluation.registry_walk import Posted, walk
from ingest.readers import describe_file, read_source
from ingest.records import Result
from ingest.table import ResultsTable

_ASKED = ("value", "arm", "unit", "denominator")
_BESIDE = {"lowerLimit": "ci_low", "upperLimit": "ci_high", "ciLowerLimit": "ci_low", "ciUpperLimit": "ci_high"}
_PEOPLE = re.compile(
    r"participant|patient|subject|person|people|individual|volunteer|adult|child|women|men\b", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def compare(record: Mapping[str, Any], rows: Sequence[Result]) -> Iterator[tuple[Posted, str]]:
    """Yield each posted value with what the table lacks of it; ``""`` for nothing."""
    at: defaultdict[str, list[Result]] = defaultdict(list)
    for row in rows:
        at[row.locator or ""].append(row)
    for posted in walk(record):
        if posted.name == "denominator":
            yield posted, "" if _holds_denominator(posted, at, rows) else "denominator"
        else:
            here = [row for row in at[posted.pointer] if _holds(posted, row)]
            yield posted, _lacks(posted, here)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.registry_fields", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="records, one a file")
    parser.add_argument("--made", type=int, default=0, help="how many made records to add")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        write_records(made, count=given.made)
        sets = [(path.stem, [path]) for path in given.files]
        if given.made:
            sets.append((f"{given.made} made records", sorted(made.iterdir())))
        lines, missing = _compare_all(sets)
    text = "\n".join(lines)
    print(text)
    for posted, lack in missing[:50]:
        print(f"{posted.pointer} {posted.name} {posted.text!r} of {posted.group!r}: no {lack}", file=sys.stderr)
    if given.out:
        given.out.write_text(f"# Registry records, field by field\n\n{text}\n", encoding="utf-8")
    return int(bool(missing))


def _compare_all(sets: Sequence[tuple[str, Sequence[Path]]]) -> tuple[list[str], list[tuple[Posted, str]]]:
    head = ["record", "posted values", "rows of the table", *(f"without its {asked}" for asked in _ASKED)]
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    missing: list[tuple[Posted, str]] = []
    for name, paths in sets:
        found = [pair for path in paths for pair in _compare_file(path)]
        lacks = Counter(lack for _, lack, _ in found)
        rows = sum(number for _, _, number in found)
        cells = [name, f"{len(found):,}", f"{rows:,}", *(str(lacks[asked]) for asked in _ASKED)]
        lines.append(f"| {' | '.join(cells)} |")
        missing += [(posted, lack) for posted, lack, _ in found if lack]
    return lines, missing


def _compare_file(path: Path) -> Iterator[tuple[Posted, str, int]]:
    (described,) = describe_file(path)
    rows = ResultsTable(read_source(path, source=described.source).results).results()
    record = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    for place, (posted, lack) in enumerate(compare(record, rows)):
        yield posted, lack, 0 if place else len(rows)


def _holds(posted: Posted, row: Result) -> bool:
    """Whether a row holds the value, in the slot that its key means or, for words, in its note."""
    if posted.name == "ciPctValue":
        return _same(posted.text, row.ci_level) or posted.text in (row.note or "")
    if posted.name == "pValue":
        number = re.sub(r"[^\d.eE-]", "", _plain(posted.text)).strip("eE-")
        return _same(number, row.p_value) or _plain(posted.text) in _plain(row.note) or _same(posted.text, row.value)
    slots = [row.value] if posted.name not in _BESIDE else [getattr(row, _BESIDE[posted.name]), row.value]
    return any(_same(posted.text, slot) for slot in slots)


def _lacks(posted: Posted, here: Sequence[Result]) -> str:
    if not here:
        return "value"
    if posted.group is not None and not any(_is_of(posted.group, row) for row in here):
        return "arm"
    if posted.unit is not None and not any(_has_unit(posted, row) for row in here):
        return "unit"
    if posted.denominators and not any(_has_denominator(posted, row) for row in here):
        return "denominator"
    return ""


def _is_of(group: str, row: Result) -> bool:
    """Whether the row's arm has words of the group's title, all of them stand in its note, or it is the total."""
    title = _plain(group)
    said = _plain(f"{row.arm or ''} {row.population or ''} {row.note or ''}")
    return (
        row.arm == "all" or title == _plain(row.arm) or title in said or bool(_words(title) & _words(_plain(row.arm)))
    )


def _has_unit(posted: Posted, row: Result) -> bool:
    unit, wanted = _plain(row.unit), _plain(posted.unit)
    if wanted in (unit, "") or wanted in _plain(row.note):
        return True
    return (unit == "%" and ("%" in wanted or "percent" in wanted)) or (
        unit == "patients" and bool(_PEOPLE.search(wanted))
    )


def _has_denominator(posted: Posted, row: Result) -> bool:
    note = row.note or ""
    return any(_same(count, row.N) or re.search(rf"\b{re.escape(count)}\b", note) for count in posted.denominators)


def _holds_denominator(posted: Posted, at: Mapping[str, Sequence[Result]], rows: Sequence[Result]) -> bool:
    if any(_same(posted.text, row.value) or _same(posted.text, row.N) for row in at.get(posted.pointer, ())):
        return True
    measure = posted.pointer.partition("/classes/")[0].partition("/denoms/")[0]
    beside = [row for row in rows if (row.locator or "").startswith(f"{measure}/")]
    own = [row for row in beside if posted.group is None or _is_of(posted.group, row)]
    return any(_same(posted.text, row.N) or posted.text in (row.note or "").split() for row in own) or any(
        re.search(rf"\b{re.escape(posted.text)}\b", row.note or "") for row in own
    )


def _same(text: str, slot: object) -> bool:
    if slot is None:
        return False
    try:
        return Decimal(_plain(text).replace(",", "")) == Decimal(str(slot))
    except InvalidOperation:
        return _plain(text) == _plain(str(slot)) or str(slot) == "not reached"


def _plain(text: object) -> str:
    read = _ESCAPED.sub(r"\1", html.unescape(str(text or "")))
    return " ".join(read.casefold().split()).rstrip(".")


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]{2,}", text))


if __name__ == "__main__":
    sys.exit(main())
