"""A drug that a question takes one arm to have been given, held against the sentences on what that arm was given."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from retrieval.answers.arm_given import sentences_given
from retrieval.answers.contrasts import presupposes
from retrieval.answers.listing import join
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems
from retrieval.terms import TermIndex

_GIVEN = re.compile(
    r"\b(?:g[eo]ts?|gotten|had|have|receiv\w+|given|treated with|put on|assigned|allocated|randomi[sz]ed to|takes?"
    r"|took|contain\w*|consist\w*|includ\w*|compris\w*|was|is|were|are)\b",
    re.IGNORECASE,
)
_DRUG = re.compile(
    r"\b(?:\w{3,}(?:mab|mib|mide|sone|lone|nib|statin|olol|pril|sartan|cept|taxel|gliptin|rubicin|platin|cycline|cillin)"
    r"|placebo)\b",
    re.IGNORECASE,
)
"""How names of drugs end; a sugar pill has a name as well."""
_COMPARATOR = re.compile(
    r"\b(?:the|its)\s(?:control|comparator|comparison|reference|standard)(?:\s(?:treatment|drug|therapy|regimen))?\b",
    re.IGNORECASE,
)


def tell_given(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The sentences on what one arm was given, where a question says or asks of a drug that it was; else nothing.

    A drug that none of them names is told first.
    """
    arms = {m.term.name for m in question.mentions if m.term.kind == "arm" and m.term.role != "all"}
    arms = arms or _control(question, terms=terms)
    others = any(m.term.kind in ("outcome", "subgroup", "grade", "analysis") for m in question.mentions)
    claimed = _drugs_claimed(question)
    says = presupposes(question.text) or _ASKS_WHETHER.search(question.text)
    if len(arms) != 1 or others or not claimed or not (says and _GIVEN.search(question.text)):
        return ()
    [arm] = arms
    told = sentences_given(arm, question, corpus=corpus, terms=terms)
    said = stems(" ".join((arm, *(sentence.text for sentence in told))))
    strange = [word for word in claimed if not stems(word) <= said]
    if not told or not strange:
        return told
    verb = "is" if len(strange) == 1 else "are"
    text = f"Correction: {join(strange)} {verb} not named where a source tells what patients with {arm} were given:"
    return (Sentence(f"{text} {told[0].text}", (), told[0].quotes, stays=True), *told[1:])


_ASKS_WHETHER = re.compile(
    r"^\W*(?:(?:and|so|but)\W+)?(?:did|do|does|was|were|is|are|has|have)\b|\bcomparators?\b", re.IGNORECASE
)


def _drugs_claimed(question: Question) -> tuple[str, ...]:
    """The drugs that a question names outside the names of arms."""
    arms = [(m.start, m.end) for m in question.mentions if m.term.kind == "arm"]
    found = (match for match in _DRUG.finditer(question.text))
    return tuple(dict.fromkeys(m.group() for m in found if not any(a <= m.start() < b for a, b in arms)))


def _control(question: Question, *, terms: TermIndex) -> set[str]:
    """The control arm, where a question names its treatment and not the arm: "the comparator was a placebo"."""
    if not _COMPARATOR.search(question.text):
        return set()
    return {term.name for term in terms.terms("arm", trial=question.trial) if term.role == "control"}
