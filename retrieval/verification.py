"""The number checks of an answer: every statement against the results of the trial that it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import TypeVar

from ingest.corpus import Corpus
from ingest.records import Passage, Result
from retrieval.answers.citing import mark
from retrieval.answers.phrasing import DISPERSIONS, format_value, in_sentence
from retrieval.chat_model.unread import doubt_unread
from retrieval.checks import check_text
from retrieval.records import Check, CheckReport, Citation, Finding, Printed, Sentence, Statement, Verdict
from retrieval.terms import TermIndex

_Span = TypeVar("_Span", Check, Finding, Printed)


def check_statements(
    statements: Sequence[tuple[Statement, str | None]],
    *,
    citations: Sequence[Citation],
    corpus: Corpus,
    terms: TermIndex,
    sentences: Sequence[Sentence] = (),
) -> CheckReport:
    """Return the checks of an answer, with offsets into its text as ``mark`` makes it.

    Statements without evidence (that something is not held, that the program declines) are its own texts: what they
    repeat of the question is no figure that they report. What a chat model wrote is always checked.

    Args:
        statements: Each with the id of the trial that it is about; ``None`` for the one that its text names.
        citations: Of the whole answer: their quotes may bind a number that the table does not hold.
        sentences: What the statements were made of, where that tells who wrote them and what was printed in them.
    """
    text = mark([statement for statement, _ in statements])
    made = [sentences[place] if sentences else Sentence("") for place in range(len(statements))]
    lines = list(zip(made, accumulate((len(mark([s])) + 1 for s, _ in statements), initial=0), strict=False))
    printed = [_shift(span, start) for sentence, start in lines for span in sentence.printed]
    written = [(start, start + len(sentence.text)) for sentence, start in lines if sentence.written]
    asserts = _asserting([statement for statement, _ in statements], made)
    passages = _as_passages(citations, corpus=corpus)
    checks: list[Check] = []
    findings = [_shift(fault, start) for sentence, start in lines for fault in sentence.faults]
    for start, trial, part in _parts(statements):
        report = check_text(
            part,
            table=corpus.table,
            terms=terms,
            trials=corpus.trials,
            trial=trial,
            passages=passages,
            sources=corpus.sources,
            printed=[_shift(span, -start) for span in printed],
            written=[(low - start, high - start) for low, high in written],
        )
        checks += [_shift(check, start) for check in report.checks]
        findings += [_shift(found, start) for found in report.findings]
    quotes = " ".join(citation.quote or "" for citation in citations)
    checks = doubt_unread(checks, lines, quotes=quotes, terms=terms, table=corpus.table)
    checks = _with_identifiers(checks, lines, corpus=corpus)
    findings = _without_faults_of_own(findings, checks, lines, corpus=corpus)
    findings.sort(key=lambda found: (found.start, found.end))
    return CheckReport(
        text,
        tuple(check for check in checks if asserts(check.start)),
        tuple(finding for finding in findings if asserts(finding.start)),
    )


def _with_identifiers(checks: Sequence[Check], lines: Sequence[tuple[Sentence, int]], *, corpus: Corpus) -> list[Check]:
    """The checks, with what the program counted or copied from manifest and table and no prose check can look up.

    These are counts of sources or authors, the digits of a reference that is cited, and a registry's identifiers.
    """
    starts = [start for _, start in lines]

    def told(check: Check) -> Check:
        sentence, start = lines[bisect_right(starts, check.start) - 1] if starts else (Sentence(""), 0)
        if sentence.written or check.verdict is Verdict.SUPPORTED:
            return check
        if check.number in sentence.counted:
            return replace(check, verdict=Verdict.DERIVED, result=None, expected=None, reason=_COUNTED)
        if any(check.number in text for text in _recorded(sentence, corpus)):
            return replace(check, verdict=Verdict.QUOTED, result=None, expected=None, reason=_IN_RECORD)
        if any(_lies_in(sentence.text, check, start, said) for said in _posted(sentence, corpus)):
            return replace(check, verdict=Verdict.QUOTED, result=None, expected=None, reason=_IN_NOTE)
        if own := next((r for r in sentence.results if _is_own(sentence.text, check, start, r)), None):
            return replace(check, verdict=Verdict.SUPPORTED, result=own.id, expected=None, reason=_IS_OWN)
        if any(check.number in corpus.sources[key].citation for key in sentence.sources):
            return replace(check, verdict=Verdict.QUOTED, result=None, expected=None, reason=_IN_REFERENCE)
        if any(_lies_in(sentence.text, check, start, said) for said in _references(sentence, corpus)):
            return replace(check, verdict=Verdict.QUOTED, result=None, expected=None, reason=_IN_REFERENCE)
        row = next((r for r in sentence.results if r.statistic == _IDENTIFIER and str(r.value) == check.number), None)
        return replace(check, verdict=Verdict.SUPPORTED, result=row.id, reason=_IS_IDENTIFIER) if row else check

    return [told(check) for check in checks]


def _without_faults_of_own(
    findings: Sequence[Finding], checks: Sequence[Check], lines: Sequence[tuple[Sentence, int]], *, corpus: Corpus
) -> list[Finding]:
    """The findings without what was read into the printed figure of a result, or into its note, word for word."""
    own = {(check.start, check.end) for check in checks if check.reason == _IS_OWN}
    starts = [start for _, start in lines]

    def repeats(found: Finding) -> bool:
        sentence, start = lines[bisect_right(starts, found.start) - 1] if starts else (Sentence(""), 0)
        notes = () if sentence.written else _posted(sentence, corpus)
        return any(_lies_in(sentence.text, found, start, said) for said in notes)

    return [found for found in findings if (found.start, found.end) not in own and not repeats(found)]


def _recorded(sentence: Sentence, corpus: Corpus) -> Iterator[str]:
    """What a statement quotes of a registry's fields, criteria and notes: no results, however like one they read."""
    for quote in sentence.quotes:
        document = corpus.document(quote.source)
        if document is not None and corpus.sources[quote.source].kind == _RECORD:
            yield document.text[quote.start : quote.end]


def _posted(sentence: Sentence, corpus: Corpus) -> Iterator[str]:
    """What a statement repeats of the notes of results, and of a registry's titles and time frames, word for word."""
    for row in sentence.results:
        yield from (said for said in _endings(sentence.text) if row.note and said in row.note)
        if corpus.sources[row.source].kind == _RECORD:
            yield from (row.time_frame.rstrip(" ."),) if row.time_frame else ()
            yield in_sentence(row.outcome)


def _references(sentence: Sentence, corpus: Corpus) -> Iterator[str]:
    """The references of a statement's results, without their addresses: "is reported in: Cole D. Fens. May 2022"."""
    for source in dict.fromkeys(row.source for row in sentence.results):
        yield _ADDRESS.sub("", corpus.sources[source].citation).rstrip(" .")


_ADDRESS = re.compile(r"\s*(?:https?://|doi:)\S+")


def _lies_in(text: str, check: Check | Finding, start: int, said: str) -> bool:
    """Whether a span stands within certain words of a statement that begins at ``start``."""
    first = text.find(said)
    return first >= 0 and first <= check.start - start and check.end - start <= first + len(said)


def _is_own(text: str, check: Check, start: int, row: Result) -> bool:
    """Whether a number is that of the result whose value and arm, or arms, stand there as the program prints them."""
    arm = "overall" if row.arm == "all" else f"with {row.arm}" if row.arm else ""
    value = re.escape(f" ({DISPERSIONS[row.statistic]} {row.value})") if row.statistic in DISPERSIONS else ""
    value = value or (rf"{re.escape(format_value(row))}(?: \([A-Z]+ [^()]*\))? {re.escape(arm)}" if arm else "")
    if row.comparison and not value:
        value = rf"{re.escape(row.comparison)}(?:\): |, was |: ){re.escape(format_value(row))}"
    stands = bool(value) and in_sentence(row.outcome).casefold() in text.casefold()
    return stands and any(
        match.start() <= check.start - start and check.end - start <= match.end() for match in re.finditer(value, text)
    )


def _endings(text: str) -> Iterator[str]:
    """What follows each colon of a statement: "Noted with the outcome: the note"."""
    yield from (text[match.end() :] for match in re.finditer(r": ", text) if text[match.end() :])


_RECORD = "registry_record"
_IN_RECORD = "Stands in the words of the registry record that are quoted."
_IN_NOTE = "Stands in the words of the title, the note or the time frame of the result that is cited."
_IDENTIFIER = "identifier"
_COUNTED = "Counted from the corpus: its manifest, or a list that is quoted."
_IS_OWN = "The figure of the result that this statement is about."
_IN_REFERENCE = "Stands in the reference of the source that is cited."
_IS_IDENTIFIER = "The identifier that the table holds."


def _shift(span: _Span, by: int) -> _Span:
    """The same span of a text that begins ``by`` characters earlier."""
    return replace(span, start=span.start + by, end=span.end + by)


def _parts(statements: Sequence[tuple[Statement, str | None]]) -> Iterator[tuple[int, str | None, str]]:
    """Yield ``(start, trial, text)`` of each run of statements that are about one trial."""
    start = 0
    for trial, run in groupby(statements, key=lambda pair: pair[1]):
        text = mark([statement for statement, _ in run])
        yield start, trial, text
        start += len(text) + 1


def _asserting(statements: Sequence[Statement], sentences: Sequence[Sentence]) -> Callable[[int], bool]:
    """Whether an offset of the answer lies in a statement that rests on evidence, or that a chat model wrote."""
    ends = list(accumulate(len(mark([statement])) + 1 for statement in statements))

    def asserts(offset: int) -> bool:
        line = bisect_right(ends, offset)
        return line < len(statements) and (bool(statements[line].citations) or sentences[line].written)

    return asserts


def _as_passages(citations: Sequence[Citation], *, corpus: Corpus) -> tuple[Passage, ...]:
    """The quotes of an answer as passages of their own, for the check that a number is quoted."""
    return tuple(
        Passage(
            id=f"{citation.source}:{citation.start}",
            source=citation.source,
            trial=corpus.sources[citation.source].trial,
            kind="text",
            text=citation.quote,
            start=citation.start,
            end=citation.end,
        )
        for citation in citations
        if citation.quote is not None
    )
