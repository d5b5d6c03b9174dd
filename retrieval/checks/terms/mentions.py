"""The terms that a span of a text mentions, with what general words mean beside numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval.checks.figures.words import CARDINAL
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.age_words import ages_from, leave_age_words, other_ages
from retrieval.checks.terms.arm_doses import named_by_dose, with_dose
from retrieval.checks.terms.arm_labels import with_labels
from retrieval.checks.terms.bare_grades import with_bare_grades
from retrieval.checks.terms.bare_groups import bare_groups, groups_by_word, turn_denied, with_definitions
from retrieval.checks.terms.earlier_use import name_earlier_use
from retrieval.checks.terms.elided_heads import elided_groups, with_heads
from retrieval.checks.terms.items import with_items
from retrieval.checks.terms.left_for import name_reasons
from retrieval.checks.terms.listed_seriousness import read_lists
from retrieval.checks.terms.named_otherwise import leave_periods
from retrieval.checks.terms.titled_figures import with_values
from retrieval.checks.terms.titles import read_titles
from retrieval.checks.terms.told_by_verb import count_conditions, is_told, name_by_verb
from retrieval.checks.terms.trial_called import called_as_the_trial
from retrieval.terms import Mention

_LETTER = re.compile(r"[^\W\d_]")
_PLURAL = re.compile(r"\b([A-Z]{2,4})s\b(?<!AEs)")
_QUANTITY = re.compile(r"[0-9.]+[ -]?(?:months?|mos?\.?|weeks?|years?)(?: of follow[- ]up)?", re.IGNORECASE)


def find_mentions(text: str, start: int, end: int, *, evidence: Evidence) -> dict[str, list[Mention]]:
    """Return the terms of a span by kind, with offsets into ``text``."""
    found: dict[str, list[Mention]] = {}
    for mention in _find(_singular(text[start:end]), evidence):
        if mention.term.kind == "analysis" and _QUANTITY.fullmatch(mention.text.strip()):
            found.setdefault("outcome", []).extend(_inside_quantity(mention, start, evidence))
            continue
        if not _LETTER.search(mention.text) or _inside_number(text, mention.start + start, mention.end + start):
            continue  # digits alone name nothing: "14" is no translocation
        if mention.term.kind == "outcome" and _is_in_unit(text, mention.start + start, evidence):
            continue  # "8.4 percentage of HbA1c" is one unit
        if mention.term.kind == "subgroup" and _is_no_age(text, mention.start + start, mention.end + start):
            continue
        moved = Mention(mention.start + start, mention.end + start, mention.text, mention.term, mention.typo)
        found.setdefault(mention.term.kind, []).append(moved)
    if "arm" in found:
        found["arm"] = _by_own_name([item for item in found["arm"] if not _is_loose_all(text, item)])
    if coded := called_as_the_trial(text, found, evidence) if "trial" in found else []:
        found["arm"] = sorted([*found.get("arm", ()), *coded], key=lambda mention: mention.start)
    if arms := with_labels(text, (start, end), found, evidence):
        found["arm"] = arms
    if "grade" in found:
        denied = [item for item in found["grade"] if not _NONE_OF.search(text, max(start, item.start - 40), item.start)]
        denied = [
            item for item in denied if not (text.endswith("no ", 0, item.start) and _CLOSED.match(text, item.end))
        ]
        found["grade"] = _apart(denied)
    if "arm" in found:
        found["arm"] = [with_dose(mention, text, end) for mention in found["arm"]]
    name_by_verb(text, start, end, found=found, evidence=evidence)
    name_reasons(text, start, end, found=found, evidence=evidence)
    name_earlier_use(text, start, end, found=found, evidence=evidence)
    leave_periods(text, found, evidence)
    _look_inside_groups(text, found, evidence)
    found.setdefault("subgroup", []).extend(groups_by_word(text, start, end, found=found, evidence=evidence))
    aged = ages_from(text, start, end, evidence)
    found["subgroup"] = [it for it in found["subgroup"] if not any(new.start <= it.start < new.end for new in aged)]
    found["subgroup"] += aged
    found["subgroup"] += other_ages(text, end, found["subgroup"], evidence)
    found["subgroup"] += elided_groups(text, start, found["subgroup"], evidence)
    found["grade"] = with_bare_grades(text, (start, end), found.get("grade", ()), evidence)
    found["subgroup"] += bare_groups(text, start, end, found=found, evidence=evidence)
    found["subgroup"] = turn_denied(text, start, with_definitions(found["subgroup"], evidence), evidence)
    titled = read_titles(text, start, end, found=found.get("outcome", []), evidence=evidence)
    if titled:
        found["outcome"] = with_heads(text, start, with_items(text, titled, evidence), evidence)
    found["outcome"] = with_values(text, found.get("outcome", ()), evidence)
    _leave_arms(text, found)
    _settle(text, found, evidence)
    if doses := named_by_dose(text, (start, end), found, evidence):
        places = {(item.start, item.end) for item in doses}  # one of several placebos of one name is known by its dose
        others = [item for item in found.get("arm", ()) if (item.start, item.end) not in places]
        found["arm"] = sorted([*others, *doses], key=lambda mention: mention.start)
    return found


def _settle(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """What all that was found in a span makes of its words: lists of events, conditions counted, and figures."""
    read_lists(text, found, evidence)
    count_conditions(text, found, evidence)
    _free_quantities(text, found, evidence)


def _find(words: str, evidence: Evidence) -> Iterator[Mention]:
    """The terms of a span; of words on both sides of a semicolon only what each side names: "177 patients; treated"."""
    parted: set[int] = set()
    for mention in evidence.terms.find(words, trial=evidence.trial.id, typos=False):
        if ";" not in mention.text or ";" in mention.term.name:
            yield mention
            continue
        for part in _PARTS.finditer(mention.text) if mention.start not in parted else ():
            for own in evidence.terms.find(part[0], trial=evidence.trial.id, typos=False):
                start = mention.start + part.start()
                yield Mention(start + own.start, start + own.end, own.text, own.term, own.typo)
        parted.add(mention.start)


_PARTS = re.compile("[^;]+")


def _singular(text: str) -> str:
    """The text with "CRs", those who had a CR, as the letters alone; offsets stay."""
    return _PLURAL.sub(lambda letters: f"{letters[1]} ", text)


def _leave_arms(text: str, found: dict[str, list[Mention]]) -> None:
    """A drug within an arm's longer name is no outcome, though "Cmax of Ostremab and Velbatide" has it as a row."""
    leave_age_words(text, found)
    for arm in found.get("arm", ()) if "outcome" in found else ():
        own = arm.term.name.casefold() == arm.text.casefold()  # an arm of "Responders" is no rate of response
        found["outcome"] = [
            item
            for item in found["outcome"]
            if arm.term.name == "all"
            or not (arm.start <= item.start and item.end <= arm.end)
            or (item.end - item.start == arm.end - arm.start and (item.term.trial is not None or not own))
        ]


def _by_own_name(arms: list[Mention]) -> list[Mention]:
    """The arms without those that only may be called what is another's own name: "Drug" is not "OLE: Drug"."""
    own = {(item.start, item.end) for item in arms if item.term.name.casefold() == item.text.casefold()}
    return [
        item for item in arms if (item.start, item.end) not in own or item.term.name.casefold() == item.text.casefold()
    ]


_ABOUT_ALL = re.compile(r"\b(?:nearly|almost|virtually|practically|not|free (?:of|from))\s$", re.IGNORECASE)
_TOTAL_OF = re.compile(
    r"\s(?!(?:and|but|or|had|have|were|was|are|with|on|who|that|for|at|by|of|to|in|died|there|over|after|from|among|while"
    r"|across|during|as|under|received|completed|population|cohort|group|sample|trial|study|set|randomi[sz]ed|patients"
    r"|participants|people|number)\b)[a-z]{3,}",
    re.IGNORECASE,
)
"""Behind "in total" where it begins a name: "the change in total cholesterol"."""
_ALL_OF = re.compile(r"\s(?:of|but|were|was|being)\b", re.IGNORECASE)


def _is_loose_all(text: str, mention: Mention) -> bool:
    """Whether "all" counts events rather than both arms, "nearly all of grade 1", or "total" what is measured."""
    if mention.text.casefold() in ("in total", "in the total"):
        return _TOTAL_OF.match(text, mention.end) is not None
    if mention.text.casefold() != "all":
        return False
    before = _ABOUT_ALL.search(text, max(0, mention.start - 14), mention.start)
    return before is not None or _ALL_OF.match(text, mention.end) is not None


_NONE_OF = re.compile(
    r"\b(?:none(?: of (?:it|them|these|those|which))?|neither|never|without(?: an?y?)?)"
    r"(?: (?:was|were|being))?(?: of)?\s$",
    re.IGNORECASE,
)
"""Before a grade that is denied: "muscle soreness, none of it serious"."""
_CLOSED = re.compile(r"\s*[);.,]")
"""After a grade that nobody had, "(grade 3, 0.6 %; no grade 4)"."""
_OF_UNIT = re.compile(r"[0-9]\s?(?:percentage|per ?cent|%|units?|proportion) of $", re.IGNORECASE)
_NEAR = 20  # letters before a place in which that is looked for, however long the letter


def _is_in_unit(text: str, place: int, evidence: Evidence) -> bool:
    """Whether words end a unit of the table's own: the "HbA1c" of "8.4 percentage of HbA1c"."""
    if not _OF_UNIT.search(text, max(0, place - _NEAR), place):
        return False
    ends = {unit.casefold().partition(" of ")[2] for unit in evidence.facts.units}
    return any(end and text[place:].casefold().startswith(end) for end in ends)


_PER_CENT = re.compile(r"\s?(?:%|per ?cent\b)")
_MEASURED = re.compile(
    r"(?<=\d)[ -]?(?:m?g|mcg|[µμ]g|ng|kg|m?mol|m?L|IU|U|mm|cm|points?|times|copies|cells|beats)\b", re.IGNORECASE
)
_LIMIT_ALONE = re.compile(
    r"(?:at least|over|above|under|below|(?:more|less|older|younger) than|[<>]=?|[0-9]|\s)+", re.IGNORECASE
)


def _is_no_age(text: str, start: int, end: int) -> bool:
    """Whether what reads as an age is a share or a measurement: "at least a 50% reduction", "at least 70 mg/dL"."""
    if _PER_CENT.match(text, end):
        return True
    return _MEASURED.match(text, end) is not None and _LIMIT_ALONE.fullmatch(text, start, end) is not None


def heading_mentions(text: str, start: int, end: int, *, evidence: Evidence) -> dict[str, list[Mention]]:
    """``find_mentions`` for a cell, the heading of others perhaps: each is read once a text, for all of its cells."""
    if evidence.headings_of is not text:
        evidence.headings_of, evidence.headings = text, {}
    if (start, end) not in evidence.headings:
        evidence.headings[start, end] = find_mentions(text, start, end, evidence=evidence)
    return evidence.headings[start, end]


def _inside_quantity(mention: Mention, start: int, evidence: Evidence) -> list[Mention]:
    """The follow-up of "44 months of follow-up", which is told as a figure."""
    words = mention.text.lstrip("0123456789.")
    inner = evidence.terms.find(words, trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    first = start + mention.end - len(words)
    return _moved(inner, first)


def _moved(mentions: Iterable[Mention], by: int) -> list[Mention]:
    return [Mention(item.start + by, item.end + by, item.text, item.term) for item in mentions]


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Of two names that share a word the first: "non-serious event" tells of no serious one.

    A grade may go on, in "toxicity: grade 3 or higher".
    """
    kept: list[Mention] = []
    for mention in mentions:
        shared = [other for other in kept if other.start < mention.start < other.end]
        if all(mention.text[: other.end - mention.start][-1:].isdigit() for other in shared):
            kept = [*(other for other in kept if other not in shared), mention]
    return kept


_LEADING_NUMBER, _LEADING_WORD = re.compile(rf"(?:[0-9]+|{CARDINAL})\b", re.IGNORECASE), re.compile(r"\w+\s")
_QUANTITY_BEFORE = re.compile(r"\b(?:median|mean|average)(?: of| was)?\s$", re.IGNORECASE)


def _free_quantities(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """In "a median of two previous lines" the number is a figure, and no part of the outcome's name."""
    for mention in list(found.get("subgroup", ())):
        told = _QUANTITY_BEFORE.search(text, max(0, mention.start - 12), mention.start)
        if told and (first := _LEADING_NUMBER.match(mention.text)):
            found["subgroup"].remove(mention)
            inner = evidence.terms.find(
                text[mention.start + first.end() : mention.end], trial=evidence.trial.id, kinds={"outcome"}, typos=False
            )
            found.setdefault("outcome", []).extend(_moved(inner, mention.start + first.end()))
    for mention in list(found.get("outcome", ())):
        told = _QUANTITY_BEFORE.search(text, max(0, mention.start - 12), mention.start)
        if told and (first := _LEADING_WORD.match(mention.text)):
            start = mention.start + first.end()
            inner = evidence.terms.find(
                text[start : mention.end], trial=evidence.trial.id, kinds={"outcome"}, typos=False
            )
            if inner and (first[0].strip().isdigit() or re.fullmatch(CARDINAL, first[0].strip(), re.IGNORECASE)):
                found["outcome"].remove(mention)
                found["outcome"] += _moved(inner, start)
    if "outcome" in found:
        found["outcome"].sort(key=lambda mention: mention.start)


_PEOPLE = re.compile(r"\b(?:patients|participants|those|people|women and men|men and women)\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\b(?:share|proportion|percentage|rate|fraction|number) of (?:the )?$", re.IGNORECASE)
"""Before "MRD-negative patients": how many are in a group is what is told."""


def _look_inside_groups(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """ "Reached a response" names a group, and where no outcome is told it tells the outcome."""
    groups = [
        *found.get("grade", ()),
        *found.get("statistic", ()),
        *(item for item in found.get("subgroup", ()) if not found.get("outcome") or is_told(text, item, found)),
    ]
    for group in groups:
        if any(other.start < group.end and group.start < other.end for other in found.get("outcome", ())):
            continue
        shared = _SHARE_OF.search(text, max(0, group.start - 24), group.start)
        people = _PEOPLE.search(text[group.start : group.end])
        if group.term.kind == "subgroup" and people and not shared:
            continue
        end = group.start + people.start() if people else group.end
        words = re.finditer(r"\w+\W+", text[group.start : end])
        for start in (*((group.start,) if shared else ()), *(group.start + word.end() for word in words)):
            inner = evidence.terms.find(text[start:end], trial=evidence.trial.id, kinds={"outcome"}, typos=False)
            if inner:
                found.setdefault("outcome", []).extend(
                    Mention(item.start + start, item.end + start, item.text, item.term, item.typo) for item in inner
                )
                break
    if groups and "outcome" in found:
        found["outcome"].sort(key=lambda mention: mention.start)


def _inside_number(text: str, start: int, end: int) -> bool:
    """Whether a term was found in the digits of a number: the "2" of "19.2"."""
    before = text[start].isdigit() and re.search(r"[0-9][.,]$", text[max(0, start - 2) : start])
    after = text[end - 1].isdigit() and re.match(r"[.,][0-9]", text[end : end + 2])
    return bool(before or after)
