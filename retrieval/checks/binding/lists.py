"""Figures told one by one for a list of names or grades: "stage I, II and III in 50 %, 35 % and 15 %"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.checks.figures.roles import Role
from retrieval.checks.outcomes.listed_outcomes import names_in_list
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention

NEXT = re.compile(r"\s?%?(?:,\s(?:and\s|or\s|in\s)?|,?\s(?:and|or)\s(?:in\s)?|\s?/\s?)")
"""All that stands between two figures of a list."""
_JOINT = r"(?:,? and |,? or |, ?| ?/ ?)"
_GRADES = re.compile(
    rf"\bgrades? (?P<first>[1-5])(?P<more>(?:{_JOINT}(?:grades? )?[1-5]\b)+)(?! or (?:higher|worse|more))",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?<=[ -])(?:[IVX]{1,4}|[0-9])$")
"""Ends a name that others in a list differ in: "ISS stage I"."""
_MORE = re.compile(rf"(?:{_JOINT}(?:[IVX]{{1,4}}|[0-9])\b)+")
_OF_ARM = re.compile(
    r"%?\)?\s(?:of (?:the )?(?:[a-z]+ )?)?\(?(?:(?:on|with|in|for|under|receiving|given) )?(?:the )?", re.IGNORECASE
)
"""Between the last figure of a list and the arm of all of them."""


def read_lists(clause: Clause, slots: Sequence[Slot]) -> None:
    """Give the figures of each list that has as many as there are grades, or names, the one at its own place."""
    told = [slot for slot in slots if slot.expression.parts[0].role is not Role.GRADE]
    _read_graded_pairs(clause, told)
    runs = [run for run in _runs(told) if len(run) > 1]
    if not runs or clause.sentence.kind == "cell":
        return
    grades, names = _grades(clause), _names(clause)
    listed = names_in_list(clause, outcome_mentions(clause)) if not names else []
    for run in runs:
        arm = _arm_of(clause, run)
        if arm is None:
            continue
        if len(run) == len(grades):
            _take(run, arm, grades=grades)
        elif len(run) == len(names):
            _take(run, arm, names=names)
        elif len(run) == len(listed):
            _take(run, arm, names=listed, graded=True)


def _read_graded_pairs(clause: Clause, told: Sequence[Slot]) -> None:
    """ "28.8 % any grade and 5.0 % grade 3 or worse with A; 24.0 % and 0.8 % with B": one arm, two grades, a pair."""
    grades: tuple[frozenset[str], frozenset[str]] | None = None
    for first, second in pairwise(told):
        named = [
            m for m in clause.mentions.get("grade", ()) if first.expression.end <= m.start < second.expression.start
        ]
        between = second.before
        for mention in named:
            between = between.replace(f" {mention.text}", "", 1)
        behind = [span for span in arm_spans(clause) if span.start >= second.expression.end]
        after = second.after
        own = [m for m in clause.mentions.get("grade", ()) if after.startswith(f" {m.text}")]
        end = own[0].end if own else second.expression.end
        if first.unit != second.unit or not NEXT.fullmatch(between) or not behind:
            continue
        if not _OF_ARM.fullmatch(clause.text, end, behind[0].start) or first.outcomes[:1] != second.outcomes[:1]:
            continue
        if named and own and named[0].term.name != own[0].term.name:
            grades = frozenset({named[0].term.name}), frozenset({own[0].term.name})
        elif named or own or grades is None:
            continue
        for slot, grade in zip((first, second), grades, strict=True):
            slot.arm, slot.arm_source, slot.grades = behind[0].name, "named", grade


def _runs(told: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Figures of one unit that stand one behind the other, with nothing but commas and "and" between."""
    run: list[Slot] = []
    for slot in told:
        if run and slot.unit == run[-1].unit and NEXT.fullmatch(slot.before):
            run.append(slot)
        else:
            yield run
            run = [slot]
    yield run


def _grades(clause: Clause) -> list[str]:
    told = _GRADES.search(clause.text, clause.sentence.start, clause.sentence.end)
    return [told["first"], *re.findall("[1-5]", told["more"])] if told else []


def _names(clause: Clause) -> list[str]:
    """The outcomes of a list that repeats of a name only what differs: "ISS stage I, II and III"."""
    for mention in outcome_mentions(clause):
        last = _LAST.search(mention.text)
        more = _MORE.match(clause.text, mention.end) if last else None
        if last is None or more is None:
            continue
        lead = mention.text[: last.start()]
        ends = [last[0], *re.findall("[IVX]+|[0-9]", more[0])]
        found = [_outcomes(clause, f"{lead}{end}") for end in ends]
        if all(len(terms) == 1 for terms in found):
            return [terms[0].term.name for terms in found]
    return []


def _outcomes(clause: Clause, name: str) -> Sequence[Mention]:
    return clause.evidence.terms.find(name, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)


def _arm_of(clause: Clause, run: Sequence[Slot]) -> str | None:
    """The one arm that all figures of a list are of: right behind it, else the only one of the sentence."""
    spans, end = arm_spans(clause), run[-1].expression.end
    behind = [span for span in spans if span.start >= end]
    if behind and _OF_ARM.fullmatch(clause.text, end, behind[0].start):
        return behind[0].name
    named = {span.name for span in spans}
    return named.pop() if len(named) == 1 else None


def _take(
    run: Sequence[Slot], arm: str, *, grades: Sequence[str] = (), names: Sequence[str] = (), graded: bool = False
) -> None:
    """Give the figures of a list their arm and the one grade, or name, of each; ``graded`` names keep their grades."""
    for place, slot in enumerate(run):
        slot.arm, slot.arm_source = arm, "named"
        if grades:
            slot.grades, slot.outcomes = frozenset({grades[place]}), run[0].outcomes or slot.outcomes
        else:
            slot.outcomes, slot.unknown, slot.carried = (names[place],), None, False
            slot.grades = slot.grades if graded else frozenset()
