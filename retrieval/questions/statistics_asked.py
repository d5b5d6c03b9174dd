"""Which statistics of an outcome a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.records import Result
from retrieval.questions.clauses import parts_of
from retrieval.questions.question import Question
from retrieval.questions.thresholds import SHARE_OF_PATIENTS, asks_limit
from retrieval.questions.wording import asks_each_arm, names_p, only_adds

_TIME_COUNT = re.compile(
    r"\bhow many (?:[\w-]+ )?(?:years|months|weeks|days)\b(?! (?:after|before|later))", re.IGNORECASE
)
_LOOSE = {"count", "percentage"}
"""What "how many" and "rate" ask for; where neither is reported, another measure may be meant, but no time or ratio."""
_DESCRIPTIVE = {"dose", "ratio", "range", "date", "threshold", "text", "identifier"}
"""Statistics whose words ("dose", "ratio") also stand for other things; asked where a result has them."""
_TIME_UNITS = ("days", "weeks", "months", "years")
_EVENTS = re.compile(r"(?<!adverse )(?<!adverse-)\bevents?\b(?!-free)", re.IGNORECASE)
_EFFECTS = ("hazard ratio", "odds ratio", "risk ratio", "p-value", "hazard reduction")
_NO_COUNT = (*_EFFECTS, "threshold", "dose", "date")
"""Statistics that say neither how many nor how often."""
_DISPERSIONS = frozenset({"standard deviation", "standard error", "geometric coefficient of variation"})
_DIFFERENCE_TOO = re.compile(
    r"\w[^?]*(?:,|;|\?|&|\+|\b(?:and|plus|with|also|then)\b)\s?(?:then\s|also\s|and\s|plus\s|with\s)?"
    r"(?:what(?:['’]s| is| was| were)\s)?(?:the\s|its\s|their\s)?"
    r"(?:(?:adjusted|estimated|overall|absolute|mean|LS|treatment|risk"
    r"|(?:between|inter)[ -](?:group|arm)s?|percentage[ -]point)\s){0,2}(?:differences?|gap)\b",
    re.IGNORECASE,
)
"""That a difference is asked for beside what it is of."""
_TESTS = {"difference", "p-value", "confidence interval"}
_ASKS_EFFECT = re.compile(
    r"(?:[,;?]|\band\b)\s(?:and\s)?(?:did|does|has|was|were|is)\b[^?]*\b(?:lower\w*|reduc\w+|decreas\w+|rais\w+|increas\w+"
    r"|prevent\w*|delay\w*|cut|affect\w*)\b"
    r"|(?:[,;?]|\band\b)\s(?:and\s)?what (?:was|were|is) the (?:overall |main )?"
    r"(?:results?|findings?|outcome|effect|treatment effect)\W*$"
    r"|\bhow many (?:more|fewer)\b(?! (?:than|grade))"
    r"|^\W*(?:was|were|is|are|did|does)\b[^?,;]*\b(?:(?:related|linked|tied) to|associated with|correlat\w*)(?=\s)",
    re.IGNORECASE,
)
"""That it is asked whether one thing is related to another, or in a further clause what effect the treatment had."""
_RATIO_ADDED = re.compile(
    r"\b(?:with|plus|including|incl\.?|and|also)\s(?:the\s|its\s|an?\s)?"
    r"(?:(?:odds|hazard|risk|rate)\sratios?\b|relative risks?\b|(?-i:OR|HR|RR)\b(?!\s(?!and\b|plus\b|with\b)[a-z]))"
    r"|\b(?:odds|hazard|risk)\sratios?\s(?:(?:with|and|plus)\s(?:its\s|the\s)?(?:CIs?|confidence intervals?)\s)?"
    r"(?:included|as well|too|also)\b",
    re.IGNORECASE,
)


_FIGURES = re.compile(
    r"\b(?:the|their|its|exact|actual|what) (?:\w+ )?(?:figures|numbers|counts|data)\b"
    r"|\b(?:which|what) (?:arm|group|drug|treatment|dose)\b[^?]{0,30}\b(?:more|less|fewer|lower|higher|better|worse)\b"
    r"|\w\s?(?:[–—:;,]|\s-)\s(?:(?:and )?(?:was|is) (?:it|that|this) |and )?(?:statistically )?significant\W*$",
    re.IGNORECASE,
)
"""That the figures are asked at large, which arm has more, or only beside them whether the difference is one."""


def counts_patients(text: str) -> bool:
    """Whether it is asked how many patients, or what share of them."""
    return bool(SHARE_OF_PATIENTS.search(text))


def with_statistic(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the statistics asked, and of those that such a question needs beside them."""
    return _named_in_full(rows, question.text) or _with_statistics(rows, question)


def _with_statistics(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    shared = counts_patients(question.text) and not asks_limit(question.text)
    if shared and not all(row.unit != "%" for row in rows):
        rows = [row for row in rows if row.statistic != "threshold"]  # a limit of a test is no share of them
    asked = _with_average_held(_statistics_told(question), question, rows)
    asked = _without_loose_words(asked, rows)
    if "difference" in asked and not any(measures(row, "difference") for row in rows):
        asked -= {"difference", "p-value", "confidence interval"}  # told by both arms, and by what compares them
    loose = asked <= _LOOSE
    if (question.weighs or _ASKS_EFFECT.search(question.text)) and asked - {"p-value", "confidence interval"}:
        asked |= set(_EFFECTS)  # whether a difference is one is told by what compares the arms
    if asked and asked <= {*_EFFECTS, "difference"}:
        asked |= _asked_of_arms(question)
    if not asked and any(row.statistic == "hazard ratio" for row in rows):
        return tuple(row for row in rows if row.statistic != "hazard reduction")  # the same result said again
    return _rows_kept(rows, asked, question) or (tuple(filter(_may_be_rate, rows)) if loose else ())


def _rows_kept(rows: Sequence[Result], asked: set[str], question: Question) -> tuple[Result, ...]:
    """The rows in the statistics asked; of a p-value, beside its figures where they have none."""
    if asked == {"p-value"}:
        rows = _of_pair_asked(rows, question.arms)
    kept = _with_rates_beside(_measured(rows, asked), rows, asked)
    if kept and asked == {"p-value"} and all(row.value is None for row in kept):
        return tuple(row for row in rows if row in kept or row.statistic not in _EFFECTS)  # no p without its figures
    only_p = set(question.statistics) - {"confidence interval"} == {"p-value"}
    if not kept and only_p and question.weighs and not names_p(question.text):
        return tuple(row for row in rows if row.statistic in _EFFECTS) or tuple(rows)
    return kept


def _statistics_told(question: Question) -> set[str]:
    """The statistics that the words of a question ask for, without those that come with others."""
    asked = set(question.statistics)
    if "difference" in asked and _DIFFERENCE_TOO.search(question.text):
        asked = asked | _LOOSE | {"median", "mean"} if asked - _TESTS else set()
    adds = only_adds(question.text)
    if _TIME_COUNT.search(question.text):
        asked.discard("count")
    if len(asked) > 1 or adds:
        asked.discard("confidence interval")  # comes with the estimate
    if adds and asked == {"p-value"}:
        asked.clear()
    taken = asked == {"p-value"} and not names_p(question.text)  # "since it was significant, what are the figures?"
    of_arms = asks_each_arm(question.text) or (taken and _FIGURES.search(question.text))
    if of_arms and asked and asked <= set(_EFFECTS):
        asked |= _LOOSE | {"median", "mean"}
    return asked


def _of_pair_asked(rows: Sequence[Result], arms: Sequence[str]) -> Sequence[Result]:
    """The rows without what compares other arms, where the two asked are compared: without a p-value they are still."""
    asked = set(arms) - {"all"}
    pairs = {row.comparison for row in rows if row.comparison and set(row.comparison.split(" vs ")) == asked}
    return [row for row in rows if not row.comparison or row.comparison in pairs] if pairs else rows


def _named_in_full(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the effect that a question names as it is posted: "the geometric mean ratio"; none of other names."""
    said = text.casefold()
    named = {row.statistic for row in rows if row.comparison and len(row.statistic.split()) >= _LONG}
    longest = max((name for name in named if name.casefold() in said), key=len, default=None)
    return tuple(row for row in rows if row.statistic == longest) if longest else ()


_LONG = 3
"""Words of a name that says nothing else where it stands."""


def _with_rates_beside(kept: Sequence[Result], rows: Sequence[Result], asked: set[str]) -> tuple[Result, ...]:
    """The effects kept with the values of the arms, where it is asked how often, and no share of patients is told."""
    if not kept or not asked & _LOOSE or any(row.arm for row in kept):
        return tuple(kept)
    beside = {row.id for row in rows if row.arm and _may_be_rate(row)}
    return _with_dispersions([row for row in rows if row in kept or row.id in beside], rows)


def _may_be_rate(row: Result) -> bool:
    """Whether a result may be what "how many" or "rate" asks for where neither is reported."""
    return row.unit not in _TIME_UNITS and row.statistic not in _NO_COUNT


def _without_loose_words(asked: set[str], rows: Sequence[Result]) -> set[str]:
    """The statistics without words that the rows are not told by; "the PFS ratio" asks for the one that is."""
    told = {row.statistic for row in rows}
    ratios = told & {"hazard ratio", "odds ratio"} if "ratio" in asked - told else set()
    return (asked | ratios) - (_DESCRIPTIVE - told)


def _with_average_held(asked: set[str], question: Question, rows: Sequence[Result]) -> set[str]:
    """The statistics asked with the average that there is, where the one asked only stands for any."""
    if "mean" in asked and not any(measures(row, "mean") for row in rows):
        return asked - {"mean"} | {"median"}  # what "on average" asks for, where times to an event have medians
    if lasts_on_average(question, rows):
        return asked - _MEDIANS | {"mean"}  # what "how long" asks for, where the time is an average
    return asked


def lasts_on_average(question: Question, rows: Sequence[Result]) -> bool:
    """Whether "how long" is asked of a time that has means and no median."""
    spoken = any("median" in m.text.casefold() for m in question.mentions if m.term.kind == "statistic")
    timed = bool(_MEDIANS & set(question.statistics)) and not spoken
    return timed and any(measures(row, "mean") for row in rows) and not any(measures(row, "median") for row in rows)


_MEDIANS = {"median", "Kaplan-Meier median"}


def _measured(rows: Sequence[Result], asked: set[str]) -> tuple[Result, ...]:
    """The rows that are what the statistics asked for are, each with the dispersion that is posted beside it."""
    if asked & _DISPERSIONS:
        asked = asked - _DISPERSIONS | ({"mean"} if any(measures(row, "mean") for row in rows) else set())
    kept = tuple(row for row in rows if not asked or any(measures(row, statistic) for statistic in asked))
    if asked == {"confidence interval"}:  # an arm without one is told beside the other
        told = {_report(row) for row in kept if row.arm}
        kept = tuple(row for row in rows if row in kept or (row.arm and _report(row) in told))
    return _with_dispersions(kept, rows)


def _report(row: Result) -> tuple[object, ...]:
    """What one source reports of the arms together."""
    return row.source, row.outcome, row.statistic, row.grade, row.subgroup, row.data_cutoff, row.item, row.time_frame


def _with_dispersions(kept: Sequence[Result], rows: Sequence[Result]) -> tuple[Result, ...]:
    """The rows kept with the dispersion of each that the same source posts beside it."""
    told = {(row.source, row.outcome, row.item, row.time_frame, row.arm, row.comparison) for row in kept}
    return tuple(
        row
        for row in rows
        if row in kept
        or (
            row.statistic in _DISPERSIONS
            and (row.source, row.outcome, row.item, row.time_frame, row.arm, row.comparison) in told
        )
    )


def _asked_of_arms(question: Question) -> set[str]:
    """The statistics of the arms that are asked for beside what compares them: events, a rate at a time point."""
    text = question.text
    if _asks_effect_beside(question):
        return _LOOSE | {"median", "mean"}
    if "difference" in question.statistics:
        return set()
    if _RATIO_ADDED.search(text):
        return _LOOSE | {"median", "mean"}
    return _LOOSE if question.landmark or _EVENTS.search(text) else set()


def _asks_effect_beside(question: Question) -> bool:
    """Whether an effect is asked for only in a further question, after what the outcome itself was.

    As in "what were the rates, and how large was the odds ratio".
    """
    effects = (*_EFFECTS, "difference")
    named = [m.start for m in question.mentions if m.term.kind == "statistic" and m.term.name in effects]
    told = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]

    def asks_outcome(start: int, end: int) -> bool:
        figures = bool(_ASKS_FIGURES.match(question.text[start:end]))
        figures = figures and (not told or any(start <= m.start < end for m in told))
        figures = figures and not _NAMES_EFFECT.search(question.text, start, end)
        return bool(figures or _OF_IT.search(question.text, start, end))

    cuts = [0, *parts_of(question.text), len(question.text)]
    return any(min(named, default=0) >= end and asks_outcome(start, end) for start, end in pairwise(cuts))


_NAMES_EFFECT = re.compile(r"\b(?:effects?|benefits?|differ\w*|improve\w*|reduc\w*|advantage|gain)\b", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?:what|how (?:high|low|long|large)) (?:was|were|is|are) (?:it|they|these|those)\b", re.IGNORECASE
)
_ASKS_FIGURES = re.compile(
    r"\W*(?:and\s|so\s|please,?\s)?(?:by\s)?(?:what|how (?:many|much|often|high|low|long|large|common|frequent)"
    r"|which (?:share|part)|how (?:did|do|does|were|was)|give|tell|show|report|state)\b",
    re.IGNORECASE,
)


def measures(row: Result, statistic: str) -> bool:
    """Whether a result is what a statistic's name asks for: a "count" is also a percentage with its n."""
    match statistic:
        case "confidence interval":
            return row.interval_kind == "CI"
        case "p-value":
            return row.p_value is not None
        case "median" | "Kaplan-Meier median":
            return "median" in row.statistic
        case "mean" | "difference":
            return row.statistic.split()[-1] == statistic or row.statistic == statistic
        case "count":
            return row.statistic in ("count", "percentage")
        case "range":
            return row.statistic == "range" or row.interval_kind == "range"
        case "hazard reduction":
            return row.statistic in ("hazard reduction", "hazard ratio")
        case "risk ratio":
            return row.statistic in (statistic, "rate ratio")
        case "percentage":
            return row.statistic == statistic or (row.statistic == "threshold" and row.unit == "%")
        case _:
            return row.statistic == statistic


def named_statistics(question: Question) -> tuple[str, ...]:
    """Statistics asked outright; "how many" and "rate" ask for any measure, an interval comes with its estimate."""
    added = {"p-value", "confidence interval"} if only_adds(question.text) else {"confidence interval"}
    loose = _LOOSE | _DESCRIPTIVE | _DISPERSIONS | {"difference"}
    return tuple(name for name in question.statistics if name not in loose | added)
