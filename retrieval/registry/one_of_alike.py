"""Of several titles that the same words of a question lead to, the one that is asked: its time, its set, its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.alike import at_the_times, bare_title, in_sets_asked
from retrieval.registry.limits_of_titles import limits_told, with_limits_asked
from retrieval.registry.measure_words import SHARES, MeasureWords, measures_of
from retrieval.registry.part_titles import are_by_part
from retrieval.stems import stems


def with_one_of_alike(question: Question, *, corpus: Corpus) -> Question:
    """The question without titles that the same words lead to, and that are of another time, set or kind than asked.

    Nor with a name that the record does not have, and whose words a title that is left has: the "HIV RNA" of "HIV RNA
    below 50 copies".
    """
    told = measures_of(question.trial or "", corpus=corpus)
    question = _as_shares(question, told, corpus=corpus)
    spans: dict[tuple[int, int], list[str]] = {}
    for m in question.mentions:
        if m.term.kind == "outcome" and m.term.name in question.outcomes and m.term.name in told:
            spans.setdefault((m.start, m.end), []).append(m.term.name)
    alike = {span: dict.fromkeys(names) for span, names in spans.items() if len(set(names)) > 1}
    if not alike:
        return question
    kept = {title for names in alike.values() for title in _asked([*names], question, told, corpus=corpus)}
    gone = {title for names in alike.values() for title in names} - kept
    words = frozenset().union(*(told[title].titled for title in kept))
    gone |= {
        m.term.name
        for m in question.mentions
        if m.term.kind == "outcome" and m.term.name not in told and m.term.category == "efficacy"
        if stems(m.text) <= words
    }
    return replace(question, outcomes=tuple(name for name in question.outcomes if name not in gone))


def _as_shares(question: Question, told: Mapping[str, MeasureWords], *, corpus: Corpus) -> Question:
    """The question for who reached something, where its words lead to the time until it was: "suppression rates".

    The title tells in brackets what it was: "Time to Suppression (RNA < 50 Copies)".
    """
    if not set(question.statistics) & set(SHARES) or _LASTED.search(question.text):
        return question

    def shares(name: str) -> Sequence[str]:
        match = _TIME_TO.match(name) if name in told and not told[name].shares else None
        limits = limits_told(match["what"]) if match else frozenset()
        found = [title for title, each in told.items() if match and each.shares and limits & limits_told(title)]
        found = [title for title in found if match and stems(match["what"]) <= told[title].titled]
        return _asked(found, question, told, corpus=corpus) if found else (name,)

    outcomes = tuple(dict.fromkeys(title for name in question.outcomes for title in shares(name)))
    return replace(question, outcomes=outcomes)


_TIME_TO = re.compile(r"(?:Median )?Time to [^()]+\((?P<what>[^()]+)\)", re.IGNORECASE)
_LASTED = re.compile(r"\b(?:how (?:long|fast|quick\w*|soon)|time (?:to|until)|median)\b", re.IGNORECASE)


def _asked(
    titles: Sequence[str], question: Question, told: Mapping[str, MeasureWords], *, corpus: Corpus
) -> Sequence[str]:
    kept = list(at_the_times(titles, question.text, told)) or list(titles)
    if set(question.statistics) & set(SHARES):
        kept = [title for title in kept if told[title].shares] or kept
    rows = {title: told[title].names for title in kept}
    kept = with_limits_asked(kept, question.text, rows=rows) or kept
    kept = in_sets_asked(kept, question, corpus=corpus)
    kept = [title for title in kept if not are_by_part((title,), question)] or kept
    primary = [title for title in kept if told[title].primary]
    if len(primary) != 1 or question.populations:
        return kept
    own = stems(bare_title(primary[0]))
    same = all(own <= stems(bare_title(title)) or stems(bare_title(title)) <= own for title in kept)
    return primary if same else kept
