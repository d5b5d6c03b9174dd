"""Counts that the table has under another title than the words were read as: of a kind of event, or of a diary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.limits import read_limits
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.judging.arithmetic import HUNDRED
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.places import Place, is_of_untold_grade, told_words
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import word_forms


def read_elsewhere(slot: Slot, found: Iterable[Judgement], evidence: Evidence) -> Slot | None:
    """The slot under the one other title, or row, that its words tell too and that has its count in its arm.

    A registry may count one event as an adverse event and, of other patients, as a solicited one: a count with its
    whole is told of the row that has both and shares a word with the text, or with what was ``found``; a count alone
    of the row whose words are all told; a share of the row that counts as many as were found, out of others.
    """
    if (limited := _of_limit(slot, evidence) or _of_suppressed(slot, evidence)) is not None:
        return replace(slot, outcomes=(limited,), item=None, alternatives=(), unknown=None, carried=False, astray=False)
    read = [item.result for item in found if item.result is not None]
    if any(row.category != "safety" for row in read):
        return None  # of two outcomes of efficacy one is not the other
    share = _share(slot) if len({row.id for row in read}) == 1 else None
    count = _count(slot) or (str(read[0].n) if share is not None else None)
    arm = slot.arm or (read[0].arm if share is not None else None)
    if count is None or arm in (None, "all") or (slot.arm_source == "convention" and share is None):
        return None
    own = _rows_counting(count, arm, slot, read, evidence)
    own = [row for row in own if share is None or (row.n and row.N and agrees(share, HUNDRED * row.n / row.N))]
    if len({(row.outcome, row.item) for row in own}) != 1:
        return None
    return replace(
        slot, arm=arm, outcomes=(own[0].outcome,), item=own[0].item, alternatives=(), unknown=None, grades=frozenset(),
        grade_source=None, carried=False, astray=False,
    )  # fmt: skip


def _rows_counting(count: str, arm: str | None, slot: Slot, read: Sequence[Result], evidence: Evidence) -> list[Result]:
    """The rows of other titles of safety that have a count in an arm, with its whole and words that are told."""
    held = evidence.with_value(count, groups=_EVERYBODY)
    rows = [row for row in held if row.category == "safety" and row.arm == arm and str(row.n) == count]
    if not rows:
        return []
    total = slot.expression.number(Role.TOTAL)
    told = word_forms(slot.told if not slot.carried else f"{slot.told} {' '.join(slot.outcomes[:1])}")
    rows = [row for row in rows if _is_told(row, told, total, read) and _has_grade(row, slot)]
    return [row for row in rows if row.outcome not in slot.outcomes[:1] and (total is None or total.value == row.N)]


def _of_limit(slot: Slot, evidence: Evidence) -> str | None:
    """The one title with the limit that a sentence tells, where the one read has none: "LDL below 70 mg/dL in 87 %".

    Where none is read, it has as many patients as are told: "a reduction by at least 50 % was reached by 135 of 317".
    """
    told = frozenset(limit for limit in read_limits(slot.told) if _is_held(limit.lstrip("<>"), evidence))
    own = evidence.results(slot.outcomes[0]).outcomes if slot.outcomes else ()
    if not told or any(map(read_limits, own)):
        return None
    titles = [title for title in evidence.title_words if told & read_limits(title)]
    titles = [title for title in titles if told_words(Place(title, None), slot, evidence) - told]
    if not slot.outcomes:
        count = _count(slot)
        titles = [title for title in titles if evidence.results(title).any(lambda row: str(row.n) == count)]
    return titles[0] if len(titles) == 1 else None


def _of_suppressed(slot: Slot, evidence: Evidence) -> str | None:
    """The one title of RNA below a limit, at the time told and of as many patients: "300 of 356 were suppressed"."""
    total = slot.expression.number(Role.TOTAL)
    if slot.outcomes or total is None or not _SUPPRESSED.search(slot.told):
        return None
    times = read_times(slot.told)
    titles = [title for title in evidence.titles_with(_BELOW) if share_time(read_times(title), times)]
    titles = [
        title for title in titles if evidence.results(title).any(lambda row: total.value == row.N and row.item is None)
    ]
    return titles[0] if len(titles) == 1 else None


_SUPPRESSED = re.compile(r"\b(?:suppressed|suppression|undetectable)\b", re.IGNORECASE)
_BELOW = word_forms("RNA below")


def _is_held(figure: str, evidence: Evidence) -> bool:
    """Whether some title has a figure."""
    return bool(evidence.title_digits(figure)) or figure in evidence.facts.thresholds


_EVERYBODY = frozenset({None})
"""Subgroups of a result of all patients: of a value that thousands of results have, no others are made."""


def _share(slot: Slot) -> Number | None:
    """The share that is told without its whole: of others than the event's the table may have it, too."""
    number = slot.expression.number(Role.ESTIMATE)
    whole = slot.expression.number(Role.TOTAL) is not None
    return number if number is not None and not whole and number.unit == "%" else None


def _count(slot: Slot) -> str | None:
    """How many patients are told, without decimals."""
    number = slot.expression.number(Role.COUNT) or slot.expression.number(Role.ESTIMATE)
    counts = number is not None and number.decimals == 0 and number.unit in (None, "patients")
    return str(number.value) if number is not None and counts else None


def _is_told(row: Result, told: frozenset[str], total: Number | None, read: Sequence[Result]) -> bool:
    """Whether a text tells a row: a word of it, beside its whole; else all of its words, grade included.

    A word is enough where the whole is none of what was read, or where the text has no word of that.
    """
    own = word_forms(row.item or "") - _OF_GRADES
    if not {form for form in own if form.isdigit()} <= told:
        return False
    if total is None:
        return bool(own & _telling(row.item or "")) and own <= told
    telling, titles = _telling(row.item or row.outcome), _telling(" ".join(other.outcome for other in read))
    of_others = all(total.value != other.N for other in read)
    return bool(telling & (told | titles)) if of_others else bool(telling & told) and not titles & told


def _has_grade(row: Result, slot: Slot) -> bool:
    """Whether a row is of the grade told: its own, or one that its name has."""
    told = slot.grades - {"any"}
    if is_of_untold_grade(Place(row.outcome, row.item), slot):
        return False
    named = word_forms(row.item or row.outcome)
    return not told or row.grade in told or any(_digits(grade) <= named for grade in told)


def _digits(grade: str) -> frozenset[str]:
    """The words of a grade as a row's name has them: "1-2" of "grade 1 or 2"."""
    return word_forms(grade.lstrip(">=").replace("-", " "))


def _telling(text: str) -> frozenset[str]:
    """The words of a title that say what is counted."""
    return frozenset(form for form in word_forms(text) if form.isalpha() and len(form) > _SHORT) - _OF_TITLES


_SHORT = 3
"""Letters of words that say nothing of what is counted."""


_OF_GRADES = word_forms("any grade all grades overall")
_OF_TITLES = word_forms(
    "number of participants patients subjects with reported adverse events event reaction reactions any grade serious"
    " treatment emergent day week month baseline within after dose vaccination solicited systemic related incidence"
    " percentage proportion count rate period study during until from each other group"
)
"""Words that many titles have."""
