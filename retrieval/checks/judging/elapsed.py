"""Time between two analyses, told beside their figures: "0.58, compared with 0.53 two years earlier"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby, permutations

from ingest.records import Result
from retrieval.checks.binding.reading import Reader
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD
from retrieval.records import Verdict

_DAYS = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4375"), "years": Decimal("365.25")}
_APART = re.compile(
    r"\s(?:(?:later|earlier|previously|beforehand|afterwards)\b(?! than\b)|(?:on|before|after)(?=\s?[,.;)]|$)"
    r"|(?:after|before|past|beyond|following|later than|on from) the (?:[\w-]+ ){0,4}"
    r"(?:cut-?\s?off|analysis|report|read-?out)\b"
    r"|(?:after|before) the (?:first|previous|earlier|primary|interim|last) (?:one|look|data cut)\b)",
    re.IGNORECASE,
)
"""Behind the time from one analysis to another."""
_SINCE = re.compile(r"\s(?:after|past|beyond|following|later than|on from) the \w", re.IGNORECASE)
"""Behind a time from an analysis that is named, where no figure of either is told: any two of the trial's."""
_NEAR = Decimal("0.12")
"""How far it may be from the days between two data cut-offs, as a share of them, or else half of its unit."""


def judge_elapsed(judgements: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """The judgements, with the time that lies between the data cut-offs of two analyses derived from these.

    One of them is that of a confirmed figure of the same sentence; the other may be any of the trial's.
    """
    found: list[Judgement] = []
    for _, group in groupby(judgements, key=lambda item: item.slot.sentence):
        sentence = list(group)
        found += [_judged(item, sentence, reader) if _is_elapsed(item) else item for item in sentence]
    return found


def _is_elapsed(item: Judgement) -> bool:
    number = item.part.number
    undecided = item.verdict in (Verdict.UNCHECKED, Verdict.CONTRADICTED)
    whole = isinstance(number.value, Decimal) and not number.decimals
    apart = _APART.match(item.slot.after) or _unit_of_more(item)
    return undecided and whole and (number.unit in _DAYS or _unit_of_more(item) is not None) and apart is not None


def _unit_of_more(item: Judgement) -> str | None:
    """The unit of a longer follow-up, "two more years of follow-up", "another two years of observation"."""
    told = _MORE.match(item.slot.after)
    unit = (told["unit"] if told else None) or item.part.number.unit
    another = told and (told["more"] or told["further"] or _ANOTHER.search(item.slot.before))
    return unit.casefold() if another and unit else None


_MORE = re.compile(
    r"[\s-]?(?:(?P<more>more|additional|further|extra)\s)?(?P<unit>years|months|weeks)?\s?of"
    r" (?P<further>(?:additional|further|extra"
    r"|longer|more) )?(?:follow[ -]?up|observation)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:another|(?:an? )?(?:additional|further|extra))\s(?:\w+\s)?$", re.IGNORECASE)


def _judged(item: Judgement, sentence: Sequence[Judgement], reader: Reader) -> Judgement:
    if item.slot.trial is None:
        return item
    every = reader.for_trial(item.slot.trial).facts.cutoffs
    told = [other.result for other in sentence if other.verdict in GOOD and other.result and _day_of(other.result)]
    unit = _DAYS[_unit_of_more(item) or item.part.number.unit or "days"]
    days = Decimal(item.part.number.value) * unit  # type: ignore[arg-type]  # a decimal
    alone = len(sentence) == 1 and _SINCE.match(item.slot.after)
    for row in (*told, *([None] if alone else [])):
        day = _day_of(row) if row else None
        for one, two in permutations({*every, *([day] if day else [])}, 2):
            width = max(_NEAR * _between(one, two), unit / 2)
            if (one == day or row is None) and abs(days - _between(one, two)) <= width:
                reason = f"from the data cut-off {min(one, two)} to {max(one, two)}"
                return replace(item, verdict=Verdict.DERIVED, reason=reason, result=row, expected=None)
    return item


def _day_of(row: Result) -> date | None:
    """The day that a result is, or the data cut-off that it is of."""
    return row.value if isinstance(row.value, date) else row.data_cutoff


def _between(one: date, two: date) -> int:
    return abs((one - two).days)
