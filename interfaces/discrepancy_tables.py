"""Discrepancies between sources as a table, as JSON or for a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.records import Result, Source
from interfaces.result_tables import describe_value, draw_table, write_csv
from interfaces.serialise import RESULT_KEYS, result_entry
from retrieval.discrepancies import Discrepancy

_LEADS = "leads"
_COLUMNS = ("Slot", "Report", "Cut-off", "Why", "Source")


def discrepancy_entry(discrepancy: Discrepancy, *, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return one row of ``discrepancies --format json``: the slot, its leading result, and the others with reasons."""
    return {
        "slot": discrepancy.slot,
        "leading": result_entry(discrepancy.leading, sources=sources),
        "others": [
            {"result": result_entry(other.result, sources=sources), "reasons": list(other.reasons)}
            for other in discrepancy.others
        ],
    }


def render_discrepancies(found: Sequence[Discrepancy]) -> str:
    """Return a table: of each slot the leading report, and below it the reports that differ."""
    rows: list[tuple[str, ...]] = []
    for each in found:
        rows.append((each.slot, *_cells(each.leading), _LEADS, each.leading.source))
        rows += [("", *_cells(other.result), ", ".join(other.reasons), other.result.source) for other in each.others]
    return draw_table(_COLUMNS, rows)


def write_discrepancies_csv(found: Sequence[Discrepancy], *, sources: Mapping[str, Source]) -> str:
    """Return every report with all its fields, the one that leads before the others of its slot."""
    rows: list[dict[str, Any]] = []
    for each in found:
        reports = [(each.leading, _LEADS), *((other.result, ", ".join(other.reasons)) for other in each.others)]
        rows += [{"slot": each.slot, "why": why} | result_entry(row, sources=sources) for row, why in reports]
    return write_csv(rows, keys=("slot", "why", *RESULT_KEYS))


def _cells(result: Result) -> tuple[str, str]:
    return describe_value(result), result.data_cutoff.isoformat() if result.data_cutoff else ""
