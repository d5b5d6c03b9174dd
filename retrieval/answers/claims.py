"""A figure that a question wants confirmed: held against those of the slot that it names, and traced to its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.contrasts import presupposes
from retrieval.answers.leading import agrees
from retrieval.answers.phrasing import format_value, grade_words, in_sentence, show_bounds
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems

WRONG_FIGURE = "Correction: the question gives another figure than the one reported."
_CLAIMED = re.compile(
    r"(?:(?<![\d.,:-])(?<!\bper )(?P<number>\d+(?:[.·]\d+)?)"
    r"|\b(?P<word>(?:one|a single|single)(?=\s(?:country|cent(?:re|er)|site)\b)"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve))\s?"
    r"(?P<unit>months?|weeks?|years?|days?|patients?|pts|people|persons?|participants?|subjects?"
    r"|(?:were\s|got\s)?(?:randomi[sz]ed|enrolled|treated|screened|included|dosed)|cent(?:res?|ers?)|sites?|countr(?:ies|y))\b"
    r"(?![- ](?:years?|months?|weeks?|days?)\b)",
    re.IGNORECASE,
)
_TIMES = ("month", "week", "year", "day")


def correct_claim(question: Question, shown: Sequence[Result], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """What is reported in place of the one time or number of people that a question wants confirmed.

    Nothing where a figure shown agrees with it, where several are claimed, or where the question only asks.
    """
    claims = [m for m in _CLAIMED.finditer(question.text) if not _is_named(m.start(), question)]
    if not presupposes(question.text):
        return ()
    if len(claims) > 1 and all(_PLACES.match(m["unit"]) for m in claims):  # "in 12 countries at 30 centres"
        each = (_correct_one(m, question, shown, corpus=corpus) for m in claims)
        return tuple(sentence for sentences in each for sentence in sentences)
    return _correct_one(claims[0], question, shown, corpus=corpus) if len(claims) == 1 else ()


_PLACES = re.compile(r"cent(?:re|er)|site|countr", re.IGNORECASE)


def _correct_one(
    claim: re.Match[str], question: Question, shown: Sequence[Result], *, corpus: Corpus
) -> tuple[Sentence, ...]:
    claimed, unit = _number(claim), claim["unit"].casefold()
    rows = [row for row in shown if isinstance(row.value, Decimal) and _is_measured_in(row, unit)]
    one = question.arms if len(question.arms) == 1 and "all" not in question.arms else _arm_of_drug(question, shown)
    rows = [row for row in rows if row.arm in one] or rows  # another arm's figure does not bear the claim out
    of_arm = [row for row in shown if not one or row.arm in one]
    told = {str(n) for row in of_arm for n in (row.n, row.N) if n is not None}
    if not rows or claimed in told or any(_agrees(claimed, row) for row in rows):
        return ()
    own = [row for row in rows if row.arm in (one or question.arms)] or [
        row for row in rows if row.arm in ("all", None)
    ]
    row = in_arm_asked((own or rows)[0], question, shown)
    if is_of_another_analysis(claimed, row, question, corpus=corpus):
        return ()
    text = f"{WRONG_FIGURE} {name_slot(row)}: {format_value(row)}."
    owner = tell_owner(claimed, row, shown=shown, corpus=corpus)
    return (Sentence(text, (row,)), *((owner,) if owner else ()))


def _number(claim: re.Match[str]) -> str:
    return _DIGITS[claim["word"].casefold()] if claim["word"] else claim["number"].replace("·", ".")


_DIGITS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "twelve": "12", "one": "1", "single": "1", "a single": "1",
}  # fmt: skip


def _arm_of_drug(question: Question, shown: Sequence[Result]) -> tuple[str, ...]:
    """The one arm of the results shown that got the one drug named, where no arm is; none where several did."""
    drugs = {m.term.name.casefold() for m in question.mentions if m.term.kind == "drug" and m.term.trial}
    arms = dict.fromkeys(row.arm for row in shown if row.arm and any(drug in row.arm.casefold() for drug in drugs))
    return tuple(arms) if len(drugs) == len(arms) == 1 and not question.arms else ()


def in_arm_asked(row: Result, question: Question, shown: Sequence[Result]) -> Result:
    """The result of that slot in the one arm that is asked, or in the first that a drug names, where no arm is."""
    if len(question.arms) == 1 and row.arm not in (None, "all", *question.arms):
        own = (other for other in shown if other.arm in question.arms and slot_of(other) == slot_of(row))
        return next(own, row)
    names = [stems(name) for drug in question.drugs if not question.arms for name in drug.term.spellings]

    def is_named(other: Result) -> bool:
        return any(name <= stems(other.arm or "") for name in names)

    if row.comparison or is_named(row):
        return row
    return next((r for r in shown if r.arm and not r.comparison and is_named(r) and slot_of(r) == slot_of(row)), row)


def slot_of(row: Result) -> tuple[object, ...]:
    """What a result is of, its arm left out."""
    return row.outcome, row.statistic, row.grade, row.subgroup, row.censoring, row.data_cutoff


def is_of_another_analysis(number: str, row: Result, question: Question, *, corpus: Corpus) -> bool:
    """Whether a number is that of the same slot at another analysis, and is told as such: "but 30 months later on"."""
    if not _AT_ANOTHER.search(question.text):
        return False
    same = corpus.table.results(trial=row.trial, outcome=row.outcome)
    own = [other for other in same if (other.statistic, other.subgroup) == (row.statistic, row.subgroup)]
    number = number.replace("·", ".")
    return any(str(other.value) == number and (not question.arms or other.arm in question.arms) for other in own)


_AT_ANOTHER = re.compile(
    r"\b(?:first|interim|initial(?:ly)?|primary|original(?:ly)?|early|earlier|not reached)\b(?:[^.?]|\.\d)*"
    r"\b(?:but|and|yet|while|whereas|to|against|then|later|afterwards|subsequent(?:ly)?|eventually|now|final(?:ly)?|last"
    r"|latest|second|updated?|longer)\b",
    re.IGNORECASE,
)


def tell_owner(number: str, row: Result, *, shown: Sequence[Result], corpus: Corpus) -> Sentence | None:
    """The sentence that says which result a wrongly claimed figure is.

    Of the same outcome in another analysis, part or arm, else of the one outcome of that kind which has it; ``None``
    where several have it, so that none is put in the asker's mouth, and where it is among ``shown``.
    """
    number = number.replace("·", ".")
    rows = [r for r in corpus.table.results(trial=row.trial) if str(r.value) == number and r.unit == row.unit]
    rows = [r for r in rows if r.statistic == row.statistic and r.id != row.id]
    own = [r for r in rows if r.outcome == row.outcome]
    own.sort(key=lambda r: (r.subgroup != row.subgroup, r.arm != row.arm))
    alike = [r for r in rows if (r.category, r.arm, r.subgroup) == (row.category, row.arm, row.subgroup)]
    found = own or (alike if len({r.outcome for r in alike}) == 1 else [])
    if not found or any(row in shown for row in found):
        return None
    text = f"The figure in the question is reported for: {name_slot(found[0])}: {format_value(found[0])}."
    return Sentence(text, (found[0],))


def name_slot(row: Result) -> str:
    """What a result is of: statistic, outcome, arm, subgroup and data cut-off, as the beginning of a sentence."""
    whose = row.comparison or (f"with {row.arm}" if row.arm and row.arm != "all" else "")
    cutoff = f"data cut-off {row.data_cutoff.isoformat()}" if row.data_cutoff else ""
    outcome = in_sentence(row.outcome)
    titled = outcome.casefold().startswith((row.statistic, *_COUNTED_IN_TITLE)) or outcome.endswith(f" {row.statistic}")
    what = outcome if titled else f"{row.statistic} of {outcome}"
    what += grade_words(row.grade)
    what += f" – {row.item}" if row.item and row.item.casefold() not in what.casefold() else ""
    part = f"subgroup: {show_bounds(row.subgroup)}" if row.subgroup else ""
    slot = ", ".join(told for told in (what, whose, part, cutoff) if told)
    return slot[0].upper() + slot[1:]


_COUNTED_IN_TITLE = ("percentage of", "proportion of", "number of", "mean ", "median ", "rate of")
"""How a title of a registry begins that tells its statistic itself."""


def _is_named(start: int, question: Question) -> bool:
    """Whether a number is part of a name: of an analysis, a grade, a part of the patients."""
    return any(m.start <= start < m.end for m in question.mentions if m.term.kind != "statistic")


def _is_measured_in(row: Result, unit: str) -> bool:
    if unit.startswith(_TIMES):
        return (row.unit or "").startswith(unit.rstrip("s"))
    places = "countries" if unit.startswith("countr") else "centres" if _PLACES.match(unit) else None
    return row.statistic == "count" and (row.unit == places if places else row.unit not in ("countries", "centres"))


def _agrees(claimed: str, row: Result) -> bool:
    assert isinstance(row.value, Decimal), "only numbers are compared"
    return agrees(Decimal(claimed), row.value)
