"""The outcome and grade that a table's row, column or first cell gives to its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.table_rows import GRADE_ALONE
from retrieval.checks.outcomes.dated_outcomes import tells_dates
from retrieval.checks.outcomes.fitting import fits
from retrieval.checks.outcomes.titles_meant import titles_of
from retrieval.checks.outcomes.told_grades import fatal_title
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.restrictions import unknown_words
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.items import told_item
from retrieval.checks.terms.mentions import heading_mentions
from retrieval.terms import Mention, normal_form, word_forms

_ITEM = re.compile(r"[-*\u2022]\s(?P<name>[A-Za-z][A-Za-z -]{2,60}?):\s")
"""Begins an item of a list by its name: "- Minor: 313 vs 505", under "Bleeding"."""


def _of_item(clause: Clause) -> tuple[str, ...]:
    """The titles that have the name of a list's item and that of the heading over it, and least beside."""
    item = _ITEM.match(clause.text, clause.sentence.start)
    for span in clause.sentence.headings if item else ():
        own = word_forms(f"{item['name']} {clause.text[slice(*span)]}")  # type: ignore[index]  # there is one
        titles = clause.evidence.titles_with(own)
        untold = {title: len(clause.evidence.title_words[title] - own) for title in titles}
        if titles:
            return tuple(title for title in titles if untold[title] == min(untold.values()))
    return ()


def from_label(clause: Clause, slot: Slot) -> bool:
    """A table cell takes its outcome from its row's or column's heading, and its grade from the row's before others."""
    label = clause.sentence.label
    if label and (listed := _of_list(clause, slot, label)):
        slot.outcomes, slot.told_at = (listed,), None
        return True
    if label is None and (titles := _of_item(clause)):
        slot.outcomes, slot.told_at = titles, None
        return True
    of_row = _grades_of(clause, label) if label else []
    of_row = [*of_row, *_grade_alone(clause, clause.sentence.grade)]
    for span in clause.sentence.headings:
        if outcomes := _headed_outcomes(clause, slot, span):
            _take_headed(clause, slot, outcomes)
            grades = of_row or _grades_of(clause, span)
            slot.grades = frozenset(mention.term.name for mention in grades[-1:]) or _grade_of_table(clause)
            fatal = fatal_title(slot, clause)
            slot.outcomes = (fatal,) if fatal else slot.outcomes
            return True
    if label is None:
        return False
    if _of_events(clause, slot, label):
        return True
    kinds = heading_mentions(clause.text, *label, evidence=clause.evidence).values()
    spans = [(mention.start, mention.end) for mentions in kinds for mention in mentions]
    if words := unknown_words(clause.text, *label, spans=spans, neutral=clause.neutral):
        slot.unknown = " ".join(words)
    return bool(words)


def _headed_outcomes(clause: Clause, slot: Slot, span: tuple[int, int]) -> list[Mention]:
    """The outcomes that a heading names of a cell; none where it names a group, and another what is measured of it."""
    found = heading_mentions(clause.text, *span, evidence=clause.evidence)
    named, groups = found.get("outcome", []), found.get("subgroup", [])
    own = [it for it in named if not any(low.start < it.end and it.start < low.end for low in groups)]
    outcomes = [
        mention
        for mention in own or named
        if not tells_dates(clause, mention)
        and not (slot.statistics & cues.RATIOS and mention not in own)
        and not (span == clause.sentence.caption and cues.is_follow_up_name(mention.term.name))
    ]
    if span == clause.sentence.label and groups:
        apart = not own and _is_measured(clause, slot)
        if apart or (not _any_fits(clause, slot, outcomes) and _is_headed(clause, slot)):
            return []
    part = _PART.match(clause.text, span[0]) is not None
    bare = part or not any(clause.evidence.results(mention.term.name) for mention in outcomes)
    if outcomes and (bare or outcomes[0].term.category == "disposition"):
        return _of_whole_table(clause, span) or outcomes
    return outcomes


def _take_headed(clause: Clause, slot: Slot, outcomes: list[Mention]) -> None:
    """Give a cell the outcomes of its heading, the one that has such figures first, and the row that it names."""
    rows = {id(mention): _row_of(mention, outcomes, clause) for mention in outcomes}
    outcomes = sorted(outcomes, key=lambda it: (not fits(clause, slot, it.term.name), rows[id(it)] is None))
    slot.item = rows[id(outcomes[0])]
    if slot.item is None:  # its own words tell no row: "stroke or embolism" is not "Stroke"
        slot.headed = slot.headed.replace(outcomes[0].text, " ")
    slot.outcomes = tuple(dict.fromkeys(mention.term.name for mention in outcomes))
    slot.alternatives = titles_of(clause, outcomes[0], outcomes)
    slot.told_at = None


def _grades_of(clause: Clause, span: tuple[int, int]) -> list[Mention]:
    """The grades that a heading names; one within the title of a record is a word of it: "Any and grade 3 symptoms"."""
    found = heading_mentions(clause.text, *span, evidence=clause.evidence)
    titles = [mention for mention in found.get("outcome", ()) if mention.term.trial is not None]
    return [
        grade
        for grade in found.get("grade", ())
        if not any(title.start <= grade.start and grade.end <= title.end for title in titles)
    ]


def _grade_alone(clause: Clause, span: tuple[int, int] | None) -> list[Mention]:
    """The grade that a cell names by its digits alone, over a column or in one of grades: "\u22653"."""
    told = GRADE_ALONE.fullmatch(clause.text, *span) if span else None
    words = f"grade {told['grade'].lstrip('Gg')}" if told else clause.text[slice(*span)] if span else ""
    words = "any grade" if words.casefold() in ("grade any", "grade all") else words
    return list(clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"grade"}, typos=False))


def _row_of(mention: Mention, mentions: Iterable[Mention], clause: Clause) -> str | None:
    """The row that a heading names beside its outcome, "Any stroke"; words within a longer title name none."""
    within = any(it.start <= mention.start and mention.end <= it.end and it.text != mention.text for it in mentions)
    return None if within else told_item(mention, clause.evidence)


def _any_fits(clause: Clause, slot: Slot, outcomes: Iterable[Mention]) -> bool:
    return any(fits(clause, slot, mention.term.name) for mention in outcomes)


def _is_headed(clause: Clause, slot: Slot) -> bool:
    """Whether the column, or the table's first cell, names an outcome that the number can be a figure of."""
    return any(
        _any_fits(clause, slot, heading_mentions(clause.text, *span, evidence=clause.evidence).get("outcome", ()))
        for span in clause.sentence.headings
        if span != clause.sentence.label
    )


def _is_measured(clause: Clause, slot: Slot) -> bool:
    """Whether the column itself names an outcome, other than the size of a group, that the number can be one of."""
    header, groups = clause.sentence.header, clause.evidence.facts.folded
    found = heading_mentions(clause.text, *header, evidence=clause.evidence).get("outcome", ()) if header else ()
    return _any_fits(clause, slot, [item for item in found if item.term.name.casefold() not in groups])


def _of_list(clause: Clause, slot: Slot, label: tuple[int, int]) -> str | None:
    """The outcome in the number's place of a row that names one for each figure of its cells: "Stage I / II / III"."""
    names = _SLASH.split(_UNIT.sub("", clause.text[slice(*label)].strip()))
    figures = [one for one in clause.expressions if one.parts[0].role is not Role.GRADE]
    if len(names) < 2 or len(names) != len(figures) or slot.expression not in figures:  # a list
        return None
    own = names[figures.index(slot.expression)]
    lead = names[0].rpartition(" ")[0]
    for words in (own, f"{lead} {own}"):
        for item in clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False):
            if clause.evidence.results(item.term.name):
                return item.term.name
    return None


_SLASH = re.compile(r"\s*/\s*")
_UNIT = re.compile(r"[,;]?\s*\(?%\)?$")
"""What ends a row's label after its names: ", %"."""
_PART = re.compile(r"[^\w\n]{0,4}(?:leading|due|related|resulting|requiring|causing)\b", re.IGNORECASE)
"""How a row's label begins that goes on with the table's first cell: "Leading to discontinuation"."""


def _of_whole_table(clause: Clause, label: tuple[int, int]) -> list[Mention]:
    """What a row's label and the table's first cell name together: "TEAE" and "leading to discontinuation"."""
    corner = clause.sentence.corner or clause.sentence.caption
    named = heading_mentions(clause.text, *corner, evidence=clause.evidence).get("outcome", ()) if corner else ()
    own = clause.text[slice(*label)].strip()
    for name in named or _events(clause):
        for words in (f"{name.term.name} {own}", f"{name.term.name} leading to {own}"):
            found = clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
            whole = [item for item in found if item.start == 0 and clause.evidence.results(item.term.name)]
            if whole and whole[0].term.name != name.term.name:
                return [Mention(*label, clause.text[slice(*label)], item.term) for item in whole]
    return []


def _of_events(clause: Clause, slot: Slot, label: tuple[int, int]) -> bool:
    """A row that names only a grade, "Grade 3 or worse", is one of adverse events."""
    found = heading_mentions(clause.text, *label, evidence=clause.evidence)
    grades = found.get("grade", [])
    rest = clause.text[slice(*label)]
    for grade in grades:
        rest = rest.replace(grade.text, "")
    if not grades or re.search(r"\w{3,}", rest):
        return False
    events = _events(clause)
    if not events or not clause.evidence.results(events[0].term.name):
        return False
    slot.outcomes, slot.grades, slot.told_at = (events[0].term.name,), frozenset({grades[-1].term.name}), None
    return True


def _events(clause: Clause) -> tuple[Mention, ...]:
    """Adverse events at large, which a table of events is of where it does not say so."""
    words = "treatment-emergent adverse event"
    return clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)


def _grade_of_table(clause: Clause) -> frozenset[str]:
    """The one grade that a table's column or first cell names for the rows: "Grade 3 or higher event"."""
    for span in clause.sentence.headings:
        found = _grades_of(clause, span)
        if not found and span == clause.sentence.header:
            found = _grade_alone(clause, span)
        grades = frozenset(mention.term.name for mention in found)
        if len(grades) == 1:
            return grades
    return frozenset()


def led_by_participle(clause: Clause) -> list[Mention]:
    """Who is counted in an item that a participle leads: "- Treated: 177 and 122", "treated with A: 177"."""
    span = clause.sentence.start, clause.sentence.end
    starts = span[0], *(match.end() for match in _ITEM_END.finditer(clause.text, *span))
    found: list[Mention] = []
    for match in (_PARTICIPLE.match(clause.text, start, span[1]) for start in starts):
        forms = frozenset({normal_form("patients"), normal_form(match["word"])}) if match else frozenset()
        titles = [it for it in clause.evidence.titles_with(forms) if clause.evidence.title_words[it] == forms]
        term = clause.evidence.terms.term(titles[0], kind="outcome", trial=clause.evidence.trial.id) if titles else None
        found += [Mention(match.start("word"), match.end("word"), match["word"], term)] if match and term else []
    return found


_ITEM_END = re.compile(r";\s")
_PARTICIPLE = re.compile(
    r"\W*(?P<word>[a-z]{4,}ed)(?:\s(?:with|on|to)\s[^:;.0-9\n]{1,40})?\*{0,2}:\*{0,2} (?=[0-9])", re.IGNORECASE
)
