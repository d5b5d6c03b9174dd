"""Answers in the source's own words: the sentences of a document that answer what is not a figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from ingest.corpus import Corpus
from ingest.records import Document, Section, Source
from ingest.sentences import sentence_spans
from ingest.vocabulary import Term
from retrieval.answers.sections import answers, is_about, spelt
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.search import Retriever
from retrieval.stems import stem_forms, stems
from retrieval.terms import common_words, split_tokens

_PASSAGES = 6
_EXPANSION = 12
"""Spellings of a topic that a search is widened by: a question has other words than the sentence that answers."""
_MOST_SENTENCES = 3
_SHORT_SECTION = 6
"""Sentences up to which a section that a topic names is quoted whole."""
_LONG_LIST = 20
"""Sentences or entries of a longer section that are quoted: the rest is a click away."""
_ENOUGH = 0.55
"""Share of the question's weight that a sentence must carry; below it a sentence only shares a word by chance."""
ANYWHERE = ""
"""The section of a topic whose words answer wherever they stand."""
_TITLE = "Title"
_ABOUT_THE_PAPER = ("Publication", "Declaration of interests")
"""Sections that answer only who asks for them: a word of theirs ("paper", "share") stands in many questions."""
_MEASURES = ("outcome", "subgroup", "grade", "analysis", "statistic")
_OF_A_PAPER = ("date", "identifier", "count")
"""Statistics that a publication has too: when it came out, its number, how many authors."""
_NEAR_BEST = 0.85
_HIT = 0.6
_SECTION = 0.3
_GLUE = frozenset(
    "a an and are as at by do did for from had have how in is it of on or the to was were what when where which who "
    "why with".split()
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: Document
    start: int
    end: int
    section: str | None
    forms: tuple[str, ...]


def quote_answer(  # noqa: PLR0913  # sources and sections narrow where a sentence may stand
    question: Question,
    *,
    corpus: Corpus,
    retriever: Retriever,
    required: frozenset[str] = frozenset(),
    sources: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
) -> tuple[Sentence, ...]:
    """Quote the sentences that answer ``question``, or nothing where none carries what it asks.

    Args:
        required: Word stems that a sentence must carry, beside the words that restrict the question.
        sources: The only sources that may be quoted; ``None`` for all.
        without: Titles of sections, in small letters, that do not answer.
    """
    others = any(topic.section not in _ABOUT_THE_PAPER for topic in question.topics)
    for topic in question.topics if sources is None else ():
        if topic.section in _ABOUT_THE_PAPER and (others or _asks_more(question)):
            continue
        whole = _quote_section(question, topic, corpus=corpus, required=required)
        if whole:
            return whole
    candidates = _candidates(question, corpus=corpus, retriever=retriever)
    sections = {topic.section for topic in question.topics}
    beside = others or _asks_more(question)
    without |= {title.casefold() for title in _ABOUT_THE_PAPER if title not in sections or beside}
    candidates = [each for each in candidates if (each.section or "").casefold() not in without]
    if sources is not None:
        candidates = [candidate for candidate in candidates if candidate.document.source in sources]
    return _quote_sentences(question, candidates, corpus=corpus, required=required)


_NOT_PRINTED = re.compile(r"\bcorresponding (?:co-?)?authors?\b|\baffiliations?\b|\be-?mails?\b", re.IGNORECASE)
"""What a reference does not tell of a publication."""


def _asks_more(question: Question) -> bool:
    """Whether a question names something that was measured, so that a word like "paper" only says where it stands."""
    if _NOT_PRINTED.search(question.text):
        return True
    return any(m.term.kind in _MEASURES and m.term.name not in _OF_A_PAPER for m in question.mentions)


def quote_span(quote: Quote, *, corpus: Corpus) -> Sentence:
    """The words of a span, as a statement."""
    document = corpus.document(quote.source)
    assert document is not None, "a quote is made from a held document"
    return _quoted(document, quote.start, quote.end)


def quote_section(source: str, title: str, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The section of that title in the text held of a source, whole; nothing where no such text is held."""
    document = corpus.document(source)
    sections = [section for section in document.sections if section.title == title] if document else []
    spans = [(document, _spans_of(document, section)) for section in sections if document]
    told = [_quoted(each, found[0][0], found[-1][1]) for each, found in spans if found]
    return tuple(Sentence(f"{title}: {sentence.text}", (), sentence.quotes) for sentence in told)


def _documents(question: Question, corpus: Corpus) -> Iterable[Document]:
    for source in corpus.sources.values():
        if question.trial in (None, source.trial):
            document = corpus.document(source.id)
            if document is not None:
                yield document


def _quote_section(
    question: Question, topic: Term, *, corpus: Corpus, required: frozenset[str]
) -> tuple[Sentence, ...]:
    """The section that a topic names, whole where it is short; of a list that is titled by the topic, its beginning."""
    found: list[Sentence] = []
    whole: list[Sentence] = []
    for document in _documents(question, corpus):
        held = {token.form for token in split_tokens(document.text)}
        if not (_carries(held, required) and _restrictions(question, corpus.sources[document.source]) <= held):
            continue
        for section in document.sections:
            titled = is_about(section.title, topic)
            if not titled and section.title.casefold() != (topic.section or "").casefold():
                continue
            spans = _spans_of(document, section)
            if titled and len(spans) > _SHORT_SECTION:
                found += _named_there(question, topic, document, spans) or _pointed(question, topic, document, spans)
            if spans and (len(spans) <= _SHORT_SECTION or titled):
                told = _quoted(document, spans[0][0], spans[:_LONG_LIST][-1][1])
                more = " (it goes on in the source)" if len(spans) > _LONG_LIST else ""
                whole.append(Sentence(f"{section.title}: {told.text}{more}", (), told.quotes))
    return tuple(found[:_MOST_SENTENCES]) or tuple(whole[:1])


def _named_there(
    question: Question, topic: Term, document: Document, spans: Sequence[tuple[int, int]]
) -> list[Sentence]:
    """The entries of a long section that carry all words by which a question names its topic: "parallel-group"."""
    said = [stems(m.text) for m in question.mentions if m.term.name == topic.name and m.term.kind == "topic"]
    wanted = frozenset().union(*said)
    carried = [span for span in spans if wanted and wanted <= stems(document.text[slice(*span)])]
    return [_quoted(document, *span) for span in carried if len(carried) <= _MOST_SENTENCES]


def _pointed(question: Question, topic: Term, document: Document, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The entries of a long list that carry every further word of the question: "potassium" of the criteria."""
    known = {token.form for spelling in topic.spellings for token in split_tokens(spelling)}
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug", "trial", "population", "topic")]
    asked = frozenset(
        token.form
        for token in split_tokens(question.text)
        if token.form not in known | common_words() and not any(m.start <= token.start < m.end for m in named)
    )
    carried = {span: stems(document.text[slice(*span)]) for span in spans}
    told = stem_forms(asked) & frozenset().union(*carried.values())
    return [_quoted(document, *span) for span, words in carried.items() if told and told <= words]


def _spans_of(document: Document, section: Section) -> list[tuple[int, int]]:
    text = document.text[section.start : section.end]
    return [(section.start + start, section.start + end) for start, end in sentence_spans(text)]


def _restrictions(question: Question, source: Source) -> frozenset[str]:
    """Words that a sentence of ``source`` must carry; those that only name the source itself are met."""
    named = {token.form for token in split_tokens(" ".join((source.citation, source.title, *source.authors)))}
    return frozenset(token.form for token in question.unknown) - named


def _quote_sentences(
    question: Question, candidates: Sequence[_Candidate], *, corpus: Corpus, required: frozenset[str]
) -> tuple[Sentence, ...]:
    wanted = _wanted(question, candidates)
    scored = [(_score(candidate, wanted, question=question), candidate) for candidate in candidates]
    best = sorted(scored, key=lambda entry: (-entry[0], entry[1].document.source, entry[1].start))[:_MOST_SENTENCES]
    chosen = [candidate for score, candidate in best if score >= max(_ENOUGH, best[0][0] * _NEAR_BEST)]
    kept = [
        candidate
        for candidate in chosen
        if _carries(candidate.forms, required)
        and _restrictions(question, corpus.sources[candidate.document.source]) <= set(candidate.forms)
    ]
    return tuple(_quoted(c.document, c.start, c.end) for c in sorted(kept, key=lambda c: (c.document.source, c.start)))


def _carries(forms: Iterable[str], required: frozenset[str]) -> bool:
    return not required or required <= stem_forms(forms)


def _wanted(question: Question, candidates: Sequence[_Candidate]) -> dict[str, float]:
    """Weight of each word that an answering sentence should carry: the rarer among the candidates, the more."""
    topic_words = {
        token.form for topic in question.topics for spelling in topic.spellings for token in split_tokens(spelling)
    }
    everywhere = [m for m in question.mentions if m.term.kind in ("arm", "drug", "trial", "population")]
    forms = {token.form for name in question.populations for token in split_tokens(name)} | {
        token.form
        for token in split_tokens(question.text)
        if not any(m.start <= token.start < m.end for m in everywhere)
    }
    content = {form for form in forms if form not in common_words() and any(c.isalpha() for c in form)}
    content |= forms & topic_words - _GLUE
    seen = Counter(form for candidate in candidates for form in set(candidate.forms))
    return {form: log(1 + len(candidates) / (1 + seen[form])) for form in content}


def _score(candidate: _Candidate, wanted: dict[str, float], *, question: Question) -> float:
    """Share of the wanted weight that a sentence carries, and what its topics' other words and section add."""
    held = stem_forms(candidate.forms)  # "given intravenously" of "intravenous"
    carried = sum(weight for form, weight in wanted.items() if stem_forms((form,)) <= held)
    share = carried / total if (total := sum(wanted.values())) else 0.0
    text = f" {' '.join(candidate.forms)} "
    phrases = [spelt(topic.spellings) for topic in question.topics if topic.section is not None]
    hits = sum(f" {phrase} " in text for phrase in frozenset().union(*phrases))
    sections = {topic.section for topic in question.topics if topic.section is not None}
    inside = ANYWHERE in sections or any(answers(candidate.section, section) for section in sections)
    return share + (min(hits * _HIT, 1.0) if inside else 0.0) + (_SECTION if inside and hits else 0.0)


def _candidates(question: Question, *, corpus: Corpus, retriever: Retriever) -> list[_Candidate]:
    """The sentences of the passages that search finds."""
    candidates: dict[tuple[str, int], _Candidate] = {}
    words = [spelling for topic in question.topics for spelling in topic.spellings[:_EXPANSION]]
    query = " ".join((question.text, *question.populations, *words))
    for found in retriever.search(query, kinds=frozenset({"text"}), trial=question.trial, k=_PASSAGES):
        passage = found.passage
        if passage.section == _TITLE:
            continue
        document = corpus.document(passage.source)
        assert document is not None, "a text passage belongs to a held document"
        assert passage.start is not None, "a text passage is a span"
        for first, last in sentence_spans(passage.text):
            start, end = passage.start + first, passage.start + last
            forms = tuple(token.form for token in split_tokens(document.text[start:end]))
            candidates.setdefault((passage.source, start), _Candidate(document, start, end, passage.section, forms))
    return list(candidates.values())


def _quoted(document: Document, start: int, end: int) -> Sentence:
    return Sentence(f"“{document.text[start:end]}”", (), (Quote(document.source, start, end),))
