"""Directions that words tell of a ratio, "A shortened it", "less likely with A", against its side of one."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.chat_model.claim import Claim
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.findings.favours import loser_of
from retrieval.checks.judging.interval_ends import ALLOWS
from retrieval.terms import Mention

Figures = Sequence[tuple[int, int, Result]]
_WORDS = {
    "often": r"more (?:patients|people|participants|likely|probable|often|frequent(?:ly)?|common(?:ly)?)|likelier"
    r"|commoner",
    "seldom": r"fewer (?:patients|people|participants)|less (?:likely|probable|often|frequent(?:ly)?|common(?:ly)?)"
    r"|rarer|scarcer",
    "up": r"rose|climbed|went up|increas(?:e[ds]?|ing)|rais(?:e[ds]?|ing)|higher|greater|elevated|boost(?:ed|s|ing)?",
    "down": r"fell|dropped|declined|went down"
    r"|reduc(?:e[ds]?|ing)|lower(?:ed|s|ing)?|decreas(?:e[ds]?|ing)|smaller|diminish(?:ed|es|ing)?"
    r"|halv(?:e[ds]?|ing)|cut(?:s|ting)?(?![- ]?off)(?![^.;,]{3,40} short\b)",
    "late": r"prolong(?:ed|s|ing)?|lengthen(?:ed|s|ing)?|extend(?:ed|s|ing)?|longer|delay(?:ed|s|ing)?"
    r"|postpon(?:e[ds]?|ing)|later(?= (?:with|in|on|under|than)\b|\s*[(,;:])",
    "soon": r"shorten(?:ed|s|ing)?|shorter|hasten(?:ed|s|ing)?|accelerat(?:e[ds]?|ing)|curtail(?:ed|s|ing)?"
    r"|cut (?=[^.;,]{3,40} short\b)|brought (?=[^.;,]{3,40} forward\b)"
    r"|(?:sooner|faster|quicker)(?= (?:with|in|on|under|than)\b|\s*[(,;:])|earlier(?= (?:with|in|on|under|than)\b)",
    "good": r"improv(?:e[ds]?|ing)|(?<!or )better|superior|outperform(?:ed|s|ing)?|beats?",
    "bad": r"worsen(?:ed|s|ing)?|(?<!or )worse|inferior|impair(?:ed|s|ing)?|harm(?:ed|s|ing)?",
}
_TOLD = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _WORDS.items())})\b"
    r"(?!-)(?!\s(?:[\w%.-]+\s){0,2}(?:ratios?|limits?|bounds?|ends?|confidence|estimates?|follow|analys|reports?|cut-?\s?off"
    r"|effects?|benefits?|magnitude|doses?|grades?)\b)",
    re.IGNORECASE,
)
_OPPOSITE = frozenset({"seldom", "down", "late"})
_OF_RATIO = re.compile(
    r"\b(?:ratios?|(?-i:HR|OR|RR|CIs?)|effects?|benefits?|intervals?|limits?|bounds?|gaps?|differences?|advantages?|estimates?)\b"
    r"(?:[^.;,0-9]{0,60}\b(?:was|were|is|are|be|been|became|looks?|seems?|appears?|remain\w*))?\s(?:\w+ly\s)?$",
    re.IGNORECASE,
)
"""Before a word that tells of the ratio itself, or of how large an effect is."""
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|nor|neither|without|rather than|instead of|if|whether)\b|n't\b)[\w\s-]{0,30}$", re.IGNORECASE
)
_BUT = re.compile(r"\bbut\b", re.IGNORECASE)
_EVENT = (
    r"hazards?(?! ratio)|risks?|odds(?! ratio)|likelihood|chances?|probability|rates? of"
    r"|progress(?:ion|ed|ing)?(?!-| free)|deaths?|mortality|d(?:ied|ie|ying)"
    r"|relapse[ds]?(?!-| free)|events?(?!-| free)|need\w*"
)
_TIME = (
    r"survival|surviv(?:e|ed|ing)|PFS2?|OS|TTNT|times? (?:to|until|before|without|on)|duration|alive|liv(?:e|ed|ing)"
    r"|(?:progression|event|relapse)[- ]free"
)
_OBJECT = re.compile(rf"(?:(?!\bat\b)[\w\s-]){{0,30}}?\b(?:(?P<event>{_EVENT})|(?P<time>{_TIME}))\b", re.IGNORECASE)
_SUBJECT = re.compile(rf"\b(?:(?P<event>{_EVENT})|(?P<time>{_TIME}))\b(?=[^.;,0-9]{{0,50}}$)", re.IGNORECASE)
_APART = re.compile(r"[.;](?=\s)|,?\s(?:but|while|whereas|although|though|yet)\s", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:\s(?!than\b|versus\b|compared\b|over\b)[\w-]+){0,4}?\s(?:with|in|on|for|under|among|after)\s"
    r"(?:(?:those|patients|people|participants) )?(?:(?:on|given|receiving|assigned to) )?(?:the )?$",
    re.IGNORECASE,
)
_HELD_AGAINST = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|against|over|relative to|to|plus|(?<!, )and|(?<!, )or|without)\s"
    r"(?:(?:with|in|on|for|under) )?(?:(?:those|patients) (?:on|given|receiving) )?(?:the )?$",
    re.IGNORECASE,
)
"""Before an arm that something else is held against, or added to."""


def find_ratio_directions(
    words: str,
    figures: Figures,
    arms: Sequence[Mention],
    outcomes: Sequence[Mention],
    *,
    beside: Sequence[Result] = (),
) -> Iterator[Claim]:
    """Where the words tell of a ratio's outcome what its side of one refutes, or claim what its interval leaves open.

    Args:
        words: The statement with blanks for what the program printed.
        outcomes: Where it names outcomes: a word beside another one is not of the ratio.
        beside: Results of the same outcomes: another source may print the interval.
    """
    arms = [arm for arm in arms if arm.term.name != "all"]
    for start, end, row in figures:
        first, _, second = (row.comparison or "").partition(" vs ")
        ratio = family(row.statistic, row.unit) in cues.RATIOS - {cues.MEANS}
        if not ratio or not second or not isinstance(row.value, Decimal) or row.value == 1:
            continue
        low, high = _clause_around(words, start, end)
        named = [arm for arm in arms if low <= arm.start < high]
        for found in _TOLD.finditer(words, low, high):
            before = words[low : found.start()]
            if (
                _is_denied(before)
                or _OF_RATIO.search(before)
                or ALLOWS.search(before)
                or _is_of_another(found, row, outcomes, (low, high))
            ):
                continue
            arm = _arm_of(words, found, named, low=low, both=(first, second))
            told = None if arm is None else _tells_truly(words[:high], found, row, low=low, arm=arm)
            if told is False:
                reason = f"the {row.statistic} {row.value} ({row.comparison}) says the opposite of {arm}"
                yield Claim(*found.span(), reason, refuted=True)
                return
            said = _HEDGED.search(words) or _THE_HAZARD.match(words, found.end())
            if told and _is_open(row, beside) and not said:
                yield Claim(*found.span(), "the interval of the ratio contains 1", refuted=True)
                return
        for gain in _GAIN.finditer(words, low, high) if _is_open(row, beside) and not _HEDGED.search(words) else ():
            if not _is_denied(words[low : gain.start()]):
                yield Claim(*gain.span(), "the interval of the ratio contains 1", refuted=True)
                return


def _is_open(row: Result, beside: Sequence[Result]) -> bool:
    """Whether the interval of a ratio, printed with it or by another source, contains the value of no effect."""
    same = [other for other in beside if all(getattr(other, name) == getattr(row, name) for name in _SHARED)]
    bounds = [(each.ci_low, each.ci_high) for each in (row, *same) if each.interval_kind == "CI"]
    return any(isinstance(low, Decimal) and isinstance(high, Decimal) and low <= 1 <= high for low, high in bounds[:1])


_SHARED = ("outcome", "statistic", "comparison", "subgroup", "data_cutoff", "censoring", "value")
_GAIN = re.compile(
    r"\b(?:survival|mortality|OS|PFS) (?:benefits?|advantages?|gains?)|\b(?:saves?|saved|saving) lives\b"
    r"|\blife-?saving\b",
    re.IGNORECASE,
)
"""What a treatment is said to bring, without a word of direction."""
_THE_HAZARD = re.compile(r"\s(?:the |their )?hazard\b", re.IGNORECASE)
"""Behind "reduced": what the ratio is by its name, and no more."""
_HEDGED = re.compile(
    r"\b(?:numerical\w*|trends?|lean\w*|suggest\w*|hint\w*|point estimates?|may|might|could|appear\w*|seem\w*"
    r"|not|no|nor|never|without|inconclusive|uncertain\w*|wide|cross\w*|includ\w*|contain\w*|span\w*|compatible|slight\w*|modest\w*"
    r"|question\w*|unclear|unknown|whether|if|cautio\w*|immature|nominal\w*|favou?r\w*)\b|n't\b",
    re.IGNORECASE,
)
"""Words that leave an effect open: what an interval over one leaves open, too."""


def _clause_around(words: str, start: int, end: int) -> tuple[int, int]:
    """The clause that a figure stands in."""
    cuts = [match.span() for match in _APART.finditer(words)]
    low = max((cut[1] for cut in cuts if cut[1] <= start), default=0)
    return low, min((cut[0] for cut in cuts if cut[0] >= end), default=len(words))


def _is_denied(before: str) -> bool:
    denied = _DENIED.search(before)
    return denied is not None and not _BUT.search(denied[0])


def _is_of_another(found: re.Match[str], row: Result, outcomes: Sequence[Mention], clause: tuple[int, int]) -> bool:
    """Whether the outcome named nearest to a word is not the ratio's."""
    named = [item for item in outcomes if clause[0] <= item.start < clause[1]]
    if not named:
        return False
    nearest = min(max(item.start - found.end(), found.start() - item.end) for item in named)
    near = [item for item in named if max(item.start - found.end(), found.start() - item.end) == nearest]
    return all(item.term.name != row.outcome for item in near)


def _arm_of(
    words: str, found: re.Match[str], arms: Sequence[Mention], *, low: int, both: tuple[str, str]
) -> str | None:
    """The arm of which a word is told; the first of the ratio where none is named."""
    for arm in arms:
        if arm.start >= found.end():
            if _BEHIND.fullmatch(words, found.end(), arm.start):
                return arm.term.name if arm.term.name in both else None
            break
    other = dict(zip(both, reversed(both), strict=True))
    before = [arm for arm in arms if arm.end <= found.start() and not _HELD_AGAINST.search(words[low : arm.start])]
    if before:
        return before[0].term.name if len({arm.term.name for arm in before} & set(both)) == 1 else None
    names = {arm.term.name for arm in arms if _HELD_AGAINST.search(words[low : arm.start])}
    if not arms or (len(names) == 1 and names <= set(both)):
        return other[names.pop()] if names else both[0]
    return None


def _tells_truly(words: str, found: re.Match[str], row: Result, *, low: int, arm: str) -> bool | None:
    """Whether a word of the clause that begins at ``low`` says of ``arm`` what the ratio does; ``None``: of neither."""
    kind, before = found.lastgroup or "", words[low : found.start()]
    if kind in ("good", "bad"):
        loser = loser_of(row)
        return None if loser is None else (loser == arm) == (kind == "bad")
    timed = family(row.statistic, row.unit) == cues.HAZARD
    more = kind not in _OPPOSITE
    if kind in ("late", "soon"):
        if not timed:
            return None
    elif timed:
        told = _OBJECT.match(words, found.end()) or next(iter(deque(_SUBJECT.finditer(before), maxlen=1)), None)
        if told is None:
            return None
        more = more == bool(told["event"])
    elif kind in ("up", "down") and not _tells_frequency(words, found, row, low=low):
        return None
    favoured = arm == (row.comparison or "").partition(" vs ")[0]
    return (row.value > 1) == (more == favoured)  # type: ignore[operator]  # a decimal


def _tells_frequency(words: str, found: re.Match[str], row: Result, *, low: int) -> bool:
    """Whether "higher" or "reduced" is told of how often an outcome was seen: of its odds, or of itself."""
    often = rf"(?:\b(?:odds|likelihood|chances?|probability|rates?)\b|{re.escape(row.outcome.removesuffix(' rate'))})"
    behind = re.compile(rf"[\w\s-]{{0,12}}?{often}", re.IGNORECASE)
    before = re.compile(rf"{often}[\w\s-]{{0,40}}$", re.IGNORECASE)
    return bool(behind.match(words, found.end()) or before.search(words[low : found.start()]))
