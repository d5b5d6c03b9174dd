"""Members of a family of outcomes that a list of numerals names: "ISS stage: I and II"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.questions.question import Question
from retrieval.terms import TermIndex

_NUMERALS = r"(?:I{1,3}|IV|V|[0-5])"
_LISTS = re.compile(
    rf"\b(?:stages?|class(?:es)?|status|grades?|types?|scores?|PS|NYHA|ECOG|ISS)\s(?P<after>{_NUMERALS})(?![\w.%-])"
    rf"|(?<![\w.])(?P<list>{_NUMERALS}(?:\s?(?:,|/|&|\+|and|or|vs\.?|versus|to)\s?(?:(?:and|or)\s)?{_NUMERALS})+)(?![\w.%-])"
)
_ONE = re.compile(rf"(?<!\w){_NUMERALS}(?!\w)")


def members_listed(text: str, titles: Sequence[str]) -> tuple[str, ...]:
    """The titles that end in a numeral which ``text`` names in a list or after a word such as "stage".

    A bare "I" elsewhere is who asks, and other digits are figures.
    """
    named = {numeral for match in _LISTS.finditer(text) for numeral in _ONE.findall(match["after"] or match["list"])}
    return tuple(title for title in titles if title.rsplit(" ", 1)[-1] in named)


def with_stages(question: Question, *, terms: TermIndex) -> Question:
    """The question for the members of a family that it lists by numerals ("ISS stage: I and II")."""
    told: list[str] = []
    for name in question.outcomes:
        family = [title for title in terms.outcomes_of(name, trial=question.trial or "") if title != name]
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


_ROMAN = re.compile(r"i{1,3}|iv|v")
