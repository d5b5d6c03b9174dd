"""The outcome that a number is read as, where the one told has no such figure or several are told."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeGuard

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.sentences.follow_ups import AFTER_MEDIAN
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.items import joined
from retrieval.terms import common_words, word_forms


def leave_effects(slot: Slot, evidence: Evidence) -> None:
    """Leave an event of which the table has only what it led to, where the sentence tells no such effect."""
    if not slot.outcomes or _LED_TO.search(slot.outcomes[0]):
        return
    titles = evidence.results(slot.outcomes[0]).outcomes
    if titles and all(map(_LED_TO.search, titles)) and not _EFFECT.search(slot.told):
        slot.outcomes = ()


_LED_TO = re.compile(r"\b(?:leading to|led to|resulting in)\b", re.IGNORECASE)
_EFFECT = re.compile(
    r"\b(?:discontinu|stop|withdr|quit|give|gave|come|came|end|interrupt|delay|reduc|die|death|fatal|led|lead|caus)\w*\b",
    re.IGNORECASE,
)


def take_title_of_row(slot: Slot, evidence: Evidence) -> None:
    """Read the ratio or the rate of a row, "Stroke" of "Events by Component" with counts alone, as of its own title.

    Of several with its words it is the one with the fewest others.
    """
    rate = any(part.number.decimals for part in slot.expression.parts) and slot.unit not in ("%", "patients")
    if not slot.outcomes or slot.item is None or not (slot.statistics & cues.RATIOS or rate):
        return
    own = evidence.results(slot.outcomes[0])
    forms = word_forms(slot.item) - common_words()
    counts = own.any(lambda row: row.comparison is None and row.unit not in _COUNTS)
    if slot.item not in own.items or own.any(lambda row: row.comparison is not None) or counts or not forms:
        return
    titles = [
        title
        for title in evidence.titles_with(forms)
        if evidence.results(title).any(lambda row: has_statistic(row, slot) and not (rate and row.unit in _COUNTS))
    ]
    extra = {title: len(evidence.title_words[title] - forms - common_words()) for title in titles}
    least = [title for title in titles if extra[title] == min(extra.values())]
    if len(least) == 1:
        slot.outcomes, slot.item = (least[0], *slot.outcomes), None


def take_counted_row(slot: Slot, evidence: Evidence) -> None:
    """Read how many had an outcome, of which its own title gives no count, as the row of another title with its name.

    So is the primary outcome's, where a row is called that.
    """
    if not slot.outcomes or slot.statistics or slot.unit not in ("patients", None):
        return
    if any(part.number.decimals for part in slot.expression.parts):
        return
    first = [name for name in slot.outcomes if not _is_of_repeats(name, slot.told)][:1]
    if not first or evidence.results(first[0]).any(lambda row: row.n is not None or row.unit in _COUNTS):
        return
    primary = first[0] in evidence.facts.primary
    words = frozenset() if _EITHER.search(first[0]) else word_forms(first[0])
    rows = [
        (title, item)
        for name in evidence.facts.items
        if (primary and _PRIMARY.fullmatch(name)) or name[:1] in _letters(words)
        for title in evidence.facts.items[name]
        for item in evidence.results(title).items
        if joined(item) == name and (_PRIMARY.fullmatch(name) if primary else _tells(item, words))
    ]
    if len(rows) == 1:
        slot.outcomes, slot.item = (rows[0][0], *slot.outcomes), rows[0][1]


def _is_of_repeats(title: str, told: str) -> bool:
    """Whether a title counts what came again, where a sentence tells the first alone."""
    return bool(_REPEATS.search(title) and _FIRST.search(told) and not _REPEATS.search(told))


def _letters(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:1] for word in words)


def _tells(item: str, words: frozenset[str]) -> bool:
    """Whether a title has all words of a row's name, which says what was counted."""
    own = word_forms(item) - common_words()
    return len(own) >= _FEWEST and own <= words


_FEWEST = 3
"""Words of a row's name that say what a title counts."""
_COUNTS = ("patients", "events", "participants")
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
_REPEATS = re.compile(r"\b(?:recurrent|repeat(?:ed)?|subsequent|total|all)\b", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst\b", re.IGNORECASE)
_PRIMARY = re.compile(r"(?:the)?primary(?:efficacy)?(?:composite)?(?:endpoint|outcome|event)?s?")
_HAZARD = re.compile(r"\bhazard\b(?! ratio)", re.IGNORECASE)
_DEATH = re.compile(r"\b(?:death|mortality|died)\b", re.IGNORECASE)


def take_survival(slot: Slot, evidence: Evidence) -> None:
    """Read the hazard ratio "for death" as that of the deaths by the time told, else as that of survival.

    How many died tells no "37 % lower hazard of death".
    """
    counted = slot.unit == "%" and slot.outcomes and _DEATH.search(slot.outcomes[0]) and _HAZARD.search(slot.told)
    if counted and not evidence.results(slot.outcomes[0]).any(lambda row: row.comparison is not None):
        slot.outcomes, slot.alternatives = (), ()
    if not slot.outcomes or not slot.statistics & cues.RATIOS or not _DEATH.search(slot.outcomes[0]):
        return
    if evidence.results(slot.outcomes[0]).any(lambda row: has_statistic(row, slot)):
        return
    named = [name for name in slot.outcomes[1:] if "survival" in name.casefold()]
    named = [name for name in named if evidence.results(name).any(lambda row: has_statistic(row, slot))]
    if named:  # the title of a group's survival, whose row is told
        slot.outcomes = (named[0], *slot.outcomes)
        return
    if dated := _deaths_by(slot, evidence):
        slot.outcomes = (dated, *slot.outcomes)
        return
    survival = evidence.terms.find("overall survival", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    names = [item.term.name for item in survival]
    held = [name for name in names if evidence.results(name).any(lambda row: has_statistic(row, slot))]
    slot.outcomes = (*held[:1], *slot.outcomes)


def _deaths_by(slot: Slot, evidence: Evidence) -> str | None:
    """The one title of deaths that is counted until the time told, by its name or its rows' time frame."""
    told = read_times(slot.told)
    titles = [title for title in evidence.table.outcomes(evidence.trial.id) if told and _DEATH.search(title)]
    held = {title: evidence.results(title).where(lambda row: has_statistic(row, slot)) for title in titles}
    until = [title for title, rows in held.items() if rows and share_time(told, read_times(title))]
    framed = {
        row.outcome for rows in held.values() for row in rows if share_time(told, read_times(row.time_frame or ""))
    }
    found = until or sorted(framed)
    return found[0] if len(found) == 1 else None


def take_time(slot: Slot, evidence: Evidence) -> None:
    """Read "responses, after a median of 1.1 months" as the time to a response, where that alone is a time.

    So it is with what the table has nothing of but the time to it: "the need for a new therapy came after 25 months".
    """
    if not slot.outcomes or slot.unit not in cues.TIMES:
        return
    bare = not any(evidence.results(name) for name in slot.outcomes) and _UNTIL.search(slot.told)
    if not bare and not AFTER_MEDIAN.search(slot.before):
        return
    if any(evidence.results(name).any(lambda row: row.unit in cues.TIMES) for name in slot.outcomes):
        return
    event = slot.outcomes[0].casefold() if bare else slot.outcomes[0].removesuffix(" rate").split(" ")[-1]
    found = evidence.terms.find(f"time to {event}", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    held = [item.term.name for item in found if item.start == 0 and evidence.results(item.term.name)]
    slot.outcomes = (*held[:1], *slot.outcomes)


_UNTIL = re.compile(
    r"\b(?:need(?:ed|s|ing)?|until|before|delay\w*|postpon\w*|time to|start(?:ed|ing)?|began|begin)\b", re.IGNORECASE
)


def take_age(slot: Slot, evidence: Evidence) -> None:
    """Read "the oldest was 90, the youngest 33" as the ends of the range of ages."""
    told = slot.told.partition(slot.expression.parts[0].number.text)[0]
    if len(slot.expression.parts) == 1 and slot.expression.parts[0].role in (Role.LOW, Role.HIGH) and _OLD.search(told):
        found = evidence.terms.find("age", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
        slot.outcomes, slot.unknown = tuple(item.term.name for item in found[:1]), None


_OLD = re.compile(r"\b(?:oldest|youngest)\b[^.;0-9]{0,60}$", re.IGNORECASE)


def take_entered(slot: Slot, evidence: Evidence) -> None:
    """Read as many as were randomised as those, whatever unknown words say who they were: "4093 with a sore knee"."""
    number = slot.expression.parts[0].number
    bare = len(slot.expression.parts) == 1 and slot.unit in ("patients", None)
    if not slot.unknown or not bare or not cues.RANDOMISED.search(slot.told):
        return
    found = evidence.terms.find("patients randomised", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    names = tuple(as_started(item.term.name, evidence) for item in found[:1])
    sizes = [row.value for name in names for row in evidence.results(name) if slot.arm in (None, row.arm)]
    if number.value in sizes or (slot.arm is None and number.value == sum(filter(_is_number, sizes))):
        slot.outcomes, slot.unknown, slot.alternatives = names, None, ()


def _is_number(value: object) -> TypeGuard[Decimal]:
    return isinstance(value, Decimal)


def take_events(slot: Slot, evidence: Evidence) -> None:
    """Read "the PFS analysis was made after 103 events" as the events of PFS, where the table counts them.

    Events of a grade, of which the table has nothing as such, are those of the one title that names the grade.
    """
    if slot.grades & _SEVERE and _EVENTS.fullmatch(slot.outcomes[0]):
        titles = [title for title in evidence.titles_with(frozenset({"adverse", "event"})) if _GRADED.search(title)]
        own = evidence.results(slot.outcomes[0]).grades & _SEVERE
        if len(titles) == 1 and not own:
            slot.outcomes, slot.grades = (titles[0], *slot.outcomes), frozenset()
    if slot.unit != "events":
        return
    more = slot.statistics & {cues.DIFFERENCE}
    counted = f"{slot.outcomes[0].removesuffix(' events')} events"
    if evidence.results(counted):
        slot.outcomes, slot.statistics = (counted, *slot.outcomes), more


_SEVERE = frozenset({">=3", "3-4", "3-5"})
_EVENTS = re.compile(r"(?:treatment-emergent )?adverse events?", re.IGNORECASE)
_GRADED = re.compile(r"\bgrades? ?(?:>=|\u2265)? ?3\b", re.IGNORECASE)
"""Events of a grade in general, and a title of just these: "Percentage Reporting Grade 3 and 4 Adverse Events"."""
_ENTERED = re.compile(r"\b(?:randomi[sz]ed|enrolled|recruited|included|assigned)\b", re.IGNORECASE)
_TREATED = re.compile(r"\bpatients treated\b", re.IGNORECASE)
_DOSED = re.compile(r"received (?:at least|>=) ?(?:1|one) dose", re.IGNORECASE)
_STOPPED = re.compile(r"\badverse event leading to (?:treatment )?discontinuation$", re.IGNORECASE)
_STOPS = re.compile(r"\b(?:discontinu|withdr[ae]w)", re.IGNORECASE)
"""In a title: who stopped for an event is told in it."""
_DOSED_AS = ("Treated", "Vaccinated", "Dosed", "Received Treatment", "Received Study Drug", "Randomized and Treated")
"""What registries call those who got what they were assigned to."""
_STARTED = "Started"
"""What a registry calls those who entered."""


def is_entry(outcomes: tuple[str, ...]) -> bool:
    """Whether what a number tells is how many came into the trial."""
    return bool(outcomes) and (outcomes[0] == _STARTED or _ENTERED.search(outcomes[0]) is not None)


def as_started(name: str, evidence: Evidence) -> str:
    """What a registry's table has for those who were randomised or treated, where it has nothing under that name."""
    if evidence.results(name):
        return name
    if _ENTERED.search(name) and evidence.results(_STARTED):
        return _STARTED
    if _STOPPED.search(name):
        titles = [title for title in evidence.titles_with(frozenset({"adverse", "event"})) if _STOPS.search(title)]
        return titles[0] if len(titles) == 1 else name
    if _TREATED.search(name):
        held = [title for title in evidence.titles_with(frozenset({"received", "dose"})) if _DOSED.match(title)]
        held = held or [title for title in _DOSED_AS if evidence.results(title)]
        return held[0] if len(held) == 1 else name
    return name


def take_started(slot: Slot, evidence: Evidence) -> None:
    """Read "194 were enrolled" as the number of those who started, where a registry's table has no other."""
    if slot.outcomes and _STOPPED.search(slot.outcomes[0]) and (reason := _reason_told(slot, evidence)) is not None:
        slot.outcomes = (reason, *slot.outcomes)
    elif slot.outcomes and (started := as_started(slot.outcomes[0], evidence)) != slot.outcomes[0]:
        slot.outcomes = (started, *slot.outcomes)
    elif slot.outcomes and _TREATED.search(slot.outcomes[0]) and _is_of_started(slot, evidence):
        slot.outcomes = (_STARTED, *slot.outcomes)
    elif (
        slot.outcomes
        and slot.unit == "patients"
        and {kind for kind, _ in evidence.kinds(slot.outcomes[0])} == {"ratio"}
    ):
        found = evidence.terms.find("patients randomised", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
        slot.outcomes = (*(item.term.name for item in found[:1]), *slot.outcomes)


def _reason_told(slot: Slot, evidence: Evidence) -> str | None:
    """The reason for leaving under which a registry has an arm's number: events may stop treatment, or the trial."""
    count = slot.expression.number(Role.ESTIMATE) or slot.expression.number(Role.COUNT)
    titles = [title for title in evidence.titles_with(frozenset({"adverse", "event"})) if _LEFT.match(title)]
    held = [row for title in titles for row in evidence.results(title) if row.arm == slot.arm]
    told = [row.outcome for row in held if count is not None and row.value == count.value]
    return told[0] if len(told) == 1 and slot.unit in ("patients", None) else None


_LEFT = re.compile(r"not completed:", re.IGNORECASE)


def _is_of_started(slot: Slot, evidence: Evidence) -> bool:
    """Whether a number of those treated, of whom the table tells nothing, is that of those who started."""
    if evidence.results(slot.outcomes[0]):
        return False
    counts = [row.value for row in evidence.results(_STARTED) if row.arm != "all" and isinstance(row.value, Decimal)]
    return any(part.number.value in (*counts, sum(counts)) for part in slot.expression.parts if counts)
