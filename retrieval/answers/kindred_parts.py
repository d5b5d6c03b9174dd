"""Which parts of the patients have a result, where the one asked has none: their names, not the figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ingest.corpus import Corpus
from retrieval.answers.phrasing import in_sentence, show_bounds
from retrieval.answers.question_parts import Part
from retrieval.chat_model.prompting import fill
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.terms import TermIndex

_MOST = 6
"""Parts that are named; of more, the question says which it means."""


def name_kindred_parts(parts: Sequence[Part], *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """Say which parts of the same kind a result is held of, for each outcome that is not held of the part asked."""
    missed = (part.question for part in parts if part.missing and not part.figures)
    told = (_name_kindred(asked, asked.subgroups, asked.outcomes[0], corpus=corpus, terms=terms) for asked in missed)
    return tuple(dict.fromkeys(sentence for sentence in told if sentence))


def name_kindred_groups(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """Say which parts of the same kind results are held of, where a part that has none is asked without an outcome."""
    asked = tuple(m.term.name for m in question.mentions if m.term.kind == "subgroup")
    told = _name_kindred(question, asked, None, corpus=corpus, terms=terms)
    return (told,) if told else ()


def _name_kindred(
    question: Question, asked: Collection[str], outcome: str | None, *, corpus: Corpus, terms: TermIndex
) -> Sentence | None:
    """The parts of the kind of those asked that have a result; of an outcome that is a part itself, of any outcome."""
    kinds = {term.name: set(term.broader) for term in terms.terms("subgroup", trial=question.trial)}
    if outcome in kinds and not asked:
        asked, outcome = (outcome,), None
    own = set().union(*(kinds.get(name, ()) for name in asked))
    held = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    groups = {group for title, group in held if group and outcome in (None, title)}
    names = sorted(group for group in groups if kinds.get(group, set()) & own)
    if not own or not names or len(names) > _MOST or set(names) & set(asked):
        return None
    listed = ", ".join(show_bounds(name) for name in names)
    of_outcome = f"For {in_sentence(outcome)}, this" if outcome else "This"
    text = fill("kindred_parts", where=of_outcome, kind=" and ".join(sorted(own)), parts=listed)
    return Sentence(text, stays=True)
