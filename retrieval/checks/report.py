"""From a text to its report: verdicts in the order of the numbers, then findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.records import Passage
from retrieval.checks.binding.reading import Reader, Reading
from retrieval.checks.figures.agreement import is_not_reached
from retrieval.checks.figures.dates import stands_alone
from retrieval.checks.figures.numbers import NOT_TOLD, is_loose
from retrieval.checks.figures.roles import Role
from retrieval.checks.findings.findings import find_errors
from retrieval.checks.findings.references import check_references
from retrieval.checks.judging.absent_grades import judge_absent_grades
from retrieval.checks.judging.assumed import Spans, doubt_assumed
from retrieval.checks.judging.bare_counts import judge_bare_counts
from retrieval.checks.judging.changes import judge_changes
from retrieval.checks.judging.columns import judge_headings, judge_wholes
from retrieval.checks.judging.comparison import judge
from retrieval.checks.judging.composite_parts import judge_parts
from retrieval.checks.judging.elapsed import judge_elapsed
from retrieval.checks.judging.elsewhere import judge_elsewhere
from retrieval.checks.judging.footnotes import judge_footnotes
from retrieval.checks.judging.framed import judge_frames
from retrieval.checks.judging.grades import judge_grades, judge_times
from retrieval.checks.judging.halves import judge_halves
from retrieval.checks.judging.judgements import Judgement, align
from retrieval.checks.judging.one_interval import judge_one_interval
from retrieval.checks.judging.open_counts import leave_with_counts
from retrieval.checks.judging.orders import judge_orders
from retrieval.checks.judging.printed import judge_loose, judge_printed
from retrieval.checks.judging.quotation import quote_unchecked
from retrieval.checks.judging.settled import judge_settled
from retrieval.checks.judging.sums import judge_from_neighbours
from retrieval.checks.judging.told_by_figures import judge_by_figures
from retrieval.checks.judging.told_otherwise import leave_told_otherwise
from retrieval.checks.judging.unreached import judge_unreached
from retrieval.checks.judging.vacancies import leave_open
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Check, CheckReport, Printed, Verdict


def write_report(
    text: str, *, reader: Reader, passages: Sequence[Passage], printed: Sequence[Printed] = (), written: Spans = ()
) -> CheckReport:
    """Read the text, judge its numbers, and gather what is wrong with it beyond one number."""
    reading = reader.read(text)
    judgements = judge_printed(judge_all(reading, reader), printed, reading=reading, reader=reader)
    judgements = doubt_assumed(judgements, written, reading=reading, reader=reader)
    judgements = [
        item
        for item in judgements
        if _is_number(item)
        and not _is_defined(item, reading)
        and not _is_row_name(item, reading)
        and not _is_date_line(item, reading.text)
    ]
    judgements = quote_unchecked(judgements, text=reading.text, reader=reader, passages=passages)
    checks = [_check(text, item) for item in judgements]
    checks += [
        judge_loose(Check(text[n.start : n.end], n.start, n.end, Verdict.UNCHECKED, None, None, reason), printed)
        for n, reason in reading.loose
        if not is_loose(n) and not (n.form == "date" and stands_alone(reading.text, n.start, n.end))
    ]
    checks.sort(key=lambda check: (check.start, check.end))
    findings = find_errors(text, reading=reading, judgements=judgements)
    cited = check_references(text, reading=reading, judgements=judgements, reader=reader, passages=passages)
    findings = tuple(sorted((*findings, *cited), key=lambda found: (found.start, found.end, found.kind)))
    return CheckReport(text, tuple(checks), findings)


def _is_number(item: Judgement) -> bool:
    """Whether an item is checked: "not reported" is, where the table says that the median was not reached."""
    if is_loose(item.part.number):
        return item.verdict is not Verdict.UNCHECKED
    if item.part.number.value != NOT_TOLD:
        return True
    return item.verdict is Verdict.CONTRADICTED and item.result is not None and is_not_reached(item.result.value)


def _is_defined(item: Judgement, reading: Reading) -> bool:
    """Whether "not reached" is explained, "a median that is not reached means ...", and told of no arm."""
    sentence = reading.sentences[item.slot.sentence]
    words = reading.text[sentence.start : sentence.end]
    return item.part.number.form == "not reached" and _DEFINITION.match(words) is not None


_DEFINITION = re.compile(
    r"\W{0,3}(?:an? [^.;]{0,40}\bmedian\b|not reached\b|\"?NR\b)[^.;]{0,60}?\b(?:means?|implies|says|indicates)\b",
    re.IGNORECASE,
)


def _is_row_name(item: Judgement, reading: Reading) -> bool:
    """Whether an item is a grade or a time in a heading of a row, a column or a table: a qualifier of figures there."""
    if (item.part.role is not Role.GRADE and item.slot.time is None) or item.verdict is not Verdict.UNCHECKED:
        return False
    own = reading.sentences[item.slot.sentence]
    return own.kind == "cell" or any(it.caption == (own.start, own.end) for it in reading.sentences)


def _is_date_line(item: Judgement, text: str) -> bool:
    """Whether an item is the date of a letter: a line of its own, and no date of the table."""
    return (
        item.part.role is Role.DATE
        and item.verdict is Verdict.UNCHECKED
        and stands_alone(text, item.part.number.start, item.part.number.end)
    )


def judge_all(reading: Reading, reader: Reader) -> list[Judgement]:
    """Return the verdict on every number that was bound to a trial."""
    found: list[Judgement] = []
    for _, slots in groupby(reading.slots, key=lambda slot: slot.sentence):
        found.extend(_judge_sentence(list(slots), reader))
    found = judge_bare_counts(found, reader)
    found = judge_orders(judge_wholes(judge_headings(judge_changes(found, reading), reading)))
    found = leave_open(judge_from_neighbours(judge_parts(judge_unreached(found, reader))), reading)
    found = judge_absent_grades(judge_grades(judge_elapsed(leave_with_counts(found, reader), reader)), reading, reader)
    found = leave_told_otherwise(judge_halves(found, reader), reading, reader)
    return judge_footnotes(judge_frames(judge_times(found)), reading)


def _judge_sentence(slots: Sequence[Slot], reader: Reader) -> list[Judgement]:
    own = [slot for slot in slots if not slot.elsewhere]
    judged = [item for slot in own for item in judge(slot, reader.for_trial(slot.trial or ""))]
    judged = judge_one_interval(align(judge_settled(judge_by_figures(judged, reader), reader)))
    if len(own) == len(slots):
        return judged
    judged += judge_elsewhere([slot for slot in slots if slot.elsewhere], reader)
    return sorted(judged, key=lambda item: item.part.number.start)


def _check(text: str, item: Judgement) -> Check:
    number = item.part.number
    return Check(
        text[number.start : number.end], number.start, number.end, item.verdict,
        item.result.id if item.result else None, item.expected, item.reason,
    )  # fmt: skip
