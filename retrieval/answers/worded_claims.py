"""What a question takes for granted in words: that a result is significant, that more could enter than could."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.claims import WRONG_FIGURE, name_slot
from retrieval.answers.contrasts import presupposes
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems

_SIGNIFICANT = re.compile(r"\bsignifican(?:t|tly|ce)\b", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:faster|quicker|sooner|slower|earlier|better|worse|longer|shorter|higher|lower|fewer|greater"
    r"|superior|outperform\w*|beat|improved|reduced|prolonged|shortened|delayed|halved|doubled|tripled|extended|boosted|cut(?!-?\s?off)|lowered)\b"
    r"(?! or\b)(?![^?]*\b(?:non-?\s?)?inferior\w*)",
    re.IGNORECASE,
)
"""That one treatment is taken to have done more, or less, than the other."""
_CONFIRM = re.compile(
    r"\b(?:right|correct|true|confirm|agree|since|given that|because|why|how come|what explains"
    r"|(?:is|was|did|has)n['’]t it"
    r"|(?:showed|shown|shows|proved|proven|demonstrated) (?:that|to|a|an)?)\b",
    re.IGNORECASE,
)
"""That such a claim is to be confirmed, or is taken for a fact."""
_LEFT_OPEN = re.compile(
    r"(?<!\w)(?:not|no|non|[a-z]+n['’]t|never|without|whether|if|insignificant\w*|lack\w*|how|reach\w*)\b[^.?]{0,40}$",
    re.IGNORECASE,
)
"""Before the word where the question denies it, or leaves it open."""
_IF_WRONG = re.compile(r"\bif i(?:['’]m| am) (?:wrong|mistaken|right|correct)\b", re.IGNORECASE)
"""What somebody says who is sure: it leaves nothing open."""
_RATIOS = ("hazard ratio", "odds ratio", "risk ratio")
_ENOUGH = Decimal("0.05")


def correct_words(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """One correction for each claim in words that the leading result contradicts; nothing where none is claimed."""
    untested = _without_superiority(question.text, shown)
    if not presupposes(question.text):
        return untested
    text = question.text
    own = [row for row in shown if row.comparison and any(arm in row.comparison.split(" vs ") for arm in question.arms)]
    return untested or (*_correct_significance(text, own or shown), *_correct_range(text, shown))


def _without_superiority(text: str, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """That no test of superiority is recorded, where one is asked of what was tested for noninferiority."""
    compared = [row for row in shown if row.comparison]
    asked = _SUPERIOR.search(text) and not _NO_WORSE.search(text)
    if not asked or not compared or not all(_NO_WORSE.search(row.note or "") for row in compared):
        return ()
    if any(_SUPERIOR.search(row.note or "") for row in compared):
        return ()  # what was tested first for one and then for the other
    names = "; ".join(dict.fromkeys(in_sentence(row.outcome) for row in compared))
    told = f"{names}: the comparisons posted were tested for noninferiority, and no test of superiority is recorded."
    return (Sentence(told, tuple(compared)),)


_SUPERIOR = re.compile(r"\bsuperior(?:ity)?\b", re.IGNORECASE)
_NO_WORSE = re.compile(r"\bnon-?\s?inferior\w*", re.IGNORECASE)


def _correct_significance(text: str, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    claim = _SIGNIFICANT.search(text) or (_CONFIRM.search(text) and _COMPARES.search(text))
    if not claim or _LEFT_OPEN.search(_IF_WRONG.sub("", text[: claim.start()])):
        return ()
    compared = [
        row
        for row in shown
        if row.comparison and (row.statistic in (*_RATIOS, "risk difference") or row.p_value is not None)
    ]
    if not compared or not includes_none(compared[0]):
        return ()
    first = compared[0]
    if stems(claim[0]) <= stems(f"{first.outcome} {first.item or ''}"):
        return ()  # "lower" of a name compares nothing
    what = f"{in_sentence(first.outcome)}{f' – {first.item}' if first.item else ''}"
    text = f"Correction: the difference reported for {what} is not statistically significant."
    return (Sentence(f"{text} {name_slot(first)}: {format_value(first)}.", (first,)),)


def significance_borne_out(text: str, shown: Sequence[Result]) -> Result | None:
    """The leading comparison, where a text tells rightly that its difference is significant, or that it is not.

    Only what was formally tested is significant.
    """
    claim = _SIGNIFICANT.search(text)
    first = next((row for row in shown if row.comparison and row.statistic in _RATIOS), None)
    if claim is None or first is None:
        return None
    denied = _DENIED.search(text[: claim.start()])
    so = includes_none(first) if denied else first.p_tested == "tested" and not includes_none(first)
    return first if so else None


_DENIED = re.compile(r"\b(?:not|no|without|never|[a-z]+n['’]t|non-?)\s?(?:\w+\s){0,2}$", re.IGNORECASE)


def includes_none(row: Result) -> bool:
    """Whether an effect may be none: its interval holds the null value, or else its p-value is no small one."""
    if isinstance(row.ci_low, Decimal) and isinstance(row.ci_high, Decimal):
        if row.statistic in _RATIOS:
            return row.ci_low <= 1 <= row.ci_high
        if "difference" in row.statistic:
            return row.ci_low <= 0 <= row.ci_high
    return isinstance(row.p_value, Decimal) and row.p_value > _ENOUGH and row.p_comparator != "<"


def _correct_range(text: str, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of a number that lies outside the range of those who could enter: "up to five earlier lines"."""
    for row in shown:
        if row.statistic != "range" or row.category != "design" or not row.unit:
            continue
        low, high = row.ci_low, row.ci_high
        if not isinstance(low, Decimal) or not isinstance(high, Decimal):
            continue
        pattern = rf"\b(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\s(?:\w+\s){{0,2}}?{re.escape(row.unit)}(?!\w)"
        claims = re.finditer(pattern, text, re.IGNORECASE)
        claimed = [claim["number"] for claim in claims if not lies_in_range(claim["number"], _of_patients(shown))]
        if claimed and not any(low <= _number_of(number) <= high for number in claimed):
            return (Sentence(f"{WRONG_FIGURE} {name_slot(row)}: {format_value(row)}.", (row,)),)
    return ()


def _of_patients(shown: Sequence[Result]) -> list[Result]:
    return [row for row in shown if row.category != "design"]


def lies_in_range(number: str, shown: Sequence[Result]) -> bool:
    """Whether a number, a word or digits, lies within a range that is shown: some patient may well have had it."""
    ranges = [(row.ci_low, row.ci_high) for row in shown if row.interval_kind == "range"]
    limits = [(low, high) for low, high in ranges if isinstance(low, Decimal) and isinstance(high, Decimal)]
    known = number.isdigit() or number.casefold() in _NUMBERS
    return known and any(low <= _number_of(number) <= high for low, high in limits)


_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _number_of(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word.casefold()) + 2
