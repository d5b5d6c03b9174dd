"""What the patients of one arm were given, in the sentences of a publication that tell it of that arm or of all."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from ingest.sentences import sentence_spans
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import record_of
from retrieval.terms import TermIndex

_ASKS = re.compile(
    r"\b(?:what|which|how)\b[^?.]*\b(?:get|got|gets|given|receiv\w+|take|took|treat(?:ed|ment)|drugs?|medicines?|therapy"
    r"|regimen|consist\w*|contain\w*|made of)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:effects?|results?|outcomes?|respon\w+|safe\w*|how (?:many|much|often|well|long)|until|continu\w*|schedule"
    r"|dos(?:e|es|ing)|when|approved|assess\w*|compar\w*|differ\w*|versus|vs)\b",
    re.IGNORECASE,
)
"""Words by which something else is asked of those who were given it."""
_GIVES = re.compile(r"\b(?:receiv\w+|given|administered|treated with|took)\b", re.IGNORECASE)
_ASSIGNS = re.compile(r"\b(?:assigned|allocated|randomi[sz]ed)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:both|each|all|either|the two) (?:\w+ )?(?:groups?|arms?|patients|participants)\b", re.IGNORECASE
)
OF_EACH = re.compile(
    r"\bwho (?:got|gets|received|had|was given) what\b"
    r"|\bwhat (?:is|was|were|are)(?: being)? compared\b(?: (?:with|to|against) what)?(?=\W*$|\s(?:in|by|here)\b)"
    r"|\bwhat (?:are|were|is|was) (?:in )?(?:the |both )?(?:(?:two|three|four|treatment|study|trial|different) )*"
    r"(?:arms|groups|regimens|treatments)(?=\W*$|\s(?:in|of|here|compared)\b)"
    r"|\b(?:what|which) (?:drugs|treatments|regimens|medicines|therapies|combinations|arms|groups)"
    r" (?:was|were|are|is|did|does|do)\b[^?.,;]{0,40}\b(?:compared?|tested|studied|contrasted|against each other)\b"
    r"|\bwhat\b[^?.,;]{0,30}\b(?:each|both|every|the two) (?:of the )?(?:(?:treatment|study) )?(?:arms?|groups?)\b"
    r"[^?.,;]{0,20}\b(?:get|got|given|receiv\w+|treated)\b",
    re.IGNORECASE,
)
"""Asks what the patients of every arm were given: "which drugs were compared", "who got what"."""
_TOPIC = "intervention"
_MOST = 2
"""Sentences that tell it of the arm alone; one more may tell it of all."""


def quote_given(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The sentences on what the one arm asked was given, quoted; nothing where something else is asked.

    A sentence on the other arm alone is none of them. Where none tells it of the arm alone, the one that says to what
    patients were assigned leads.
    """
    arms = {m.term.name for m in question.mentions if m.term.kind == "arm" and m.term.role != "all"}
    others = any(m.term.kind in ("outcome", "subgroup", "grade", "analysis") for m in question.mentions)
    others = others or any(topic.name != _TOPIC for topic in question.topics)
    of_each = not arms and not others and not question.statistics and OF_EACH.search(question.text)
    if of_each and record_of(question.trial, corpus=corpus) is None:
        return _given_to_each(question, corpus=corpus, terms=terms)
    if len(arms) != 1 or others or not _ASKS.search(question.text) or _ELSE.search(question.text):
        return ()
    return sentences_given(arms.pop(), question, corpus=corpus, terms=terms)


def _given_to_each(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The sentence that says to what patients were assigned, and those on what each arm and all were given."""
    arms = [term.name for term in terms.terms("arm", trial=question.trial) if term.role != "all"]
    told = [sentence for arm in arms for sentence in sentences_given(arm, question, corpus=corpus, terms=terms)]
    assigned = [sentence for sentence in told if _ASSIGNS.search(sentence.text)]
    return tuple(dict.fromkeys((*assigned, *(sentence for sentence in told if not _ALL.search(sentence.text)), *told)))


def sentences_given(arm: str, question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The sentences of the trial's sources on what one arm was given, quoted."""
    own: list[Quote] = []
    of_all: list[Quote] = []
    assigned: list[Quote] = []
    for source in corpus.sources.values():
        document = corpus.document(source.id) if source.trial == question.trial else None
        for start, end in sentence_spans(document.text) if document else ():
            text = document.text[start:end] if document else ""
            found = {m.term.name for m in terms.find(text, trial=question.trial, kinds={"arm"}, typos=False)}
            if _ALL.search(text) and _GIVES.search(text):
                of_all.append(Quote(source.id, start, end))
            elif found == {arm} and _GIVES.search(text):
                own.append(Quote(source.id, start, end))
            elif arm in found and _ASSIGNS.search(text):
                assigned.append(Quote(source.id, start, end))
    if not own and not of_all:
        return ()
    told = (*(own[:_MOST] or assigned[:1]), *of_all[:1])
    return tuple(_quote(quote, corpus=corpus) for quote in told)


def _quote(quote: Quote, *, corpus: Corpus) -> Sentence:
    document = corpus.document(quote.source)
    assert document is not None, "the quote was made from it"
    return Sentence(f"“{document.text[quote.start : quote.end]}”", (), (quote,))
