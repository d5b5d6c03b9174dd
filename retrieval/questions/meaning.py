"""Outcomes that a question means without a word of theirs: those whose results' passages are nearest to it."""

from __future__ import annotations

from collections import defaultdict

from ingest.corpus import Corpus
from retrieval.questions.other_senses import PRIOR, follows_trial
from retrieval.questions.question import Question
from retrieval.search import Retriever
from retrieval.terms import split_tokens

_MANY = 40
"""Results searched for one in the subgroup asked about."""
_NEAR = 0.65
"""Cosine from which a result's passage means what the question says; at 0.6 a neighbour ("still on treatment" for "how
long did treatment continue") comes as near."""
_NEAR_IN_SUBGROUP = 0.45
"""The same among the results of one subgroup, where there are few neighbours."""
_FEWEST_WORDS = 3
"""Words of a question from which passages can agree on what it means; "is it good" means nothing in particular."""
_SHORTEST = 4
"""Letters of a word that says something."""
_AGREEING = 4
"""The nearest passages that have to agree on what is meant where none is near by itself."""
_NEAR_TOGETHER = 0.45
"""Cosine from which passages that all agree mean it."""
_NEAR_MOSTLY = 0.52
"""The same where one of them does not."""


def nearest_outcome(question: Question, *, corpus: Corpus, retriever: Retriever) -> str | None:
    """The outcome whose result's passage is nearest in meaning to the question; ``None`` when none is near."""
    subgroups = question.subgroups
    count = _MANY if subgroups else 1
    for found in retriever.search(question.text, kinds=frozenset({"result"}), trial=question.trial, k=count):
        cosine, result = found.cosine, corpus.table.get(str(found.passage.link))
        if subgroups and result.subgroup not in subgroups:
            continue
        if cosine is not None and cosine >= (_NEAR_IN_SUBGROUP if subgroups else _NEAR):
            return result.outcome
    return None


def _words_said(question: Question) -> int:
    """Words that say what is asked: no glue, and no name of what the whole trial is about."""
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug", "trial")]
    return sum(
        len(token.form) >= _SHORTEST and not any(m.start <= token.start < m.end for m in named)
        for token in split_tokens(question.text)
    )


def outcomes_by_meaning(question: Question, *, corpus: Corpus, retriever: Retriever) -> tuple[str, ...]:
    """The outcomes that a question means; no treatment before the trial for one to which patients went on."""
    names = _nearest_outcomes(question, corpus=corpus, retriever=retriever)
    return tuple(name for name in names if not (name.startswith(PRIOR) and follows_trial(question.text)))


def _nearest_outcomes(question: Question, *, corpus: Corpus, retriever: Retriever) -> tuple[str, ...]:
    """The outcomes that a question means: the nearest, else those on which the nearest passages agree.

    Passages agree where each outcome among them has at least two; one that stands alone is let pass only where the
    others have one outcome and are nearer.
    """
    if nearest := nearest_outcome(question, corpus=corpus, retriever=retriever):
        return (nearest,)
    if _words_said(question) < _FEWEST_WORDS:
        return ()
    near: defaultdict[str, list[float]] = defaultdict(list)
    for found in retriever.search(question.text, kinds=frozenset({"result"}), trial=question.trial, k=_AGREEING):
        near[corpus.table.get(str(found.passage.link)).outcome].append(found.cosine or 0.0)
    agreeing = {outcome: max(cosines) for outcome, cosines in near.items() if len(cosines) > 1}
    stray = sum(len(cosines) for outcome, cosines in near.items() if outcome not in agreeing)
    if not agreeing or stray > 1 or (stray and len(agreeing) > 1):
        return ()
    enough = _NEAR_MOSTLY if stray or len(agreeing) > 1 else _NEAR_TOGETHER
    return tuple(agreeing) if min(agreeing.values()) >= enough else ()
