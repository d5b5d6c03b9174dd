"""The grade of a number: beside it, beside its outcome, and the title that a table has for the fatal ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.outcomes.shared_grades import CLOSED, VERSUS, is_remark
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.defined_letters import spell_out
from retrieval.terms import Mention, split_tokens


def fatal_title(slot: Slot, clause: Clause) -> str | None:
    """The title of the fatal ones among the events told, where the table has one: "events were fatal in six"."""
    if slot.grades != {"5"} or len(slot.outcomes) != 1:
        return None
    forms = {token.form for token in split_tokens(slot.outcomes[0])} | {"fatal"}
    titles = clause.evidence.titles_with(frozenset(forms))
    own = [title for title in titles if {token.form for token in split_tokens(title)} == forms]
    return own[0] if len(own) == 1 else None


RIGHT_BEFORE = re.compile(
    r"\s?:?\s?(?:ones? )?"
    r"(?:(?:were |was )?(?:(?:reported|seen|recorded|noted|observed) )?(?:in |by )|was |were |affected )?"
    r"(?:only |about )?",
    re.IGNORECASE,
)
"""Between a grade and the figure of it: "grade 3 or worse 85.7 %, serious TEAEs 64.3 %", "serious ones by 5.0 %"."""


def is_of_next(clause: Clause, slot: Slot, grade: Mention) -> bool:
    """Whether a grade behind a number stands right before the next one: "77 % vs 67 %, serious 59 %"."""
    return slot.expression.end <= grade.start and (
        _HEADS.match(clause.text, grade.end) is not None
        or any(
            grade.end <= other.start and RIGHT_BEFORE.fullmatch(clause.text, grade.end, other.start)
            for other in clause.expressions
        )
    )


_HEADS = re.compile(r"[)*]{0,3}:\s")
"""Behind a grade that the figures which follow are of: "grade 3: 2.8 % on A"."""


def share_grade(clause: Clause, slot: Slot, previous: Slot | None) -> None:
    """Give the second of a pair the grade that stands right before the first."""
    if previous is None or not cues.CONTRAST.search(slot.before) or len(slot.before) > VERSUS:
        return
    told = clause.mentions.get("grade", ())
    own = [item for item in told if RIGHT_BEFORE.fullmatch(clause.text, item.end, previous.expression.start)]
    if own and previous.grades == {own[0].term.name} and slot.outcomes[:1] == previous.outcomes[:1]:
        slot.grades = previous.grades


def begin_of(clause: Clause, slot: Slot, mentions: Sequence[Mention], *, zone: int) -> int:
    """Where the outcome of a number is named first, in the part of the sentence up to a semicolon where it is there."""
    named = [item for item in mentions if item.term.name == slot.outcomes[0]]
    own = [item for item in named if ";" not in clause.text[item.end : slot.expression.start]]
    return min((item.start for item in own or named), default=zone)


def same_zone(clause: Clause, grade: Mention, outcome: int) -> bool:
    """Whether no other figure stands between a grade and the outcome that it would qualify."""
    low, high = sorted((grade.start, outcome))
    figures = [item for item in clause.expressions if item.parts[0].role is not Role.GRADE]
    return not any(low <= item.start < high for item in figures)


_OF_GRADE = re.compile(
    r"[)%]{0,2}(?:\s(?!and\b|or\b|versus\b|vs\b|but\b|while\b|in\b|compared\b)[a-z-]+){0,9}\sof\s", re.IGNORECASE
)
"""Between a number and its own grade: "13.6 % of patients had a reaction of grade 1"."""
_HAD = re.compile(
    r"(?:\s(?:of|in|on|with) [\w -]{3,40}?|, who)?\s(?:had|experienced|developed|reported|suffered) (?:an? )?",
    re.IGNORECASE,
)
"""The same: "0.6 % had a grade 3 reaction"."""
_LEADS = re.compile(r"(?: [a-z]+){0,3}\s?[:,]?\s?(?=\d)", re.IGNORECASE)
"""Between a grade in brackets and the figure there that it is of."""


def take_grade_beside(clause: Clause, slot: Slot, left: int, right: int) -> None:
    """A grade beside the number itself, the nearest: "2.8 % (grade 3 or higher)"."""
    if bare := _bare_grade(clause, slot):
        slot.grades = frozenset({bare})
        return
    end = slot.expression.end
    told = clause.mentions.get("grade", ())
    behind = [item for item in told if _OF_GRADE.fullmatch(clause.text, end, item.start)]
    behind = behind or [item for item in told if clause.text[end : item.start] == " at "]
    behind = behind or [
        item for item in told if _HAD.fullmatch(clause.text, end, item.start) and not is_of_next(clause, slot, item)
    ]
    if behind:
        slot.grades = frozenset({behind[0].term.name})
        return
    distances = ((_distance(clause, slot, mention, (left, right)), mention) for mention in told)
    found = [(distance, mention) for distance, mention in distances if distance is not None]
    if found:
        slot.grades = frozenset({min(found, key=lambda item: item[0])[1].term.name})


def _distance(clause: Clause, slot: Slot, grade: Mention, zone: tuple[int, int]) -> int | None:
    """How far a grade stands from a number that it may be of; ``None`` where it is of another."""
    text, start, end = clause.text, slot.expression.start, slot.expression.end
    gap = text[end : grade.start]
    if "(" in gap and ")" not in gap and _LEADS.match(text, grade.end):
        return None  # "57.0 % on B (grade 3 or higher: 9.0 %)"
    if is_of_next(clause, slot, grade):
        return None
    if end <= grade.start < zone[1] and not _is_apart(text, gap, grade):
        return grade.start - end
    if CLOSED.search(text[zone[0] : grade.start]) and ")" in text[grade.end : start]:
        return None  # "36 % and 30 % (all grades) and 22 % and 18 % (grade 3)"
    before = zone[0] <= grade.start and grade.end <= start and ";" not in text[grade.end : start]
    return start - grade.end if before else None


def _is_apart(text: str, gap: str, grade: Mention) -> bool:
    """Whether a grade behind a number begins another figure: "in 44.4 %, with grade 3 events in 2.2 %"."""
    if cues.BREAK.search(gap) or "," in gap.lstrip(",)") or _GOES_ON_TO.match(gap) or _ALSO.match(gap):
        return True
    event = _EVENT_NEXT.match(text, grade.end) if gap in ("), ", ", ") else None
    return event is not None and (gap != ", " or _IN_FIGURE.match(text, event.end()) is not None)


_GOES_ON_TO = re.compile(r"\)?,? (?:though|although|albeit|yet)\b|\)?, with\b")


_EVENT_NEXT = re.compile(r"\s(?!events?\b|reactions?\b|or\b|and\b|in\b|with\b|TE?AEs?\b)[a-z]{5,}", re.IGNORECASE)
"""Behind the grade of what is told next: "(94.4 % v 95.1 %), grade 3-4 lymphopenia was"."""
_IN_FIGURE = re.compile(r"[a-z -]{0,50}?(?:\s(?:in|was|were|at|among))?:?\s(?:only |about )?[0-9]", re.IGNORECASE)
"""Behind an event that has its own figure: "in 36.2 %, serious pneumonia in 24.9 %"."""
_ALSO = re.compile(
    r"\)?, (?:also|likewise|similarly|(?:so|as) (?:was|were|did|had)|as well|including"
    r"|of (?:which|them|these|whom)|mostly|mainly|most|usually"
    r"|largely|chiefly|predominantly|typically|(?:(?:nearly|almost|practically|virtually) )?all"
    r"|the (?:vast )?majority)\b",
    re.IGNORECASE,
)
"""Between a figure and a grade of what is told next: "37.3 % vs 32.0 %), also at grade 3 or worse (21.0 %"."""


def _bare_grade(clause: Clause, slot: Slot) -> str | None:
    """The grade right before a share in brackets that the word stands before another one of: "or 2 (31.6 %)"."""
    told = clause.mentions.get("grade", ())
    for other in clause.expressions:
        number = other.parts[0].number
        named = any(item.start <= number.start < item.end for item in told)
        if (
            other.parts[0].role is Role.GRADE
            and not named
            and _OPENS.fullmatch(clause.text, other.end, slot.expression.start)
        ):
            return number.text
    return None


_OPENS = re.compile(r"\s?[(:]\s?")


def leave_title_words(clause: Clause, slot: Slot) -> None:
    """Take a grade from a number whose outcome's title has its word, and no such grade: "moderate or less".

    What is no adverse event has none, either: in "a PFS benefit (HR 0.58) at the price of more grade 3 events" the
    grade is of these.
    """
    if not slot.grades or not slot.outcomes:
        return
    _take_event(clause, slot)
    rows = clause.evidence.results(slot.outcomes[0])
    measured = rows and not rows.any(lambda row: row.category == "safety" or row.grade is not None)
    if measured and not _is_called_serious(clause, slot):
        slot.grades = frozenset()
    grades = rows.grades
    words = clause.evidence.title_words.get(slot.outcomes[0], frozenset())
    words |= {token.form for item in rows.items for token in split_tokens(item)}  # "Severe hypoglycaemia" may be a row
    named = [item for item in clause.mentions.get("grade", ()) if item.term.name in slot.grades - grades - _FATAL]
    if named and all({token.form for token in split_tokens(item.text)} & words - _LINKS for item in named):
        slot.grades = frozenset()


def _is_called_serious(clause: Clause, slot: Slot) -> bool:
    """Whether what is counted is told to be serious: "serious X occurred in 7", "X was classed as serious in 7"."""
    serious = [it for it in clause.mentions.get("grade", ()) if it.term.name == "serious" and "serious" in slot.grades]
    named = [it for it in clause.mentions.get("outcome", ()) if it.term.name == slot.outcomes[0]]
    return any(
        grade.end + 1 == name.start or _CLASSED.fullmatch(clause.text, name.end, grade.start)
        for grade in serious
        for name in named
    )


_CLASSED = re.compile(r"\s(?:was|were)(?: (?:classed|classified|reported|considered|judged|graded|rated))?(?: as)? ")


def _take_event(clause: Clause, slot: Slot) -> None:
    """Read a serious event as that of the record's list of events, where the title read for its name has no such one.

    "CRS was a serious event in 18 of 102", where the title "Number of Participants With Cytokine Release Syndrome
    (CRS) by Maximum Grade" tells none and the list has "Cytokine release syndrome".
    """
    evidence = clause.evidence
    if not slot.grades <= _LISTED or slot.grades & evidence.results(slot.outcomes[0]).grades:
        return
    named = next((m for m in clause.mentions.get("outcome", ()) if m.term.name == slot.outcomes[0]), None)
    words = spell_out(named.text, evidence).removeprefix(named.text).strip() or named.text if named else ""
    forms = frozenset(token.form for token in split_tokens(words))
    own = [title for title in evidence.titles_with(forms) if evidence.title_words[title] == forms] if forms else []
    if own and slot.grades & evidence.results(own[0]).grades:
        slot.outcomes, slot.alternatives = (own[0],), ()


_LISTED = frozenset({"serious", "non-serious"})
"""The two lists of events that a registry record has."""
_FATAL = frozenset({"5"})
"""A grade that a title tells where its results have it in no column: "Fatal adverse events"."""
_LINKS = frozenset("or and of to grade any".split())


def grades_told(clause: Clause) -> frozenset[str]:
    """The grades that a sentence tells of its figures, without those of a remark: "they were rarely severe".

    Nor is a word of a title a grade: "severe exacerbations", of "Rate of Severe Exacerbations".
    """
    grades = [item for item in clause.mentions.get("grade", ()) if not is_remark(clause, item)]
    return frozenset(item.term.name for item in grades if not _is_in_title(clause, item))


def _is_in_title(clause: Clause, grade: Mention) -> bool:
    """Whether a grade's word is one of a measured outcome's title, in whose name it stands."""
    words = {token.form for token in split_tokens(grade.text)}
    named = [item for item in clause.mentions.get("outcome", ()) if item.term.category == "efficacy"]
    return any(
        item.start <= grade.start < item.end and words <= clause.evidence.title_words.get(item.term.name, frozenset())
        for item in named
    )
