"""Writes the rows of an invented trial, in the shape that a registry record gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ingest.records import Result, Trial


class RowWriter:
    """Rows of one trial, with ids in order."""

    def __init__(self, trial: Trial, *, arms: tuple[str, str] | None = None) -> None:
        self.trial, self.arms = trial, arms
        self.rows: list[Result] = []

    def add(self, outcome: str, statistic: str, value: str, unit: str | None, **fields: Any) -> None:
        """Add a row; "NA" is kept as the registry prints it, and bounds and p-values become decimals."""
        for name in ("ci_low", "ci_high", "ci_level", "p_value"):
            if name in fields:
                fields[name] = Decimal(fields[name])
        category = fields.pop("category", "efficacy")
        id, source = f"{self.trial.id}:{len(self.rows)}", self.trial.id
        told = value if value == "NA" else Decimal(value)
        row = Result(id, self.trial.id, source, category, outcome, statistic, unit=unit, value=told, **fields)
        self.rows.append(row)

    def two(self, outcome: str, statistic: str, values: tuple[str, str], unit: str, **fields: Any) -> None:
        """Add a row for each of the two arms; a count is also the number of patients with the event."""
        assert self.arms is not None
        for arm, value in zip(self.arms, values, strict=True):
            whole = {"n": int(value)} if statistic == "count" else {}
            self.add(outcome, statistic, value, unit, arm=arm, **whole, **fields)
