"""``trialcite feedback``: what readers thought of answers, for whoever improves them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from interfaces.conversations import Feedback
from interfaces.history import list_feedback
from interfaces.output import emit
from interfaces.serialise import dump

FeedbackForm = Literal["json", "csv"]
COLUMNS = ("given", "user", "good", "reason", "question", "read_as", "answer", "status", "model", "corpus")


def export_feedback(home: Path, *, form: FeedbackForm) -> int:
    """Print all opinions, oldest first, and return the exit code: 1 where there is none."""
    rows = [_describe(one) for one in list_feedback(home)]
    emit(_write_csv(rows) if form == "csv" else dump(rows, indent=2))
    return 0 if rows else 1


def _describe(one: Feedback) -> dict[str, Any]:
    answer = one.answer
    values = (
        one.given.isoformat(timespec="seconds"),
        one.owner,
        one.good,
        one.reason,
        one.question,
        answer and answer.question,
        answer and answer.answer,
        answer and answer.status,
        answer and answer.model,
        answer and answer.corpus,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _write_csv(rows: Iterable[dict[str, Any]]) -> str:
    target = StringIO()
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _defuse(value) for name, value in row.items()} for row in rows)
    return target.getvalue()


def _defuse(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula begins with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
