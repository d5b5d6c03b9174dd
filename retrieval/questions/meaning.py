"""Outcomes that a question means without a word of theirs: those whose results' passages are nearest to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np

from ingest.corpus import Corpus
from retrieval.questions.other_senses import PRIOR, follows_trial
from retrieval.questions.question import Question
from retrieval.registry.planned import bare_definition, definitions
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

_LIKE_DEFINITION = 0.45
"""Cosine from which the title or the definition of a measure means what is asked, where it alone is so near."""
_AHEAD = 0.1
"""How far ahead of the next measure it has to be: of two that are alike, words alone tell which is meant."""
_FEWEST_MEASURES = 3
"""Measures among which one stands out."""


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


def measure_defined_so(question: Question, *, corpus: Corpus) -> str | None:
    """The measure of a record that is nearest by its title or its definition; ``None`` where none stands out."""
    titles, vectors = _vectors_of(question.trial or "", corpus=corpus)
    if len(titles) < _FEWEST_MEASURES:
        return None
    asked = np.asarray(corpus.embedder.embed_query(question.text))
    near = [max(float(vector @ asked) for vector in each) for each in vectors]
    best, second = sorted(near, reverse=True)[:2]
    return titles[near.index(best)] if best >= _LIKE_DEFINITION and best - second >= _AHEAD else None


_MEASURED = ("efficacy", "safety")
_READ: WeakKeyDictionary[Corpus, dict[str, tuple[tuple[str, ...], Sequence[np.ndarray]]]] = WeakKeyDictionary()


def _vectors_of(trial: str, *, corpus: Corpus) -> tuple[tuple[str, ...], Sequence[np.ndarray]]:
    """The measures that the record defines, each with the vectors of its title and of its definition; read once."""
    known = _READ.setdefault(corpus, {})
    if trial not in known:
        kinds = corpus.table.slots(trial, ("outcome", "category"))
        held = dict.fromkeys(title for title, kind in kinds if title and kind in _MEASURED)
        told = {title: text for title, text in definitions(trial, held, corpus=corpus).items() if text}
        texts = [text for title, whole in told.items() for text in (title, bare_definition(whole))]
        vectors = np.asarray(corpus.embedder.embed_documents(texts)) if texts else np.empty((0, 0))
        known[trial] = tuple(told), [vectors[place : place + 2] for place in range(0, len(texts), 2)]
    return known[trial]
