"""What an answer says beside its figures: what the corpus does not hold, what it holds, where safety results are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.corpus import Corpus
from retrieval.answers.figures import Figure
from retrieval.answers.phrasing import grade_words, in_sentence
from retrieval.answers.selection import Selection
from retrieval.chat_model.prompting import fill
from retrieval.questions import relations, wording
from retrieval.questions.agencies import is_approval
from retrieval.questions.aspect_rows import aspects_asked
from retrieval.questions.filters import ARM_THEN
from retrieval.questions.meant import after_baseline, at_baseline
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import named_statistics
from retrieval.questions.timed_titles import time_spans
from retrieval.records import Sentence
from retrieval.stems import stems

_SAFETY_EXAMPLES = 3
_AT_LARGE = re.compile(r"\b(?:adverse events?|deaths?|mortality)\b", re.IGNORECASE)
"""What a safety outcome is named by that sums up many events."""


def not_found(subject: str, *, corpus: Corpus, question: Question) -> Sentence:
    """Say that the corpus does not hold ``subject``, and what it holds."""
    text = fill("not_found", subject=subject, holdings=describe_holdings(corpus, trial=question.trial))
    return Sentence(text, stays=True)


def words_asked(question: Question) -> tuple[str, ...]:
    """The words of a question that name what is not held, as they stand in it: a compound whole, runs together.

    Where each word is known, the part of the patients that nothing is told of.
    """
    text = question.text
    spans: list[tuple[int, int]] = []
    for token in sorted(question.unknown or question.unread, key=lambda token: token.start):
        start = _COMPOUND_BEFORE.search(text[: token.start])
        end = _COMPOUND_AFTER.match(text, token.end)
        span = (start.start() if start else token.start, end.end() if end else token.end)
        if spans and not text[spans[-1][1] : span[0]].strip(" "):
            span = (spans.pop()[0], span[1])
        if not spans or spans[-1] != span:
            spans.append(span)
    parts = [m.text for m in question.mentions if m.term.kind in ("subgroup", "population")]
    words = [text[start:end] for start, end in spans]
    return tuple(dict.fromkeys(words if question.unknown or not parts else parts))


_COMPOUND_BEFORE = re.compile(r"(?:[a-z]+-)+$", re.IGNORECASE)
_COMPOUND_AFTER = re.compile(
    r"(?:-[a-z]+)+|\s(?:medications?|medicines?|drugs?|treatment|therapy|support|management|prophylaxis|vaccination|transfusions?)\b",
    re.IGNORECASE,
)
"""What a hyphen joins to a word ("sub" of "sub-cut"), and what is done for what it names: "fever medication"."""


def words_listed(question: Question) -> tuple[str, ...]:
    """The words that no term names and that stand in a list with an outcome: the one of "enzymes and bilirubin"."""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    text = question.text
    listed = [
        token
        for token in (*question.unknown, *question.unread)
        if any(_LISTS.fullmatch(text, m.end, token.start) or _LISTS.fullmatch(text, token.end, m.start) for m in named)
    ]
    return tuple(f"“{token.text}”" for token in listed)


_LISTS = re.compile(r"\s?(?:and|or|,|/|&|,\s?(?:and|or))\s?", re.IGNORECASE)


def describe_holdings(corpus: Corpus, *, trial: str | None) -> str:
    """What kind of sources the corpus holds, without counts: a number in an answer is a result."""
    sources = [source for source in corpus.sources.values() if trial in (None, source.trial)]
    texts = sum(source.kind != "figures" for source in sources)
    declared = any(trial in (None, entry.trial) for entry in corpus.disclosures)
    beside = ", with the disclosures printed there" if declared else ""
    parts = [f"the text of {'a single source' if texts == 1 else 'several sources'}{beside}"] if texts else []
    parts += ["only selected figures from other sources"] if texts < len(sources) else []
    return ", and ".join(parts) or "nothing about this trial"


def subject_missing(question: Question, selection: Selection, stray: Sequence[str]) -> str:
    """What was asked and is not held: the outcome, and the slot of the question that no result fills."""
    asked: dict[str | None, Sequence[str]] = {
        "subgroup": question.subgroups,
        "grade": [grade_words(grade).removeprefix(", ") for grade in question.grades],
        "population": question.populations,
        "statistic": question.statistics,
        "arm": question.arms,
        "analysis": [words for _, words in question.analyses],
        ARM_THEN: [*question.arms, *(words for _, words in question.analyses[:1])],
        "time": _times_asked(question),
        "source": [token.text for token in question.hints]
        or [m.text for m in question.mentions if m.term.kind == "topic"]
        or [words for _, words in question.analyses],
        "aspect": [*aspects_asked(question), *map(_say_aspect, relations.consequences(question.text))],
        "assessor": [wording.assessor(question.text) or f"sensitivity {wording.sensitivity(question.text)}"],
    }
    measured = "statistic" if selection.missing == "analysis" and named_statistics(question) else None
    graded = "grade" if selection.missing in _OF_GRADES else None
    slots = [slot for slot in ("subgroup", graded, measured, selection.missing) if slot and asked.get(slot)]
    named = {slot: ", ".join(dict.fromkeys(map(_closed, asked[slot]))) for slot in dict.fromkeys(slots)}
    details = [words if slot in _SAID_BY_ITSELF else f"{slot}: {words}" for slot, words in named.items()]
    details += [f"“{word}”" for word in stray] if selection.figures else []
    outcome = _as_asked(question, selection.outcome) if selection.missing == "outcome" else None
    outcome = outcome or _row_asked(question, selection.outcome) or in_sentence(selection.outcome)
    outcome = _TIMED.sub("", outcome) if selection.missing == "time" and _times_asked(question) else outcome
    return f"{outcome} ({'; '.join(details)})" if details else outcome


def _as_asked(question: Question, outcome: str) -> str | None:
    """The words by which the question names an outcome of which nothing is held; ``None`` where they are its name.

    "Eye problems" are more than the one event that the vocabulary reads in them.
    """
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name == outcome]
    said = [m.text for m in named if m.term.category in _SAID]
    own = stems(outcome)
    same = any(stems(words) <= own or own <= stems(words) or _SHORT.fullmatch(words) for words in said)
    return None if same or not said else f"“{said[0]}”"


def _row_asked(question: Question, outcome: str) -> str | None:
    """The one name in a question that led to an outcome by a row of it: "headache" of the reactions solicited."""
    counts = {(m.start, m.end) for m in question.mentions if m.term.kind == "statistic"}
    named = [m for m in question.mentions if m.term.kind == "outcome" and (m.start, m.end) not in counts]
    said = {m.text for m in named}
    own = any(m.term.name in (outcome, *question.listed) or m.term.category == "baseline" for m in named)
    if question.outcomes != (outcome,) or len(said) != 1 or own or is_approval(outcome):
        return None
    return f"“{said.pop()}”"


_SAID = ("safety", "baseline")
"""Kinds of outcomes of which many words name a part, or more than one."""
_SHORT = re.compile(r"(?=\S*[A-Z]\S*[A-Z])\S+")
"""An abbreviation, which its long form tells better: "QoL"."""
_OF_GRADES = ("arm", ARM_THEN, "analysis", "population")
"""Slots that another grade of the event may fill: what is not held is said of the grade that is asked."""
_SAID_BY_ITSELF = ("grade", "aspect", ARM_THEN)
_ASPECTS = {name: f"leading to {name}" for name in ("discontinuation", "interruption", "dose reduction", "dose delay")}
_ASPECTS |= {"death": "leading to death", "relatedness": "related to treatment"}
"""How what came of an event is said behind its name; "duration" and "onset" are said as they are."""


def _say_aspect(name: str) -> str:
    return _ASPECTS.get(name, name)


def _times_asked(question: Question) -> list[str]:
    """The time that is asked for, in words."""
    if at_baseline(question.text):
        return ["at baseline"]
    if question.landmark:
        return [question.landmark]
    said = [question.text[start:end] for start, end in time_spans(question.text)]
    return said or (["after baseline"] if after_baseline(question.text) else [])


_TIMED = re.compile(
    r"[,;]?\s(?:from baseline\s)?(?:to|at|by|in|on|through|until|up to)\s(?:the\s)?(?:end of\s)?"
    r"(?:weeks?|days?|months?|years?|cycles?)\s\d[^()]*$",
    re.IGNORECASE,
)
"""What ends the title of an outcome that is posted at other times than the one asked."""


def _closed(words: str) -> str:
    """Words of a question that end within a bracket, with the bracket closed."""
    return words + ")" * (words.count("(") - words.count(")"))


def point_to_safety(figures: Sequence[Figure], *, corpus: Corpus) -> Sentence | None:
    """One line after an efficacy answer about a regimen: where its safety results are, unless it tells them."""
    told = [figure.first for figure in figures if figure.first.category == "safety"]
    if any(_AT_LARGE.search(row.outcome) for row in told) or all(
        figure.first.category != "efficacy" for figure in figures
    ):
        return None
    trial = figures[0].first.trial
    safety = [row for row in corpus.table.results(trial=trial) if row.category == "safety"]
    if not safety:
        return None
    quoted = sorted((row for row in safety if row.start is not None), key=lambda row: row.id)
    totals = [row for row in safety if _AT_LARGE.search(row.outcome)]
    first = (*quoted, *totals, *safety)
    outcomes = list(dict.fromkeys(in_sentence(row.outcome) for row in first))[:_SAFETY_EXAMPLES]
    return Sentence(fill("safety_pointer", examples=", ".join(outcomes)), (first[0],), stays=True)


def pointer_last(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, each once, with the line on where safety results are at their end."""
    return tuple(sorted(dict.fromkeys(sentences), key=is_pointer))


def is_pointer(sentence: Sentence) -> bool:
    """Whether a sentence only says what else could be asked."""
    lead, _, _ = fill("safety_pointer", examples="\0").partition("\0")
    return sentence.text.startswith(lead)
