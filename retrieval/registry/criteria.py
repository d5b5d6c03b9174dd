"""Which criteria of a registry record answer whether somebody could take part: the entries that carry what is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from ingest.corpus import Corpus
from ingest.records import Document
from retrieval.questions.clauses import further_questions
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.ages_asked import AGED, asks_who_took_part
from retrieval.registry.criteria_words import CROSSOVER, CUE, NOT_TAKEN, SURE, TAKEN
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import TrialWords, is_inert, record_of, words_of
from retrieval.stems import stems
from retrieval.terms import Token, common_words, split_tokens

_ELIGIBILITY = "eligibility"
_LOOSE = ("range", "minimum", "maximum", "threshold", "dose", "ratio", "date", "Kaplan-Meier median", "count")
"""Statistics whose words ("minimum", "how long") also ask for a criterion."""
_SECTIONS = ("Inclusion criteria", "Exclusion criteria", "Eligibility criteria")
_MOST_TOLD = 4
_MOST_OF_ONE = 3
"""Entries that carry one word of the question equally well; of more, the word does not tell which is meant."""
_NO_CONTENT = frozenset(
    "age before can child children could day enough exclude excluded include included last long limit "
    "low lowest high highest max maximum min minimum minima "
    "maxima month need old once patient person prior range rule screening taking time week when year".split()
)
"""Normal forms that stand in many criteria, or ask for one."""


@dataclass(frozen=True, slots=True)
class _Entry:
    section: str
    start: int
    end: int
    words: frozenset[str]
    text: str


def asks_criteria(question: Question) -> bool:
    """Whether it is asked who could take part, and nothing else."""
    counted = any(m.term.category == "disposition" for m in question.mentions) and _HOW_MANY.search(question.text)
    if CROSSOVER.search(question.text):
        return False
    if any(topic.name == _ELIGIBILITY for topic in question.topics) and not counted:
        return True
    if counted or _ANALYSIS.search(question.text):
        return False
    if asks_who_took_part(question):
        return True
    measured = [m for m in question.mentions if m.term.kind == "statistic" and m.term.name not in _LOOSE]
    return not measured and bool(SURE.search(question.text))


_ANALYSIS = re.compile(
    r"\b(?:from|of|in|for) the (?:[\w-]+ )?(?:analys[ei]s|evaluation|full analysis set|per-protocol set)\b",
    re.IGNORECASE,
)
"""That it is asked who was analysed, not who could take part."""
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)


def tell_criteria(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The criteria that carry the words asked, each with what kind of criterion it is; nothing where none does."""
    record = record_of(question.trial, corpus=corpus) if asks_criteria(question) else None
    if record is None:
        return ()
    words = words_of(question.trial, corpus=corpus)
    entries = _entries(record, words)
    content = _content(question)
    own = _of_the_clause(content, question)
    chosen = _entries_asked(own, entries, question, words) or _entries_asked(content, entries, question, words)
    return tuple(
        Sentence(
            f"{entry.section}: “{record.text[entry.start : entry.end]}”",
            (),
            (Quote(record.source, entry.start, entry.end),),
        )
        for entry in entries
        if entry.start in chosen
    )


def without_criteria(quotes: Sequence[Sentence], question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The quotes but for those of criteria and plans where an effect is asked, of which they tell nothing."""
    record = record_of(question.trial, corpus=corpus) if _EFFECT.search(question.text) else None
    if record is None or asks_criteria(question):
        return tuple(quotes)
    planned = (*_SECTIONS, "Primary outcomes", "Secondary outcomes", "Other outcomes", "Outcome measures")
    spans = [(section.start, section.end) for section in record.sections if section.title in planned]
    return tuple(
        sentence
        for sentence in quotes
        if not any(
            quote.source == record.source and start <= quote.start < end
            for quote in sentence.quotes
            for start, end in spans
        )
    )


_EFFECT = re.compile(
    r"\b(?:effects?|affect\w*|improv\w*|reduc\w*|lower(?:ed|ing|s)?|chang(?:ed?|es|ing)|worsen\w*|increas\w*|decreas\w*"
    r"|rais(?:ed?|ing)|f[ae]ll|rise|rose|dropped"
    r"|(?:more|less|as|how|times) (?:likely|often|common\w*|frequent\w*)|(?:likelihood|chances?|odds|risk)(?= of)"
    r"|(?:better|worse|more|less|fewer|higher|greater|faster)\b[^?.;,]{0,60}\bthan"
    r"|what happened to)\b",
    re.IGNORECASE,
)


def _entries_asked(
    content: Sequence[Token], entries: Sequence[_Entry], question: Question, words: TrialWords
) -> frozenset[int]:
    """Where the entries begin that carry these words of a question."""
    bare = [token for token in content if token.form not in _BEFORE]
    if bare and len(bare) < len(content) and (chosen := _entries_asked(bare, entries, question, words)):
        return chosen
    nouns = _with_noun(content, question.text)
    asked = {
        token.start: tuple(way | nouns.get(token.start, frozenset()) for way in _wanted(token, words))
        for token in content
    }
    carried = {
        entry.start: frozenset(place for place, ways in asked.items() if any(way <= entry.words for way in ways))
        for entry in entries
    }
    seen = Counter(place for places in carried.values() for place in places)
    weights = {place: log(1 + len(entries) / count) for place, count in seen.items()}
    measured = [m for m in question.mentions if m.term.kind == "outcome"]
    light = frozenset(
        token.start
        for token in content
        if is_inert(token, words)
        and not _is_numeral(token)
        and not any(m.start <= token.start < m.end for m in measured)
    )
    return _choose(entries, carried, weights, light=light) or _whole_list(question, entries, content, light=light)


_BEFORE = frozenset("history past prior previous previously earlier".split())
"""That something was before, which many criteria say, and others mean."""


def words_without_criterion(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The words that ask for a criterion of the trial, where none carries them; none where all criteria are asked."""
    record = record_of(question.trial, corpus=corpus)
    if record is None or not any(topic.name == _ELIGIBILITY for topic in question.topics):
        return ()
    words = words_of(question.trial, corpus=corpus)
    return tuple(token.text for token in _content(question) if not is_inert(token, words))


def _whole_list(
    question: Question, entries: Sequence[_Entry], content: Sequence[Token], *, light: frozenset[int]
) -> frozenset[int]:
    """The criteria at large: who could not take part, or who could; none where something else of them is asked."""
    left_out, taken = NOT_TAKEN.search(question.text), TAKEN.search(question.text)
    if any(token.start not in light for token in content) or not (left_out or (taken and not content)):
        return frozenset()
    sections = _SECTIONS if left_out and taken else ("Exclusion criteria",) if left_out else ("Inclusion criteria",)
    return frozenset(entry.start for entry in entries if entry.section in sections)


def _choose(
    entries: Sequence[_Entry], carried: dict[int, frozenset[int]], weights: dict[int, float], *, light: frozenset[int]
) -> frozenset[int]:
    """For each word asked, the entries that carry it with most of the others; the rarest words first.

    Args:
        light: Words that are true of the whole trial: they ask for an entry of their own only where one has them.
    """
    seen = Counter(place for places in carried.values() for place in places)
    scores = {start: sum(weights[place] for place in places) for start, places in carried.items()}
    chosen: list[int] = []
    covered: set[int] = set()
    for place in sorted(weights, key=lambda place: (seen[place], place)):
        if place in covered or (place in light and seen[place] > 1) or len(chosen) >= _MOST_TOLD:
            continue
        carrying = [entry for entry in entries if place in carried[entry.start]]
        holding = [e.start for e in carrying if not e.text.endswith(":")] or [e.start for e in carrying]
        best = max(scores[start] for start in holding)
        found = [start for start in holding if scores[start] == best and start not in chosen]
        if len(found) <= _MOST_OF_ONE:
            chosen += found
            covered |= {other for start in found for other in carried[start]}
    return frozenset(chosen[: _MOST_TOLD + 1])


def _content(question: Question) -> list[Token]:
    """The words that tell what is asked of those who take part."""
    named = [m for m in question.mentions if m.term.kind in ("trial", "arm")]
    named += [m for m in question.mentions if m.term.name == _ELIGIBILITY and len(m.text.split()) <= _LONGEST_CUE]
    tokens = split_tokens(question.text)
    aged = AGED if asks_who_took_part(question) else frozenset()
    numerals = {after.start for before, after in pairwise(tokens) if before.form in _NUMBERED and _is_numeral(after)}
    return [
        token
        for token in tokens
        if token.start in numerals
        or (
            any(character.isalpha() for character in token.form)
            and not CUE.fullmatch(token.text)
            and token.form not in (common_words() | _NO_CONTENT) - aged
            and len(token.form) > 1
            and not _SIDE_OF_AGE.match(question.text, token.start)
            and not any(m.start <= token.start < m.end for m in named)
        )
    ]


_SIDE_OF_AGE = re.compile(r"(?:younger|older)(?= than (?:the age of )?\d)", re.IGNORECASE)


def _of_the_clause(content: list[Token], question: Question) -> list[Token]:
    """Of a question of several parts the words of the one that asks who could take part."""
    cuts = [0, *further_questions(question.text), len(question.text)]
    asking = [(a, b) for a, b in pairwise(cuts) if SURE.search(question.text, a, b) or CUE.search(question.text, a, b)]
    if len(cuts) == _WHOLE or len(asking) != 1:
        return content
    return [token for token in content if asking[0][0] <= token.start < asking[0][1]]


_WHOLE = 2
_LONGEST_CUE = 3
"""Words of what only asks who could take part; a longer phrase also says what is asked of them."""
_NUMBERED = frozenset("class ecog grade phase stage status type".split())
"""Words after which a number or a letter tells one kind from another: "stage I", "type 2"."""


def _is_numeral(token: Token) -> bool:
    return bool(re.fullmatch(r"[IVX]{1,4}[A-C]?|\d|[A-C]", token.text))


def _with_noun(content: Sequence[Token], text: str) -> dict[int, frozenset[str]]:
    """For each numeral the stem of the noun that it tells: of "type 1", that of the type."""
    tokens = split_tokens(text)
    before = {after.start: stems(noun.text) for noun, after in pairwise(tokens)}
    return {token.start: before.get(token.start, frozenset()) for token in content if _is_numeral(token)}


def _wanted(token: Token, words: TrialWords) -> tuple[frozenset[str], ...]:
    """The ways in which an entry may carry a word: as it is, or in full where it is short."""
    long = words.spell_out(token.text)
    aged = _OF_AGE if token.form in AGED else frozenset()
    return tuple(way for way in (stems(token.text), stems(long or ""), aged) if way)


_OF_AGE = stems("age year")


def _goes_on(entry: str) -> bool:
    """Whether an entry begins in small letters, and with no short form: "eGFR" begins one of its own."""
    return entry[:1].islower() and entry.split(maxsplit=1)[0].islower()


def _heading(entry: str) -> int:
    """How many letters of an entry are the heading of its list: "Exclusion Criteria: "."""
    match = _HEADING.match(entry)
    return match.end() if match else 0


_HEADING = re.compile(r"(?:[\w ]{0,20}\b)?(?:in|ex)clusion criteria: (?=\S)", re.IGNORECASE)


def _entries(record: Document, words: TrialWords) -> list[_Entry]:
    """The entries of the criteria, short forms also in full; one that goes on in small letters joins the one before."""
    found: list[_Entry] = []
    for section in record.sections:
        if section.title not in _SECTIONS:
            continue
        start = section.start
        paragraphs = record.text[section.start : section.end].split("\n\n")
        small = sum(map(_goes_on, paragraphs)) * 2 > len(paragraphs)
        for text in paragraphs:
            end = start + len(text)
            start += _heading(text)
            goes_on = _goes_on(text) and not small and found and found[-1].section == section.title
            begin = found.pop().start if goes_on else start
            whole = record.text[begin:end]
            carried = stems(f"{whole} {words.in_full(whole)}")
            found.append(_Entry(section.title, begin, end, carried | in_lay_words(carried), whole))
            start = end + 2
    return found
