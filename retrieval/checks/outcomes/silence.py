"""Whether a sentence without an outcome is silent of one, or tells another in words that no term accounts for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.terms.arm_pairs import Span
from retrieval.terms import Mention, normal_form

_WORD = re.compile(r"(?<![\w-])[a-z][a-z-]{3,}(?![\w-])")
_GOES_ON = re.compile(
    r"\b(?:it|its|they|this|that|those|these|here|there|such|corresponding|respective|same|figures?|rates?|values?|medians?"
    r"|means?|shares?|percentages?|proportions?|numbers?|results?|ratios?|HRs?|ORs?|RRs?|CI|differences?|estimates?"
    r"|benefits?|improvements?|risks?|odds|hazards?|p)\b",
    re.IGNORECASE,
)
"""Words with which a sentence goes on with the outcome told before."""
_LIGHT = frozenset(
    normal_form(word)
    for word in """
    with from were was that this these those they them their there here which whom whose when where while whereas than
    then also only just even still about around nearly almost over under above below between among within without after
    before during since until into onto upon against versus compared relative contrast other both each either neither
    more most less least fewer some many much very well same such like into have been being will would could should had
    has does did done made group groups patients participants people subjects children adults women men control
    comparator comparison treatment treated therapy receiving received given assigned randomised randomized taking arms
    reported seen observed found recorded noted occurred happened reached achieved respectively months month weeks week
    years year days time point points percent percentage interval confidence level analysis data cut-off cutoff
    follow-up
    higher lower larger smaller longer shorter greater better worse similar again later earlier first second third last
    final interim primary update updated date came went rose fell stood remained favour favoured alone plus combination
    dose doses study trial overall total whole population cohort baseline
    """.split()
)
_LABEL = re.compile(
    r"\W*(?P<name>(?!overall|total|all|note|result|answer|difference|ratio|estimate)[A-Za-z]{5,}(?: [a-z]+)?):"
    r" (?=[0-9])",
    re.IGNORECASE,
)
"""Begins an item of a list by what it is of, in words that no term accounts for: "- Treated: 299 (177 and 122)"."""
_MOST = 1
"""Words of its own that a sentence which goes on may have."""


def tells_more(clause: Clause, *, near: bool = True) -> bool:
    """Whether a sentence that names no outcome has words of its own that may tell one.

    Args:
        near: Whether the outcome told before stands in the same paragraph: else one word of its own is enough.
    """
    start, end = clause.sentence.start, clause.sentence.end
    label = _LABEL.match(clause.text, start, end)
    if label and not any(low < label.end("name") and label.start("name") < high for low, high in clause.spans):
        return True
    first = min((item.start for item in clause.expressions), default=end)
    if _GOES_ON.search(clause.text, start, first):
        return False
    drugs = [item for item in clause.mentions.get("drug", ()) if not _is_in(item, arm_spans(clause))]
    if drugs:
        return True  # "40 % had seen X" tells of the drug
    ranges = {(it.start, it.end) for it in clause.mentions.get("statistic", ()) if it.term.name == "range"}
    spans = [span for span in clause.spans if span not in ranges]  # "in therapeutic range" tells no range
    own = [
        match[0]
        for match in _WORD.finditer(clause.text, start, end)
        if normal_form(match[0]) not in _LIGHT
        and not any(low < match.end() and match.start() < high for low, high in spans)
    ]
    return len(own) > (_MOST if near else 0)


def _is_in(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(span.start < mention.end and mention.start < span.end for span in spans)
