"""How those fared who belong to a part of the patients, which a question counts or names: "how did they do"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.phrasing import in_sentence
from retrieval.answers.splits import same_part
from retrieval.questions.at_large import primary_outcomes
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.terms import TermIndex

_SIZE = "Patients randomised"
_COUNTS = {"count", "percentage"}
_THEY = r"(?:they|those|these|it|people|patients|participants|pts|that group|this group)"
_FARED = re.compile(
    rf"\bhow (?:well |badly )?(?:did|do|does|have|has) {_THEY}\b[^?,;]{{0,60}}?"
    r"\b(?:do|does|did|done|fare[ds]?|get on|(?:get|got) (?:more|less|much|anything|something) out of)\b"
    rf"|\b(?:did|do|does|have|has) {_THEY}\b[^?;]{{0,60}}?\b(?:benefit(?:ed)?|gain(?:ed)?|profit(?:ed)?"
    r"|(?:get|got|draw|drew) (?:more|less|much|anything|something) (?:out of|from)|(?:do|fare[ds]?|done) (?:any )?"
    r"(?:better|well|worse|as well|badly))\b"
    r"|\b(?:effects?|efficacy|benefits?|outcomes?)\s(?:of \w+\s)?(?:in|for|among)\s(?:the\s|those\s)?"
    r"(?:patients|pts|people|participants|those|ones|subgroup)\b"
    rf"|\bdid (?:it|the \w+) (?:help|work (?:for|in)|benefit) (?:them|those|these)\b",
    re.IGNORECASE,
)


def with_fares(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the primary endpoints in the parts that it only counts, where it asks how these did.

    Where no such effect is held, it is asked all the same, so that this is said. Over a record, whose parts are many,
    the further question is answered by itself.
    """
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    counted = tuple(name for name in question.outcomes if name != _SIZE)
    counts = all(kinds.get(name) == "baseline" for name in counted)
    if not (question.outcomes and counts and _FARED.search(question.text)) or question.unknown:
        return question
    if record_of(question.trial, corpus=corpus):
        return question
    held = {part for (part,) in corpus.table.slots(question.trial or "", ("subgroup",)) if part}
    named = dict.fromkeys(m.term.name for m in question.mentions if m.term.kind == "subgroup")
    parts = {
        name: [p for p in (*sorted(held), *named) if same_part(name, p)] or [in_sentence(name)] for name in counted
    }
    sizes = question.outcomes if set(question.statistics) & _COUNTS else ()
    statistics = tuple(name for name in question.statistics if name not in _COUNTS)
    return replace(
        question,
        outcomes=(*sizes, *primary_outcomes(question, terms=terms)),
        subgroups=tuple(dict.fromkeys(part for own in parts.values() for part in own[:1])),
        statistics=statistics,
    )
