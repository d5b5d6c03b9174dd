"""Rates of two outcomes that are named together: "the CR and MRD negativity rates" are of each, and of no joint one."""

from __future__ import annotations

import re

from retrieval.terms import Mention, TermIndex


def rates_of_two(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with one outcome that joins two as these two, where their rates are asked: "CR and A rates"."""
    return tuple(found for m in mentions for found in _of_two(text, m, terms=terms, trial=trial))


def _of_two(text: str, mention: Mention, *, terms: TermIndex, trial: str | None) -> tuple[Mention, ...]:
    joint = _JOINED.fullmatch(mention.text) if mention.term.kind == "outcome" else None
    rates = bool(_SEVERAL.match(text, mention.end)) or mention.text.casefold().endswith("rates")
    several = rates or bool(_LISTED.search(text[: mention.start]))  # the last two of a list: "VGPR, CR and MRD"
    if joint is None or not several or _BOTH.search(text[: mention.start]):
        return (mention,)
    sides = [(mention.start, joint["one"]), (mention.start + joint.start("other"), joint["other"])]
    found = [
        Mention(start, start + len(words), words, m.term)
        for start, words in sides
        for m in terms.find(words, trial=trial, kinds={"outcome"}, typos=False)
        if m.text == words
    ]
    return tuple(found) if {m.start for m in found} == {start for start, _ in sides} else (mention,)


_JOINED = re.compile(r"(?P<one>[^,]+?)\s(?:and|&|\+)\s(?:the\s)?(?P<other>[^,]+)", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\s(?:[\w-]+\s)?(?:rates|percentages|proportions|shares|figures|numbers|results)\b", re.IGNORECASE
)
_LISTED = re.compile(r"\b(?!and\b|or\b)[\w+>=]+(?:\srates?)?,\s$", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|combined|joint)\s$", re.IGNORECASE)
