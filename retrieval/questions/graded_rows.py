"""Rows of a measure that are called by grades, where a question asks from a grade upwards or for each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result
from retrieval.questions.wording import asks_every_grade

_ANY = re.compile(r"(?:any|all)[ -]grades?", re.IGNORECASE)
_AND_MORE = r"(?:\s?\+|\s(?:or|and)\s(?:higher|worse|more|above|greater|up|over))"
_ROW = re.compile(
    r"(?:maximum |worst )?grade (?:(?P<least>(?:>=|\u2265)\s?))?(?P<low>[1-5])"
    rf"(?:(?P<more>{_AND_MORE})|\s?(?:-|\u2013|to|or|and|/)\s?(?P<high>[1-5]))?",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"\bgrades?\s(?P<low>[1-5]){_AND_MORE}|\bG(?P<short>[1-5]){_AND_MORE}"
    r"|\bgrades?\s?(?:>=|\u2265|at least)\s?(?P<least>[1-5])"
    r"|(?P<severe>\bsevere\b)",
    re.IGNORECASE,
)
_SEVERE = 3


def graded_rows(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """Every row of a grade that is asked: from it upwards, each for itself, or all where it is asked how severe.

    None where the rows are not called by grades, or one of them is from this grade upwards itself.
    """
    if reached := _responses(rows, text):
        return reached
    grades = {row.item: match for row in rows if row.item and (match := _ROW.fullmatch(row.item))}
    if len(grades) < _FEWEST:
        return ()
    if asks_every_grade(text):
        return tuple(row for row in rows if row.item in grades or _ANY.fullmatch(row.item or ""))
    asked = _FROM.search(text)
    if asked is None:
        return ()
    least = int(asked["low"] or asked["short"] or asked["least"] or _SEVERE)
    if any((row["least"] or row["more"]) and int(row["low"]) == least for row in grades.values()):
        return ()
    return tuple(row for row in rows if row.item in grades and int(grades[row.item]["low"]) >= least)


def _responses(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of each best response from the one asked upwards: "a CR or better" of sCR and CR."""
    asked = _OR_BETTER.search(text)
    items = {row.item for row in rows if row.item}
    ranks = {item: _RANKS.index(item.casefold()) for item in items if item.casefold() in _RANKS}
    if asked is None or len(ranks) < _FEWEST:
        return ()
    said = re.sub(r"[\s-]+", " ", asked["response"].casefold())
    least = _RANKS.index(_IN_SHORT.get(said, said))
    return tuple(row for row in rows if row.item in ranks and ranks[row.item] <= least)


_RANKS = ("scr", "cr", "cri", "vgpr", "pr", "mr", "sd")
"""Best responses, the deepest first, by their short forms."""
_IN_SHORT = {
    "stringent complete response": "scr", "complete response": "cr", "complete remission": "cr",
    "very good partial response": "vgpr", "partial response": "pr", "partial remission": "pr",
    "minimal response": "mr", "minor response": "mr", "stable disease": "sd",
}  # fmt: skip
_OR_BETTER = re.compile(
    r"\b(?P<response>s?CR|VGPR|PR|MR|SD|stringent complete response|complete (?:response|remission)"
    r"|very[ -]good partial response|partial (?:response|remission)|min(?:imal|or) response|stable disease)"
    r"\s(?:or|and)\s(?:better|deeper|above|more)\b",
    re.IGNORECASE,
)
_FEWEST = 2
"""Rows of grades that a measure has to have."""
