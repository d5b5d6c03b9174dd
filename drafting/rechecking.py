"""What no longer holds of a letter: its record asked again against the corpus of today, its text against its record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from drafting.check_report import describe_result, digest_of, latest_cutoff, settle
from drafting.printing import NO_BREAK, REFERENCES_TITLE
from drafting.records import Letter, LetterCheck, texts_of
from ingest.corpus import Corpus
from ingest.originals import check_original
from retrieval.answers.phrasing import format_date
from retrieval.records import Check, CheckReport, Verdict
from retrieval.source_notices import list_published
from retrieval.terms import TermIndex

ChangeKind = Literal[
    "source removed", "source changed", "file changed", "source notice", "result removed", "result changed",
    "superseded", "verdict changed", "text edited",
]  # fmt: skip
_SOUND = (Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED)


@dataclass(frozen=True, slots=True)
class Change:
    """Something of a letter that no longer holds, or that is no longer as it was checked.

    Attributes:
        subject: Id of the source or result, or the words of the letter.
        text: What is different, in a sentence.
        places: Sentences and cells of the letter that it touches.
    """

    kind: ChangeKind
    subject: str
    text: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recheck:
    """A letter's numbers today, in a text's own offsets, and what is different from the day it was composed."""

    letter: Letter
    report: CheckReport
    changes: tuple[Change, ...]


def recheck(letter: Letter, *, corpus: Corpus, terms: TermIndex) -> tuple[Change, ...]:
    """Return what no longer holds of the record of a letter: sources first, then results, then verdicts."""
    return _changes(letter, settle(letter, corpus=corpus, terms=terms), corpus=corpus)


def recheck_text(letter: Letter, ordinary: CheckReport, *, corpus: Corpus, terms: TermIndex) -> Recheck:
    """Return the checks of a letter's text as it stands in a file.

    What stands there as it was composed is checked by its record, which knows the result behind each table cell; what
    was edited since is checked as any other text.

    Args:
        ordinary: The checks of the whole text, as of any other.
    """
    fresh = settle(letter, corpus=corpus, terms=terms)
    found, edited = _find_texts(letter, ordinary.text)
    spans = [(start, start + len(words)) for (_, words), starts in found.items() for start in starts]
    spans += _asides(letter, ordinary.text, first=min((start for start, _ in spans), default=0))

    def outside(start: int) -> bool:
        return not any(first <= start < last for first, last in spans)

    checks = [check for check in ordinary.checks if outside(check.start)]
    own = {(each.section, each.text, each.start): each for each in fresh.checks}
    checks += [
        Check(each.number, at + each.start, at + each.end, each.verdict, each.result, each.expected, each.reason)
        for each in own.values()
        for at in found.get((each.section, each.text), ())
    ]
    findings = [finding for finding in ordinary.findings if outside(finding.start)]
    findings += [
        replace(each.finding, start=each.finding.start + at, end=each.finding.end + at)
        for each in dict.fromkeys(fresh.findings)
        for at in found.get((each.section, each.text), ())
    ]
    report = CheckReport(
        ordinary.text,
        tuple(sorted(checks, key=lambda check: (check.start, check.end))),
        tuple(sorted(findings, key=lambda finding: finding.start)),
    )
    edits = tuple(
        Change("text edited", words, "This text of the letter is not in the file as it was composed.")
        for words in edited
    )
    return Recheck(letter, report, (*_changes(letter, fresh, corpus=corpus), *edits))


def list_texts(letter: Letter) -> str:
    """The sentences and cells of a letter, one a line: a text for a record that has no document beside it."""
    return "\n".join(text.text for section in letter.sections for text in texts_of(section))


def find_missing(letter: Letter, text: str) -> list[str]:
    """Sentences and cells of a letter that a file's ``text`` does not have as they were composed."""
    return _find_texts(letter, text)[1]


def _changes(letter: Letter, fresh: Letter, *, corpus: Corpus) -> tuple[Change, ...]:
    return (
        *_changed_sources(letter, corpus=corpus),
        *_changed_results(letter, corpus=corpus),
        *_changed_verdicts(letter, fresh),
    )


def _find_texts(letter: Letter, text: str) -> tuple[dict[tuple[str, str], list[int]], list[str]]:
    """Where the texts of a letter begin in a file, by section and words, and those that do not stand there."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    missing: list[str] = []
    cursor = 0
    text = text.replace(NO_BREAK, " ")
    for section in letter.sections:
        for part in texts_of(section) if section.key != "inquiry" else ():
            start = text.find(part.text.replace(NO_BREAK, " "), cursor)
            if start < 0:
                missing.append(part.text)
                continue
            found[section.key, part.text].append(start)
            cursor = start + len(part.text)
    return found, missing


def _asides(letter: Letter, text: str, *, first: int) -> list[tuple[int, int]]:
    """Spans that state nothing: the heading, the questions, the references and the report behind them.

    Where a word processor keeps the content controls around them, they are not in the text at all.
    """
    spans = [(0, first)]
    end = text.rfind(f"\n{REFERENCES_TITLE}\n")
    spans += [(end, len(text))] if end >= 0 else []
    for question in letter.inquiry.restated:
        start = text.find(question)
        spans += [(start, start + len(question))] if start >= 0 else []
    return spans


def _changed_sources(letter: Letter, *, corpus: Corpus) -> Iterator[Change]:
    for reference in letter.references:
        places = tuple(
            text.text for section in letter.sections for text in texts_of(section) if reference.source in text.sources
        )
        source = corpus.sources.get(reference.source)
        if source is None:
            told = f"Reference {reference.n} is no longer in the corpus."
            yield Change("source removed", reference.source, told, places)
            continue
        if source.sha256 != reference.sha256:
            told = f"The file of reference {reference.n} is another one than when the letter was checked."
            yield Change("source changed", reference.source, told, places)
        if check_original(source, file=corpus.files.get(source.id)) == "changed":
            told = (
                f"The file of reference {reference.n} has changed since it was read: run trialcite ingest, then check."
            )
            yield Change("file changed", reference.source, told, places)
        published = [f"{each.kind}: {each.text}" for each in list_published(source.id, notices=corpus.notices)]
        for notice in published:
            if notice not in reference.notices:
                told = f"Published on reference {reference.n} since: {notice}"
                yield Change("source notice", reference.source, told, places)


def _changed_results(letter: Letter, *, corpus: Corpus) -> Iterator[Change]:
    by_result: dict[str, list[LetterCheck]] = {}
    for check in letter.checks:
        if check.result is not None and check.digest is not None:
            by_result.setdefault(check.result, []).append(check)
    for key, checks in by_result.items():
        first, places = checks[0], tuple(dict.fromkeys(check.text for check in checks))
        if key not in corpus.table:
            yield Change("result removed", key, f"The corpus no longer has this result: {first.printed}.", places)
            continue
        row = corpus.table.get(key)
        if digest_of(row) != first.digest:
            now = describe_result(row)
            told = f"It was {first.printed}; now it is {now}."
            if now == first.printed:
                told = f"It prints the same ({now}), but its quote, its locator or a note of it is another."
            yield Change("result changed", key, told, places)
        latest = latest_cutoff(row, corpus=corpus)
        if latest and (first.latest is None or latest > first.latest):
            told = f"The corpus now has a later data cutoff for it, {format_date(latest)}: {first.printed}."
            yield Change("superseded", key, told, places)


def _changed_verdicts(letter: Letter, fresh: Letter) -> Iterator[Change]:
    now = {(check.section, check.text, check.start): check for check in fresh.checks}
    for check in letter.checks:
        today = now.get((check.section, check.text, check.start))
        if today is None or check.verdict not in _SOUND or today.verdict in _SOUND:
            continue
        told = f"“{check.number}” was {check.verdict.value} and is {today.verdict.value} now: {today.reason}."
        yield Change("verdict changed", check.number, told, (check.text,))
