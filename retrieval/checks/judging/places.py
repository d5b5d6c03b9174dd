"""Rows that figures may be of: what a sentence tells of their names, of their units and of their times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from retrieval.checks.figures.limits import read_limits
from retrieval.checks.figures.times import read_times, share_time, without_times
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.defined_letters import spell_out
from retrieval.checks.terms.items import plain
from retrieval.registry.lay_words import in_lay_words
from retrieval.stems import stem_forms, stems
from retrieval.terms import common_words, normal_form, split_tokens, word_forms


class Place(NamedTuple):
    """A row of a title, of whatever arm."""

    outcome: str
    item: str | None


def is_another_term(place: Place, outcome: str, evidence: Evidence) -> bool:
    """Whether the vocabulary keeps a place apart from an outcome that has results of its own: PFS is no PFS2."""
    if place.outcome == outcome or not evidence.results(outcome):
        return False
    return all(evidence.terms.term(name, kind="outcome") is not None for name in (outcome, place.outcome))


def is_wider(place: Place, outcome: str, evidence: Evidence) -> bool:
    """Whether an outcome of efficacy counts what was read as an event: "Anterior Uveitis or New Flares" of uveitis."""
    own, other = evidence.results(place.outcome), evidence.results(outcome)
    kinds = [rows[0].category if rows else None for rows in (own, other)]
    return kinds == ["efficacy", "safety"] and bool(_words(outcome)) and _words(outcome) <= _words(place.outcome)


def has_more_untold(place: Place, slot: Slot) -> bool:
    """Whether a title is that of a named outcome with more, of which nothing is told."""
    own, other = _words(slot.outcomes[0]), _words(place.outcome)
    return place.item is None and bool(own) and own < other and not (other - own) & _words(slot.told)


def is_in_unit(slot: Slot, place: Place, evidence: Evidence) -> bool:
    """Whether what a row counts is told right behind the figures: "118 of 179 warts"."""
    counted = _COUNTED.match(slot.after)
    units = {unit.casefold() for _, unit in evidence.results(place.outcome).units if unit}
    return counted is not None and counted["what"].casefold() in units


_COUNTED = re.compile(r"\s(?:\w+ )?(?P<what>[a-z]{4,})\b", re.IGNORECASE)


def is_of_other_time(place: Place, slot: Slot) -> bool:
    """Whether a title tells another time than the figure, or than the sentence where that tells none of it."""
    own = read_times(f"{place.outcome} {place.item or ''}")
    told = read_times(slot.time) if slot.time else read_times(slot.told)
    return bool(told) and bool(own) and not share_time(told, own)


def at_own_time(place: Place, slot: Slot, evidence: Evidence) -> Place:
    """The place under the title that differs in its time alone, where a figure has another time than the one before."""
    if slot.time is None or not is_of_other_time(place, slot):
        return place
    told, words = read_times(slot.time), without_times(place.outcome)
    titles = [
        title
        for title in evidence.title_words
        if without_times(title) == words and share_time(read_times(title), told) and evidence.results(title)
    ]
    return place._replace(outcome=titles[0]) if len(titles) == 1 else place


def is_all_told(place: Place, slot: Slot, evidence: Evidence) -> bool:
    """Whether a sentence has every telling word of a row's name, or of its title where it has none."""
    neutral = {stem(form) for form in evidence.neutral_words}
    return _words(place.item or place.outcome) - neutral <= _words(slot.told)


def told_words(place: Place, slot: Slot, evidence: Evidence) -> frozenset[str]:
    """The telling words of a row, of its title and of its unit that the sentence has, be it in everyday words.

    A limit ("50 to 64 years", "HbA1c <7.0%") and the time of a title count as words of it.
    """
    units = " ".join(unit for _, unit in evidence.results(place.outcome).units if unit and "/" not in unit)
    name, told = f"{place.outcome} {place.item or ''} {units}", _without_asides(slot.told)
    limits, said = read_limits(f"{place.outcome} {place.item or ''}"), stems(told)
    lay = {word for word, meant in _in_lay_words(spell_out(name, evidence)).items() if meant & said}
    timed = share_time(read_times(f"{place.outcome} {place.item or ''}"), read_times(told))
    found = (_words(name) & _words(told)) | lay | (limits & read_limits(told))
    return found | {_TIME} if found and timed else found


_TIME = "at its time"
"""Counts as a word of a title whose time is told."""


@lru_cache(maxsize=4096)
def _in_lay_words(name: str) -> Mapping[str, frozenset[str]]:
    """The beginnings of a name's telling words, each with the stems of the everyday words for it."""
    forms = [token.form for token in split_tokens(name)]
    return {stem(form): lay for form in forms if form not in _OF_TITLES and (lay := in_lay_words(stem_forms([form])))}


def another_is_told(place: Place, slot: Slot, evidence: Evidence) -> bool:
    """Whether right before a figure a word of another title stands, which has such figures, and all that is told of it.

    "Rib breaks: hazard ratio 0.61" is none of "Hip Break", where the table has a ratio of "Rib Break".
    """
    told, before = word_forms(slot.told), word_forms(slot.before)
    shared = evidence.title_words.get(place.outcome, frozenset()) & told
    own = shared | word_forms(place.item or "")
    for title in evidence.titles_with(shared) if shared else ():
        more = (evidence.title_words[title] & before) - own - common_words()
        if more and evidence.results(title).any(lambda row: has_statistic(row, slot)):
            return True
    return False


def is_row_named(place: Place, slot: Slot) -> bool:
    """Whether the vocabulary's name of an outcome has the words of a row: "PR", of "Partial response"."""
    own = _words(place.item or "")
    return bool(own) and bool(slot.outcomes) and own <= _words(slot.outcomes[0])


def is_part_of_named(item: str | None, slot: Slot) -> bool:
    """Whether a row is one of the events that the outcome named joins: "cardiovascular death" of that or admission."""
    name = slot.outcomes[0] if slot.outcomes and not slot.carried else ""
    return item is not None and " or " in name and word_forms(item) - common_words() < word_forms(name)


def is_sibling(place: Place, slot: Slot, evidence: Evidence) -> bool:
    """Whether a place is another row of its outcome than the one whose whole name stands last before a figure.

    Nor is a row of one event meant where that is named with another one.
    """
    if is_part_of_named(place.item, slot):
        return True
    every = evidence.results(place.outcome).items if place.item else ()
    items = [item for item in every if not is_part_of_named(item, slot)]
    lead = slot.told.partition(slot.expression.parts[0].number.text)[0].casefold()
    found: dict[str, int] = {}
    for item in sorted(items, key=len, reverse=True):
        name = rf"(?<!\w){re.escape(plain(item))}(?!\w)" if len(item) > _SHORT else None
        told = list(re.finditer(name, lead)) if name else []
        if name and told:
            found[item], lead = told[-1].start(), re.sub(name, lambda match: " " * len(match[0]), lead)
    last = max(found, key=lambda item: found[item], default=place.item)
    return last != place.item and plain(place.item or "") not in slot.after.casefold()


_SHORT = 3
"""Letters of a row's name that stands in other words, too: "Yes", "IgA"."""


def is_of_other_level(place: Place, slot: Slot, evidence: Evidence) -> bool:
    """Whether a sentence has the level of a title of the same words, and not this one's: "40 %", and not "57 %"."""
    own, told = _levels(place.outcome), _levels(slot.told)
    if (ratio := _RATIO.search(slot.told)) and ratio[0] not in place.outcome:
        return evidence.in_titles(ratio[0])  # of a title with "20/40", and this has none
    if _is_of_other_limit(place, slot, evidence):
        return True
    if not own or not told or own & told:
        return False
    words = _words(place.outcome)
    return any(
        _levels(title) & told for title in evidence.title_words if title != place.outcome and _words(title) == words
    )


def _is_of_other_limit(place: Place, slot: Slot, evidence: Evidence) -> bool:
    """Whether a sentence tells the limit of a title of the same words, and not this one's: "15 or more", and not 10."""
    own = read_limits(place.outcome)
    told = read_limits(slot.told) if own else own
    if not own or not told or own & told:
        return False
    return title_of_limit(place.outcome, told, evidence) is not None


def title_of_limit(title: str, limits: frozenset[str], evidence: Evidence) -> str | None:
    """The title of the same words as another one that has some of the limits told."""
    words = _words(title)
    return next((it for it in evidence.title_words if read_limits(it) & limits and _words(it) == words), None)


_RATIO = re.compile(r"(?<![\w./])[0-9]{1,3}/[0-9]{1,3}(?![\w./])")


@lru_cache(maxsize=4096)
def _levels(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?= ?%)", text))


def is_of_other_grade(place: Place, slot: Slot) -> bool:
    """Whether a row or its title tells a grade, and the sentence tells others alone: "of any grade", of "Grade 3"."""
    own = _grades(place.item or place.outcome)
    told = _grades(slot.told)
    return bool(own) and bool(told) and not own & told


def is_of_untold_grade(place: Place, slot: Slot) -> bool:
    """Whether a row or its title tells a grade, and the sentence does not: "Grade 3 Pain", of pain of any intensity."""
    own = _grades(place.item or place.outcome) - {"any"}
    return bool(own) and not own & _grades(slot.told)


@lru_cache(maxsize=4096)
def _grades(text: str) -> frozenset[str]:
    found = (
        match.lastgroup and (_SEVERITIES.get(match[0].casefold()) or match["number"] or "any")
        for match in _GRADE.finditer(text)
    )
    return frozenset(grade for grade in found if grade)


_SEVERITIES = {"mild": "1", "moderate": "2", "severe": "3", "fatal": "5"}
_GRADE = re.compile(
    r"\b(?:(?P<any>any[- ]grade|(?:any|all|whatever) grades?|any (?:severity|intensity))"
    r"|grades? ?(?:>=|\u2265)? ?(?P<number>[1-5])"
    r"|(?P<word>mild|moderate|severe|fatal))\b",
    re.IGNORECASE,
)


_LEFT_ASIDE = re.compile(
    r"\b(?:irrespective(?:ly)? of|regardless of|independent(?:ly)? of|without regard (?:to|for)|whatever|whether or not"
    r"|rather than|instead of|as opposed to|not counting|leaving aside|setting aside)\b[^,;.()]*",
    re.IGNORECASE,
)
"""What is told to make no difference, "MRD negative, irrespective of response", does not say what is counted."""


@lru_cache(maxsize=1024)
def _without_asides(told: str) -> str:
    return _LEFT_ASIDE.sub(" ", told)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The beginnings of the words that say what is counted or measured: "clear" is told of a clearance."""
    forms = (token.form for token in split_tokens(text))
    return frozenset(
        stem(form) for form in forms if len(form) > _SHORT and form[0].isalpha() and form not in _OF_TITLES
    )


def stem(form: str) -> str:
    """The beginning of a word."""
    return form[:_STEM]


_STEM, _SHORT = 5, 2
"""Letters of a beginning, and of a word that tells nothing by itself."""
_OF_TITLES = frozenset(
    map(
        normal_form,
        "number percentage participants patients subjects with from baseline change week month day year the and for"
        " was were had each per time first mean median total score than of who at least more during after months weeks"
        " days years units scale percent change rate any all overall grade".split(),
    )
)
"""Words that many titles have."""


def tells_other_level(title: str, name: str, told: str) -> bool:
    """Whether a sentence tells the numbers of the title that it names, and not those of another: "50 %", "100 %"."""
    own, other, said = (frozenset(_LEVEL.findall(text)) for text in (name, title, told))
    return bool(own) and own <= said and not other <= said


_LEVEL = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)")
