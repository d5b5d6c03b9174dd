"""Figures that are what one arm has more than another, told by a word behind them or by the noun before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.time_points import is_time_point
from retrieval.checks.terms.arm_pairs import held_against

_THAN_WITH = re.compile(
    r"\)?\s(?:more|fewer|less|longer|shorter|higher|lower|greater|better)"
    r" (?:(?:with|in|on|for|under)\s[^.;,]{1,60}?\s)?than (?:(?:those|that|patients|participants|people) )?"
    r"(?:with|in|on|for|under|given|taking|receiving|assigned)\b"
    r"|\s(?:faster|slower|quicker|sooner|earlier) (?:with|on|under|in|than)\b",
    re.IGNORECASE,
)
_ADVANTAGE = re.compile(
    r"\b(?:advantage|gain|benefit|prolongation|margin|gap)\b[^.;,0-9]{0,30}?\b(?:was|of|by|is|amounted to|came to)\s$",
    re.IGNORECASE,
)
"""Before what one arm has more than the other: "the median PFS advantage was 16.5 months"."""
_LENGTHENED = re.compile(
    r"\b(?:difference|improvement|extension|delay)s?\b[^.;,0-9]{0,40}?\b(?:was|of|by|is|amounted to|came to)\s$"
    r"|\bdifference (?:between|in) (?:the |both |these |their )?(?:two )?medians,\s$"
    r"|\b(?:prolong|extend|lengthen|improv|delay|postpon|shorten|differ)(?:ed|s|es)\b[^.;,0-9]{0,30}?\bby\s$",
    re.IGNORECASE,
)
"""The same of a time to an event: "it was prolonged by 16.5 months"; a score improves in each arm by so much."""
_PLUS = re.compile(r"(?:[(,;]|^)\s?\+\s?$")
"""Before what comes on top, behind the figures of two arms: "35.7 vs 19.2 months (+16.5 months)"."""


_FAVOURED_BY = re.compile(
    r"\b(?:favou?r(?:ed|s|ing)|beat|bettered|surpassed|outperformed|exceeded|ahead of)\s[^.;,]{2,60}?\sby\s"
    r"(?:an? (?:mean|average|median) (?:of )?|about |only |just )?$",
    re.IGNORECASE,
)
"""Before what the arm that did better has more: "the week 4 count favoured A by 1.5 lesions"."""


_APART = re.compile(r"(?:\s[a-z/%0-9]{1,12})?\sapart\b", re.IGNORECASE)
"""Behind how far two figures are from each other: "so the arms were 2.26 kg apart"."""


_EACH_BY = re.compile(
    r"\s(?:with|on|in|for|under)\s[^.;:0-9]{2,40}(?:[0-9.]+ ?mg\b[^.;:0-9]{0,20})?,?"
    r"\s(?:and|but|versus|vs\.?|against|compared with)\s(?:only |just )?by\s(?:only |just )?[0-9]",
    re.IGNORECASE,
)
"""Behind what one arm changed by, before the same of the other: "by 92.4 minutes with A and by 82.6 with B"."""


def is_apart(text: str, slot: Slot) -> bool:
    """Whether a figure is how far two others are from each other, without a sign."""
    return _APART.match(text, slot.expression.parts[0].number.unit_end) is not None


def takes_from(clause: Clause, slot: Slot) -> bool:
    """Whether a figure is what one arm has less the other's: "A minus B: -1.9 points"."""
    told = [span for span in arm_spans(clause) if clause.sentence.start <= span.start < slot.expression.start]
    return any(clause.text[first.end : second.start].strip() == "minus" for first, second in pairwise(told))


def is_lead(slot: Slot) -> bool:
    """Whether a figure is by how much one arm did better: the table may have it with a sign."""
    return _FAVOURED_BY.search(slot.before) is not None


def statistic_before(clause: Clause, told: Sequence[Slot], place: int) -> frozenset[str]:
    """The mean of which a second figure is told as well: "the mean was 35.7 months on A and that on B 19.2 months".

    Of a difference it is another group's: "the gain was 7.5 months in X and 20.8 months in Y".
    """
    first, second = told[place - 1], told[place]
    pair = bool(place) and second.unit is not None and first.unit == second.unit
    against = not clause.evidence.facts.pair and held_against(clause.text, second.expression.end, arm_spans(clause))
    if place and against and first.unit == second.unit and first.statistics & cues.COMPARATIVE:
        return first.statistics
    if place and _goes_with_interval(
        clause, told[place - 2 if place > 1 and is_time_point(first) else place - 1], second
    ):
        return frozenset({cues.DIFFERENCE})
    if pair and first.statistics == {cues.DIFFERENCE} and _in_another_group(clause, first, second):
        return first.statistics
    if pair and second.unit in cues.TIMES and _AFTER.fullmatch(second.before):
        return first.statistics & {cues.MEDIAN}
    return first.statistics & {cues.MEAN} if pair and _AND_THAT.fullmatch(second.before) else frozenset()


_AND_THAT = re.compile(
    r"[^.;:,0-9]{0,40},?\s(?:and|versus|vs\.?|against|compared (?:with|to))\s"
    r"(?:that (?:of|in|for|with|on)\b[^.;:,0-9]{0,40})?"
    r"(?:(?:was|is|only)\s)*",
    re.IGNORECASE,
)


def _goes_with_interval(clause: Clause, first: Slot, second: Slot) -> bool:
    """Whether a figure with its interval goes on with a difference that has one, too, of another row or time."""
    bounded = first.expression.interval == second.expression.interval == "CI" and first.unit == second.unit
    between = clause.text[first.expression.end : second.expression.start]
    return bounded and first.statistics == {cues.DIFFERENCE} and _AND_ITS.fullmatch(between) is not None


_AND_ITS = re.compile(
    r"[)\]\s]*(?:(?:in|for|at|among|after|with) [^.;:,()]{2,40})?(?:,|;|,? and|,? but)\s"
    r"(?:(?:in|for|at|among|after|with) [^.;:,()]{2,30} )?(?:it was )?(?:only |just )?",
    re.IGNORECASE,
)
"""Between two differences with their intervals: "-0.73 (95% CI ...) in men and -0.20 (95% CI ...) in women"."""
_AFTER = re.compile(r"(?:,| and| but)\s[^.;:0-9]{3,60}\safter\s", re.IGNORECASE)
"""Between two medians: "A responded after a median of 1.08 months, B after 1.12 months"."""


def _in_another_group(clause: Clause, first: Slot, second: Slot) -> bool:
    """Whether the second of two figures goes on with a difference, in another group: "7.5 in X and 20.8 in Y"."""
    if not _AND_IN.fullmatch(second.before) or len({it.term.name for it in clause.mentions.get("subgroup", ())}) < 2:
        return False
    start, end = first.expression.start, second.expression.end + len(second.after)
    return not any(start < span.start < end for span in arm_spans(clause))


_AND_IN = re.compile(
    r"[^.;:0-9]{0,80}?(?:(?:,\s)?\b(?:and|but|versus|vs\.?|against|compared with)"
    r"|[,;]\s(?:(?:and|but|while)\s)?(?:in|for|after|among|with)\s[^,.;:0-9]{3,40})"
    r"(?:\s(?:only|just|even|by|of|an?|it|was|is|were))*\s",
    re.IGNORECASE,
)


def is_gap(text: str, slot: Slot) -> bool:
    """Whether a figure is what one arm has more: "8.3 points more than with B", "1.1 s faster with A (0.3 to 1.9)"."""
    measured = slot.unit in ("points", "seconds", *cues.TIMES)
    behind = slot.expression.parts[0].number.unit_end
    if _EACH_BY.match(text, behind):
        return False  # each arm changed by so much
    if slot.expression.parts[0].number.form == "factor":
        return False  # "7.4 times higher with A than with B" is a ratio
    if slot.unit != "%" and (is_lead(slot) or is_apart(text, slot)):
        return True
    counted = slot.unit in ("%", "patients", "events", "deaths")
    if not counted and any(_THAN_WITH.match(text, end) for end in (behind, slot.expression.end)):
        return True
    longer = slot.unit in cues.TIMES and (_LENGTHENED.search(slot.before) or _PLUS.search(slot.before))
    return bool(longer) or (measured and _ADVANTAGE.search(slot.before) is not None)
