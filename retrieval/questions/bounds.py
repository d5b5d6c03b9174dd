"""Parts of the patients that are told by a bound: "75 and more", "from 65 to 74", "under 65 years"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.vocabulary import TermKind
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex

_UNIT = r"(?:\s?(?:years?|yrs?|y)\b)?(?:\sof\sage|\sold)?"
_NUMBER = r"(?P<low>\d{2,3})"
_ENDS = r"(?![\d.]|\s?%)"
_AT_AGE = r"\s?(?:the age of\s)?"
_FROM = r"(?:>=?|≥|⩾|\b(?:at least|from|over|above|older than|beyond)\b)"
_AND_MORE = r"(?:more|over|above|older|up|upwards?|beyond)"
_PATTERNS = (
    (
        "-",
        rf"{_FROM}{_AT_AGE}{_NUMBER}{_UNIT}\s(?:but|and|yet)\s(?:<|under|below|younger than|less than){_AT_AGE}"
        rf"(?P<under>\d{{2,3}}){_ENDS}",
    ),
    ("-", rf"(?<![\d.]){_NUMBER}\s?(?:-|–|to|through|and)\s?(?P<high>\d{{2,3}}){_ENDS}"),
    (">=", rf"{_FROM}{_AT_AGE}{_NUMBER}{_ENDS}"),
    (">=", rf"(?<![\d.]){_NUMBER}(?:{_UNIT},?\s(?:and|or|&)\s{_AND_MORE}\b|\s?\+(?!\d)|{_UNIT}\s(?:up|onwards)\b)"),
    ("<", rf"(?:<|\b(?:under|below|younger than|less than)\b){_AT_AGE}{_NUMBER}{_ENDS}"),
    ("<", rf"(?<![\d.]){_NUMBER}{_UNIT}\s(?:and|or)\s(?:under|younger|below|less)\b"),
)
_BOUNDS = tuple((sign, re.compile(pattern, re.IGNORECASE)) for sign, pattern in _PATTERNS)
"""How a bound is said, the longer form before the shorter, with the sign that names have for it."""
_NAMED = re.compile(r"(?:(?P<sign>>=|<)\s?(?P<bound>\d{2,3})|(?<![\d.])(?P<low>\d{2,3})-(?P<high>\d{2,3}))(?![\d.])")
_AGES = re.compile(
    r"\b(?:ages?|aged|old|older|oldest|elder\w*|young\w*|years?|yrs?|y/?o|yo|seniors?|geriatric|cohorts?"
    r"|patients?|pts?|people|participants?|subjects?)\b|\b\d{2}\s?\+",
    re.IGNORECASE,
)
_OF_A_VALUE = re.compile(
    r"\b(?:e?GFR|BMI|LVEF|EF|CrCl|UACR|UPCR|HbA1c|FEV1|CD4|PSA|KPS|CRP|LDL|[SD]BP|[RD]NA|load|scores?|index|counts?|fraction"
    r"|clearance|filtration rates?|levels?|pressure|weights?|ratios?)\s(?:of\s|was\s|is\s|at\s)?$",
    re.IGNORECASE,
)
"""What stands before a bound that is of a value, and of no age: "eGFR below 60"."""
_AGE = "age"
"""A part whose name says no more than this is told by a number of people alone: "how many patients >=75"."""
_KINDS: tuple[TermKind, ...] = ("subgroup", "outcome")


def mentions_by_bound(text: str, *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """The subgroups and outcomes whose names carry a bound of ``text``, at the words that say it."""
    said = list(_said(text))
    if trial is None:
        return []
    found = list(_by_value(text, terms=terms, trial=trial))
    if not said:
        return found
    words = stems(text)
    for kind in _KINDS:
        for term in terms.terms(kind, trial=trial):
            named = _NAMED.search(term.name)
            if named and _is_about(term.name, named, words, text):
                bound = _bound_of(named)
                own = [(a, b) for a, b, other in said if other == bound]
                found += [Mention(a, b, text[a:b], term) for a, b in own]
    return [*without_values(text, found)]


def without_vague(mentions: Sequence[Mention], bounds: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, without a general word for a part that a bound beside it tells ("very old (75 and more)").

    And without one end of a range ("older than 65 but younger than 75").
    """
    return tuple(
        m
        for m in mentions
        if not (m.term.kind in _KINDS and any(_holds_more(b, m) for b in bounds))
        and not (
            m.term.kind == "subgroup"
            and m.term.trial is None
            and not any(character.isdigit() for character in m.term.name)
            and any(b.start - m.end < _NEAR and m.start - b.end < _NEAR for b in bounds if _is_of_one_kind(m, b))
        )
    )


def without_values(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, without an age that is the bound of a value: "below 50 copies/mL", "a CD4 count under 50"."""
    return tuple(
        m
        for m in mentions
        if not (
            m.term.kind == "subgroup"
            and m.term.name.startswith(_AGE)
            and m.text[-1:].isdigit()
            and (_UNIT_OF_VALUE.match(text, m.end) or _OF_A_VALUE.search(text[: m.start]))
        )
    )


def _is_of_one_kind(part: Mention, bound: Mention) -> bool:
    """Whether a bound may tell a part exactly: "over 70" does the elderly, and not those "at high risk"."""
    kinds = set(bound.term.broader) or {_AGE_GROUPS}
    return not part.term.broader or bool(kinds & set(part.term.broader))


_AGE_GROUPS = "age groups"
_UNIT_OF_VALUE = re.compile(
    r"[\s-]?(?:%|[\u00b5\u03bcmkcnpd]?[gl]\b|[\u00b5\u03bcmkcnpd]?m\b|[mk]?Hg\b|mmHg|[munp]?mol|IU\b|U/|mIU|copies|cells?\b"
    r"|per\b|percent|points?\b|beats|bpm|/|x\b|units?\b|letters|metres|meters|minutes|seconds)",
    re.IGNORECASE,
)
"""A unit behind a number that is no age."""


def without_range_ends(
    text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions, the upper end of a counted range not read alone: "one to three earlier treatments".

    In its place stands what is counted, where the words after the number name it by themselves.
    """
    kept: list[Mention] = []
    for mention in mentions:
        number = _COUNT.match(mention.text) if mention.term.kind in _KINDS else None
        before = _RANGE_BEGINS.search(text[: mention.start]) if number else None
        if number is None or before is None:
            kept.append(mention)
            continue
        counted = terms.find(mention.text[number.end() :], trial=trial, kinds=("outcome",), typos=False)
        whole = [m for m in counted if m.text == mention.text[number.end() :]]
        start = before.start()
        kept += [Mention(start, mention.end, text[start : mention.end], m.term) for m in whole]
    return tuple(dict.fromkeys(kept))


_COUNT = re.compile(r"(?:\d|one|two|three|four|five|six)\s", re.IGNORECASE)
_RANGE_BEGINS = re.compile(r"\b(?:\d|one|two|three|four)\s?(?:-|–|to|through)\s?$", re.IGNORECASE)


def is_beyond(part: str, after: str) -> bool:
    """Whether the value that follows a word of a part's name lies outside its bound: "eGFR of 90" of "eGFR <60"."""
    named, said = _NAMED.search(part), _VALUE.match(after)
    if named is None or said is None or not named["sign"]:
        return False
    ends = [int(said["value"]), int(said["high"] or said["value"])]
    value, bound = (max if named["sign"] == "<" else min)(ends), int(named["bound"])
    above = bool(said["above"]) and value >= bound
    return value >= bound or above if named["sign"] == "<" else value < bound and not said["above"]


_VALUE = re.compile(
    r"\W*(?:(?:was|were|is|are|of|at|around|about|between|values?|levels?)\W+)*"
    r"(?P<above>(?:>=?|≥|above|over|more than|at least|higher than|from)\W*)?(?P<value>\d{2,3})\b"
    r"(?:\s?(?:and|to|-|–)\s?(?P<high>\d{2,3})\b)?",
    re.IGNORECASE,
)
"""A value said of what stands before it."""


def _by_value(text: str, *, terms: TermIndex, trial: str) -> Iterator[Mention]:
    """The subgroups within whose bound a value lies that is said of what they bound: "an eGFR of 38"."""
    if not any(character.isdigit() for character in text):
        return
    for term in terms.terms("subgroup", trial=trial):
        named = _NAMED.search(term.name)
        measure = _MEASURE.search(term.name[: named.start()]) if named and named["sign"] else None
        if measure is None or measure["name"].casefold() == _AGE:
            continue
        for match in re.finditer(rf"\b{re.escape(measure['name'])}\b", text):
            value = _VALUE.match(text, match.end())
            if value and not value["above"] and not is_beyond(term.name, text[match.end() :]):
                yield Mention(match.start(), value.end(), text[match.start() : value.end()], term)


_MEASURE = re.compile(r"(?P<name>[\w-]{2,})\s?$")
"""What a name's bound is of: the word before its sign."""


def _holds_more(bound: Mention, mention: Mention) -> bool:
    """Whether a mention is only one end of the range that a bound says."""
    inside = bound.start <= mention.start and mention.end <= bound.end
    return (
        inside
        and bound.end - bound.start > mention.end - mention.start
        and _NAMED_RANGE.search(bound.term.name) is not None
    )


_NAMED_RANGE = re.compile(r"(?<![\d.])\d{2,3}-\d{2,3}(?![\d.])")
_NEAR = 12
"""Characters between a vague word and its bound."""


def _said(text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
    taken: list[tuple[int, int]] = []
    for sign, pattern in _BOUNDS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield start, end, (sign, f"{match['low']}-{_upper(match)}" if sign == "-" else match["low"])


def _upper(match: re.Match[str]) -> str:
    """The upper end of a range of whole years: below 75 is up to 74."""
    parts = match.groupdict()
    return str(int(parts["under"]) - 1) if parts.get("under") else parts["high"] or ""


def _bound_of(named: re.Match[str]) -> tuple[str, str]:
    return (named["sign"], named["bound"]) if named["sign"] else ("-", f"{named['low']}-{named['high']}")


def _is_about(name: str, named: re.Match[str], words: frozenset[str], text: str) -> bool:
    """Whether the text speaks of what the name bounds: of age by any of its words, else by a word of the name."""
    own = stems(name[: named.start()] + name[named.end() :])
    return bool(_AGES.search(text)) if _AGE in own else bool(own & words)
