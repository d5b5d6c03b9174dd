"""Analyses and data cut-offs that a sentence names: by words, by a date, by a median follow-up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from retrieval.checks.figures import cues
from retrieval.checks.figures.dates import read_month
from retrieval.checks.figures.numbers import Number, find_numbers
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.follow_ups import follow_ups
from retrieval.checks.sentences.qualifiers import Qualifier
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.mentions import heading_mentions


def find_analyses(clause: Clause, slots: list[Slot]) -> list[Qualifier]:
    """Analyses and cut-offs that the clause names, by words or by a date of its ``slots``; they are found once."""
    if clause.analyses is None:
        clause.analyses = _find_analyses(clause, slots)
    return clause.analyses


def _find_analyses(clause: Clause, slots: list[Slot]) -> list[Qualifier]:
    known = clause.evidence.facts.cutoffs
    found: list[Qualifier] = []
    for mention in clause.mentions.get("analysis", ()):
        if not mention.term.cutoff and mention.term.name not in clause.evidence.facts.analyses:
            continue  # a general word for analyses that the trial does not report by
        if not re.search(r"[0-9]{4}", mention.text) or _YEAR_OF_CUTOFF.fullmatch(mention.text):
            last = mention.term.cutoff if _LAST.search(mention.text) else None
            cutoffs = frozenset({mention.term.cutoff}) if mention.term.cutoff else frozenset()
            cutoffs |= {day for day in known if last is not None and day > last}  # a still later one is the last, too
            found.append(Qualifier(mention.start, mention.end, mention.term.name, cutoffs))
    for slot in slots:
        number = slot.expression.number(Role.DATE)
        if number is None:
            continue
        days = frozenset(day for day in number.days if day in known) or _in_month(number, known)
        near = clause.text[max(clause.sentence.start, number.start - 50) : number.start]
        if days:
            found.append(Qualifier(number.start, number.end, str(min(days)), days))
        elif number.days and cues.CUT_OFF.search(near):
            found.append(Qualifier(number.start, number.end, number.days[0].isoformat()))
    found = [_since_analysis(clause, item) for item in found]
    found.extend(_of_figures(clause))
    found.extend(_of_years(clause))
    found.extend(_of_reports(clause))
    found.extend(_of_labels(clause))
    found.extend(_of_ordinals(clause, found))
    found.extend(follow_ups(clause, slots))
    spans = _from_to(clause)
    found = [item for item in found if not any(both.start <= item.start < both.end for both in spans)]
    return sorted([*found, *spans], key=lambda item: item.start)


def _since_analysis(clause: Clause, named: Qualifier) -> Qualifier:
    """An analysis; where it only begins a time, the later ones, and itself too unless the time is told to be long."""
    told = _SINCE.search(clause.text, clause.sentence.start, named.start) if named.cutoffs else None
    if told is None:
        return named
    days = frozenset(day for day in clause.evidence.facts.cutoffs if day > max(named.cutoffs))
    return replace(named, cutoffs=days if days and told["long"] else named.cutoffs | days)


_SINCE = Rare(
    r"(?:\b(?P<long>years?|months|weeks|time|long|well|follow-up)(?: of follow-up)?,? (?:on )?"
    r"(?:after|since|following|beyond|past|on from|later than(?: at| in)?|than (?:at|in))"
    r"|\b(?:after|since|following|beyond|past)) (?:the |an? |our |that )?(?:[\w-]+ )?$",
    "after", "since", "following", "beyond", "past", "from", "than",
)  # fmt: skip
"""Before an analysis from which a time is counted: "two years after the interim report the hazard ratio was"."""
_LAST = re.compile(r"\b(?:last|latest|most recent) (?:data )?(?:update|look|read-?out|report)\b", re.IGNORECASE)
_FROM_TO = Rare(
    r"\b(?:from|between) the (?:first|primary|interim|initial|earlier)[\w -]{0,30}? (?:to|and) the"
    r" (?:second|third|last|final|later|updated?)[\w -]{0,20}?(?:cut-?\s?offs?|analys[ei]s)\b",
    "from the", "between the",
)  # fmt: skip


def _from_to(clause: Clause) -> list[Qualifier]:
    """Two analyses that a change lies between: each figure may be of either."""
    days = frozenset(clause.evidence.facts.cutoffs)
    found = _FROM_TO.finditer(clause.text, clause.sentence.start, clause.sentence.end)
    return [Qualifier(match.start(), match.end(), match[0], days) for match in found]


_YEAR_OF_CUTOFF = re.compile(r"20[0-9]{2}\s[a-z -]+", re.IGNORECASE)
_IN_YEAR = Rare(
    r"(?<![\w-])(?:in|by|as of)\s(?P<year>20[0-9]{2})"
    r"(?=[\s,;.):]*(?:,|;|:|\)|\.|$|\b(?:and|but|to|it|this|they|was|were|on|with|for|among|under|vs|versus|against)\b))"
    r"|(?:[0-9]%?|months|weeks|\)|cut-?\s?off|analysis|look|primary|interim|first|second|earlier|later|final|last|updated)"
    r" \((?P<own>20[0-9]{2})\)",
    "20",
)  # fmt: skip
_YEAR_FIRST = re.compile(r"\s*(?:In|By|As of)\s(?P<year>20[0-9]{2})\s(?=[a-z])")
"""At the beginning of a sentence: "In 2020 the complete response rate was"."""
_NOT_DATA = re.compile(
    r"\b(?:publish|present|approv|post|report|updat|licen|enrol|recruit|regist)\w*[^,;.]*$", re.IGNORECASE
)


def _of_figures(clause: Clause) -> list[Qualifier]:
    """The analysis that a figure is told to be of by its word alone: "the final PFS interval"."""
    found: list[Qualifier] = []
    for match in _FIGURE_OF.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        words = f"{match['which']} {match['what'] or ''}analysis"
        named = clause.evidence.terms.find(words, trial=clause.evidence.trial.id, kinds={"analysis"}, typos=False)
        days = {item.term.cutoff for item in named if item.term.cutoff and item.end - item.start == len(words)}
        found += [Qualifier(match.start(), match.end(), str(day), frozenset({day})) for day in days if len(days) == 1]
    return found


_FIGURE_OF = Rare(
    r"\b(?P<which>final|primary|interim|first|last)"
    r" (?P<what>(?:[A-Z][\w-]*|overall survival|progression-free survival) )?"
    r"(?:(?:confidence )?intervals?|CIs?|hazard ratios?|HRs?|odds ratios?|medians?|estimates?|p-values?)\b",
    "final", "primary", "interim", "first", "last",
)  # fmt: skip


def _of_years(clause: Clause) -> list[Qualifier]:
    """The one cut-off of a year: "In 2022, 27 % were still treated"."""
    found: list[Qualifier] = []
    first = _YEAR_FIRST.match(clause.text, clause.sentence.start, clause.sentence.end)
    told = _IN_YEAR.finditer(clause.text, clause.sentence.start, clause.sentence.end)
    for match in (*([first] if first else []), *told):
        place = "own" if match.groupdict().get("own") else "year"
        days = frozenset(day for day in clause.evidence.facts.cutoffs if str(day.year) == match[place])
        if len(days) == 1 and not _NOT_DATA.search(clause.text, clause.sentence.start, match.start()):
            found.append(Qualifier(*match.span(place), match[place], days))
    return found


def _of_reports(clause: Clause) -> list[Qualifier]:
    """The cut-offs of what was published in a year, "as reported in 2022", or was read out then, "the 2022 readout"."""
    found: list[Qualifier] = []
    told = list(_REPORTED.finditer(clause.text, clause.sentence.start, clause.sentence.end))
    for match in told:
        year = match["year"] or match["of"] or match["read"]
        own = frozenset(day for day in clause.evidence.facts.cutoffs if str(day.year) == year)
        published = clause.evidence.reported_in(year)
        days = own or published if match["read"] else published or own
        if days:  # of several, any: the figures go on with no other analysis told before
            found.append(Qualifier(match.start("year" if match["year"] else 0), match.end(), year, days))
    return found


_REPORTED = Rare(
    r"\b(?:(?:reported|published|presented|printed)(?: earlier| first| already)?"
    r"(?: (?:as|at) [0-9.]+ ?(?:%|months|weeks|years|days)?)? in (?P<year>20[0-9]{2})"
    r"|(?P<of>20[0-9]{2}) (?:[\w-]+ )?(?:reports?|papers?|publications?|articles?|abstracts?|presentations?)"
    r"|(?P<read>20[0-9]{2}) (?:(?:data|PFS|OS|survival) )?(?:read-?outs?"
    r"|cut-?\s?offs?|analys[ei]s|data(?:sets?| cuts?)?|snapshots?|look|figures?|estimates?|values?|results?"
    r"|hazard ratios?|medians?))\b",
    "20",
)  # fmt: skip


def _of_ordinals(clause: Clause, found: list[Qualifier]) -> list[Qualifier]:
    """Analyses told by their order, two of them or beside one that is named: "159 at the final one, 103 at first"."""
    days = sorted(clause.evidence.facts.cutoffs)
    if len(days) < 2:
        return []
    span = clause.text, clause.sentence.start, clause.sentence.end
    told = (*_ORDINAL.finditer(*span), *_ORDINAL_REPORT.finditer(*span), *_ADVERB.finditer(*span))
    one = any(_BESIDE_ANOTHER.search(match[0]) for match in told)
    if not (found or one or len({match["early"] is None for match in told}) > 1):
        return []
    return [
        Qualifier(*match.span("which"), match["which"], frozenset(days[_since(match)]))
        for match in told
        if not any(item.start < match.end("which") and match.start("which") < item.end for item in found)
    ]


def _since(match: re.Match[str]) -> slice:
    """Which of the cut-offs in order an ordinal names; the second is any later one, where there is no third."""
    if match["early"]:
        return slice(1)
    return slice(2, 3) if match["which"].casefold() == "third" else slice(1, None)


_WHICH = (
    r"(?P<which>(?P<early>first|interim|primary|initial|earlier|earliest)|final|last|latest|later|updated?"
    r"|second|third)"
)
_ORDINAL = Rare(
    rf"(?:\b(?:at|in|by|with|from|of|to) the |(?<=[a-z%] )\(){_WHICH}(?: (?-i:PFS|OS)(?= one| look))?"
    r"(?: one| look| cut-?off| analysis"
    r"| of (?:these|those|the two|them)(?: (?:two )?(?:cut-?offs|analyses|looks|dates))?)?"
    r"(?=\s*(?:[,.;)]|$|and\b|with\b|to\b|vs\b|versus\b|it\b|this\b))",
    "first", "interim", "primary", "initial", "earl", "final", "last", "late", "update", "second", "third",
)  # fmt: skip
_ADVERB = Rare(
    r"(?<=[0-9%)])\s(?P<which>(?P<early>first|initially|at first)|later)(?=\s*(?:[,;.]|$|and\b|but\b))",
    "first", "initially", "later",
)  # fmt: skip
"""Behind figures of the earlier or the later analysis: "77 % vs 67 % first, 84.2 % vs 73.0 % in February"."""
_BESIDE_ANOTHER = re.compile(r"\b(?:earlier|later) (?:cut-?off|analysis)$", re.IGNORECASE)
"""An analysis that is told by another one, though that one is not named."""
_ORDINAL_REPORT = Rare(
    rf"\bthe {_WHICH} (?:reports?|read-?outs?|papers?|publications?|updates?|figures?|data)\b",
    "first", "interim", "primary", "initial", "earl", "final", "last", "late", "update", "second", "third",
)  # fmt: skip


def _of_labels(clause: Clause) -> list[Qualifier]:
    """The cut-offs that a table's row, column or first cell names: they stand before the cell."""
    found: list[Qualifier] = []
    known = clause.evidence.facts.cutoffs
    for span in clause.sentence.headings:
        names = heading_mentions(clause.text, *span, evidence=clause.evidence).get("analysis", ())
        dated = [it for it in names if it.term.cutoff and not re.search(r"[0-9]{4}", it.text)]
        days = frozenset(it.term.cutoff for it in dated if it.start == dated[0].start and it.term.cutoff)
        found += [Qualifier(*span, dated[0].term.name, days)] if days else []  # "final analysis" may be of two outcomes
        for number in find_numbers(clause.text[slice(*span)]):
            days = frozenset(day for day in number.days if day in known) or _in_month(number, known)
            found += [Qualifier(*span, str(min(days)), days)] if days else []
        year = _YEAR_OF_ROW.search(clause.text, *span)
        days = frozenset(day for day in known if year is not None and str(day.year) == year["year"])
        found += [Qualifier(*span, str(min(days)), days)] if len(days) == 1 else []
    return found[:1]


_YEAR_OF_ROW = re.compile(r"(?:[,(]\s?|^)(?P<year>20[0-9]{2})\)?$")
"""Ends what a row or a column is called: "PFS, median (months), 2022"."""


def _in_month(number: Number, known: tuple[date, ...]) -> frozenset[date]:

    month = read_month(number.text) if number.form == "month" else None
    return frozenset(day for day in known if month == (day.year, day.month))
