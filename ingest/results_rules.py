"""What a results file must obey, as one pandera schema over its text columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from ingest.records import NOT_REACHED, Category

if TYPE_CHECKING:
    import pandera.pandas as pa

STATISTICS = (
    "count", "percentage", "rate", "Kaplan-Meier median", "Kaplan-Meier estimate", "median", "mean",
    "least-squares mean", "geometric mean", "hazard ratio", "odds ratio", "risk ratio", "rate ratio",
    "risk difference", "difference", "standard deviation", "standard error",
    "hazard reduction", "p-value", "ratio", "dose", "range", "threshold", "date", "text", "identifier",
)  # fmt: skip
"""What ``value`` can be."""
TEXT_STATISTICS = ("ratio", "dose", "range", "text", "identifier")
"""Statistics whose value may be a text: 3:2, 20/56, 1-3, open-label, EFC0000."""
RATIOS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio")
WITHOUT_CUTOFF = ("design", "disposition")
"""Categories whose figures may stand without a data cut-off."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_COUNT = re.compile(r"\d+", re.ASCII)
_GRADE = re.compile(r"any|(?:non-)?serious|>=[1-5]|[1-5](-[1-5])?", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*:\d{3,}", re.ASCII)
_DOMAINS = {
    "category": get_args(Category),
    "statistic": STATISTICS,
    "cutoff_stated": ("yes", "no", ""),
    "interval_kind": ("CI", "range", "IQR", ""),
    "p_comparator": ("=", "<", ">", ""),
    "p_sides": ("one-sided", "two-sided", "not stated", ""),
    "p_tested": ("tested", "nominal", "unknown", ""),
}
Row = dict[str, str]
Rule = tuple[str, str, Callable[[Row], bool]]  # column that the message names, rule in words, whether a row obeys it


def read_number(text: str) -> Decimal | None:
    """Return the number that a cell holds, with its decimals; ``None`` for a text, "not reached" or nothing."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def broken_rules(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield the column, the rule and the cell of every rule that one row of cells breaks."""
    for column, words, obeys in (*_CELL_RULES, *_ROW_RULES):
        if not _holds(obeys, row):
            yield column, words, row[column]


def build_schema(columns: tuple[str, ...]) -> pa.DataFrameSchema:
    """Return the schema of a results file: every cell a text, every rule a check named ``"column: rule"``."""
    import pandera.pandas as pa  # half a second: only ingestion pays for it

    checks = [_as_check(rule) for rule in (*_CELL_RULES, *_ROW_RULES)]
    unique = pa.Check(lambda ids: ~ids.duplicated(), error="id: must not occur twice")
    return pa.DataFrameSchema(
        {name: pa.Column(str, unique if name == "id" else None) for name in columns},
        checks=checks,
        strict=True,
        ordered=True,
    )


def _as_check(rule: Rule) -> pa.Check:
    import pandera.pandas as pa

    column, words, obeys = rule

    def check(frame: pd.DataFrame) -> Any:
        rows: list[Any] = frame.to_dict("records")
        return pd.Series([_holds(obeys, row) for row in rows], index=frame.index, dtype="bool")

    return pa.Check(check, error=f"{column}: {words}")


def _holds(obeys: Callable[[Row], bool], row: Row) -> bool:
    try:
        return obeys(row)
    except (ValueError, ArithmeticError):  # a malformed cell has a message of its own; this rule has nothing to say
        return True


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # Python also reads 20200207
    except ValueError:
        return False


def _value_fits(row: Row) -> bool:
    value, statistic = row["value"], row["statistic"]
    if statistic == "date":
        return _is_date(value)
    if statistic == "p-value":
        return not value
    if statistic in TEXT_STATISTICS:
        return bool(value)
    return value == NOT_REACHED or read_number(value) is not None


def _bounds(row: Row) -> tuple[Decimal, Decimal]:
    """The interval as numbers; a bound that was not reached is beyond every number."""
    low, high = row["ci_low"], row["ci_high"]
    return _beyond(low), _beyond(high)


def _beyond(text: str) -> Decimal:
    return Decimal("Infinity") if text == NOT_REACHED else Decimal(text)


def _contains_estimate(row: Row) -> bool:
    if not row["ci_low"] or not (row["value"] == NOT_REACHED or read_number(row["value"]) is not None):
        return True
    low, high = _bounds(row)
    return low <= _beyond(row["value"]) <= high


def _percentage_in_bounds(row: Row) -> bool:
    return row["statistic"] != "percentage" or Decimal(0) <= Decimal(row["value"]) <= Decimal(100)


def _percentage_recomputes(row: Row) -> bool:
    stated = read_number(row["value"])
    if row["statistic"] != "percentage" or stated is None or not (row["n"] and row["N"]) or int(row["N"]) == 0:
        return True
    exact = Decimal(int(row["n"]) * 100) / Decimal(int(row["N"]))
    return exact.quantize(stated, ROUND_HALF_UP) == stated


def _names_two_arms(comparison: str) -> bool:
    first, versus, second = comparison.partition(" vs ")
    return bool(first.strip() and versus and second.strip()) and " vs " not in second


def _all_or_none(row: Row, *columns: str) -> bool:
    return len({bool(row[column]) for column in columns}) == 1


def _number_between(low: str, high: str, column: str) -> Callable[[Row], bool]:
    def obeys(row: Row) -> bool:
        number = read_number(row[column])
        return not row[column] or (number is not None and Decimal(low) <= number <= Decimal(high))

    return obeys


def _one_of(column: str) -> Rule:
    shown = ", ".join(repr(name) if name else "empty" for name in _DOMAINS[column])
    return column, f"expected one of {shown}", lambda row: row[column] in _DOMAINS[column]


def _given(column: str) -> Rule:
    return column, "must not be empty", lambda row: bool(row[column].strip())


def _count(column: str) -> Rule:
    return column, "expected a whole number", lambda row: not row[column] or bool(_COUNT.fullmatch(row[column]))


def _bound(column: str) -> Rule:
    words = f"expected a number or {NOT_REACHED!r}"
    return column, words, lambda row: row[column] in ("", NOT_REACHED) or read_number(row[column]) is not None


_CELL_RULES: tuple[Rule, ...] = (
    ("id", "expected <source>:<number of three digits or more>", lambda row: bool(_ID.fullmatch(row["id"]))),
    *(_given(column) for column in ("trial", "source", "outcome")),
    *(_one_of(column) for column in _DOMAINS),
    *(_count(column) for column in ("n", "N")),
    *(_bound(column) for column in ("ci_low", "ci_high")),
    (
        "grade",
        "expected any, serious, non-serious, a grade, >=grade or grade-grade",
        lambda row: not row["grade"] or bool(_GRADE.fullmatch(row["grade"])),
    ),
    ("data_cutoff", "expected a date YYYY-MM-DD", lambda row: not row["data_cutoff"] or _is_date(row["data_cutoff"])),
    ("ci_level", "expected a percentage between 50 and 100", _number_between("50", "99.999", "ci_level")),
    ("p_value", "expected a number between 0 and 1", _number_between("0", "1", "p_value")),
    (
        "value",
        "does not fit its statistic: a number, 'not reached', a date, a text, or empty for a p-value",
        _value_fits,
    ),
)
_ROW_RULES: tuple[Rule, ...] = (
    ("id", "must start with the source and a colon", lambda row: row["id"].rpartition(":")[0] == row["source"]),
    (
        "data_cutoff",
        "required except for design and disposition, and where the source tells only a time frame",
        lambda row: bool(row["data_cutoff"] or row["time_frame"]) or row["category"] in WITHOUT_CUTOFF,
    ),
    (
        "cutoff_stated",
        "stands exactly where a data cut-off stands",
        lambda row: _all_or_none(row, "data_cutoff", "cutoff_stated"),
    ),
    ("arm", "an arm or a comparison, not both", lambda row: not (row["arm"] and row["comparison"])),
    (
        "comparison",
        "expected '<arm> vs <arm>'",
        lambda row: not row["comparison"] or _names_two_arms(row["comparison"]),
    ),
    (
        "interval_kind",
        "bounds and their kind stand together",
        lambda row: _all_or_none(row, "interval_kind", "ci_low", "ci_high"),
    ),
    (
        "ci_level",
        "a confidence interval needs its level, and nothing else has one",
        lambda row: (row["interval_kind"] == "CI") == bool(row["ci_level"]),
    ),
    (
        "ci_low",
        "the lower bound is not above the upper",
        lambda row: not row["ci_low"] or _bounds(row)[0] <= _bounds(row)[1],
    ),
    ("value", "the interval contains the estimate", _contains_estimate),
    ("value", "a percentage lies between 0 and 100", _percentage_in_bounds),
    (
        "value",
        "a ratio of rates or odds is above 0",
        lambda row: row["statistic"] not in RATIOS or row["value"] == NOT_REACHED or Decimal(row["value"]) > 0,
    ),
    ("n", "not more than N", lambda row: not (row["n"] and row["N"]) or int(row["n"]) <= int(row["N"])),
    ("value", "n/N gives the percentage, halves rounded up", _percentage_recomputes),
    (
        "p_value",
        "a p-value stands with its comparator, sides and whether it was tested",
        lambda row: _all_or_none(row, "p_value", "p_comparator", "p_sides", "p_tested"),
    ),
    (
        "p_value",
        "required where the p-value is the result",
        lambda row: row["statistic"] != "p-value" or bool(row["p_value"]),
    ),
    ("locator", "a quote needs its locator", lambda row: not row["quote"] or bool(row["locator"])),
)
