"""Why the table's figure does not rule out another: of all arms, of something narrower, of another time, a tie."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.binding.told_units import OF_WHOM
from retrieval.checks.figures.agreement import agrees, is_below_tie
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.starts import is_baseline
from retrieval.checks.judging.composite_parts import lists_events, tells_one_part
from retrieval.checks.sentences.reported_numbers import part_agrees, reported
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import common_words, split_tokens


def leaves_open(part: Part, slot: Slot, holder: Result, evidence: Evidence) -> str | None:
    """Why the table's figure does not rule out another: of all arms, of something narrower, a bound, or a tie."""
    if _is_another(holder.outcome, slot, evidence) and not _is_of_holder(part, slot, holder):
        return f"the table gives it of {holder.outcome} alone"
    if (phase := _of_other_phase(part, slot, holder, evidence)) is not None:
        return phase
    if (aside := _told_aside(part, slot, holder) or _told_of_all(part, slot, holder, evidence)) is not None:
        return aside
    if holder.category == "design" or not isinstance(part.number.value, Decimal):
        return None
    if holder.arm == "all" and slot.arm not in (None, "all") and slot.arm_source == "named":
        return "the table gives it for all patients together"
    return _told_of_some(part, slot, holder, evidence) or _not_ruled_out(part, slot, holder, part.number.value)


def _is_own_group(slot: Slot, holder: Result) -> bool:
    """Whether a result is of the group told: "in whom it was low at baseline"."""
    return holder.subgroup is not None and holder.subgroup in slot.subgroups


def _of_other_phase(part: Part, slot: Slot, holder: Result, evidence: Evidence) -> str | None:
    """Why the table's figure, of another phase of the trial, does not rule out another."""
    other = slot.phase is not None and is_baseline(holder) != (slot.phase == "baseline")
    if other and holder.category != "safety" and not _is_own_group(slot, holder):
        return "the table gives it of another phase of the trial"
    if holder.category != "baseline":
        return None
    if slot.falls and (_BY.search(slot.before) or _FELL_BY.search(slot.told)):
        return "the table gives it of baseline, and a change is told"
    if slot.phase != "baseline" and _is_told_later(part, slot, evidence):
        return "the table has it of baseline, and the same number of the arm later"
    return None


def _told_of_some(part: Part, slot: Slot, holder: Result, evidence: Evidence) -> str | None:
    """Why the table's figure does not rule out another that is told of some of its patients."""
    own_group = _is_own_group(slot, holder)
    of_them = _OF_THEM.match(slot.after) if (slot.told_at or 0) < slot.expression.start else None
    some = not own_group and (of_them is not None or _is_carried_on(slot))
    them = not own_group and of_them is not None and of_them[0].endswith("them")  # "of those who" may be a whole arm
    if them or (holder.category == "disposition" and (some or _TAKEN_OUT.match(slot.after))):
        return "it is told of some of these patients"
    if holder.category == "disposition" and _is_of_one_reason(part, slot, holder, evidence):
        return "it is told of those who had one reason"
    return None


def _not_ruled_out(part: Part, slot: Slot, holder: Result, number: Decimal) -> str | None:
    """Why the table's figure, by how it is rounded, bounded or graded, does not rule out another."""
    value = reported(part, holder, slot)
    if part.role is not Role.LEVEL and isinstance(value, Decimal) and is_below_tie(number, value):
        return f"{value} is rounded itself, and may have been {number} or the next above"
    bound = holder.p_value if part.role is Role.P and holder.p_comparator == "<" else None
    if bound is not None and number < bound and slot.sides in (None, holder.p_sides):
        return f"the table says no more than p<{bound}"
    severe = holder.grade is not None and holder.grade.startswith(">=") and not slot.grades
    severe = severe and (slot.item is None or slot.item != holder.item)  # a row's name tells its grade
    if severe and isinstance(value, Decimal | int) and number > value:
        return f"the table gives it of grade {holder.grade} alone, and no grade is told"
    return None


def _told_of_all(part: Part, slot: Slot, holder: Result, evidence: Evidence) -> str | None:
    """That a number is that of an arm: "2691 and 2704 patients with a thrombosis" have what everybody had."""
    sizes = {size for arm, _, size in evidence.facts.sizes if slot.arm_source != "named" or arm == slot.arm}
    sizes |= {size for arm, size in evidence.facts.randomised if slot.arm_source != "named" or arm == slot.arm}
    number, value = part.number.value, holder.value
    whole = part.role is Role.ESTIMATE and part.number.decimals == 0 and number in sizes
    if not (whole and holder.item is not None and isinstance(number, Decimal) and isinstance(value, Decimal)):
        return None
    return "it is the number of all patients" if value < number else None


def _is_of_holder(part: Part, slot: Slot, holder: Result) -> bool:
    """Whether the estimate and the other bound beside an altered one are a result's own: no other is meant."""
    if part.role not in (Role.LOW, Role.HIGH):
        return False
    others = [it for it in slot.expression.parts if it.role in (Role.ESTIMATE, Role.LOW, Role.HIGH) and it != part]
    return len(others) == _BESIDE and all(part_agrees(it, holder, slot) for it in others)


_BESIDE = 2
"""The figures beside one bound of an estimate."""


def is_of_action(slot: Slot, row: Result) -> bool:
    """Whether a sentence tells that treatment was changed for an event, and a result counts the event itself."""
    return row.category == "safety" and _ACTED.search(slot.told) is not None and not _ACTION.search(row.outcome)


def _told_aside(part: Part, slot: Slot, holder: Result) -> str | None:
    """What a sentence tells of a figure that takes it out of the results: a part left out, or something supposed."""
    if is_of_action(slot, holder):
        return "it is told of what was done because of it"
    if _OF_ONE_DOSE.search(slot.before) and not _OF_ONE_DOSE.search(f"{holder.outcome} {holder.item or ''}"):
        return "it is told of one dose of several"
    if slot.left_out is not None and slot.left_out.casefold() not in holder.outcome.casefold():
        return f'the sentence leaves out "{slot.left_out}"'
    if _WOULD.search(slot.told.partition(part.number.text)[0]) and _SUPPOSED.search(slot.told):
        return "it is told of what would be"
    return None


_OF_ONE_DOSE = re.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|1st|[2-6](?:nd|rd|th))"
    r" (?:dose|infusion|injection|vaccination|cycle)|(?:dose|infusion|injection|vaccination|cycle) [1-6])\b",
    re.IGNORECASE,
)
"""What happened with one dose of several: "most often at the first infusion (100 patients)"."""
_ACTED = re.compile(
    r"\b(?:(?:interrupt|withh[eo]ld|suspend|paus|postpon|delay|reduc|lower|stop|discontinu|quit|drop|withdr|abandon)\w*"
    r"|(?:not|unable to) continue|c[ao]m\w+ off|g[ai]v\w+ up)\b[^.;]{0,60}"
    r"\b(?:because of|due to|owing to|on account of|for) (?:an? |the )?(?:\w+ ){0,2}"
    r"(?:adverse|reaction|event|toxicit|infusion|infection|side effect|TE?AEs?\b)"
    r"|\b(?:why|made|forced)\b[^.;]{0,60}\b(?:stop|discontinu|quit|g[ai]v\w* up|withdraw|come off)",
    re.IGNORECASE,
)
"""That treatment was changed for an event, which others had without that."""
_ACTION = re.compile(r"interrupt|withh|suspend|delay|reduc|modif|discontinu|leading to|led to", re.IGNORECASE)
_WOULD = re.compile(
    r"\b(?:would|might|could|may) (?:be|have (?:been|come|risen|reached)|come|rise|reach|amount|become|equal)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|when one|assuming|supposing|had it|provided|correct(?:ed|ing)|adjust(?:ed|ing)"
    r"|allow(?:ed|ing) for|discount(?:ed|ing))\b",
    re.IGNORECASE,
)
"""Around a figure that is no result: "if one corrects for interference, the rate would be 45.8 %"."""
_BECAUSE = re.compile(
    r"\b(?:because|due to|owing to|on account of|as a result of|for (?:the )?reasons?|as they|since they)\b",
    re.IGNORECASE,
)


_FELL_BY = re.compile(
    r"\b(?:fell|fallen|dropped|declined|decreased|shrank|rose|risen|grew|increased) by\b", re.IGNORECASE
)
_BY = re.compile(r"\bby (?:an? )?(?:(?:\w+ )?(?:mean|median|average) (?:of )?)?(?:about |only |just )?$", re.IGNORECASE)
"""Between a fall and its size."""


def _has_reasons(outcome: str, evidence: Evidence) -> bool:
    """Whether the table has an outcome by its reasons, too: "Not completed: Death"."""
    return any(title.startswith(f"{outcome}: ") for title in evidence.title_words)


def _is_of_one_reason(part: Part, slot: Slot, holder: Result, evidence: Evidence) -> bool:
    """Whether a cause is told where the table has the causes, or so many of the arm "withdrew" by themselves."""
    if _BECAUSE.search(slot.told) and _has_reasons(holder.outcome, evidence):
        return True
    chose = evidence.results(f"{holder.outcome}: Withdrawal by Subject") if "withdrew" in slot.told else ()
    return any(row.arm == slot.arm and row.value == part.number.value for row in chose)


def _is_carried_on(slot: Slot) -> bool:
    """Whether a number is told of those before, and its outcome before them: "341 were screened, of whom 302 ..."."""
    return OF_WHOM.search(slot.before) is not None and (slot.told_at or 0) < slot.expression.start


def _is_told_later(part: Part, slot: Slot, evidence: Evidence) -> bool:
    """Whether a figure that was read as one of baseline is that of the arm in an outcome the sentence has words of."""
    told = {token.form for token in split_tokens(slot.told)} - common_words()
    return any(
        row.category in ("efficacy", "safety")
        and row.arm == slot.arm
        and agrees(part.number, row.value)
        and len(told & evidence.title_words[row.outcome]) > 1
        for row in evidence.with_value(str(part.number.value))
    )


def is_of_another_period(holder: Result, other: Result) -> bool:
    """Whether two figures of the flow are of one arm in different periods, of which words tell seldom which."""
    same = (holder.outcome, holder.arm) == (other.outcome, other.arm)
    return holder.category == "disposition" and same and holder.item != other.item


def _is_another(title: str, slot: Slot, evidence: Evidence) -> bool:
    """Whether the title that a general term was read as is another's: of one cause alone, or with no word in common."""
    told = slot.outcomes[0]
    if tells_one_part(title, slot.told):
        return True
    if title.casefold() == told.casefold():
        return False
    if lists_events(title) and not lists_events(told):
        return True  # an event alone is not the composite that it is a part of
    if _DEATH.search(slot.told) and _DEATH.search(title):
        return False
    cause = _DUE_TO.search(title)
    if (
        cause
        and not _DUE_TO.search(told)
        and not {it.form for it in split_tokens(cause["what"])} & {it.form for it in split_tokens(slot.told)}
    ):
        return True  # "discontinuations" are not those for one cause that nobody names
    words = {token.form for token in split_tokens(title)}
    known = {token.form for token in split_tokens(told)}
    narrower = evidence.terms.narrower(told, trial=evidence.trial.id)
    if [name for name in narrower if evidence.results(name).any(lambda row: has_statistic(row, slot))] == [title]:
        return False
    if title in narrower:
        more = {word for word in words - known if len(word) > 3 and word.isalpha()}
        return not more <= {token.form for token in split_tokens(slot.told)}
    told_words = {
        token.form for token in split_tokens(slot.told) if len(token.form) > _TELLING and token.form.isalpha()
    }
    return words.isdisjoint(known | told_words) and _letters(title) not in _letters(slot.told)


_DUE_TO = re.compile(r"\b(?:due to|because of|caused by) (?P<what>.+)", re.IGNORECASE)
_TELLING = 6
"""Letters of a word that tells a title by itself."""


_DEATH = re.compile(r"\b(?:deaths?|died|mortality)\b", re.IGNORECASE)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()  # "FEV1" is told of "FEV 1"


_TAKEN_OUT = re.compile(
    r"\s(?:patients |participants |others |more )?(?:were|was|had been|had to be)\s(?:then |later |subsequently )?"
    r"(?:excluded|removed|withdrawn|dropped|taken out|left out|lost|ineligible)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\s(?:patients\s)?of (?:them|these|those)\b(?!,? respectively)"
    r"(?!,? (?:who (?:were|had been) |that were )?(?:not )?"
    r"(?:(?:who )?(?:did not|never|had not) (?:receive|get|take|got|taken?|received)"
    r"|randomi[sz]ed|assigned|allocated|treated|given|receiving|taking|on|in|with|to)\b)",
    re.IGNORECASE,
)
"""Some of those told before; "5.7 % of those randomised to B" says no more than of whom."""
