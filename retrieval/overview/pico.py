"""Patients, intervention, comparator and outcome of a trial, and how it was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.corpus import Corpus
from ingest.records import Document, Result, Source, Trial
from retrieval.answers.leading import leading_first
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.overview.arms import ALL
from retrieval.overview.passages import documents_of, find_sentence, read_quote, section_text
from retrieval.overview.records import Arm, Fact

_DESIGN = re.compile(r"\brandomi[sz]ed\b.*\b(?:phase|trial|study)\b|\bphase [1-4I]+\b", re.IGNORECASE)
_ELIGIBLE = re.compile(r"\beligible\b", re.IGNORECASE)
_CRITERION = re.compile(r" for eligibility$", re.IGNORECASE)
_DIRECTED = re.compile(r"\b(?:minimum|maximum|least|most|upper|lower)\b", re.IGNORECASE)
_METHODS = ("methods", "design", "study design", "background", "trial design", "patients", "participants")
_FIRST = (
    "Randomisation ratio",
    "Masking",
    "Study centres",
    "Countries",
    "Enrolment start",
    "Enrolment end",
    "Patients randomised",
    "Patients treated",
    "Started",
)
"""Outcomes of the design that a reader looks for first, as vocabularies and records name them."""
_RANDOMISED = ("Patients randomised", "Started")


def describe_pico(
    corpus: Corpus, trial: Trial, *, results: Sequence[Result], arms: Sequence[Arm], primary: Sequence[str]
) -> tuple[Fact, ...]:
    """Return patients, intervention, comparator and outcome; a part that nothing tells is said to be missing."""
    documents = tuple(documents_of(corpus, trial.id))
    eligible = find_sentence(documents, _ELIGIBLE) or section_text(documents, ("inclusion criteria",))
    treated = [arm for arm in arms if arm.role == "experimental"]
    control = [arm for arm in arms if arm.role == "control"]
    named = treated or (list(arms) if not control else [])
    sources = corpus.sources
    criteria = _find_criteria(results, sources=sources)
    patients = "; ".join((trial.condition or "condition not stated", *(_tell_criterion(row) for row in criteria)))
    return (
        Fact("Patients", patients, criteria, quotes=(eligible,) if eligible else ()),
        _describe_arms("Intervention", named, results=results, sources=sources),
        _describe_arms("Comparator", control, results=results, sources=sources),
        _describe_primary(primary, documents, corpus=corpus),
    )


def _describe_primary(primary: Sequence[str], documents: Sequence[Document], *, corpus: Corpus) -> Fact:
    """The primary outcomes by name; where no result has one, in the words of the record that plans them."""
    if primary:
        return Fact("Primary outcome", "; ".join(primary[:3]) + _more(primary))
    planned = section_text(documents, ("primary outcomes",))
    if planned is None:
        return Fact("Primary outcome", "not named in this corpus")
    words = read_quote(planned, corpus=corpus).replace("Primary outcome: ", "")  # which the label says already
    return Fact("Primary outcome", words, quotes=(planned,))


def describe_design(corpus: Corpus, trial: Trial, *, results: Sequence[Result]) -> tuple[Fact, ...]:
    """Return how the trial was done: its own sentence, then the figures of its design, each from its leading source."""
    documents = tuple(documents_of(corpus, trial.id))
    sentence = find_sentence(documents, _DESIGN, among=_METHODS) or section_text(documents, ("design",))
    told = [Fact("Design", read_quote(sentence, corpus=corpus), quotes=(sentence,))] if sentence else []
    return (*told, *_list_figures(results, sources=corpus.sources))


def list_sizes(results: Sequence[Result]) -> tuple[Result, ...]:
    """Return the results that give how many patients were randomised, in all or into a subgroup."""
    return tuple(
        row for row in results if row.outcome in _RANDOMISED and row.arm == ALL and row.category == "disposition"
    )


def _list_figures(results: Sequence[Result], *, sources: Mapping[str, Source]) -> Iterator[Fact]:
    for name in _FIRST:
        rows = [row for row in results if row.outcome == name and not row.subgroup and row.value is not None]
        rows = [row for row in rows if row.category in ("design", "disposition")]
        whole = [row for row in rows if row.arm in (None, ALL)]
        if whole:
            row = leading_first(whole, sources=sources)[0]
            yield Fact(name, format_value(row), (row,))
        elif rows:
            source = leading_first(rows, sources=sources)[0].source
            own = tuple({row.arm: row for row in reversed(rows) if row.source == source}.values())[::-1]
            yield Fact(name, "; ".join(f"{row.arm}: {format_value(row)}" for row in own), own)


def _find_criteria(results: Sequence[Result], *, sources: Mapping[str, Source]) -> tuple[Result, ...]:
    """The leading figure of each criterion of eligibility."""
    rows = [row for row in results if row.category == "design" and _CRITERION.search(row.outcome)]
    named = dict.fromkeys(row.outcome for row in rows)
    return tuple(leading_first([r for r in rows if r.outcome == name], sources=sources)[0] for name in named)


def _tell_criterion(row: Result) -> str:
    named = _CRITERION.sub("", row.outcome)
    threshold = row.statistic == "threshold" and not _DIRECTED.search(named)  # of which no side is told
    return f"{in_sentence(named)}{' threshold' if threshold else ''} {format_value(row)}"


def _describe_arms(
    label: str, arms: Sequence[Arm], *, results: Sequence[Result], sources: Mapping[str, Source]
) -> Fact:
    """The arms by name with the number of patients in each, where it is held."""
    parts: list[str] = []
    rows: list[Result] = []
    for arm in arms:
        own = [row for row in results if row.arm == arm.name and row.outcome in _RANDOMISED and not row.subgroup]
        counted = [row for row in own if row.category == "disposition" and row.value is not None]
        first = leading_first(counted, sources=sources)[:1]
        parts.append(f"{arm.name} (n = {first[0].value})" if first else arm.name)
        rows += first
    return Fact(label, "; ".join(parts) or "not told apart in this corpus", tuple(rows))


def _more(names: Sequence[str]) -> str:
    return f" and {len(names) - 3} more" if len(names) > 3 else ""
