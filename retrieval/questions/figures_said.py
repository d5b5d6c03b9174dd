"""Short ways to speak of figures and of where they are printed: ratios, levels, papers, websites, years apart."""

from __future__ import annotations

import re

_NUMBERS = {"a": "1", "one": "1", "two": "2", "three": "3"}
_PARTS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_RATIO = re.compile(
    r"(?P<before>\b(?:randomi[sz]\w*|allocat\w*|assign\w*|ratio|split)\b[^.?]{0,40}?)"
    r"\b(?P<one>one|two|three|four|[1-4])[ -](?:to|by|versus|vs)[ -](?P<other>one|two|three|four|[1-4])\b",
    re.IGNORECASE,
)
_SHORT = (
    (re.compile(r"\bmass[ -]spec\b\.?", re.IGNORECASE), "mass spectrometry"),
    (re.compile(r"(?<=\d)\s?per ?cent(?=\s(?:CIs?\b|conf|interval))", re.IGNORECASE), "%"),
    (
        re.compile(
            r"(?<![\d.])(\d\d(?:\.\d)?)(\s?(?:vs\.?|versus|or|and|/|not)\s?)(\d\d(?:\.\d)?)\s?%(?=\s(?:CIs?\b|conf|interval))",
            re.IGNORECASE,
        ),
        r"\1%\2\3%",
    ),
    (
        re.compile(r"\bwhat (?:does|do|has|have|did) (?P<this>[^?,;]{2,40}?) (?:have )?to do with\b", re.IGNORECASE),
        r"why \g<this> for",
    ),
    (
        re.compile(
            r"^(?P<is>\W*(?:is|was)) (?:the|that) (?P<figure>\d[\d.]*\s?%) (?P<what>[a-z][\w -]{3,40}?) "
            r"(?:figure|rate|number|value|share)(?: (?:that )?(?:of|for|from|in)) (?P<whose>[^?,;]{2,40})(?=\W*$)",
            re.IGNORECASE,
        ),
        r"\g<is> \g<figure> the \g<what> rate in \g<whose>",
    ),
    (
        re.compile(
            r"(?P<whose>\b(?:company|manufacturer|sponsor|product|HCP|the (?-i:[A-Z])[a-z]{4,})(?:['’]s)?(?: HCP)?)"
            r" site\b",
            re.IGNORECASE,
        ),
        r"\g<whose> website",
    ),
    (
        re.compile(
            r"(?P<first>\b(?P<what>paper|article|abstract|publication)\b[^?.;]{0,30}?\b(?:and|or)\b[^?.;]{0,20}?"
            r"\bthe (?:[\w-]+ ){1,2})one\b",
            re.IGNORECASE,
        ),
        r"\g<first>\g<what>",
    ),
    (
        re.compile(
            r"\bthe (?P<one>[\w-]+) and (?:the )?(?P<other>[\w-]+) (?P<what>paper|article|abstract|publication)s\b",
            re.IGNORECASE,
        ),
        r"the \g<one> \g<what> and the \g<other> \g<what>",
    ),
)


def figures_in_full(text: str) -> str:
    """The text with such ways of speaking in full."""
    text = _RATIO.sub(_in_figures, text)
    for pattern, words in _SHORT:
        text = pattern.sub(words, text)
    return _YEARS_APART.sub(_in_year, text)


_YEARS_APART = re.compile(
    r"(?P<year>20\d\d)\b(?P<then>[^.?]*?\b)(?P<many>a|one|two|three|[123]) years? (?:\w+ )?"
    r"(?P<side>before|earlier|previously|prior|later|after(?:wards)?)\b(?= *(?:[,;?.]|$))",
    re.IGNORECASE,
)
"""A year that is told by one before it: "in 2023, and a year earlier"."""


def _in_year(told: re.Match[str]) -> str:
    many = int(_NUMBERS.get(told["many"].casefold(), told["many"]))
    later = told["side"].casefold().startswith(("later", "after"))
    return f"{told['year']}{told['then']}in {int(told['year']) + (many if later else -many)}"


def _in_figures(ratio: re.Match[str]) -> str:
    """A ratio of allocation in figures: "randomised two to one" is "randomised 2:1"."""
    parts = (_PARTS.get(part.casefold(), part) for part in (ratio["one"], ratio["other"]))
    return ratio["before"] + ":".join(parts)
