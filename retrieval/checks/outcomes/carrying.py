"""A number that goes on with the outcome of the one before, or with its sibling."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.discourse import not_of_events
from retrieval.checks.outcomes.subject_words import NEW_SUBJECT
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.title_words import LINKING
from retrieval.terms import split_tokens


def carry(slot: Slot, previous: Slot) -> None:
    """Let a number be of the outcome and grade of the one before."""
    slot.outcomes, slot.carried, slot.grades, slot.unknown = (
        previous.outcomes,
        previous.carried,
        previous.grades,
        previous.unknown,
    )
    slot.grade_source = previous.grade_source
    slot.told_at, slot.item, slot.alternatives = previous.told_at, previous.item, previous.alternatives


def carry_on(clause: Clause, slot: Slot, previous: Slot) -> None:
    """Let a number be of the outcome before, or of its sibling: "107 had an early relapse and 176 a late one"."""
    carry(slot, previous)
    name = previous.outcomes[0] if previous.outcomes else ""
    if (bare := not_of_events(clause, slot, name)) != name:
        slot.outcomes = (bare,)
    if previous.outcomes and (
        other := _of_value(clause, slot, name) or _sibling(clause, slot, name) or _longer(clause, slot, name)
    ):
        slot.outcomes = (other,)


def _of_value(clause: Clause, slot: Slot, name: str) -> str | None:
    """The title with the value told behind a number: "94 % had a status of 0 or 1; 6 % had a status of 2"."""
    told = _VALUE.match(clause.text, slot.expression.end, clause.sentence.end)
    words = clause.evidence.title_words.get(name, frozenset())
    if told is None or not any(word.isdigit() for word in words):
        return None
    values = frozenset(re.findall("[0-9]", told["value"]))
    titles = clause.evidence.titles_with(frozenset(word for word in words if not word.isdigit()) - {"or"} | values)
    own = [title for title in titles if {it for it in clause.evidence.title_words[title] if it.isdigit()} == values]
    return own[0] if len(own) == 1 else None


_VALUE = re.compile(
    r"%?[^.;,0-9]{0,40}\b(?:status|score|stage|class|level|category) (?:of )?(?P<value>[0-9](?: or [0-9])?)\b",
    re.IGNORECASE,
)


def _longer(clause: Clause, slot: Slot, name: str) -> str | None:
    """The title with all words of a title and those told before a number: "CR was 39.7 %; the adjusted rate 45.8 %"."""
    own = clause.evidence.title_words.get(name, frozenset())
    longer = [title for title in clause.evidence.titles_with(own) if title != name]
    more = {title: clause.evidence.title_words[title] - own - LINKING for title in longer}
    if not more:
        return None
    breaks = [match.end() for match in NEW_SUBJECT.finditer(slot.before)]
    told = {token.form for token in split_tokens(slot.before[max(breaks, default=0) :])}
    fitting = [title for title, words in more.items() if words and words <= told]
    return max(fitting, key=lambda title: len(more[title]), default=None)


def _sibling(clause: Clause, slot: Slot, name: str) -> str | None:
    """The title with one word of a title in place of another, where the number's own words have that word."""
    own = clause.evidence.title_words.get(name, frozenset()) - LINKING
    if not 1 < len(own) <= _FEW_WORDS:
        return None
    pair = _SECOND.match(clause.text, slot.expression.end)  # what stands behind a pair is of both
    start = pair.end() if pair else slot.expression.end
    end = cues.BREAK.search(clause.text, start, clause.sentence.end)
    behind = clause.text[start : min(end.start() if end else clause.sentence.end, start + 40)]
    behind = _NEXT_PART.split(behind)[0]
    if "respectively" in behind:
        return None  # then the pair before has it, too
    breaks = [match.end() for match in NEW_SUBJECT.finditer(slot.before)]
    told = {token.form for token in split_tokens(f"{slot.before[max(breaks, default=0) :]} {behind}")}
    for word in own - told:
        for title in clause.evidence.titles_with(own - {word}):
            words = clause.evidence.title_words[title] - LINKING
            if len(words) == len(own) and words - own <= told and words != own:
                return title
    return None


_NEXT_PART = re.compile(r"[,;](?=\s(?!respectively))")
"""Behind a number: what follows is told of the next, "46 (37.4 %) of those on B, late relapse in 104"."""
_SECOND = re.compile(r"\s?%?\s(?:versus|vs\.?|and|against|compared with)\s[0-9.]+\s?%?", re.IGNORECASE)
_FEW_WORDS = 6
"""Words of a title that has siblings."""
