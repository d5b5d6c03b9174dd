"""The level that a question gives a response or a decline, held against those that a record's titles have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import without_times
from retrieval.registry.measure_words import MeasureWords, measures_of
from retrieval.registry.measures import Measures
from retrieval.registry.trial_words import TrialWords, words_of
from retrieval.stems import stems
from retrieval.terms import Token, split_tokens

_MEASURED = ("efficacy", "safety")
_ALIKE = 0.6
"""Share of their words that two titles have in common that differ by their level and little else."""


def with_levels_asked(question: Question, *, corpus: Corpus) -> Question:
    """The question for the titles of the level that it asks: "a 57 % decline" is not the title of a 40 % decline.

    Where titles have levels of that kind and none has the one asked, this is a word that nothing held has.
    """
    asked = list(_levels(question.text, _ASKED))
    if not asked or not question.outcomes:
        return question
    held = [t for t, kind in corpus.table.slots(question.trial or "", ("outcome", "category")) if kind in _MEASURED]
    told = {title: set(_levels(title, _TITLED)) for title in held if title}
    found, missed = [], False
    for name in question.outcomes:
        own = told.get(name, set())
        kinds = {unit for _, unit in own} & {unit for _, unit in asked}
        if not kinds or own & set(asked):
            found.append(name)
            continue
        others = [title for title in told if told[title] & set(asked) and _are_alike(title, name)]
        missed = missed or not others
        found += others or [name]
    outcomes = tuple(dict.fromkeys(found))
    if not missed:
        return replace(question, outcomes=outcomes)
    spans = [match.span() for match in _ASKED.finditer(question.text)]
    stray = [t for t in split_tokens(question.text) if any(a <= t.start < b for a, b in spans)]
    stray = [replace(token, text=match[0]) for token in stray if (match := _TITLED.match(question.text, token.start))]
    return replace(question, outcomes=outcomes, unknown=(*question.unknown, *stray))


def with_severity_asked(question: Question, *, corpus: Corpus) -> Question:
    """The question for the titles of the severity that it asks: "severe attacks" are no "moderate or severe" ones.

    Where the record counts them only together, the severity is a word that nothing held has.
    """
    told = measures_of(question.trial or "", corpus=corpus)
    words = words_of(question.trial, corpus=corpus)
    found: list[str] = []
    missed: dict[str, Token] = {}
    for name in question.outcomes:
        asked = _severity_of(name, question, told=told, words=words) if name in told else ()
        severity = frozenset(token.form for token in asked)
        if not asked or _severities(name) in (frozenset(), severity) or any(map(_severities, told[name].names)):
            found.append(name)
            continue
        full = stems(f"{name} {words.in_full(name)}")
        alike = [title for title in told if _severities(title) == severity]
        alike = [title for title in alike if stems(_SEVERITY.sub(" ", without_times(title))) <= full]
        found += alike
        missed |= {} if alike else {name: asked[-1]}
    right = [name for name in found if _severities(name)]
    if right or not missed:
        return replace(question, outcomes=tuple(dict.fromkeys(found)))
    alone = [replace(token, text=f"{token.text} alone", form=f"{token.form} alone") for token in missed.values()]
    outcomes = tuple(name for name in question.outcomes if name in found or name in missed)
    return replace(question, outcomes=outcomes, unknown=(*question.unknown, *dict.fromkeys(alone)))


def _severity_of(
    title: str, question: Question, *, told: Mapping[str, MeasureWords], words: TrialWords
) -> tuple[Token, ...]:
    """The words of severity that a question has before what a title counts, and not before what all patients have."""
    tokens = split_tokens(question.text)
    places = [place for place, token in enumerate(tokens) if _SEVERITY.fullmatch(token.text)]
    after = tokens[places[-1] + 1 : places[-1] + 1 + _NEAR] if places else ()
    counted = [t for t in after if stems(t.text) <= told[title].titled and not words.names_trial(t)]
    return tuple(tokens[place] for place in places) if counted else ()


_NEAR = 3
"""Words between a severity and what it is of: "severe asthma attacks"."""
_SEVERITY = re.compile(r"\b(?:mild|moderate|severe)\b", re.IGNORECASE)


def _severities(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _SEVERITY.findall(text))


def _levels(text: str, pattern: re.Pattern[str]) -> Iterable[tuple[float, str]]:
    """The levels that a text tells, each with its kind: a share or a multiple."""
    for match in pattern.finditer(text):
        if number := _LEVEL.search(match[0]):
            yield float(number[0]), "fold" if "fold" in match[0].casefold() else "%"


def _are_alike(one: str, other: str) -> bool:
    first, second = (stems(_TITLED.sub(" ", without_times(title))) for title in (one, other))
    return len(first & second) >= _ALIKE * len(first | second)


_FOLD = r"\d{1,3}(?:\.\d+)?[\s-]?fold\b"
_SHARE = r"\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent)"
_CHANGE = (
    r"(?:declin\w*|decreas\w*|reduc\w*|fall|falls|drop\w*|loss|worsen\w*|improv\w*|increas\w*|ris[ei]\w*|gain\w*"
    r"|composite|end\s?points?)(?!\s(?:in|of)\s(?:the\s)?(?:risk|hazard|odds|rate)\b)"
)
_ASKED = re.compile(
    rf"{_FOLD}|{_SHARE}\s(?:(?!risk|hazard|relative|odds)[\w-]+\s){{0,3}}{_CHANGE}"
    rf"|(?:at least|\u2265|>=)\s?{_SHARE}|{_SHARE}\sor\s(?:more|greater|higher)\b",
    re.IGNORECASE,
)
"""A level by which patients are counted; the share of a risk that a treatment takes away is none."""
_TITLED = re.compile(rf"{_FOLD}|{_SHARE}", re.IGNORECASE)
_LEVEL = re.compile(r"\d+(?:\.\d+)?")


def lacks_level(question: Question, meant: Measures, *, corpus: Corpus) -> bool:
    """Whether a response is named by its level ("EASI-90"), which no measure meant has."""
    told = measures_of(question.trial or "", corpus=corpus)
    titled = " ".join(text for title in meant.titles for text in (title, *(told[title].names if title in told else ())))
    levels = [match[1] for m in question.mentions if m.term.kind == "outcome" and (match := _NAMED.search(m.text))]
    return bool(levels) and not any(re.search(rf"(?<!\d){level}(?!\d)", titled) for level in levels)


_NAMED = re.compile(r"\b(?:EASI|PASI|ACR|ASAS|SCORAD|HiSCR|SRI|AIN)[ -]?(\d{1,3})\b", re.IGNORECASE)
"""A response that is named by how much somebody improved."""
