"""What a follow-up points to without its name: the source, the drug or the trial of the question before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.conversation.carrying import Reader
from retrieval.naming import sources_named
from retrieval.records import Answer
from retrieval.terms import TermIndex
from retrieval.trials import find_trials


def with_names(question: str, earlier: Sequence[Answer], *, reader: Reader, corpus: Corpus, terms: TermIndex) -> str:
    """The question with the names for which its words stand; unchanged where it points to none of them."""
    if not earlier:
        return question
    question = _BACK_TO.sub(r"\g<rest> with \g<arm>", _AGAIN.sub("", question))
    question = _with_source(question, earlier, reader=reader, corpus=corpus)
    question = _with_agency(question, earlier)
    if reader.slots_of(earlier[-1]).subgroups:
        question = _THERE.sub("in them", question)
    return _with_drug(question, earlier[-1].question, terms=terms)


_AGAIN = re.compile(r"(?<=\w),? (?:once )?again(?: but)?(?=,| any\b| in\b| for\b| with\b| at\b)", re.IGNORECASE)
"""What is asked for once more: "neutrophils again but any grade"."""
_BACK_TO = re.compile(
    r"^\W*(?:and |now |ok,? |so )*back to (?:the )?(?P<arm>[^:,;?]{2,30})[:,;] (?P<rest>[^?]+)", re.IGNORECASE
)


def of_held_trial(question: str, earlier: str, *, corpus: Corpus, terms: TermIndex) -> str | None:
    """The question asked of a trial that is not held, of the one that is: "and in this trial?"; ``None`` for others."""
    foreign = find_trials(earlier, terms=terms, trials=corpus.trials).foreign
    if len(corpus.trials) != 1 or len(foreign) != 1 or not _HERE.fullmatch(question):
        return None
    name = corpus.trials[0].acronym or corpus.trials[0].id
    named = re.sub(rf"(?<!\w){re.escape(foreign[0])}(?!\w)", name, earlier, flags=re.IGNORECASE)
    return named if named != earlier else None


_HERE = re.compile(
    r"(?:in|for|with|of|from) (?:this|your|our|the present|the held) (?:trial|study|one)|here|in yours", re.IGNORECASE
)


def _with_agency(question: str, earlier: Sequence[Answer]) -> str:
    """The question with the one agency that was told of before, where it says "the agency"."""
    told = " ".join((*(sentence.text for sentence in earlier[-1].statements), *(it.question for it in earlier)))
    named = set(_AGENCY.findall(told))
    return _THE_AGENCY.sub(f"the {named.pop()}", question) if len(named) == 1 else question


_AGENCY = re.compile(r"\b(?:FDA|EMA|MHRA|PMDA|NICE)\b")
_THE_AGENCY = re.compile(r"\b(?:the|that|this) (?:agency|regulator|authority)\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\bthere\b(?! (?:is|are|was|were)\b)", re.IGNORECASE
)
"""Stands for the patients asked about before: "did it help there"."""


def _with_source(question: str, earlier: Sequence[Answer], *, reader: Reader, corpus: Corpus) -> str:
    """The question with the name of the one source from which the last figures are, where it says "in their notice"."""
    match = _IN_THEIR_TEXT.search(question)
    last = next((answer for answer in reversed(earlier) if answer.results), None) if match else None
    if match is None or last is None:
        return question
    name = _source_of(last, reader=reader, corpus=corpus)
    said = f"{match['in']} the {name} {match['text']}"
    return f"{question[: match.start()]}{said}{question[match.end() :]}" if name else question


def in_same_source(last: Answer, *, reader: Reader, corpus: Corpus) -> str:
    """The source to which the last question was restricted, as a phrase; empty where it named none."""
    named = sources_named(reader.read(last.question), corpus=corpus) if last.results else frozenset()
    if not named or not {row.source for row in last.results} <= named:
        return ""
    name = _source_of(last, reader=reader, corpus=corpus)
    return f"in the {name} report" if name else ""


def _source_of(answer: Answer, *, reader: Reader, corpus: Corpus) -> str:
    """The first word of a reference by which the one source of figures is known; empty for several, or for none."""
    sources = {row.source for row in answer.results}
    if len(sources) != 1:
        return ""
    for name in _NAME.findall(corpus.sources[next(iter(sources))].citation):
        named = sources_named(reader.read(f"in the {name} report", trial=answer.results[0].trial), corpus=corpus)
        if sources <= named and len(named) <= _MOST_ALIKE:
            return str(name)
    return ""


_IN_THEIR_TEXT = re.compile(
    r"\b(?P<in>in|from|by|of|per) (?:their|its|that|this|the same|the) (?P<text>(?:press )?"
    r"(?:notice|announcement|paper|article|label|publication|abstract|poster|presentation|letter|monograph|document|report|source|record|entry|release))\b",
    re.IGNORECASE,
)
_MOST_ALIKE = 3
"""Sources that one name may stand for: two notices of one agency."""
_NAME = re.compile(r"\b[A-Z][\w-]{2,}")


def _with_drug(question: str, earlier: str, *, terms: TermIndex) -> str:
    """The question with the one drug that the question before it is about, where it says "that drug"."""
    drugs = {word for word in _WORD.findall(earlier) if terms.find(word, kinds=_GIVEN, typos=False)}
    if len(drugs) != 1 or terms.find(question, kinds=_GIVEN):
        return question
    return _THAT_DRUG.sub(drugs.pop(), question, count=1)


def of_another_drug(words: str, earlier: str, *, terms: TermIndex) -> str | None:
    """The question before it with another drug in place of its one, where the words say that alone: "and drug B"."""
    own = _ARTICLE.sub("", words)
    drugs = {word for word in _WORD.findall(earlier) if terms.find(word, kinds={"drug"}, typos=False)}
    other = any(mention.text == own for mention in terms.find(own, kinds={"drug"}, typos=False))
    return earlier.replace(drugs.pop(), own) if other and len(drugs) == 1 and own not in earlier else None


_ARTICLE = re.compile(r"^(?:(?:for|of|with|the|that of|in the case of) )+", re.IGNORECASE)
_GIVEN = {"drug", "arm"}
_WORD = re.compile(r"[\w-]+")
"""Word by word: the name of a topic may hold a drug's ("what kind of drug is A")."""
_THAT_DRUG = re.compile(
    r"\b(?:that|this|the same|the said) (?:drug|antibody|agent|medicine|medication|substance|molecule)\b", re.IGNORECASE
)
