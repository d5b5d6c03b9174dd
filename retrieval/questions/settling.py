"""What words of a question mean that name several terms, or that restrict another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.questions import relations, wording
from retrieval.questions.analysis_words import without_lengths_of_analyses, without_sets_named_as_outcomes
from retrieval.questions.claimed_times import without_figures_claimed
from retrieval.questions.crossed_names import without_crossed, without_denominators
from retrieval.questions.left_aside import without_what_is_excluded
from retrieval.questions.odd_words import (
    without_holdings,
    without_odd_words,
    without_the_whole,
)
from retrieval.questions.other_senses import without_general_names
from retrieval.questions.part_heads import heads_a_part
from retrieval.questions.part_or_outcome import is_asked_apart, outcome_or_subgroup
from retrieval.questions.topics_asked import without_names_of_topics
from retrieval.terms import Mention

_FREE_OF = re.compile(r"(?:without|free (?:of|from))\b", re.IGNORECASE)
"""What begins the name of an outcome that goes on with the word before: "live without progression"."""
_BLANK = re.compile(r"\s+")
_CUT = re.compile(r"[a-z)][:;?]\s", re.IGNORECASE)
"""Inside what is no name: "late relapse: rate of" is no relapse rate."""
_MEASURED = ("efficacy", "safety")


def settle(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Decide what words mean that name several terms.

    A trial's own term goes before a general one. Words that are both an outcome and a subgroup (renal impairment)
    restrict another outcome, or an effect, where one is named; alone they are the outcome asked for. Words that are
    also a statistic ("how many patients") name an outcome only where there is no other. "The primary endpoint" is a
    topic, unless its result is asked for.
    """
    mentions = tuple(m for m in mentions if not _CUT.search(m.text))
    mentions = tuple(m for m in mentions if not (m.term.kind == "grade" and _ranks(text, m)))
    mentions = _without_grades_begun(without_general_names(mentions))
    mentions = _without_names_inside(text, without_crossed(mentions))
    mentions = _without_what_only_introduces(text, mentions)
    mentions = without_what_is_excluded(text, mentions)
    mentions = without_holdings(text, mentions)
    mentions = without_odd_words(text, _without_glossed(text, mentions))
    mentions = without_denominators(text, mentions)
    mentions = _without_sources(text, mentions)
    mentions = without_the_whole(text, mentions)
    mentions = _without_statistics_of_schedules(text, mentions)
    mentions = without_names_of_topics(text, mentions)
    mentions = _without_words_of_others(text, mentions)
    mentions = without_lengths_of_analyses(text, without_sets_named_as_outcomes(text, mentions))
    mentions = _without_results_of_those_counted(text, mentions)
    return outcome_or_subgroup(text, _without_times_of_follow_up(text, mentions))


def _without_results_of_those_counted(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the outcome that has a row of a trait, where the question has no word but for that: "women?"."""
    traits = {(m.start, m.end) for m in mentions if m.term.kind == "outcome" and m.term.category == "baseline"}
    alone = {span for span in traits if not re.search(r"\w", text[: span[0]] + text[span[1] :])}
    return tuple(m for m in mentions if (m.start, m.end) not in alone or m.term.category not in _MEASURED)


def _ranks(text: str, grade: Mention) -> bool:
    """Whether a word of a grade says how somebody fared: "which subgroup did worst"."""
    return grade.text.casefold() == "worst" and bool(_FARED.search(text[: grade.start]))


_FARED = re.compile(r"\b(?:d(?:o|id|oes)|far(?:e|ed|es)|perform\w*|respond\w*|came off)\s(?:the\s)?$", re.IGNORECASE)


def _without_times_of_follow_up(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the follow-up that only says when another outcome is of: "deaths by the end of follow-up"."""
    when = [
        m
        for m in mentions
        if m.term.kind == "outcome" and _FOLLOW_UP.fullmatch(m.text) and _AT_A_TIME_OF.search(text[: m.start])
    ]
    others = any(m.term.kind == "outcome" and m not in when for m in mentions)
    asked = _HOW_LONG.search(text) or not others
    return mentions if asked else tuple(m for m in mentions if m not in when)


_FOLLOW_UP = re.compile(r"follow(?:ed|ing)?[ -]?up", re.IGNORECASE)
_AT_A_TIME_OF = re.compile(
    r"\b(?:(?:end|close|close-?out|completion|conclusion|start|course|rest)\sof|during|throughout|until|over)\s"
    r"(?:(?:the|their|its|all|whole|entire|full|study|trial)\s){0,3}$"
    r"|\b(?:at|with|after|by|in|from)\s(?:the\s)?"
    r"(?:longest|latest|last|most recent|maximum|longer|final)(?: available)?\s$",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\b(?:how long|length|duration|median follow)", re.IGNORECASE)


def _without_grades_begun(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out a grade that begins inside another one: the "serious adverse event" of a non-serious one."""
    grades = [m for m in mentions if m.term.kind == "grade"]
    crossed = [g for g in grades if g.term.name == "any" and any(g.start < m.start < g.end < m.end for m in grades)]
    grades = [g for g in grades if g not in crossed]  # "any grade 4 reaction" asks for grade 4
    begun = [m for m in grades if any(g.start < m.start < g.end for g in grades)]
    return tuple(m for m in mentions if m not in crossed and m not in begun)


def _without_names_inside(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the kind of a subgroup beside its name ("age group 65-74"), and an outcome in an analysis's name."""
    parts = [m for m in mentions if m.term.kind == "subgroup" and m.term.broader]
    mentions = tuple(m for m in mentions if not heads_a_part(text, m, mentions))
    mentions = tuple(
        m for m in mentions if not any(m.term.name in p.term.broader and p.start <= m.end + 1 < p.end for p in parts)
    )
    mentions = without_figures_claimed(text, mentions)
    inside = [m for m in mentions if m.term.kind == "analysis"]
    spans = {(m.start, m.end) for m in inside}
    others = any(m.term.kind == "outcome" and (m.start, m.end) not in spans for m in mentions)
    mentions = tuple(m for m in mentions if not (others and m.term.kind == "outcome" and (m.start, m.end) in spans))
    return tuple(
        m
        for m in mentions
        if m.term.kind != "outcome"
        or not any(a.start <= m.start and m.end <= a.end for a in inside if a.text != m.text)
    )


def _without_what_only_introduces(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the outcome that another one explains, or goes on from: "live without progression"."""
    events = [m for m in mentions if m.term.kind == "outcome"]
    after = [m for m in events if _ONCE.search(text[: m.start])]
    if len(after) < len(events):
        mentions = tuple(m for m in mentions if m not in after)
    mentions = tuple(m for m in mentions if not (m in events and _introduces(text, m, events)))
    mentions = tuple(m for m in mentions if not (m in events and _only_describes(text, m, events)))
    mentions = tuple(m for m in mentions if not (m in events and _ends_in_event(text, m, events)))
    free = [m.start for m in mentions if m.term.kind == "outcome" and _FREE_OF.match(m.text)]
    return tuple(
        m for m in mentions if not (m.term.kind == "outcome" and any(_BLANK.fullmatch(text, m.end, s) for s in free))
    )


def _without_glossed(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Put what brackets tell exactly in place of the general word for a part before them: "fit (ECOG 0-1)"."""
    parts = [m for m in mentions if m.term.kind == "subgroup"]
    pairs = [(m, o) for m in parts for o in parts if o != m and _OPENED.fullmatch(text, m.end, o.start)]
    begins = {other.start: general.start for general, other in pairs}
    general = {m for m, _ in pairs}
    widened = ((m, begins.get(m.start, m.start)) for m in mentions if m not in general)
    return tuple(m if first == m.start else replace(m, start=first, text=text[first : m.end]) for m, first in widened)


_OPENED = re.compile(r"\s?\((?:i\.?e\.?,?\s|that is,?\s|=\s?)?", re.IGNORECASE)


def _without_statistics_of_schedules(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    span = wording.schedule(text)
    schedules = [m for m in mentions if m.term.kind == "topic" and (m.start, m.end) == span]
    if any(_FIXED.match(m.text) for m in schedules):  # whether it ended at a set time, not how many it ended for
        mentions = tuple(m for m in mentions if m.term.kind != "outcome" or m.term.category != "disposition")
    return tuple(
        m
        for m in mentions
        if m.term.kind not in ("statistic", "outcome") or not any(s.start <= m.start < s.end for s in schedules)
    )


_FIXED = re.compile(r"(?:fixed|set|limited|defined|predefined|certain)\b", re.IGNORECASE)


def _without_words_of_others(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out a "response" that another outcome has ("the EASI-75 response"), and the "safety" that others are of."""
    outcomes = [m for m in mentions if m.term.kind == "outcome"]

    def is_of_another(mention: Mention) -> bool:
        others = [m for m in outcomes if m.term.name != mention.term.name]
        if _SAFETY.fullmatch(mention.text):
            return any(other.term.category == "safety" for other in others)
        if _BARE_RESPONSE.fullmatch(mention.text) and any(_is_timed_response(text, o, mention) for o in others):
            return True
        return bool(_RESPONSE.fullmatch(mention.text)) and any(
            other.end <= mention.start and not text[other.end : mention.start].strip(" -") for other in others
        )

    return tuple(m for m in mentions if m.term.kind != "outcome" or not is_of_another(m))


def _is_timed_response(text: str, timed: Mention, response: Mention) -> bool:
    """Whether a "response" is only what an outcome before it is the time of: "how fast was there a response"."""
    joined = relations.is_joined(text[timed.end : response.start])
    return "response" in timed.term.name.casefold() and timed.end <= response.start and not joined


_BARE_RESPONSE = re.compile(r"responses?", re.IGNORECASE)
_SAFETY = re.compile(r"safety", re.IGNORECASE)
_RESPONSE = re.compile(r"respon(?:ses?|ders?)(?: rates?)?", re.IGNORECASE)


def _without_sources(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the outcome that only tells which report is meant ("the OS abstract"), where another is asked.

    And the part of the patients that is the origin of a document: "the Canadian monograph".
    """
    mentions = tuple(m for m in mentions if m.term.kind != "subgroup" or not _DOCUMENT.match(text[m.end :]))
    mentions = tuple(m for m in mentions if not (_A_GROUP.search(m.text) and _REPORT.match(text[m.end :])))
    parts = [m for m in mentions if m.term.kind == "subgroup"]
    of_papers = [m for m in parts if _REPORT.match(text[m.end :])]  # "those under 70, from the elderly paper"
    of_papers = of_papers if any(m.term.name not in {o.term.name for o in of_papers} for m in parts) else []
    mentions = tuple(m for m in mentions if m not in of_papers)
    naming = [
        m
        for m in mentions
        if m.term.kind == "outcome" and (_REPORT.match(text[m.end :]) or _is_an_analysis(text, m.start, m.end))
    ]
    others = any(m.term.kind == "outcome" and m not in naming for m in mentions)
    return tuple(m for m in mentions if m not in naming) if others else mentions


def _is_an_analysis(text: str, start: int, end: int) -> bool:
    """Whether an outcome only names an analysis to compare with: "1st report vs final OS"."""
    return bool(_COMPARED_WITH.search(text[:start])) and not re.match(r"\s*\w", text[end:])


_COMPARED_WITH = re.compile(
    r"\b(?:vs\.?|versus|and|to|with|than|at|by)\s(?:the\s)?(?:final|last|latest|interim|updated)\s$", re.IGNORECASE
)
_A_GROUP = re.compile(r"\bsub-?group$", re.IGNORECASE)
"""The end of a part's name that a report goes by: "the renal subgroup paper"."""
_DOCUMENT = re.compile(
    r"(?:\s(?:and|or|vs\.?|versus)\s(?:the\s)?[A-Z][\w-]+)?(?:\s[A-Z][\w-]+)?\s(?:product\s|clinical trials?\s)?"
    r"(?:monograph|text|label|leaflet|document|source|page|website|register|registry|registries|database|agency)s?\b"
)
_REPORT = re.compile(
    r"\s(?:abstract|paper|publication|poster|article|manuscript|presentation|letter|document)\b", re.IGNORECASE
)


def _ends_in_event(text: str, mention: Mention, events: Sequence[Mention]) -> bool:
    """Whether a fate goes on with what it came from: "died from treatment" in "died from treatment side effects"."""
    fated = relations.consequences(mention.text)
    return bool(fated) and any(_BLANK.fullmatch(text, mention.end, event.start) for event in events)


def _introduces(text: str, mention: Mention, events: Sequence[Mention]) -> bool:
    """Whether adverse events at large only introduce one of them: "adverse events: acute kidney injury"."""
    if any(
        mention.term.name in e.term.broader and _INTRODUCES_PART.fullmatch(text, mention.end, e.start) for e in events
    ):
        return True
    large = any(kind in mention.term.name.casefold() for kind in ("adverse event", "laboratory abnormality"))
    large = large or mention.text.casefold() == "exposure"  # "exposure: AUC and Tmax"
    members = [e for e in events if e is not mention and e.term.category not in _OF_PATIENTS]
    return large and any(_INTRODUCES.fullmatch(text, mention.end, event.start) for event in members)


def _only_describes(text: str, mention: Mention, events: Sequence[Mention]) -> bool:
    """Whether adverse events at large only say what kind of event one before them is: "fatigue (other AEs)".

    And laboratory values, by what it is counted: "neutropenia, based on laboratory values".
    """
    if "laboratory" in mention.term.name.casefold():
        return any(_COUNTED_BY.fullmatch(text, event.end, mention.start) for event in events if event is not mention)
    if "adverse event" not in mention.term.name.casefold():
        return False
    return any(_DESCRIBES.fullmatch(text, event.end, mention.start) for event in events if event.end < mention.start)


_COUNTED_BY = re.compile(
    r",?\s(?:\w+\s)?(?:based on|according to|judged by|going by|by|per|from|on|using|in)\s(?:the\s|their\s)?",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"(?:(?:(?!\band\b)[^,;?()&]){0,40}\((?:[\w-]+[,/ ]+){0,4}"
    r"|\s*,?\s(?:(?:reported|counted|classed|recorded|posted)\s)?as\s(?!well\b)(?:an?\s)?(?:[\w-]+[,/ ]+){0,3})",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:once|after|when|as soon as)\s(?:they|patients|people|someone)\s(?:have\s|had\s)?$", re.IGNORECASE
)
"""What begins a clause that tells only when something is asked: "once they respond, how long"."""
_OF_PATIENTS = ("design", "disposition", "baseline")
"""What is no adverse event, so that none at large introduces it: "serious AEs: how many patients"."""
_INTRODUCES_PART = re.compile(r"[^.?:(]{0,40}[:(]\s*")
_INTRODUCES = re.compile(r"\s*(?::|\(|,?\s?(?:of|such as|like|e\.g\.,?|namely)\s)\s*", re.IGNORECASE)


def take_for_restriction(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Baseline characteristics, and what patients have, beside a measured outcome: whom it is asked for, not what."""
    measured = [m for m in mentions if m.term.kind == "outcome" and m.term.category in _MEASURED]
    baseline = [m for m in mentions if m.term.kind == "outcome" and m.term.category == "baseline"]

    def listed(mention: Mention, other: Mention) -> bool:
        first, second = sorted((mention, other), key=lambda m: m.start)
        return relations.is_joined(text[first.end : second.start])

    baseline = [m for m in baseline if not is_asked_apart(text, m, measured)]
    conditions = [m for m in measured if m.term.category == "safety" and relations.is_condition(text[: m.start])]
    others = [m for m in measured if m not in conditions]
    return tuple(m for m in (*baseline, *conditions) if others and not any(listed(m, other) for other in others))
