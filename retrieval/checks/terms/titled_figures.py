"""Titles told by figures in them: "4-point MACE", and a group's own outcome, "with an LDL-C of 70 mg/dL or more"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from retrieval.checks.figures.limits import find_limits
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, Token, common_words, normal_form, split_tokens

_FIGURED = re.compile(r"(?<![\w.,-])(?P<name>[0-9]{1,3}-[a-z]{3,} [A-Za-z]{3,})")
_MORE = r"(?:or|and) (?:more|higher|above|greater|over|older|less|lower|below|under|younger|fewer)\b"
OR_MORE = re.compile(rf"[ -]?(?:%|[^\s,;.()]{{1,9}})?\s{_MORE}", re.IGNORECASE)
"""Behind a number: it is a limit, "120 mg/dL or more"."""
_LIMIT = Rare(
    r"(?:(?:[<>\u2264\u2265]=?|\b(?:at least|above|below|over|under|more than|less than|exceeding))\s?"
    rf"(?P<first>[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?)(?![\w.]))"
    rf"|(?<![\w.])(?P<second>[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?)(?=[ -]?(?:%|[^\s,;.()]{{1,9}})?\s{_MORE})",
    "<", ">", "≤", "≥", "at least", "above", "below", "over", "under", "more", "less", "exceeding", "higher",
    "greater", "older", "lower", "younger", "fewer",
)  # fmt: skip
_PEOPLE = re.compile(
    r"\b(?:patients|participants|those|people|adults|women|men|subjects|individuals|persons|children|disease"
    r"|with an?|whose|required)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:patients|participants|those|people|adults|women|men|subjects|individuals|children) (?:with|whose)\s"
    r"[^.;:,]{2,50}?"
    r"(?P<more>(?:[<>\u2264\u2265]=?|\b(?:at least|above|below|over|under|more than|less than|exceeding))\s?)?$",
    re.IGNORECASE,
)
_REACH = 60
"""Code points before a limit in which what it is of, and who, is told."""


def is_limit_of_group(text: str, start: int, end: int) -> bool:
    """Whether a figure says who was in a group: "patients with an LDL-C of 70 mg/dL or more"."""
    lead = _WITH.search(text, max(0, start - _REACH), start)
    return lead is not None and bool(lead["more"] or OR_MORE.match(text, end))


def limit_spans(text: str, start: int, end: int, evidence: Evidence) -> list[tuple[int, int]]:
    """Where groups are told by a limit that a title has, too: their words name nothing else."""
    found: list[tuple[int, int]] = []
    for match in _LIMIT.finditer(text, start, end):
        who = _PEOPLE.search(text, max(start, match.start() - _REACH), match.start())
        if who and (match["first"] or match["second"]) in evidence.facts.thresholds:
            more = OR_MORE.match(text, match.end())
            found.append((who.start(), more.end() if more else match.end()))
    return found


def groups_by_limit(text: str, numbers: Sequence[Number], evidence: Evidence) -> list[tuple[int, int]]:
    """Where a group is told by the limit that a row's name has, too: "those aged 60 to 74", "less than two years"."""
    limits = evidence.facts.limits
    if not limits or _bounds(limits).isdisjoint(number.value for number in numbers):
        return []
    start = max(0, numbers[0].start - _LEAD)
    found = find_limits(text[start : numbers[-1].unit_end + _LEAD])
    shares = [number.start - start for number in numbers if number.unit == "%"]
    return [
        (it.start + start, it.end + start)
        for it in found
        if it.says in limits and ("-" in it.says or not any(it.start <= place < it.end for place in shares))
    ]


@lru_cache(maxsize=256)
def _bounds(limits: frozenset[str]) -> frozenset[Decimal]:
    """The numbers of limits."""
    return frozenset(Decimal(bound) for limit in limits for bound in re.findall(r"[0-9]+(?:\.[0-9]+)?", limit))


_LEAD = 24
"""Code points around the numbers of a sentence in which the words of a limit are looked for."""


def with_titled_figures(
    text: str, start: int, end: int, *, mentions: Sequence[Mention], evidence: Evidence
) -> list[Mention]:
    """Return the outcome mentions of a span, general names replaced by the titles that have its figures."""
    found = list(mentions)
    for match in _FIGURED.finditer(text, start, end):
        if titles := _titles_named(match["name"], evidence):
            found = [item for item in found if item.end <= match.start() or item.start >= match.end()]
            found += _mentions(match.span(), match["name"], titles, evidence)
    codes = {match[0] for match in _CODE.finditer(text, start, end)}
    found = [_with_code(item, codes, evidence) for item in found] if codes else found
    for match in _LIMIT.finditer(text, start, end):
        found = _of_group(text, max(start, match.start() - _REACH), match, found, evidence)
    return sorted(found, key=lambda item: item.start)


_CODE = re.compile(r"(?<![\w.-])[A-Z]{1,6}(?:-?[0-9]{1,3}(?:\.[0-9]{1,2})?|\.[0-9]{1,2})[A-Za-z]?(?![\w%]|\.[0-9])")
"""What tells apart titles that are alike: "GII.4", "IL-6"."""


def _with_code(mention: Mention, codes: set[str], evidence: Evidence) -> Mention:
    """The mention, read as the title most like its own that has the code told, where its own has another one."""
    name = mention.term.name
    if name not in evidence.title_words or codes & (own := set(_CODE.findall(name))) or not own:
        return mention
    words = _telling(split_tokens(name))
    alike = [title for title in evidence.title_words if codes & set(_CODE.findall(title))]
    ranked = sorted(alike, key=lambda title: -len(words & evidence.title_words[title]))
    shared = [len(words & evidence.title_words[title]) for title in ranked[:2]]
    term = evidence.terms.term(ranked[0], kind="outcome", trial=evidence.trial.id) if ranked else None
    sure = bool(shared) and shared[0] > 1 and shared[1:] != shared[:1]
    return replace(mention, term=term) if term is not None and sure else mention


def _titles_named(name: str, evidence: Evidence) -> list[str]:
    """The titles that have a name with a figure, the primary one first, then what defines it in brackets."""
    forms = [token.form for token in split_tokens(name)]
    held = [
        title
        for title in evidence.titles_with(frozenset(forms))
        if (f" {' '.join(forms)} " in f" {evidence.title_text(title)} " or _abbreviates(name, title))
        and evidence.results(title)
    ]
    return sorted(held, key=lambda title: (title not in evidence.facts.primary, f"({name})" not in title, len(title)))


def _abbreviates(name: str, title: str) -> bool:
    """Whether a title spells out what a name has short, "24-hour UPCR": "24-Hour Urine Protein ... Ratio (UPCR)"."""
    head, _, last = name.rpartition(" ")
    start, short = title.casefold().find(head.casefold()), title.find(f"({last})")
    return 0 <= start < short


def _mentions(span: tuple[int, int], words: str, titles: Sequence[str], evidence: Evidence) -> list[Mention]:
    terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in titles]
    return [Mention(*span, words, term) for term in terms if term is not None]


def _of_group(text: str, left: int, match: re.Match[str], mentions: list[Mention], evidence: Evidence) -> list[Mention]:
    """The mentions, an outcome told of a group by its limit read as the title that has this limit, too."""
    figure = match["first"] or match["second"]
    if figure not in evidence.facts.thresholds or not _PEOPLE.search(text, left, match.start()):
        return mentions
    of = _telling(split_tokens(text[left : match.start()]))
    titles = [title for title in evidence.titles_with(frozenset({figure})) if of & evidence.title_words[title]]
    if len(titles) != 1:
        return mentions
    title = titles[0]
    term = evidence.terms.term(title, kind="outcome", trial=evidence.trial.id)
    if any(item.term.name == title and item.start < match.end() and match.start() < item.end for item in mentions):
        return mentions  # the limit itself is the title: "age >=70 years"
    outside = [item for item in mentions if item.end <= left or item.start >= match.start() or item.term.name == title]
    meant = [item for item in outside if _telling(split_tokens(item.term.name)) & evidence.title_words[title]]
    if term is None or not meant:
        return mentions
    kept = [item for item in outside if item not in meant]
    return kept + [Mention(*place, text[slice(*place)], term) for place in {(item.start, item.end) for item in meant}]


def _telling(tokens: Sequence[Token]) -> set[str]:
    """The words that are no common ones."""
    common = common_words()
    return {token.form for token in tokens if token.form[0].isalpha() and token.form not in common} - _OF_TITLES


_OF_TITLES = frozenset(map(normal_form, "participants patients baseline week month number percentage".split()))
"""Words that many titles have."""


def with_values(text: str, mentions: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The outcomes, one of which patients had a value as the title of this: "performance status was 0 or 1 in 94 %"."""
    return [_with_value(text, item, evidence) if item.term.category == "baseline" else item for item in mentions]


def _with_value(text: str, mention: Mention, evidence: Evidence) -> Mention:
    told = _VALUE_BEHIND.match(text, mention.end)
    if told is None:
        return mention
    words = {token.form for token in split_tokens(mention.term.name)}
    values = set(re.findall("[0-9]", told["value"]))
    titles = [
        title
        for title in evidence.titles_with(frozenset(words | values))
        if {form for form in evidence.title_words[title] if form.isdigit()} == values
    ]
    term = evidence.terms.term(titles[0], kind="outcome", trial=evidence.trial.id) if len(titles) == 1 else None
    end = told.end("value")
    return Mention(mention.start, end, text[mention.start : end], term) if term else mention


_VALUE_BEHIND = re.compile(
    r"(?: score)?(?::| (?:was|were|is|of|=))\s(?P<value>[0-9](?:(?:\s(?:or|to|and)\s|-|/)[0-9])?)"
    r"(?=\s(?:in|for|at|among|with)\b|:)",
    re.IGNORECASE,
)
"""Behind what was measured: the value that patients are counted by."""
