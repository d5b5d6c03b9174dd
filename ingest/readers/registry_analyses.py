"""Statistical analyses of an outcome measure: the estimate with its interval, the p-value, and who is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal, cast

from ingest.readers.registry_arms import Side
from ingest.readers.registry_comparisons import Compared, compare
from ingest.readers.registry_measures import Place
from ingest.readers.registry_record import Analysis
from ingest.readers.registry_results import Record, say_notes
from ingest.readers.registry_statistics import PERCENT, read_dispersion, read_effect, read_level
from ingest.readers.registry_values import PValue, read_p, read_sides, read_value
from ingest.readers.registry_words import normalise, unescape
from ingest.records import Result

_WITH_UNIT = re.compile(r"difference|mean$|median|slope", re.IGNORECASE)
_NAMED_RATIO = re.compile(r"ratio", re.IGNORECASE)
_NOMINAL = re.compile(r"\bnominal", re.IGNORECASE)
_NOMINAL_P = re.compile(
    r"\bnominal(?:ly)?\s(?:\([^()]*\)\s)?(?:two-sided\s|2-sided\s)?p(?:[- ]?value)?s?\s?(?:\([^()]*\)\s?)?"
    r"(?:was|is|of|[=:<])+\s?[=<]?\s?(?P<value>0?\.\d+)",
    re.IGNORECASE,
)
"""A nominal p-value that a comment tells with its number."""
_TYPES = {
    "NON_INFERIORITY": "Non-inferiority analysis",
    "EQUIVALENCE": "Equivalence analysis",
    "NON_INFERIORITY_OR_EQUIVALENCE": "Non-inferiority or equivalence analysis",
    "NON_INFERIORITY_OR_EQUIVALENCE_LEGACY": "Non-inferiority or equivalence analysis",
    "SUPERIORITY": "Superiority analysis",
}
"""Of the registry's words for the kind of a test, those that say something: "OTHER" does not."""


def read_analysis(
    analysis: Analysis, place: Place, *, record: Record, compared: Compared, like: Result
) -> Iterator[Result]:
    """Yield the estimate of an analysis with its interval and p-value, and its dispersion.

    Args:
        like: What the analysis shares with the values that it compares; its note is not repeated.
    """
    sides = compared.sides
    statistic = read_effect(analysis.param_type)
    of_time = "median" in (statistic or "")
    value = read_value(analysis.param_value, comment=analysis.estimate_comment, of_time=of_time)
    p = read_p(analysis.p_value)
    posted_p = unescape(analysis.p_value)
    if value is None and not posted_p:
        yield from _read_bare_interval(analysis, place, record=record, compared=compared, like=like)
        return
    estimated = value is not None
    result = replace(
        like,
        id=f"{record.source}:{place.id}",
        locator=place.pointer,
        statistic=(statistic or "estimate") if estimated else "p-value",
        value=value if estimated else None if p else posted_p,
        unit=_unit_of(analysis, like.unit) if value is not None else None,
        arm=_single(analysis.group_ids, sides),
        comparison=compare(analysis, compared, item=like.item, record=record),
        note=_say_analysis(analysis, p, posted_p=posted_p),
        **_p_fields(analysis, p),
    )
    yield _with_interval(result, analysis)
    spread = read_value(analysis.dispersion_value)
    if spread is not None:
        kind = read_dispersion(analysis.dispersion_type).spread
        note = say_notes(f"Dispersion of the {result.statistic}", result.note)
        yield replace(
            result,
            id=f"{result.id}.spread",
            statistic=kind,
            value=spread,
            note=note,
            p_comparator=None,
            p_value=None,
            p_sides=None,
            p_tested=None,
        )


def find_row(analysis: Analysis, rows: Sequence[str]) -> str | None:
    """Return the one of several rows of a measure that a comment of its analysis names: "Week 24: drug vs placebo"."""
    if len(rows) < 2:
        return None
    told = (analysis.group_description, analysis.statistical_comment, analysis.estimate_comment)
    names = {row: _spaced(row) for row in rows}
    for text in (*told, analysis.other_analysis_description):
        words = "" if text and _EITHER.search(text) else _spaced(text)
        named = [
            row for row, name in names.items() if words.startswith(name) or (len(row) >= _TELLING and name in words)
        ]
        named = named or [row for row in rows if words.strip() and words == _spaced(_BRACKETS.sub(" ", row))]
        named = [row for row in named if f" no{names[row]}" not in words]
        whole = [row for row in named if not any(names[row] in names[other] for other in named if other != row)]
        if len(whole) == 1 and normalise(whole[0]) not in ("yes", "no"):
            return whole[0]
    return None


def _spaced(text: str | None) -> str:
    """The words of a name or a comment between blanks, each that denies what follows as "no": "without diabetes"."""
    return f" {' '.join('no' if word in _DENYING else word for word in _TOKEN.findall(normalise(text)))} "


_BRACKETS = re.compile(r"\([^()]*\)")
"""What a row adds to its name, as its unit."""
_DENYING = ("no", "non", "not", "without")
_EITHER = re.compile(r"\bwith(?:,? and|/| or|/or)? ?without\b|\byes (?:or|and|vs\.?) no\b", re.IGNORECASE)
"""A comment that speaks of those with something and of those without it."""
_TELLING = 5
"""Letters of a row's name that is no word of any comment: "no"."""
_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)?|[<>≤≥=%+]+")


def _read_bare_interval(
    analysis: Analysis, place: Place, *, record: Record, compared: Compared, like: Result
) -> Iterator[Result]:
    """Yield the limits, and the dispersion, of an estimate that was not posted itself: each is a row of its own."""
    level = unescape(analysis.ci_pct_value)
    note = say_notes(
        "The estimate itself is not posted",
        f"Confidence level as posted: {level} %" if level else None,
        _say_analysis(analysis, None, posted_p=""),
    )
    posted = (
        ("lower", "lower limit", analysis.ci_lower_limit, analysis.ci_lower_limit_comment),
        ("upper", "upper limit", analysis.ci_upper_limit, analysis.ci_upper_limit_comment),
        ("spread", read_dispersion(analysis.dispersion_type).spread, analysis.dispersion_value, None),
    )
    for key, statistic, text, comment in posted:
        value = read_value(text, comment=comment)
        if value is not None:
            yield replace(
                like,
                id=f"{record.source}:{place.id}.{key}",
                locator=place.pointer,
                statistic=statistic,
                value=value,
                unit=_unit_of(analysis, like.unit),
                arm=_single(analysis.group_ids, compared.sides),
                comparison=compare(analysis, compared, item=like.item, record=record),
                note=say_notes(note, comment),
            )


def _with_interval(result: Result, analysis: Analysis) -> Result:
    of_time = "median" in result.statistic
    low = read_value(analysis.ci_lower_limit, comment=analysis.ci_lower_limit_comment, of_time=of_time)
    high = read_value(analysis.ci_upper_limit, comment=analysis.ci_upper_limit_comment, of_time=of_time)
    if low is None and high is None:
        return result
    level = read_level(analysis.ci_pct_value)
    unstated = None if level is not None else "The source does not state the confidence level"
    one_sided = "One-sided confidence interval" if analysis.ci_num_sides == "ONE_SIDED" else None
    note = say_notes(result.note, one_sided, unstated, analysis.ci_lower_limit_comment, analysis.ci_upper_limit_comment)
    return replace(result, interval_kind="CI", ci_low=low, ci_high=high, ci_level=level, note=note)


def _p_fields(analysis: Analysis, p: PValue | None) -> dict[str, Any]:
    """Sides and standing of a p-value only as the comments tell them; no field of the registry does."""
    if p is None:
        return {}
    others = (
        analysis.statistical_comment,
        analysis.statistical_method,
        analysis.estimate_comment,
        analysis.group_description,
    )
    comments = " ".join(filter(None, (analysis.p_value_comment, *others, analysis.other_analysis_description)))
    sides = read_sides(analysis.p_value_comment, *others)
    return {
        "p_comparator": p.comparator,
        "p_value": p.value,
        "p_sides": cast(Literal["one-sided", "two-sided", "not stated"], sides),
        "p_tested": "nominal" if _is_nominal(comments, p) else "unknown",
    }


def _is_nominal(comments: str, p: PValue) -> bool:
    """Whether comments call the p-value posted nominal, and no other one beside it: "the nominal p-value was 0.029"."""
    told = [Decimal(match["value"]) for match in _NOMINAL_P.finditer(comments)]
    return p.value in told if told else bool(_NOMINAL.search(comments))


def _say_analysis(analysis: Analysis, p: PValue | None, *, posted_p: str) -> str | None:
    verbatim = posted_p if p is None or _differs(posted_p, p) else ""
    return say_notes(
        f"Analysis as posted: {unescape(analysis.param_type)}" if analysis.param_type else None,
        analysis.group_description,
        analysis.statistical_method,
        _TYPES.get(analysis.non_inferiority_type or ""),
        analysis.non_inferiority_comment,
        f"p-value as posted: {verbatim}" if verbatim else None,
        analysis.p_value_comment,
        analysis.statistical_comment,
        analysis.estimate_comment,
        analysis.other_analysis_description,
    )


def _differs(posted: str, p: PValue) -> bool:
    """Whether a posted p-value says more than comparator and number: "=0.05" does not."""
    return posted.replace(" ", "").lstrip("=").removeprefix(p.comparator) != str(p.value)


def _unit_of(analysis: Analysis, unit: str | None) -> str | None:
    """Differences are in the measure's unit, percentages in percentage points; ratios have none.

    Where patients are counted, a risk difference is of percentages if it or a limit of it is above 1, else of shares.
    """
    statistic, posted = read_effect(analysis.param_type), analysis.param_type
    words = statistic or posted or ""
    if _NAMED_RATIO.search(words) or not _WITH_UNIT.search(words):
        return None
    if statistic == "risk difference" and unit == "patients":
        told = map(read_value, (analysis.param_value, analysis.ci_lower_limit, analysis.ci_upper_limit))
        return "percentage points" if any(isinstance(value, Decimal) and abs(value) > 1 for value in told) else None
    return "percentage points" if unit == PERCENT else unit


def _single(groups: Sequence[str], sides: Mapping[str, Side]) -> str | None:
    return sides[groups[0]].arm if len(groups) == 1 and groups[0] in sides else None
