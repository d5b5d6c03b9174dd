"""The words of a clause's own subject that no term accounts for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures import cues
from retrieval.checks.figures.times import read_times
from retrieval.checks.outcomes.foreign_arms import foreign_arm
from retrieval.checks.outcomes.rows_told import told_rows
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.restrictions import unknown_groups, unknown_words
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.analysis_sets import is_of_other_set
from retrieval.checks.terms.named_otherwise import counts_everybody
from retrieval.checks.terms.titles import rare_title
from retrieval.checks.terms.words_apart import folds
from retrieval.terms import normal_form, split_tokens

NEW_SUBJECT = re.compile(r"[,;:(]|\band\b|\bwhile\b|\bwhereas\b|\bbut\b|\bwith\b", re.IGNORECASE)
"""Where a clause may turn to another subject."""


def _told(previous: Slot | None, context: Context) -> tuple[str, ...]:
    """The outcome that a number may go on with."""
    return previous.outcomes[:1] if previous is not None and previous.outcomes else context.outcomes[:1]


def new_words(words: tuple[str, ...], previous: Slot | None, context: Context) -> tuple[str, ...]:
    """Words that are not those of the outcome told before: "a grade 3 reaction" goes on with infusion reactions."""
    known = {token.form for name in _told(previous, context) for token in split_tokens(name)}
    return () if all(normal_form(word) in known for word in words) else words


def not_of_rows(words: tuple[str, ...], previous: Slot | None, clause: Clause) -> tuple[str, ...]:
    """Words but for those that tell a row of the outcome before: "26 among ventilated and 13 among non-ventilated"."""
    if not words or previous is None or not previous.outcomes:
        return words
    rows = clause.evidence.results(previous.outcomes[0]).items
    known = {token.form for row in rows for token in split_tokens(row)}
    return () if all(normal_form(word) in known for word in words) else words


def titled(clause: Clause, slot: Slot, words: Sequence[str]) -> str | None:
    """The one title that words which no term accounts for tell: "seroresponse was 12.2 points higher".

    Of several the one of the figure's own time, or of the rise that the sentence names: "a four-fold rise".
    """
    sentence = clause.text[clause.sentence.start : clause.sentence.end]
    forms = frozenset(normal_form(word) for word in words) | folds(sentence)
    title = rare_title(forms, clause.evidence, read_times(slot.time or "") or read_times(sentence))
    return None if title is None or is_of_other_set(title, sentence) else title


def refined_title(clause: Clause, words: Sequence[str], previous: Slot | None, context: Context) -> str | None:
    """The one longer title that words and the outcome told before make up: "complete response ...; durable: 32 %"."""
    for name in _told(previous, context):
        forms = {normal_form(word) for word in words} | {token.form for token in split_tokens(name)}
        titles = clause.evidence.titles_with(frozenset(forms))
        if len(titles) == 1 and titles[0] != name:
            return titles[0]
    return None


def with_same_verb(clause: Clause, words: Sequence[str], previous: Slot | None) -> str | None:
    """What "AST" is behind "ALT was increased in 44, and AST in 42": the outcome of its name and the same verb."""
    told = previous.told_at if previous is not None else None
    verb = _CHANGED_SO.search(clause.text, told, previous.expression.start) if previous and told is not None else None
    name = f"{words[-1]} {verb[0]}" if verb else ""
    found = clause.evidence.terms.find(name, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
    held = [item.term.name for item in found if item.start == 0 and item.end == len(name)]
    return held[0] if held and clause.evidence.results(held[0]) else None


_CHANGED_SO = re.compile(r"\b(?:increased|decreased|elevated|raised|reduced|abnormal|prolonged)\b", re.IGNORECASE)


def own_words(clause: Clause, slot: Slot, left: int, right: int) -> tuple[str, ...]:
    """Words of the clause's own subject that neither a term nor common usage accounts for."""
    breaks = [match.end() for match in NEW_SUBJECT.finditer(clause.text, left, slot.expression.start)]
    start = left
    for position in breaks:
        if re.search(r"[A-Za-z]{4,}", clause.text[position : slot.expression.start]):
            start = position
    verb = _VERB.search(clause.text, start, slot.expression.start)
    end = verb.start() if verb else slot.expression.start
    before = unknown_words(clause.text, start, end, spans=clause.spans, neutral=clause.neutral)
    if before:
        return before
    noted = _NOTED.search(slot.before)
    if noted and any(title.startswith(f"{noted['word']}(") for title in clause.evidence.title_words):
        return (noted["word"],)
    stop = cues.BREAK.search(clause.text, slot.expression.end, right)
    return _had(clause, slot, stop.start() if stop else right)


_NOTED = re.compile(r"[;,(]\s?(?P<word>[a-z]{3,10})\s$")
"""A common word right before a number that a title has as a notation: the gain(1q21) of "; gain 24.0 %"."""
_VERB = re.compile(
    r"\b[a-z]{2,}ed\s(?:(?:back |down |up |out )?(?:to|at|by|from|in|for|with)\s)?(?:(?:only|about|just|around) )?$"
    r"|\b[a-z]{3,}(?:s|ing)\s(?:the|this|that|its)\s(?:HR|OR|RR|(?:(?:hazard|odds|risk|rate) )?ratio|estimate|figure"
    r"|median|value)\s(?:back |down |up )?(?:to|from|at|by)\s(?:(?:only|about|just|around) )?$"
)
"""Right before a number: what the figure did, "declined to", or what was done to it, names no outcome."""


_HAD = re.compile(
    r"\b(?:had|experienced|developed|reported|suffered|achieved|reached|showed|discontinued|stopped|attained|with)\b",
    re.IGNORECASE,
)


def _had(clause: Clause, slot: Slot, right: int) -> tuple[str, ...]:
    """Words after "36 % of patients had ..." that name what they had."""
    verb = _HAD.search(clause.text, slot.expression.end, right)
    if verb is None:
        return ()
    stop = re.search(r"[,;.()]", clause.text[verb.end() : right])
    end = verb.end() + stop.start() if stop else right
    return unknown_words(clause.text, verb.end(), end, spans=clause.spans, neutral=clause.neutral)


def note_unknown_group(clause: Clause, slot: Slot, left: int, right: int) -> None:
    """Note a group of patients that no term accounts for, and no row of what is told: "girls" are one "by Sex"."""
    if clause.groups is None:
        found = unknown_groups(
            clause.text,
            clause.sentence.start,
            clause.sentence.end,
            spans=clause.spans,
            neutral=clause.neutral,
            groups=[(it.start, it.end) for kind in ("subgroup", "population") for it in clause.mentions.get(kind, ())],
        )
        clause.groups = [it for it in found if not counts_everybody(clause.text[it[0] : it[1]], clause.evidence)]
    group = next((group for group in clause.groups if group[0] < right), None)
    if group and slot.unknown is None and (group[0] >= left or group[1] <= slot.expression.start):
        slot.unknown = None if _is_row(group[2], slot, clause) else group[2]
    slot.unknown = slot.unknown or _other_event(clause, slot)
    if slot.unknown is None and slot.arm_source != "named" and slot.outcomes:
        slot.unknown = foreign_arm(clause, left, right)


def _other_event(clause: Clause, slot: Slot) -> str | None:
    """What is told beside a death and no term accounts for: those who "worsened or died" are more than the dead."""
    at = slot.told_at
    if at is None or not _DIED.match(clause.text, at):
        return None
    other = _OR.search(clause.text, max(clause.sentence.start, at - 30), at)
    told = other is not None and any(
        low < other.end("verb") and other.start() < high <= at for low, high in clause.spans
    )
    return None if other is None or told else other["verb"]


_DIED = re.compile(r"(?:died|dying|deaths?)\b", re.IGNORECASE)
_OR = re.compile(r"\b(?P<verb>[a-z]{3,}(?:ed|ened)) or (?:had |who |later )?$", re.IGNORECASE)


def _is_row(words: str, slot: Slot, clause: Clause) -> bool:
    titles = (*slot.outcomes[:1], *slot.alternatives)
    forms = {token.form for token in split_tokens(words)}
    if forms and slot.outcomes and forms <= clause.evidence.title_words.get(slot.outcomes[0], frozenset()):
        return True  # the "MRI cohort" of a title that has these words
    return any(told_rows(words, title, clause.evidence.results(title).items) for title in titles)
