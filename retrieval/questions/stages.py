"""Members of a family of outcomes that a list of numerals names: "ISS stage: I and II"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.questions.question import Question
from retrieval.terms import TermIndex

_NUMERALS = r"(?:I{1,3}|IV|V|[0-5])"
_MORE = rf"(?:\s?(?:,|/|&|\+|[-–]|and|or|vs\.?|versus|to|through)\s?(?:(?:and|or)\s)?{_NUMERALS})"
_LISTS = re.compile(
    r"\b(?:stages?|class(?:es)?|status|grades?|types?|scores?|PS|NYHA|ECOG|ISS)\s"
    rf"(?P<after>{_NUMERALS}{_MORE}*)(?![\w.%-])|(?<![\w.])(?P<list>{_NUMERALS}{_MORE}+)(?![\w.%-])"
)
_ONE = re.compile(rf"(?<!\w){_NUMERALS}(?!\w)")


def members_listed(text: str, titles: Sequence[str]) -> tuple[str, ...]:
    """The titles that end in a numeral which ``text`` names in a list or after a word such as "stage".

    A bare "I" elsewhere is who asks, and other digits are figures.
    """
    named = {numeral for match in _LISTS.finditer(text) for numeral in _numerals(match["list"] or match["after"])}
    return tuple(title for title in titles if title.rsplit(" ", 1)[-1] in named)


def _numerals(listed: str) -> tuple[str, ...]:
    """The numerals of a list, a range's inner ones too: I, II and III of "I to III"; digits by Roman ones as well."""
    found = _ONE.findall(listed)
    places = [_ROMANS.index(_ROMANS[int(one)] if one.isdigit() else one) for one in found]
    if _RANGE.search(listed) and len(places) > 1:
        places = list(range(places[0], places[-1] + 1))
    return tuple(form for place in places for form in (_ROMANS[place], str(place)))


_ROMANS = ("0", "I", "II", "III", "IV", "V")
_RANGE = re.compile(r"[-–]|\b(?:to|through)\b")


def with_stages(question: Question, *, terms: TermIndex) -> Question:
    """The question for the members of a family that it lists by numerals ("ISS stage: I and II")."""
    told: list[str] = []
    for name in question.outcomes:
        parent = _MEMBER.sub("", name)
        family = [title for title in terms.outcomes_of(parent, trial=question.trial or "") if title != parent]
        told += members_listed(question.text, family) or (name,)
    if tuple(told) == question.outcomes:
        return question
    named = {title.rsplit(" ", 1)[-1].casefold() for title in told}
    return replace(
        question,
        outcomes=tuple(dict.fromkeys(told)),
        unknown=tuple(
            token for token in question.unknown if not _ROMAN.fullmatch(token.form) and token.form not in named
        ),
        topics=tuple(topic for topic in question.topics if topic.name != "eligibility"),
    )


_MEMBER = re.compile(rf"\s{_NUMERALS}$")
_ROMAN = re.compile(r"i{1,3}|iv|v")
