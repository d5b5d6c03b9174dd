"""Cut-off and grade that a heading, or a sentence without a figure of its own, tells of the figures after it."""

from __future__ import annotations

import re
from datetime import date

from retrieval.checks.binding.analyses_told import BULLET, is_in_item, is_item, tells_figure
from retrieval.checks.binding.trailing_labels import ends_block
from retrieval.checks.figures.cues import TIMES
from retrieval.checks.outcomes.told_grades import grades_told
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.cutoffs import find_analyses
from retrieval.checks.sentences.slots import Slot

_LIST_FOLLOWS = re.compile(rf"[ \t]*\n\s*{BULLET.pattern}")


def announce(clause: Clause, slots: list[Slot], context: Context) -> None:
    """Note cut-off and grade of a sentence that tells no figure of its own."""
    grades = grades_told(clause)
    cutoffs = {item.cutoffs for item in find_analyses(clause, slots) if item.cutoffs}
    one = next(iter(cutoffs)) if len(cutoffs) == 1 else frozenset()
    _note_headed(clause, slots, context, one=one, grades=grades)
    if one and clause.sentence.kind == "prose" and (_is_label(clause) or _tells_source(clause)):
        context.labelled = one
    others = frozenset[date]().union(*cutoffs) - context.stated
    context.stated = frozenset() if others else context.stated
    if clause.sentence.kind != "prose" or any(tells_figure(slot) and slot.unit not in TIMES for slot in slots):
        return
    said = clause.text, clause.sentence.start, clause.sentence.end
    if one and (_STATED.fullmatch(*said) or _UNLESS.search(*said)) and not ends_block(clause):
        context.stated = one
    if one and _FIGURES.search(*said):
        context.announced = one
        if _PARAGRAPH_ENDS.match(clause.text, clause.sentence.end) and not ends_block(clause):
            context.stated = one  # no figure of its own paragraph is left that it could be told of
    if len(grades) != 1:
        return
    if _EVENTS.search(*said):
        context.announced_grade = grades
    elif any(mention.term.category == "safety" for mention in clause.mentions.get("outcome", ())):
        context.named_grade = grades


def _note_headed(
    clause: Clause, slots: list[Slot], context: Context, *, one: frozenset[date], grades: frozenset[str]
) -> None:
    """Note what a heading, or the sentence before a list, tells of all below it."""
    heading = clause.sentence.kind == "heading"
    if heading:
        context.headed_grade = grades if len(grades) == 1 else frozenset()
    listed = is_in_item(clause)
    over_list = _LIST_FOLLOWS.match(clause.text, clause.sentence.end) is not None and not listed
    if heading or over_list or (one and _is_title(clause, slots)):
        context.headed = one
    groups = frozenset(mention.term.name for mention in clause.mentions.get("subgroup", ()) if over_list)
    if over_list or not listed:
        context.over_list = one if over_list else frozenset()
    if len(groups) == 1 or not listed:
        context.listed = groups if len(groups) == 1 else frozenset()


_PARAGRAPH_ENDS = re.compile(r"[ \t]*\n[ \t]*\n")
_STATED = re.compile(
    r"(?:the )?(?:clinical |final )?(?:data(?:base)? )?(?:cut-?\s?off|lock)(?: date)?\b[^.;:]{0,50}?"
    r"(?:\bwas\b|\bis\b|:|=|,)[^.;%]{4,70}\.?",
    re.IGNORECASE,
)
"""A sentence that states the data cut-off and no more: "Data cut-off was 14 January 2022."."""
_UNLESS = re.compile(
    r"\b(?:unless|except (?:where|when))\b[^.;]{0,30}\b(?:otherwise|stated|noted|indicated|specified|mentioned)\b",
    re.IGNORECASE,
)
"""Tells that a cut-off holds for all that follows: "all at the primary analysis, unless I say otherwise"."""


def _is_label(clause: Clause) -> bool:
    """Whether a sentence is nothing but the name of an analysis, with its date: "Final analysis (14 January 2022)."."""
    start, end = clause.sentence.start, clause.sentence.end
    if end - start > _LONGEST_LABEL:
        return False
    spans = [(item.start, item.end) for item in clause.mentions.get("analysis", ())]
    spans += [(item.start, item.end) for item in clause.expressions]
    words = _WORDS.finditer(clause.text, start, end)
    rest = [word[0] for word in words if not any(low <= word.start() < high for low, high in spans)]
    return bool(spans) and all(map(_OF_LABEL.fullmatch, rest))


def _tells_source(clause: Clause) -> bool:
    """Whether a sentence says of which analysis all that follows is: "All results are from the final one"."""
    return _TAKEN_FROM.search(clause.text, clause.sentence.start, clause.sentence.end) is not None


_TAKEN_FROM = re.compile(
    r"\b(?:results|figures|data|numbers|findings|estimates|everything|what follows)\b[^.;0-9]{0,80}"
    r"(?:\b(?:taken|drawn|comes?|stems?|derived?|quoted|reported|are|is)\b[^.;0-9]{0,20}\b(?:from|those of)"
    r"|\b(?:refers?|relates?|appl(?:y|ies)|belongs?)\b[^.;0-9]{0,20}\bto)\b",
    re.IGNORECASE,
)


def _is_title(clause: Clause, slots: list[Slot]) -> bool:
    """Whether a sentence is a line of its own without a full stop, and without figures but for when they are of."""
    start, end = clause.sentence.start, clause.sentence.end
    alone = clause.text[start - 1 : start] in ("", "\n") and clause.text[end : end + 1] in ("", "\n")
    stops = clause.text[end - 1 : end] in ".!?;" or end - start > _LONGEST_TITLE or is_item(clause)
    return alone and not stops and not any(tells_figure(slot) and slot.unit not in TIMES for slot in slots)


_WORDS = re.compile(r"[A-Za-z][A-Za-z-]*")
_OF_LABEL = re.compile(
    r"(?:the|at|of|as|in|by|from|and|with|an?|data|cut-?off|cut|off|date|analysis|results?|median|follow-up|update|planned"
    r"|pre-?specified|final|primary|interim|first|second|third|last|months?)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"\b(?:all|these|the following|our|below|present(?:ed)?|here)\b[^.]{0,40}\b(?:figures|results|data|numbers"
    r"|analys[ei]s|findings)\b|\b(?:figures|results|data|numbers|findings) (?:below|here|shown|given|are)\b"
    r"|\b(?:all|everything)\b[^.;0-9]{0,40}\b(?:is|are|comes?|stems?|taken|from)\b",
    re.IGNORECASE,
)
_EVENTS = re.compile(
    r"\b(?:events|reactions|toxicities|AEs|TEAEs)\b[^.]{0,80}\b(?:listed|follow|below|were|are)\b", re.IGNORECASE
)


_LONGEST_LABEL, _LONGEST_TITLE = 120, 200
