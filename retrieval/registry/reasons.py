"""Why something is as it is, in the words of a registry record: the sentence that tells of what is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from ingest.corpus import Corpus
from ingest.records import Document, Result
from ingest.sentences import sentence_spans
from retrieval.answers.phrasing import in_sentence
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import TrialWords, record_of, words_of
from retrieval.stems import stem_forms, stems
from retrieval.terms import split_tokens

WHY = re.compile(
    r"\b(?:why|how come|(?:for )?what (?:was|is|were|are)? ?(?:the )?reasons?|on what grounds)\b", re.IGNORECASE
)
_SECTIONS = frozenset(
    ("Recruitment", "Before assignment", "Groups", "Study population", "Outcome measures", "Adverse event reporting",
     "Limitations", "Primary outcomes", "Secondary outcomes", "Other outcomes", "Description", "Summary", "Arms")
)  # fmt: skip
_CUE = re.compile(
    r"\b(?:because|due to|owing to|since|therefore|thus|hence|so that|as (?:the|no|there)|excluded?|considered|if\b"
    r"|in error|by mistake|erroneously|mistakenly|inadvertently|instead of"
    r"|only|requested|required|none of|considers|comprised|was not|were not|not planned|did not|could not"
    r"|(?:clos|stopp|terminat|halt)\w*[^.]*\b(?:after|early|with)"
    r"|no (?:statistical|formal|samples?|subjects?|participants?))\b",
    re.IGNORECASE,
)
"""Words by which a sentence tells why."""
_ENOUGH = 0.4
_FEWEST = 2
_CONTEXT = 0.5
"""Worth of a word that only the head of the paragraph has."""
_MOST = 2
_NEAR_BEST = 0.9
_GLUE = stems(
    "why how come reason for what was is were are did does do the a an of in on to and or but not with than more fewer "
    "it its only had have has been be there their they this that those these both list as by from trial study"
)
_TESTING = stems("hypothesis test statistical formal inferential")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of a record, or of what it notes with a result."""

    text: str
    words: frozenset[str]
    context: frozenset[str]
    quote: Quote | None = None
    row: Result | None = None


def tell_reasons(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The sentences that tell why, of what is asked; none where it is not asked, or nothing tells."""
    if not WHY.search(question.text):
        return ()
    record = record_of(question.trial, corpus=corpus)
    if record is None:
        return ()
    words = words_of(question.trial, corpus=corpus)
    told = [*_sentences(record, words), *_notes(question, words, corpus=corpus)]
    asked = _asked(question, words)
    seen = Counter(place for place, ways in asked.items() for each in told if _has(each.words, ways))
    weights = {place: log(1 + len(told) / (1 + seen[place])) for place in asked if seen[place]}
    subject = _of_outcomes(question, asked)
    whole = sum(weight * (_CONTEXT if place in subject else 1) for place, weight in weights.items())
    scored: list[tuple[float, _Told]] = []
    for each in told:
        own = [place for place in weights if _has(each.words, asked[place])]
        near = [place for place in weights if place not in own and _has(each.context, asked[place])]
        score = sum(weights[place] * (_CONTEXT if place in subject else 1) for place in own)
        score += _CONTEXT * sum(weights[place] for place in near)
        if own and len(own) + len(near) >= _FEWEST and _CUE.search(each.text) and score >= _ENOUGH * whole:
            scored.append((score, each))
    best = max((score for score, _ in scored), default=0.0)
    chosen: dict[str, _Told] = {}
    for score, each in sorted(scored, key=lambda entry: (-entry[0], _is_beside(entry[1], question))):
        if score >= _NEAR_BEST * best:
            chosen.setdefault(each.text, each)
    return tuple(_say(each) for each in list(chosen.values())[:_MOST])


def _is_beside(told: _Told, question: Question) -> bool:
    """Whether it is noted with another outcome than the ones asked."""
    return told.row is not None and told.row.outcome not in question.outcomes


def _of_outcomes(question: Question, places: Iterable[int]) -> frozenset[int]:
    """Where the words stand of what the reason is asked of: the paragraph that tells it need not repeat them."""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    return frozenset(place for place in places if any(m.start <= place < m.end for m in named))


def _asked(question: Question, words: TrialWords) -> dict[int, tuple[frozenset[str], ...]]:
    """The words of what is asked, by their place, with the ways in which a sentence may have them."""
    named = [m for m in question.mentions if m.term.kind == "trial"]
    text = _THOUSANDS.sub(lambda match: match.group().replace(",", "\u2009"), question.text)
    found: dict[int, tuple[frozenset[str], ...]] = {}
    for token in split_tokens(text.replace("\u2009", "")):
        own = stems(token.text)
        if own <= _GLUE or any(m.text.casefold().find(token.form) >= 0 for m in named):
            continue
        ways = [own, stems(words.spell_out(token.text) or "")]
        ways += [frozenset((word,)) for word in _CLOSING] if token.form in _SMALL else []
        found[token.start] = tuple(way for way in ways if way)
    if any(m.term.name == _P_VALUE for m in question.mentions):
        found[-1] = tuple(frozenset((word,)) for word in _TESTING)
    return found


_SMALL = frozenset("few fewer small smaller short".split())
"""Of a group that has few patients: it is asked why no more were taken."""
_CLOSING = stems("closed stopped terminated discontinued")
_P_VALUE = "p-value"
_THOUSANDS = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")


def _has(words: frozenset[str], ways: Sequence[frozenset[str]]) -> bool:
    return any(way <= words for way in ways)


def _sentences(record: Document, words: TrialWords) -> Iterator[_Told]:
    for section in record.sections:
        if section.title not in _SECTIONS:
            continue
        start = section.start
        for paragraph in record.text[section.start : section.end].split("\n\n"):
            head = paragraph.partition(". ")[0]
            context = stems(f"{head} {words.in_full(head)}")
            for first, last in sentence_spans(paragraph):
                text = paragraph[first:last]
                quote = Quote(record.source, start + first, start + last)
                yield _Told(text, _words_in(text, words), context if first else frozenset(), quote)
            start += len(paragraph) + 2


def _notes(question: Question, words: TrialWords, *, corpus: Corpus) -> Iterator[_Told]:
    """What is noted with the analyses of results, sentence by sentence."""
    noted = {row.note: row for row in corpus.table.results(trial=question.trial) if row.comparison and row.note}
    for note, row in noted.items():
        assert note is not None, "rows without a note are left out"
        for first, last in sentence_spans(note):
            text = note[first:last]
            yield _Told(text, _words_in(text, words), stems(row.outcome), None, row)


def _words_in(text: str, words: TrialWords) -> frozenset[str]:
    plain = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
    own = stems(f"{plain} {words.in_full(text)}")
    return own | in_lay_words(own) | stem_forms(token.form for token in split_tokens(plain) if token.form.isdigit())


def _say(told: _Told) -> Sentence:
    if told.quote is not None:
        return Sentence(f"“{told.text}”", (), (told.quote,))
    assert told.row is not None, "what is no quote is a note of a result"
    return Sentence(f"Noted with {in_sentence(told.row.outcome)}: {told.text}", (told.row,))
