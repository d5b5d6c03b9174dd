"""Which grades of an event a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.questions.question import Question
from retrieval.questions.wording import (
    asks_every_grade,
)
from retrieval.terms import common_words, split_tokens

ANY_GRADE = "any"
SEVERE = ">=3"
_MILD = "1-2"
_SEVERE_GRADES = ("3", "4", "5")
_APART = re.compile(
    r"\b(?:separate(?:ly)?|each"
    r"(?!\s(?:of the\s(?:two\s)?)?(?:[\w-]+\s)?(?:arms?|groups?|treatments?|regimens?|cohorts?|sides?)\b)"
    r"|individual(?:ly)?|one by one|respectively|by itself|split)\b",
    re.IGNORECASE,
)
"""That two grades are asked one by one: "grade 3 and 4 separately"."""
_OVERVIEW = (None, ANY_GRADE, SEVERE, "serious", "non-serious", "5")
"""Grades that are told where none is asked for."""
_SERIOUS_TOO = re.compile(
    r"\bhow many\b[^?]*\b(?:and|,)\W+(?:how many|how often|the number)\W+(?:of (?:them|these|those|which)\W+)?"
    r"(?:were\W+|was\W+)?serious\b|\bserious (?:or|and|and/or|/) (?:not|non-?serious|otherwise|other)\b"
    r"|\b(?:also|including|incl|plus|and) (?:the )?(?:severe|serious|bad) (?:ones|cases|forms)\b",
    re.IGNORECASE,
)
"""That serious events are asked for beside all of them."""
_BY_GRADE = re.compile(r"\bby (?:severity |toxicity )?grades?\s?[(:]", re.IGNORECASE)
"""Before the grades wanted: "by grade (1, 2, 3)"."""
_DEGREE = re.compile(r"\bhow (?:severe|serious)\b", re.IGNORECASE)
"""A word for a grade that names none."""
_GRADED_TOO = re.compile(
    r"[,;(–-]?\s?\b(?:esp(?:ecially)?|particularly|in particular|notably|above all|including|incl|plus|as well as)\b"
    r"|,\s?with (?:the |its |their )?$"
    r"|(?:[,;?:]|\band\b)[^,;?]{0,12}\bhow (?:often|frequent(?:ly)?|common(?:ly)?|bad(?:ly)?)\b"
    r"|(?:,|;|\?|\band\b|\bof which\b|\bor\b)[^,;?]{0,30}"
    r"\b(?:any|some|many|how many|of which|them|these|those|they|ones|cases|it"
    r"|(?:a|one|two) (?:third|quarter|fifth|tenth|half)s?|half|most|few|\w+ in \w+|\d+(?:\.\d+)?\s?(?:%|per ?cent))",
    re.IGNORECASE,
)
"""What stands between an event and the grade of some of them: "how common were they, and were any of them grade 3"."""


def of_grade(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """Rows of the grades asked; for "3 or worse" that no source sums up, grades 3, 4 and 5 each for itself."""
    grades = () if _SERIOUS_TOO.search(question.text) else grades_asked(question)
    degree = _DEGREE.search(question.text)
    if asks_every_grade(question.text) and (not grades or degree or _BY_GRADE.search(question.text)):
        return tuple(row for row in rows if row.grade) or tuple(rows)
    if grades := _with_single_grades(grades, rows, question):
        return _of_grades(rows, grades, question)
    summed = any(row.grade == SEVERE for row in rows) or not any(row.grade == ANY_GRADE for row in rows)
    overview = tuple(row for row in rows if row.grade in (*_OVERVIEW, *(() if summed else _SEVERE_GRADES)))
    return overview or tuple(rows)


def _with_single_grades(grades: tuple[str, ...], rows: Sequence[Result], question: Question) -> tuple[str, ...]:
    """The grades asked with those that are told for what they are, each for itself, where no row sums them up."""
    held = {row.grade for row in rows}
    if ANY_GRADE in grades and "3" in grades and "3" not in held:
        grades = (*grades, SEVERE)
    if SEVERE in grades and _APART.search(question.text) and {"3", "4"} <= held:
        grades = (*(grade for grade in grades if grade != SEVERE), "3", "4")
    if _MILD in grades and _MILD not in held:
        grades = (*grades, "1", "2")
    return (*grades, *_SEVERE_GRADES) if SEVERE in grades and SEVERE not in held else grades


def _of_grades(rows: Sequence[Result], grades: tuple[str, ...], question: Question) -> tuple[Result, ...]:
    """Rows of certain grades; else those whose title, name or groups of patients tell them."""
    split = {row.outcome for row in rows if row.grade in grades and row.item}  # by rows, so its title tells none

    def tells_grade(row: Result) -> bool:
        if row.grade is not None or (row.outcome in split and _has_other_row(row, grades)):
            return row.grade in grades
        return names_grade(row, grades) or _is_of_same_span(row, question.text)

    if asked := tuple(row for row in rows if tells_grade(row)):
        return asked
    ungraded = tuple(row for row in rows if row.grade is None)
    if asked := tuple(row for row in ungraded if _is_titled_by_grade(row, question)):
        return asked
    if len(ungraded) < len(rows):
        return ()
    if all(row.category == "efficacy" for row in rows) and any(_is_named_by_grade(row, question) for row in rows):
        return ungraded
    if set(grades) == {ANY_GRADE} and (asked := tuple(row for row in rows if _is_event_named(row, question.text))):
        return asked
    return ungraded if all(_BY_TOXICITY.search(row.arm or row.comparison or "") for row in rows) else ()


def _has_other_row(row: Result, grades: Sequence[str]) -> bool:
    """Whether the name of a row tells none of the grades, whatever its title does."""
    return bool(row.item) and not names_grade(replace(row, outcome=""), grades)


def _is_event_named(row: Result, text: str) -> bool:
    """Whether a row is of one event that a question names, with no word of a grade: it counts those of all grades."""
    own = {token.form for token in split_tokens(row.item or "")} - common_words()
    graded = _OF_A_GRADE.search(f"{row.outcome} {row.item}")
    return graded is None and bool(own & {token.form for token in split_tokens(text)})


_OF_A_GRADE = re.compile(r"\b(?:grades?|severe|serious|mild|moderate|fatal|severity|SAEs?)\b", re.IGNORECASE)
"""A word of a grade in the title or the row of a measure, which then is of no other."""
_BY_TOXICITY = re.compile(r"\b(?:grade|toxicity|severity)\b", re.IGNORECASE)
"""Of a group of those who had events of some grade, or had none: the grade tells which groups are compared."""


def _is_of_same_span(row: Result, text: str) -> bool:
    """Whether a row's name has the two grades that a question has: "Grade 3-4", "grade 3 or 4"."""
    own, asked = (set(_SPAN.findall(each)) for each in (row.item or "", text))
    return bool(own & asked)


_SPAN = re.compile(r"\bgrades?\s?([1-5])\s?(?:-|\u2013|/|to|or|and)\s?([1-5])\b", re.IGNORECASE)


def grades_asked(question: Question) -> tuple[str, ...]:
    """The grades of a question, with any grade where all events are asked, too."""
    return (ANY_GRADE, *question.grades) if question.grades and _asks_all_too(question) else question.grades


def _asks_all_too(question: Question) -> bool:
    """Whether an event is asked for in a clause of its own, and its grade of some of these in a further one."""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    events = [m for m in named if m.term.name in question.outcomes]
    if not events and (len({m.term.name for m in named}) == 1 or len({m.start for m in named}) == 1):
        events = named  # a row, or a narrower event, of what is asked has the name
    graded = [m for m in question.mentions if m.term.kind == "grade"]
    if not named and graded and _COUNTED_TWICE.search(question.text[: graded[0].start]):
        return True
    if graded and _COUNTED_ALL.search(question.text[graded[0].end :]):
        return True
    if graded and (
        _ALL_AND.search(question.text[: graded[0].start]) or _AND_ALL.match(question.text[graded[-1].end :])
    ):
        return True
    if not events or not graded or any(g.start < events[0].end for g in graded):
        return False
    between = question.text[events[0].end : graded[0].start]
    if _GRADED_TOO.search(between):
        return True
    of_other = any(m.term.name != events[0].term.name and 0 <= m.start - graded[0].end <= 1 for m in named)
    return _AND_GRADED.search(between) is not None and not of_other


_AND_GRADED = re.compile(
    r"(?:\band|\bplus|&|\balso|\+)\s?(?:(?:of|for|the|its|at|with|those|rates?|share|number|percentage)\s){0,4}$",
    re.IGNORECASE,
)
"""Between an event and its grade where both are asked: "the rate of pneumonia, and of severe pneumonia"."""


_COUNTED_ALL = re.compile(
    r"(?:,|;|\?|\band\b)\s?(?:and\s)?how (?:many|often)\b[^?]*\b(?:any|at all|overall|in total|all grades)\b",
    re.IGNORECASE,
)
"""That after the events of a grade all of them are counted."""
_ALL = r"(?:overall|in total|total|all[ -]grades?|any[ -]grade|of any grade|any|all)"
_AND = r"\s?(?:,|/|&|\+|\band\b|\bplus\b|\bvs\.?|\bversus\b)\s?"
_ALL_AND = re.compile(rf"\b{_ALL}{_AND}(?:of )?$", re.IGNORECASE)
_AND_ALL = re.compile(rf"(?:\s(?:cases|ones|events))?{_AND}{_ALL}\b", re.IGNORECASE)
"""That all events are asked in one breath with those of a grade: "overall and severe", "grade 3 and any grade"."""
_COUNTED_TWICE = re.compile(
    r"\bhow (?:many|often)\b[^?]*(?:,|;|\?|\band\b)[^?]*\bhow (?:many|often)\b"
    r"(?: of (?:them|those|these|which))?[^?]*$",
    re.IGNORECASE,
)
"""That events are counted, and then those of a grade among them."""


def is_called_by_grade(row: Result, question: Question) -> bool:
    """Whether a measure that has no grades has the word of one in the name of its row, else in its title."""
    if row.grade or row.category != "efficacy":
        return False
    return _is_named_by_grade(row if row.item else replace(row, item=row.outcome), question)


def _is_named_by_grade(row: Result, question: Question) -> bool:
    """Whether the name of a measure's row has the words of a grade, which tell no event there: "Severe" of a valve."""
    words = {token.form for token in split_tokens(row.item or "")}
    said = [m.text for m in question.mentions if m.term.kind == "grade" and m.term.name in question.grades]
    return any({token.form for token in split_tokens(text)} & words for text in said)


def _is_titled_by_grade(row: Result, question: Question) -> bool:
    """Whether an outcome that has no grades has the words of one in its title: "Severe Asthma Exacerbations"."""
    own = row.item or "" if row.category == "safety" else ""
    words = {token.form for token in split_tokens(f"{row.outcome} {own}")}
    said = [m.text for m in question.mentions if m.term.kind == "grade" and m.term.name in question.grades]
    return bool(said) and all({token.form for token in split_tokens(text)} <= words for text in said)


def names_grade(row: Result, grades: Sequence[str]) -> bool:
    """Whether a registry's outcome, or its row, says what it has no column for: "Serious Events", "Pain: Grade 3"."""
    words = {token.form for token in split_tokens(f"{row.outcome} {row.item or ''}")}
    if (row.category == "safety" or _NUMBERED.search(row.item or "")) and tells_grade(row.item or "", grades):
        return True
    return any(grade.isalpha() and grade != ANY_GRADE and grade in words for grade in grades)


def tells_grade(item: str, grades: Sequence[str]) -> bool:
    """Whether the name of a row says one of the grades: "Pain: Grade 3"."""
    return any(_ROW_GRADES[grade].search(item) for grade in grades if grade in _ROW_GRADES)


_NUMBERED = re.compile(r"\bgrade (?:[<>\u2264\u2265]=? ?)?[1-5]\b|\bany[ -]grade\b", re.IGNORECASE)
"""The grade of an event in the name of a row, whatever kind of measure the record calls it."""
_ROW_GRADES = {
    **{str(number): re.compile(rf"\bgrade {number}\b", re.IGNORECASE) for number in range(1, 6)},
    ANY_GRADE: re.compile(r"\bany grade\b", re.IGNORECASE),
    SEVERE: re.compile(
        r"\b(?:severe|grade (?:>=|\u2265) ?3|grade 3 or (?:more|higher|worse|above)"
        r"|grade [3-5](?!\s?(?:-|–|to|or)\s?\w))\b",
        re.IGNORECASE,
    ),
}
"""How the row of a registry's measure tells a grade in its own name."""
