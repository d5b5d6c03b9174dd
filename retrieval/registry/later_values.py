"""A later value, or a change, asked by a name that a record has for the value at baseline alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.questions.meant import after_baseline
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.registry.measure_words import measures_of
from retrieval.registry.measures import Measures
from retrieval.stems import stems
from retrieval.terms import TermIndex


def carry_names(question: Question, meant: Measures, *, corpus: Corpus) -> bool:
    """Whether the measures meant have the words by which the outcomes are named."""
    told = measures_of(question.trial or "", corpus=corpus)
    carried = frozenset().union(*(told[title].titled for title in meant.titles if title in told))
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    return all(stems(m.text) <= carried for m in named)


def is_later(question: Question, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether a later value, or a change, is asked, of which those at baseline tell nothing."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    return asks_change(question.text) and all(kinds.get(title) == "baseline" for title in held)


def asks_change(text: str) -> bool:
    """Whether a later value, or a difference from the first one, is asked."""
    return bool(after_baseline(text) or _MUCH_LESS.search(text))


_MUCH_LESS = re.compile(
    r"\bhow much (?:less|more|better|worse|lower|higher|milder)\b"
    r"|\bhow (?:much |well |far )?(?:did|has|have)\b[^?]*\b(?:chang|improv|respon|worsen|develop|reduc|declin|increas)"
    r"\w*"
    r"|\bhow (?:much|far) (?:did|has|have)\b[^?]*\b(?:fall|fell|fallen|drop\w*|(?:go|come|gone) (?:down|up)|r[io]se"
    r"|risen|shr[iu]nk|move|budge|climb)\b"
    r"|\b(?:changes?|reductions?|improvements?|declines?|drops?|falls?|decreases?|increases?) (?:in|of|from baseline)\b"
    r"|\b(?:did|does|do)\s[^?,;]*\b(?:cut|reduce|lower|improve|prevent|slow|decrease|increase|raise|delay|shrink|ease|gain|lose|shed)\b"
    r"|\bhow much\b[^?,;]*\b(?:gain\w*|lose|lost|shed|put on)\b",
    re.IGNORECASE,
)
"""That a difference is asked, of which no value at baseline tells."""


def later_by_name(
    question: Question, meant: Measures | None, *, corpus: Corpus, terms: TermIndex
) -> dict[str, tuple[str, ...]]:
    """For each outcome that the record has a value at baseline alone of, the measures that have its name.

    They are near in meaning: a change in a score is asked, and who reached a threshold of it is held. None where no
    later value is asked, or the measures meant have the names of all that is asked.
    """
    trial = question.trial or ""
    every = [title for name in question.outcomes for title in terms.outcomes_of(name, trial=trial)]
    if meant and is_later(question, every, corpus=corpus) and carry_names(question, meant, corpus=corpus):
        return {}
    told, times = measures_of(trial, corpus=corpus), times_told(question.text)
    found: dict[str, tuple[str, ...]] = {}
    for mention in question.mentions:
        held = terms.outcomes_of(mention.term.name, trial=trial) if mention.term.name in question.outcomes else ()
        if held and is_later(question, held, corpus=corpus):
            fitting = tuple(
                title
                for title, words in told.items()
                if stems(mention.text) <= words.titled
                and (not times or not times_told(title) or agree(times, times_told(title)))
            )
            found |= {mention.term.name: fitting} if 0 < len(fitting) <= _MOST_BY_NAME else {}
    return found


_MOST_BY_NAME = 3
