"""What the prose of a trial's sources says: in place of a figure, and beside one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.answers.quoting import ANYWHERE, quote_answer
from retrieval.questions.agencies import is_approval
from retrieval.questions.asks import split_topics
from retrieval.questions.question import Question
from retrieval.questions.until_when import asks_until_when
from retrieval.questions.wording import asks_number
from retrieval.records import Sentence
from retrieval.search import Retriever
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, split_tokens

_SLOTS_OF_PROSE = ("outcome", "subgroup", "grade")
"""Slots of a figure that a quoted sentence has to name as the question does."""
_FACTS = ("design", "disposition")
_LOOSE = {"count", "percentage", "date", "text"}
PUBLICATION = "Publication"
_ELIGIBILITY = "eligibility"
_ENTRY = frozenset({"inclusion criteria", "exclusion criteria", "eligibility criteria"})
"""Sections that say who could take part, and nothing of what became of them."""


def quote_prose(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> tuple[Sentence, ...]:
    """Quote the prose that answers; where the question names an outcome, only a sentence that names it too.

    A slot of a figure (a subgroup, a grade, a time point) that no result fills is not answered by prose about another;
    but a text of which no figure has been entered into the table may hold it, and is quoted.
    """
    if any(is_approval(name) for name in question.outcomes):
        return ()  # what a drug is approved for tells no date
    if question.outcomes and (unread := sources_without_results(question, corpus=corpus)):
        asked = stems(" ".join(m.text for m in question.mentions if m.term.kind in _SLOTS_OF_PROSE))
        told = quote_answer(question, corpus=corpus, retriever=retriever, required=asked, sources=unread)
        if told:
            return told
    named = terms.find(question.text, trial=question.trial, kinds={"outcome"})
    facts = [m for m in named if m.term.category in _FACTS and m.term.name in question.outcomes]
    if facts and all(m.term.name.endswith(" date") for m in facts):
        return ()  # a word such as the name of a continent is no date
    if facts and set(question.statistics) <= _LOOSE:
        # what a record says of its design in other words: "Masking: none" of what was blinded
        topics = tuple(replace(m.term, kind="topic", section=ANYWHERE) for m in facts)
        said = " ".join(m.text for m in facts)
        return quote_answer(replace(question, text=said, topics=topics), corpus=corpus, retriever=retriever)
    if question.landmark or (question.outcomes and (question.subgroups or question.grades or question.statistics)):
        return ()
    if not question.outcomes:
        return _quote_topics(question, corpus=corpus, terms=terms, retriever=retriever)
    required = stems(" ".join(mention.text for mention in named))
    about = frozenset() if any(topic.name == _ELIGIBILITY for topic in question.topics) else _ENTRY
    quotes = quote_answer(question, corpus=corpus, retriever=retriever, required=required, without=about)
    return tuple(quote for quote in quotes if not _is_of_another(quote, named, terms=terms, trial=question.trial))


def _quote_topics(
    question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[Sentence, ...]:
    """Quote the prose on each topic asked; a dose, a median, or how many of a part are no matter of prose."""
    if question.statistics and (not question.topics or question.subgroups):
        return ()
    drugs = drugs_named(question, terms=terms)
    quoted = [
        _quote_part(part, drugs, corpus=corpus, terms=terms, retriever=retriever) for part in split_topics(question)
    ]
    told = tuple(dict.fromkeys(quote for quotes in quoted for quote in quotes))
    return told if _tells_of_parts(question, told) else ()


def _tells_of_parts(question: Question, quotes: Sequence[Sentence]) -> bool:
    """Whether one of the quotes names a part of the patients that is asked about; who may enter is said of all."""
    entry = any(topic.name in (_ELIGIBILITY, *_ENTRY) for topic in question.topics)
    named = [m for m in question.mentions if m.term.kind == "subgroup" and m.term.name in question.subgroups]
    said = [stems(quote.text) for quote in quotes]
    return entry or not named or any(stems(m.text) - _PEOPLE <= told for m in named for told in said)


_PEOPLE = stems("patients participants people those with in who")


def _is_of_another(quote: Sentence, asked: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> bool:
    """Whether a sentence names other endpoints than those asked, in their words: "relapsed ... progression-free"."""
    efficacy = {m.term.name for m in asked if m.term.category == "efficacy"}
    named = terms.find(quote.text, trial=trial, kinds={"outcome"}) if efficacy else ()
    told = {m.term.name for m in named if m.term.category == "efficacy"}
    return bool(told) and bool(efficacy) and not efficacy & told


def only_numbered(question: Question, quotes: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The quotes, unless a date or a share is asked for and none has a number."""
    told = any(character.isdigit() for quote in quotes for character in quote.text)
    return quotes if told or not asks_number(question.text) else ()


def quote_end_of_treatment(
    question: Question, *, corpus: Corpus, retriever: Retriever, alone: bool = False
) -> tuple[Sentence, ...]:
    """The sentence that tells until when treatment went on, where it is asked how long it was to.

    Args:
        alone: Whether the question has to ask for that and for no outcome, whatever topics it names.
    """
    scheduled = not alone and any(topic.name == SCHEDULE for topic in question.topics)
    if not (asks_until_when(question) or (scheduled and _HOW_LONG.search(question.text))):
        return ()
    part = replace(question, text="treatment continued until", mentions=(), unknown=(), topics=(_CONTINUING,))
    return quote_answer(part, corpus=corpus, retriever=retriever, required=stems("until"))


_CONTINUING = Term(
    "topic",
    "end of treatment",
    synonyms=("continued until", "treated until", "given until", "treatment until", "until progression"),
    section=ANYWHERE,
)
"""How sources tell until when treatment went on."""


def _quote_part(
    question: Question, before: tuple[str, ...], *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[Sentence, ...]:
    """The quotes for one part of a question, about the drugs that it names and about no other.

    Args:
        before: The drugs that the whole question names: a schedule without one is theirs ("and on which days").
    """
    if ended := quote_end_of_treatment(question, corpus=corpus, retriever=retriever):
        return ended
    scheduled = any(topic.name == SCHEDULE for topic in question.topics)
    drugs = stems(" ".join(drugs_named(question, terms=terms) or (before if scheduled else ())))
    told = quote_answer(question, corpus=corpus, retriever=retriever, required=drugs)
    return told or _of_no_other_drug(quote_answer(question, corpus=corpus, retriever=retriever), drugs, terms=terms)


SCHEDULE = "dosing schedule"
_HOW_LONG = re.compile(
    r"\b(?:how long|until|up to what|come off|when (?:could|can|may)|open-ended|planned end"
    r"|fix|fixed|set|limited|(?:pre)?defined|certain)\b",
    re.IGNORECASE,
)


def _of_no_other_drug(quotes: tuple[Sentence, ...], drugs: frozenset[str], *, terms: TermIndex) -> tuple[Sentence, ...]:
    """The quotes without those that tell of another drug than the ones asked."""
    if not drugs:
        return quotes
    return tuple(quote for quote in quotes if not drugs_in(quote.text, terms=terms))


def dose_of(question: Question, *, terms: TermIndex) -> str:
    """The dose that a question asks for, with the drugs that it names: "doses of A and B"."""
    drugs = drugs_named(question, terms=terms)
    return f"{' and '.join(drugs)} dose".strip()


def quote_schedule(
    question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[Sentence, ...]:
    """How the drugs asked were given, in the words of a source, where no result is their dose."""
    schedule = terms.term("dosing schedule", kind="topic")
    if schedule is None:
        return ()
    drugs = " ".join(drugs_named(question, terms=terms))
    part = replace(question, text=f"{drugs} schedule dose", topics=(schedule,), outcomes=(), unknown=(), mentions=())
    return quote_answer(part, corpus=corpus, retriever=retriever, required=stems(drugs))


def drugs_named(question: Question, *, terms: TermIndex) -> tuple[str, ...]:
    """The words of a question that name a drug, within longer names too ("dexamethasone dose")."""
    return drugs_in(question.text, terms=terms, trial=question.trial)


def drugs_in(text: str, *, terms: TermIndex, trial: str | None = None) -> tuple[str, ...]:
    """The drugs that a text names, each once."""
    words = (token.text for token in split_tokens(text))
    found = (terms.find(word, trial=trial, kinds={"drug"}, typos=False) for word in words)
    return tuple(dict.fromkeys(mention.term.name for mentions in found for mention in mentions))


def sources_without_results(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """Sources of the trial whose text is held, and none of whose figures are in the table."""
    return frozenset(
        source.id
        for source in corpus.sources.values()
        if source.path is not None
        and source.trial == question.trial
        and not corpus.result_counts.get(source.id)
        and source.kind != "registry_record"
    )
