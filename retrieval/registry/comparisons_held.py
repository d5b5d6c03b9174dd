"""That treatments were not compared with each other, where that is asked and each was compared with its control."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from ingest.corpus import Corpus
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.arm_periods import whole_of
from retrieval.questions.question import Question
from retrieval.registry.arm_doses import with_arm_doses


def with_comparison_not_held(question: Question, draft: Draft, *, corpus: Corpus) -> Draft:
    """The answer with what it does not hold first: two treatments are asked to be weighed that nobody compared.

    What each of them reached is still told; of an arm and its control a missing test is no such thing, nor is one of
    those that are compared by another outcome.
    """
    rows = [row for sentence in draft.sentences for row in sentence.results if row.category == "efficacy"]
    if draft.status != "answered" or not rows:
        return draft
    tested = corpus.table.slots(question.trial or "", ("comparison",))
    compared = {frozenset(map(whole_of, pair.split(" vs "))) for (pair,) in tested if pair}
    told = {whole_of(row.arm) for row in rows if row.arm}
    told |= {whole_of(arm) for row in rows if row.comparison for arm in row.comparison.split(" vs ")}
    treated = {arm for arm in told if not _CONTROL.search(arm)} - {"all"}
    asked = map(whole_of, with_arm_doses(question, corpus=corpus).arms)
    named = [arm for arm in dict.fromkeys(asked) if arm in treated]
    doses = bool(_EACH_OTHER.search(question.text))
    named = sorted(treated) if len(named) < _TWO and doses and len(treated) == _TWO else named
    weighed = question.weighs or bool(_VERSUS.search(question.text)) or doses
    if len(named) < _TWO or not weighed or any(frozenset(pair) in compared for pair in combinations(named, 2)):
        return draft
    subject = f"a comparison of {' with '.join(named)}, by a test"
    return replace(draft, sentences=(not_found(subject, corpus=corpus, question=question), *draft.sentences))


_TWO = 2
_CONTROL = re.compile(r"\b(?:placebo|control|sham|vehicle|standard|usual|best|comparator|saline)\b", re.IGNORECASE)
_VERSUS = re.compile(
    r"\b(?:than|versus|vs|compared (?:to|with)|against|beat|outperform\w*|superior to)\b", re.IGNORECASE
)
_EACH_OTHER = re.compile(
    r"\bhead[ -]to[ -]head\b|\b(?:against|to|with|from|than) (?:each other|one another|the other)\b"
    r"|\bbetween (?:the )?(?:two |both |study )?(?:active )?(?:doses|dosages|regimens|strengths)\b"
    r"|\bwhich (?:of the )?(?:two )?(?:doses?|dosage|regimen|strength)\b"
    r"[^?]*\b(?:better|best|more|most|superior|stronger)\b",
    re.IGNORECASE,
)
"""That treatments are asked to be weighed against each other."""
