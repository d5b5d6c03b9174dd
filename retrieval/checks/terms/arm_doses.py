"""Doses that a sentence tells of arms: behind an arm's name, alone, or as what patients were on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.arm_periods import held_by_all, period_told, whole_of
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_DOSE = re.compile(
    r"(?:\s(?:[0-9]+(?:\.[0-9]+)?(?![0-9.]|\s?[/(%]|\s(?:out )?of\b)"
    r"\s?(?:mg|[µμ]g|mcg|g|Gy|IU|units?|mL|mg/kg)?|once|twice|every|per|a|each|other|weekly"
    r"|daily|monthly|weeks?|months?|days?|q[0-9]?w|qd|bid|tid|subcutaneously|intravenously|orally)\b)+",
    re.IGNORECASE,
)
"""A dose with its schedule; a count with its total behind it is none, "Drug 3 mg 3/358"."""
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def end_of_dose(text: str, start: int, stop: int, arm: str) -> int:
    """Where the dose ends that stands at ``start`` and in an arm's label, too; ``start`` where none does."""
    match = _DOSE.match(text, start, stop)
    told = _DIGITS.findall(match[0]) if match else []
    if match is None or not told or not set(told) <= set(_DIGITS.findall(arm)):
        return start
    last = start + max(item.end() for item in _DIGITS.finditer(match[0]))
    unit = _UNIT.match(text, last)
    return unit.end() if unit else last


_UNIT = re.compile(r"\s?(?:weeks?|months?|days?|mg|[µμ]g|Gy)?\b")
_ON_DOSE = re.compile(
    r"\b(?:on|under|at|given|receiving|received|taking|with)\s(?:the\s)?"
    r"(?=[0-9.]+[ -]?(?:mg|[µμ]g|mcg|g|Gy|IU|units?|mL)\b)",
    re.IGNORECASE,
)


_TIMED = re.compile(
    r" ?(?:(?:once|twice|three times) )?(?:weekly|daily|monthly|every\b|each (?:day|week|month)"
    r"|q[0-9]?[dwh]\b|[btq]id\b)",
    re.IGNORECASE,
)
"""Behind a dose: how often it is given, which no measured amount has."""
_DOSE_LIST = re.compile(
    r"(?<![\w.-])(?P<list>[0-9]+(?:\.[0-9]+)?(?:, [0-9]+(?:\.[0-9]+)?)*),? (?:or|and|to) [0-9]+(?:\.[0-9]+)?"
    r"\s?(?:mg|mcg|[µμ]g|g|IU)\b"
)
"""Doses of which the last alone has a unit: "15, 30 or 60 mg"."""


def doses_told(text: str, span: tuple[int, int], arms: Sequence[str]) -> list[tuple[int, int]]:
    """The doses that only say what patients were on, "on 200 mg every 2 weeks", and stand in an arm's label."""
    known = {digits for arm in arms for digits in _DIGITS.findall(arm)}
    if not known:
        return []
    lists = [match for match in _DOSE_LIST.finditer(text, *span) if set(_DIGITS.findall(match[0])) <= known]
    found = [match.span("list") for match in lists]
    timed = [match for match in _DOSE_ALONE.finditer(text, *span) if _TIMED.match(text, match.end())]
    found += [match.span("number") for match in timed if match["number"] in known]
    for match in _ON_DOSE.finditer(text, *span):
        ends = [end_of_dose(text, match.end() - 1, span[1], arm) for arm in arms]
        last = max(ends, default=0)
        if last > match.end():
            found.append((match.end(), last))
    return found


def with_dose(mention: Mention, text: str, stop: int) -> Mention:
    """The mention of an arm with the dose behind it that its label has, too: "drug 200 mg every 2 weeks"."""
    end = end_of_dose(text, mention.end, stop, mention.term.name)
    return replace(mention, end=end, text=text[mention.start : end]) if end > mention.end else mention


_DOSE_ALONE = re.compile(
    r"(?<![0-9.,/])(?<![0-9]-)(?P<number>[0-9]+(?:\.[0-9]+)?)[ -]?"
    r"(?P<unit>mg/kg|mg|mcg|[µμ]g|g|(?-i:Gy)|IU|mL)\b(?!\s?/(?!\s?d(?:ay)?\b))"
    r"(?:\s?/\s?d(?:ay)?\b| (?:a|per|each) day\b| daily\b)?(?:[ -](?:dose|group|arm))?",
    re.IGNORECASE,
)


def named_by_dose(
    text: str, span: tuple[int, int], mentions: Mapping[str, list[Mention]], evidence: Evidence
) -> list[Mention]:
    """The arms told by their dose alone, "the 90 mcg group", where others have other doses in their labels."""
    doses = _doses_of(evidence.facts.arms)
    if sum(bool(own) for own in doses.values()) < _SEVERAL:
        return []
    found = _matched_placebos(text, span, mentions.get("arm", ()), evidence)
    outcomes = [(item.start, item.end) for item in mentions.get("outcome", ())]
    arms_told = [(item.start, item.end) for item in (*mentions.get("arm", ()), *found)]
    for match in _DOSE_ALONE.finditer(text, *span):
        arms = held_by_all([arm for arm, own in doses.items() if _dose(match) in own])
        arms = [period_told(arms, text[slice(*span)])] if len(set(map(whole_of, arms))) == 1 else arms
        term = evidence.terms.term(arms[0], kind="arm", trial=evidence.trial.id) if len(arms) == 1 else None
        named = _NOUN.search(match[0]) is not None  # what "the 150 mg group" names is no part of an outcome
        taken = arms_told if named else [*arms_told, *outcomes]
        if term is not None and not any(low < match.end() and match.start() < high for low, high in taken):
            start = _start_of_drug(text, match.start(), arms[0], mentions.get("drug", ()), evidence)
            found.append(Mention(start, match.end(), text[start : match.end()], term))
    told = sorted([*mentions.get("arm", ()), *found], key=lambda mention: mention.start)
    return found + _matched_placebos(text, span, told, evidence)


def _matched_placebos(text: str, span: tuple[int, int], named: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The placebos of several drugs or doses, told by what they look like: "its placebo", "matched to 200 mg"."""
    doses = _doses_matched(evidence.facts.arms)
    if len(doses) < _SEVERAL:
        return _compared_placebos(text, span, named, evidence)
    found: list[Mention] = []
    for match in _ITS_PLACEBO.finditer(text, *span):
        here = [item for item in named if item.start < match.end() and match.start() < item.end]
        if any(item.term.name not in doses or item.end > match.end() for item in here):
            continue  # of those that are "placebo" without their brackets the first may stand there
        before = [item for item in named if item.end <= match.start()]
        its = match["its"] or _is_held_against(text, span[0], match.start(), before)
        own = _doses_in(match["to"] or "") or (_doses_in(before[-1].term.name) if before and its else set())
        arms = [arm for arm, held in doses.items() if own & held]
        term = evidence.terms.term(arms[0], kind="arm", trial=evidence.trial.id) if len(arms) == 1 else None
        found += [Mention(match.start(), match.end(), match[0], term)] if term else []
    return found


def _compared_placebos(text: str, span: tuple[int, int], named: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The placebos of several doses, told as that of one: the one that this dose is compared with in the table."""
    pairs = [pair.split(" vs ") for pair in evidence.facts.comparisons]
    held = {first: second for first, *rest in pairs for second in rest if "placebo" in second.casefold()}
    if len(set(held.values())) < _SEVERAL:
        return []
    found: list[Mention] = []
    for match in _ITS_PLACEBO.finditer(text, *span):
        before = [item for item in named if item.end <= match.start() and item.term.name in held]
        arm = held[before[-1].term.name] if before and match["its"] and not match["to"] else None
        term = evidence.terms.term(arm, kind="arm", trial=evidence.trial.id) if arm else None
        found += [Mention(match.start(), match.end(), match[0], term)] if term else []
    return found


def _is_held_against(text: str, start: int, end: int, before: Sequence[Mention]) -> bool:
    """Whether one dose alone is held against a placebo that follows: "0.32 L with 200 mg vs 0.18 L with placebo"."""
    start = max(start, text.rfind(";", start, end), text.casefold().rfind("placebo", start, end))
    own = {item.term.name for item in before if item.start >= start}
    return len(own) == 1 and _AGAINST.fullmatch(text, before[-1].end, end) is not None


_AGAINST = re.compile(
    r"(?: (?:arm|group))?[\s,]*(?:\([^()]*\)[\s,]*)?(?:vs\.?|versus|against|compared (?:with|to)|than)\s[^;]{0,40}",
    re.IGNORECASE,
)
_ITS_PLACEBO = re.compile(
    r"\b(?P<its>(?:(?:its|their|the) )?(?:corresponding|matching|matched|respective|own) |(?:its|their) )?placebo\b"
    r"(?: (?:that )?(?:was )?(?:matched|matching|corresponding) (?:to|with) (?P<to>[^.;,()]{3,30}))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def _doses_matched(arms: tuple[str, ...]) -> dict[str, set[tuple[str, str]]]:
    """The doses that each placebo looks like."""
    return {arm: _doses_in(match[0]) for arm in arms if (match := _MATCHED.search(arm))}


def _doses_in(text: str) -> set[tuple[str, str]]:
    return {_dose(match) for match in _DOSE_ALONE.finditer(text)}


def _start_of_drug(text: str, start: int, arm: str, drugs: Sequence[Mention], evidence: Evidence) -> int:
    """Where the name of an arm begins whose dose stands behind its drug, by whatever name: "tirzepatide 10 mg"."""
    before = [drug for drug in drugs if drug.end <= start and not text[drug.end : start].strip(" (,-")]
    if not before:
        return start
    name = before[-1].text.casefold()
    own = name in arm.casefold() or not any(name in label.casefold() for label in evidence.facts.arms)
    return before[-1].start if own else start


@lru_cache(maxsize=64)
def _doses_of(arms: tuple[str, ...]) -> dict[str, set[tuple[str, str]]]:
    """The doses in each arm's label."""
    return {arm: {_dose(match) for match in _DOSE_ALONE.finditer(_MATCHED.sub(" ", arm))} for arm in arms}


_MATCHED = re.compile(r"(?<=placebo)[^()]*\((?:for|matched|matching|to)\b[^()]*\)", re.IGNORECASE)
"""Behind a placebo: the drug that it looks like, whose dose tells the drug's own arm."""
_NOUN = re.compile(r"(?:group|arm)$", re.IGNORECASE)
_SEVERAL = 2


def _dose(match: re.Match[str]) -> tuple[str, str]:
    unit = match["unit"].casefold().replace("\u00b5", "mc").replace("\u03bc", "mc")
    return match["number"], unit
