"""The statistic that words over or behind figures name: a heading of a table, a caption, a bracket at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.mentions import heading_mentions
from retrieval.terms import Mention


def over_table(clause: Clause) -> list[str]:
    """The words over a whole table or list, without those in brackets: its first cell and its caption."""
    spans = (clause.sentence.corner, clause.sentence.caption)
    return [_IN_BRACKETS.sub(" ", without_titles(clause, *span)) for span in spans if span]


_IN_BRACKETS = re.compile(r"\([^()]*[0-9][^()]*\)")
"""In a caption: when its figures are of, "(data cut-off 7 Feb 2020, median follow-up 20.7 months)"."""


def name_at_end(clause: Clause, told: list[Slot]) -> None:
    """Give the figures of a sentence the statistic that a bracket behind them names: "5.1 on A, 3.2 on B (medians)"."""
    for match in _NAMED_AT_END.finditer(clause.text, clause.sentence.start, clause.sentence.end):
        for slot in told:
            if not slot.statistics and slot.expression.end <= match.start() and slot.unit not in ("patients", "events"):
                slot.statistics = cues.statistics_of(match["what"])


_NAMED_AT_END = Rare(
    r"(?:\((?:all |both )?|, (?:all |both )|, given as )(?P<what>(?:(?:LS|least[- ]squares|geometric|adjusted) )?"
    r"(?:means|medians))\)?(?=[.;,]|$)",
    "means", "medians",
)  # fmt: skip


def without_titles(clause: Clause, start: int, end: int) -> str:
    """The words of a heading without what the titles in it say after their first word."""
    found = heading_mentions(clause.text, start, end, evidence=clause.evidence).get("outcome", ())
    return blanked(clause.text, start, end, found)


def blanked(text: str, start: int, end: int, titles: Iterable[Mention]) -> str:
    """The text without what outcome titles say after their first word: "mean" in a title is no statistic."""
    for title in titles:
        inner = title.start + len(title.text.split(" ")[0])
        low, high = max(start, inner), min(end, title.end)
        own = "ratio" in title.term.name.casefold() or not _RATIO.search(title.text)
        if low < high and own and not _RATIO_BEHIND.match(text, title.end):
            text = text[:low] + " " * (high - low) + text[high:]
    return text[start:end]


_RATIO = re.compile(r"\b(?:hazard|odds|risk|rate) ratios?\b", re.IGNORECASE)
_RATIO_BEHIND = re.compile(r"(?<=mean)\s(?:[a-z-]+ )?ratios?\b", re.IGNORECASE)
"""Behind a title that ends with a statistic: "the geometric mean ratio"."""
