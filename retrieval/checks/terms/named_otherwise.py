"""Words that elsewhere name an outcome or a group, and here a period, a trial, or what a figure did."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.figures.unit_names import unit_after
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, split_tokens

_PERIOD = re.compile(
    r"\s(?:treatment\b|therapy\b|(?:treatment |study )?(?:period|phase|part|stage|portion|extension)\b"
    r"|(?:first )?(?:year|months|weeks)\b|manner\b|fashion\b)",
    re.IGNORECASE,
)
_PART_OF_TRIAL, _ITS_NUMBER = ("phase",), re.compile(r"\s?(?:[0-4]|I)")
"""A word that names a part of the trial, "the maintenance phase", unless a number behind it says what trial it is."""
_AND_FREE = re.compile(r" and (?:still )?(?:\w+[- ])?(?:free|without)\b", re.IGNORECASE)
"""After "alive": who is alive and free of disease is not counted for survival alone."""
_TRIAL = re.compile(
    r",? (?:(?:phase \w+|\w+-\w+|multicentre|multicenter|randomi[sz]ed),? ){0,3}(?:trial|study)\b", re.IGNORECASE
)
"""Behind a word of the design without a figure: it says what trial is spoken of."""
_CAME_NEXT = re.compile(r"(?: closely)? (?:by|with)\b| suit\b| the same (?:pattern|trend|line)", re.IGNORECASE)
"""After "followed": a figure came after another, or went like it, and nobody was followed up."""
_BODY_SITE = re.compile(
    r"\b(?:injection|infusion|application|vaccination|implantation|puncture|access|wound)[ -]$", re.IGNORECASE
)
"""Before a "site" that is no place of a trial."""
_OF_A_FIGURE = re.compile(r"\s(?:of|in|from|below|to|with|on|under|was|seen|observed)\b")
"""After "a fall": a figure fell, and nobody."""


_BY_MUCH = re.compile(r"\s(?:by|from)\b", re.IGNORECASE)
"""After "tumours shrank": how much they did is no rate of responses."""


_COMPARED = ("older", "younger")
_WERE = re.compile(
    r"\b(?:was|were|is|are|be|being)"
    r"(?: (?:slightly|somewhat|a (?:little|bit)|much|rather|marginally|also|on average))?\s$",
    re.IGNORECASE,
)
"""Before a word that holds the patients of one arm against the others', and names no group: "were slightly older"."""


_MORE_THAN = re.compile(
    r"\b(?:than|as (?:many|few) as)\s(?:(?:were|was|had|have|been|those|the|number|all|at first|initially)\s){0,4}$",
    re.IGNORECASE,
)
"""Before those whom a number is held against without their own: "122 received B, fewer than were randomised"."""
_LONGEST_THAN = 40


def leave_periods(text: str, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """The "double-blind" of "the double-blind period" names a period, and no fact of the design.

    Nor does "the induction period" name a group of those who had an induction, where the trial has none.
    """
    if "subgroup" in found:
        found["subgroup"] = [item for item in found["subgroup"] if not _is_no_group(text, item, evidence)]
    if "grade" in found:
        found["grade"] = [item for item in found["grade"] if not _is_of_condition(text, item, evidence)]
    if "outcome" in found:
        found["outcome"] = [
            mention
            for mention in found["outcome"]
            if not (mention.term.category == "design" and _is_no_design(text, mention, found))
            and not (mention.term.category == "baseline" and _is_anybody(mention, evidence))
            and not _is_in_other_words(text, mention)
        ]


def _is_no_group(text: str, mention: Mention, evidence: Evidence) -> bool:
    """Whether words for a group name a period, are true of everybody, or say that two things were compared."""
    if _PERIOD.match(text, mention.end) and mention.term.name not in evidence.facts.groups:
        return True
    were = _WERE.search(text, max(0, mention.start - _LONGEST_UNIT), mention.start)
    compared = mention.text.casefold() in _COMPARED and were is not None
    return compared or _has_everybody(text, mention, evidence)


def _is_no_design(text: str, mention: Mention, found: dict[str, list[Mention]]) -> bool:
    """Whether words for the design name a period, or describe a drug or, without a number, the trial."""
    if _PERIOD.match(text, mention.end) or _describes_drug(mention, found):
        return True
    return _TRIAL.match(text, mention.end) is not None and not re.search(r"[0-9]|\b[IV]+\b", mention.text)


_OTHERWISE_BEHIND = (("alive", _AND_FREE), ("fall", _OF_A_FIGURE), ("followed", _CAME_NEXT))
"""Words that name nothing before these."""


def _is_in_other_words(text: str, mention: Mention) -> bool:
    """Whether words of an outcome say something else where they stand: a part of the trial, a figure, a body site."""
    if any(mention.text == word and behind.match(text, mention.end) for word, behind in _OTHERWISE_BEHIND):
        return True
    if mention.text.casefold() in _PART_OF_TRIAL and not _ITS_NUMBER.match(text, mention.end):
        return True
    more = _MORE_THAN.search(text, max(0, mention.start - _LONGEST_THAN), mention.start)
    if more is not None and cues.RANDOMISED.search(mention.text):
        return True
    if mention.text.endswith(("shrank", "shrunk")) and _BY_MUCH.match(text, mention.end):
        return True
    return mention.text.casefold() == "site" and _is_body_site(text, mention.start)


_LONGEST_UNIT = 20
"""Code points before a place in which a body site is looked for."""


def _is_body_site(text: str, place: int) -> bool:
    return _BODY_SITE.search(text, max(0, place - _LONGEST_UNIT), place) is not None


def _is_of_condition(text: str, mention: Mention, evidence: Evidence) -> bool:
    """Whether a severity is that of the trial's disease, and no event's: "moderate-to-severe plaque psoriasis"."""
    behind = _SEVERITY.match(text, mention.start) if mention.text[:1] in "mMsS" else None
    return behind is not None and any(token.form in evidence.neutral_words for token in split_tokens(behind["what"]))


_SEVERITY = re.compile(
    r"(?:(?:mild|moderate)(?:ly)?(?:[ -]to[ -]| or ))?(?:moderate|severe)(?:ly)?"
    r"(?P<what>(?:\s(?!(?:with|in|on|and|or|of|for|at|was|were)\b)[a-z-]+){1,3})",
    re.IGNORECASE,
)


def _has_everybody(text: str, mention: Mention, evidence: Evidence) -> bool:
    """Whether all patients of the trial are told to have what names a group: "821 adults with heart disease"."""
    told = _SO_MANY.search(text, max(0, mention.start - _LONGEST_LEAD), mention.start)
    return told is not None and counts_everybody(told["number"], evidence)


def counts_everybody(words: str, evidence: Evidence) -> bool:
    """Whether the first number of some words is that of all patients of the trial."""
    number = _COUNT.search(words)
    everybody = {size for arm, _, size in evidence.facts.sizes if arm in (None, "all")} if number else ()
    return number is not None and int(number[0].replace(",", "")) in everybody


_COUNT = re.compile(r"(?<![\w.,])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,6})(?![\w.%])")
_SO_MANY = re.compile(
    r"(?<![\w.,])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,6})\s(?:[a-z-]+\s){0,3}?(?:with|who (?:have|had)|having)\s"
    r"(?:[a-z-]+\s){0,4}$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 90


def _is_anybody(mention: Mention, evidence: Evidence) -> bool:
    """Whether "women" are the patients of a trial that counts none of them: all of its patients are."""
    people = mention.text.casefold().replace("woman", "women")
    return unit_after(f" {people}", 0) == ("patients", len(people) + 1) and not evidence.results(mention.term.name)


def _describes_drug(mention: Mention, found: dict[str, list[Mention]]) -> bool:
    """Whether a word of the design stands right before a drug: "open-label vedamab" says how it was given."""
    return any(item.start - mention.end in (0, 1) for kind in ("drug", "arm") for item in found.get(kind, ()))
