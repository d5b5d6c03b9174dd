"""Which parts of the patients have a result, where the one asked has none: their names, not the figures."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.answers.phrasing import in_sentence, show_bounds
from retrieval.answers.question_parts import Part
from retrieval.chat_model.prompting import fill
from retrieval.records import Sentence
from retrieval.terms import TermIndex

_MOST = 6
"""Parts that are named; of more, the question says which it means."""


def name_kindred_parts(parts: Sequence[Part], *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """Say which parts of the same kind a result is held of, for each outcome that is not held of the part asked."""
    told = (_name_kindred(part, corpus=corpus, terms=terms) for part in parts if part.missing and not part.figures)
    return tuple(dict.fromkeys(sentence for sentence in told if sentence))


def _name_kindred(part: Part, *, corpus: Corpus, terms: TermIndex) -> Sentence | None:
    trial, asked, outcome = part.question.trial, part.question.subgroups, part.question.outcomes[0]
    kinds = {term.name: set(term.broader) for term in terms.terms("subgroup", trial=trial)}
    own = set().union(*(kinds.get(name, ()) for name in asked))
    held = corpus.table.slots(trial or "", ("outcome", "subgroup"))
    names = sorted({group for title, group in held if title == outcome and group and kinds.get(group, set()) & own})
    if not own or not names or len(names) > _MOST or set(names) & set(asked):
        return None
    listed = ", ".join(show_bounds(name) for name in names)
    text = fill("kindred_parts", outcome=in_sentence(outcome), kind=" and ".join(sorted(own)), parts=listed)
    return Sentence(text, stays=True)
