"""Analyses that are told by one word of their name: "treated at final OS", "the primary HR"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.terms import Mention, TermIndex

_AT = re.compile(r"\b(?:at|by|as of|in|for|of)\s+(?:the\s+)?$", re.IGNORECASE)
_AT_BARE = re.compile(r"\bat\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before an outcome that stands for its analysis: "follow-up at OS"."""
_AT_ANALYSIS = re.compile(
    r"\b(?:at|by|as of|in|for|of|behind|underlying|under|from)\s+(?:the\s+)?"
    r"(?P<word>final|primary|interim|updated|last|first)\s+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b(?P<word>final|primary|interim|updated|last|first)\s+$", re.IGNORECASE)
_ANALYSIS = re.compile(r"\s+(?:analysis|one|report|abstract|update|read-?out)\b", re.IGNORECASE)
_ANALYSIS_AFTER = re.compile(r"\s+(?P<word>final|interim|update)\b", re.IGNORECASE)
_COUNTS = ("count", "percentage")


def analyses_in_part(
    text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None
) -> Iterator[Mention]:
    """The analyses that a word beside an outcome or a statistic tells."""
    yield from _of_outcomes(text, mentions, terms=terms, trial=trial)
    yield from _of_statistics(text, mentions, terms=terms, trial=trial)


def _of_outcomes(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The analysis that is named after its outcome, beside another outcome: "how many were treated at final OS"."""
    outcomes = [mention for mention in mentions if mention.term.kind == "outcome"]
    for mention in outcomes if len({m.term.name for m in outcomes}) > 1 else ():
        before, after = _AT_ANALYSIS.search(text[: mention.start]), _ANALYSIS_AFTER.match(text[mention.end :])
        whole = _WORD.search(text[: mention.start]) if _ANALYSIS.match(text[mention.end :]) else None
        before = before or whole  # "the first PFS analysis"
        bare = _AT_BARE.search(text[: mention.start]) and mention.term.category == "efficacy"
        if not before and not bare and not (after and _AT.search(text[: mention.start])):
            continue
        word = before["word"] if before else after["word"] if after else ""
        name = f"{word} {mention.text} analysis".strip()
        found = [m.term for m in terms.find(name, trial=trial, kinds={"analysis"}, typos=False) if m.text == name]
        start = before.start("word") if before else mention.start
        end = mention.end if before or not after else mention.end + after.end()
        for term in found[:1]:
            yield Mention(start, end, text[start:end], term)


def _of_statistics(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The analysis that a word right before a statistic or its outcome tells: "the primary HR", "final PFS HR"."""
    statistics = [m for m in mentions if m.term.kind == "statistic" and m.term.name not in _COUNTS]
    outcomes = [m for m in mentions if m.term.kind == "outcome"]
    for statistic in statistics if len({m.term.name for m in outcomes}) < 2 else ():
        own = next((m for m in outcomes if 0 <= statistic.start - m.end <= 1 or m.end == statistic.start), None)
        first = own.start if own else statistic.start
        word = _WORD.search(text[:first])
        if word is None or any(m.start < first and word.start("word") < m.end for m in mentions):
            continue
        named = [f"{word['word']} {m.text} analysis" for m in outcomes] or [f"{word['word']} analysis"]
        found = [
            m.term for n in named for m in terms.find(n, trial=trial, kinds={"analysis"}, typos=False) if m.text == n
        ]
        yield from (Mention(*word.span("word"), word["word"], term) for term in found[:1])
