"""Names that share a word: "44 % were refractory to A, 31 % to B", "24.6 % of early and 37.5 % of late relapsers"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product, zip_longest

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_LEAD = re.compile(
    r"[0-9]\s?%?(?: \([^()]{1,30}\))?(?: (?:of [^.;,0-9]{2,40}|\([^()]{1,30}\)))?[;,]?"
    r"(?: and)? (?P<to>to|from|with|of|by)\s(?:an? |the )?$"
)
"""Before an outcome that only ends a name: a figure, and the preposition of the outcome before."""
_FAR = 70


def with_heads(text: str, start: int, found: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The outcomes, each that ends a name as the one that has the head of the one before it."""
    ordered = sorted(found, key=lambda item: item.start)
    named = [_with_head(text, start, first, second, evidence) for first, second in pairwise(ordered)]
    return sorted([*ordered[:1], *named, *_ones(text, ordered, evidence)], key=lambda item: item.start)


def _ones(text: str, found: Sequence[Mention], evidence: Evidence) -> Iterator[Mention]:
    """The outcomes told as those before with another word: "complete responses in 52 %, and durable ones in 32 %"."""
    for first, second in zip_longest(found, found[1:]):
        told = _ONES.search(text, first.end, second.start if second else first.end + _FAR)
        name = f"{told['word']} {first.text}" if told else ""
        named = evidence.terms.find(name, trial=evidence.trial.id, kinds={"outcome"}, typos=False) if told else ()
        whole = [item.term for item in named if item.start == 0 and item.end == len(name)]
        if told and whole and whole[0].name != first.term.name:
            yield Mention(*told.span(), told[0], whole[0])


_ONES = re.compile(r"\b(?P<word>[a-z][\w-]{3,20}) ones\b")


def _with_head(text: str, start: int, first: Mention, second: Mention, evidence: Evidence) -> Mention:
    lead = _LEAD.search(text, max(start, first.end, second.start - _FAR), second.start)
    if lead is None:
        return second
    named = (re.match(rf"[\w-]+ {lead['to']}\b", words) for words in (first.text, first.term.name))
    for head, tail in product(filter(None, named), (_AND_MORE.match(text, second.end), None)):
        more = tail[0].replace(" an ", " ").replace(" a ", " ") if tail else ""
        name = f"{head[0]} {second.text}{more}"
        told = evidence.terms.find(name, trial=evidence.trial.id, kinds={"outcome"}, typos=False)
        whole = [item.term for item in told if item.start == 0 and item.end == len(name)]
        if whole and evidence.results(whole[0].name):
            end = tail.end() if tail else second.end
            return Mention(second.start, end, text[second.start : end], whole[0])
    return second


_AND_MORE = re.compile(r" and (?:an? |the )?[\w-]+")
"""Behind an outcome that ends a name: what the name may go on with, "to A and B"."""
_ELIDED = re.compile(
    r"\b(?P<word>[A-Za-z][\w-]{2,20})(?: \([^()]{1,30}\))?,? (?:and|or|versus|vs\.?|but)"
    r" (?:[0-9][0-9.,]*\s?%?(?: (?:months|weeks|years|percentage points|points))? (?:\([^()]{1,40}\) )?)?"
    r"(?:(?:of|in|for|with|among|the) )*$"
)
"""Before a group: the word of another one with the same noun, "24.6 % of early and 37.5 % of late relapsers"."""


def elided_groups(text: str, start: int, groups: list[Mention], evidence: Evidence) -> list[Mention]:
    """The groups whose noun is that of a group behind them: the first of "high- and standard-risk patients"."""
    found: list[Mention] = []
    for group in groups:
        told = _ELIDED.search(text, max(start, group.start - 70), group.start)
        _, joint, noun = re.split(r"([ -])", group.text, maxsplit=1) if re.search("[ -]", group.text) else ("", "", "")
        if told is None or not noun or any(other.start < told.end("word") <= other.end for other in groups):
            continue
        name = f"{told['word'].rstrip('-')}{joint}{noun}"
        named = evidence.terms.find(name, trial=evidence.trial.id, kinds={"subgroup"}, typos=False)
        found += [
            Mention(*told.span("word"), told["word"], item.term)
            for item in named
            if len(item.text) == len(name) and item.term.name in evidence.facts.groups
        ]
    return found
