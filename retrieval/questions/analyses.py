"""Analyses that a question names without their names: by a year, or by their order in time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from retrieval.questions import breadth, time_words
from retrieval.terms import Mention, TermIndex

_ORDINALS = {
    "first": 0,
    "1st": 0,
    "earliest": 0,
    "initial": 0,
    "original": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
}
_BY_ORDER = re.compile(
    r"\b(?P<order>first|1st|earliest|initial|original|second|2nd|third|3rd)\s(?:(?:data|planned|published|main|efficacy)\s)?"
    r"(?:cut-?\s?offs?|cuts?|analys[ei]s|looks?|read-?\s?outs?|reports?|reporting|publication|paper|results|datasets?)\b"
    r"|\b(?P<as_first>original(?:ly reported)?|first[- ]reported|first[- ]published)\s(?:[\w-]+\s){0,3}?"
    r"(?:hazard ratios?|HRs?|ratios?|medians?|figures?|estimates?|values?|intervals?|numbers?)\b"
    r"|\b(?P<main>main|primary|pivotal|principal|index)\s(?:trial\s|study\s)?(?:publication|paper|article|manuscript|report)\b",
    re.IGNORECASE,
)
"""An analysis by its place in time; the main publication is of the first."""


def analyses_named(
    text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None
) -> tuple[list[Mention], tuple[Mention, ...]]:
    """The analyses that a question names, by whatever, and its mentions with those that a length of follow-up names."""
    dated = _without_general(text, [m for m in mentions if m.term.kind == "analysis" and m.term.cutoff])
    dated = [] if len(dated) == 1 and breadth.is_added(text, dated[0].start) else dated
    dated = _with_the_main(text, dated, terms=terms, trial=trial)
    dated += _by_year(text, dated, terms=terms, trial=trial)
    followed = _by_follow_up(text, dated, terms=terms, trial=trial)
    left = (m for m in mentions if not any(f.start <= m.start < f.end for f in followed))
    ordered = _by_order(text, [*dated, *followed], terms=terms, trial=trial)
    return [*dated, *followed, *ordered], (*left, *followed)


def _with_the_main(text: str, dated: list[Mention], *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """The analyses with that of which a variant ("X (by a rule)") is named, where it is asked what the rule changes."""
    if not breadth.weighs_variant(text):
        return dated
    mains = ((m, terms.term(m.term.name.partition(" (")[0], kind="analysis", trial=trial)) for m in dated)
    return [*dated, *(replace(m, term=main) for m, main in mains if main and m.term.name.startswith(f"{main.name} ("))]


def means_last(words: str) -> bool:
    """Whether the words for an analysis only say that it is the last one, and name nothing that it was of."""
    return _LAST.fullmatch(words) is not None


_LAST = re.compile(
    r"(?:the )?(?:last|latest|most recent|newest) (?:data )?(?:analysis|cut-?\s?off|cut|look|report|update"
    r"|read-?\s?out)"
    r"(?: (?:at|of) the data)?",
    re.IGNORECASE,
)


def _by_order(text: str, named: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """Analyses that are counted: "the first data cut" is that of the trial's earliest cut-off."""
    held = [term for term in terms.terms("analysis", trial=trial) if term.cutoff and term.trial is not None]
    cutoffs = sorted({term.cutoff for term in held if term.cutoff})
    found = []
    for match in _BY_ORDER.finditer(text):
        place = _ORDINALS[match["order"].casefold()] if match["order"] else 0
        taken = any(m.start < match.end() and match.start() < m.end for m in named)
        if not taken and place < len(cutoffs):
            found += [Mention(*match.span(), match.group(), term) for term in held if term.cutoff == cutoffs[place]]
    return found


def _by_follow_up(text: str, named: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """The analysis whose median follow-up is told in years or months: "after 4.7 years of follow-up"."""
    found = []
    for match in _FOLLOWED.finditer(text):
        if any(m.start < match.end() and match.start() < m.end for m in named):
            continue
        told, unit = Decimal(match["number"] or match["vague"]), match["unit"] or match["of"]
        months = unit.casefold().startswith("month")
        for term in terms.terms("analysis", trial=trial):
            length = _MONTHS.match(term.follow_up or "")
            if length and term.trial is not None:
                own = Decimal(length["months"]) / (1 if months else 12)
                if own.quantize(told, ROUND_HALF_UP) == told:
                    found.append(Mention(*match.span(), match.group(), term))
    return [*found, *_by_outcome_followed(text, terms=terms, trial=trial)]


def _by_outcome_followed(text: str, *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """The one analysis that is called after the outcome followed up: "at the end of OS follow-up"."""
    found = []
    for match in _END_OF_FOLLOW_UP.finditer(text):
        words = (match["what"] or match["of"]).split()
        short = words[0] if words[0].isupper() else "".join(word[0] for word in words).upper()
        short = "OS" if short == "S" else short
        held = [term for term in terms.terms("analysis", trial=trial) if term.trial is not None and term.cutoff]
        named = [term for term in held if short in term.name.split() and "(" not in term.name]
        found += [Mention(*match.span(), match.group(), term) for term in named if len(named) == 1]
    return found


_END_OF_FOLLOW_UP = re.compile(
    r"\b(?:at|by|until)\s(?:the\s)?(?:end|close|last|completion)\s(?:of\s)?(?:the\s)?"
    r"(?:(?P<what>[A-Z]{2,4}|(?:[a-z-]+\s)?survival)\sfollow-?\s?up"
    r"|follow-?\s?up\s(?:for|of)\s(?:the\s)?(?P<of>[A-Z]{2,4}|(?:[a-z-]+\s)?survival))\b"
)
"""When the patients had been followed up for an outcome to the end."""


_PART_OF_YEAR = re.compile(r"\b(?:early|late|mid-?|the (?:start|beginning|end|middle) of)\s?(?:in\s)?$", re.IGNORECASE)
"""Before a year, with which it tells no more than that: "in early 2021"."""


def _without_general(text: str, named: Sequence[Mention]) -> list[Mention]:
    """The analyses named, without one of which a variant alone is asked: "the final one, with some deaths censored"."""
    variants = [m for m in named if not breadth.is_added(text, m.start)]
    return [m for m in named if not any(other.term.name.startswith(f"{m.term.name} (") for other in variants)]


_ABOUT = r"about|around|roughly|approximately|approx\.?|circa|some|nearly|almost|close to|just (?:over|under)|~|≈"
_FOLLOWED = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)[\s-](?P<unit>years?|months?)\s(?:of\s)?(?:median\s)?follow-?\s?up\b"
    rf"|\b(?:after|at|with)\s(?:{_ABOUT})\s?(?P<vague>\d+(?:\.\d+)?)[\s-](?P<of>years?|months?)\b",
    re.IGNORECASE,
)
"""A follow-up that is called one, or a time that is only told about: a landmark is told exactly."""
_MONTHS = re.compile(r"(?P<months>\d+(?:\.\d+)?) months?\b")


_REFERENCE = re.compile(r"\((?:[A-Z][\w.&]*[\s,;]+(?:et al\.?,?\s)?)+$|\bet al\.?,?\s\(?$")
"""Before the year of a reference: "(Hematol Oncol 2022)", "Facon et al. 2022"."""
_OF_A_PAPER = re.compile(
    r"\s(?:(?:[A-Z][\w.&-]*|of|and|the|in)\s){0,5}(?i:(?:journal )?(?:paper|article|publication)s?|journal)\b"
)
"""Behind the year of a publication: "the 2022 Blood Advances paper", "the 2023 article"."""


def _by_year(text: str, named: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """Analyses that a bare year names: "at 2022"; or a month of one: "in Jan 22".

    The year of a reference ("Hematol Oncol 2022", "the 2022 paper") tells when something was printed, and names none.
    """
    held = [term for term in terms.terms("analysis", trial=trial) if term.cutoff]
    found = []
    for start, end, month in time_words.months(text):
        if not any(m.start < end and start < m.end for m in named):
            cut = [term for term in held if term.cutoff and (term.cutoff.year, term.cutoff.month) == month]
            found += [Mention(start, end, text[start:end], term) for term in cut]
    for start, end, year in time_words.years(text):
        taken = any(m.start < end and start < m.end for m in (*named, *found))
        if not taken and not _REFERENCE.search(text[:start]) and not _OF_A_PAPER.match(text, end):
            part = _PART_OF_YEAR.search(text[:start])
            first = part.start() if part else start
            found += [
                Mention(first, end, text[first:end], term)
                for term in held
                if term.cutoff and str(term.cutoff.year) == year
            ]
    return found
