"""Names in a model's words that the results told do not bear: of an authority, a method, a class, a time, each arm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.records import Result
from retrieval.chat_model.claim import Claim

_AUTHORITIES = re.compile(
    r"\b(?:FDA|EMA|European (?:Commission|Medicines Agency)|MHRA|PMDA|NICE|Health Canada|TGA|NMPA|Swissmedic)\b"
)
_OF_AUTHORITY = re.compile(r"\bapproval\b", re.IGNORECASE)
_METHODS = (
    (re.compile(r"\b(?:flow cytometry|NGF|next-generation flow)\b", re.IGNORECASE), ("flow",)),
    (re.compile(r"\b(?:NGS|(?:next-generation )?sequencing)\b", re.IGNORECASE), ("sequenc", "ngs")),
    (re.compile(r"\bmass spectrometry\b", re.IGNORECASE), ("mass spectrom",)),
    (re.compile(r"\b(?:PCR|polymerase chain reaction)\b", re.IGNORECASE), ("pcr", "polymerase")),
    (re.compile(r"\bimmunofixation\b", re.IGNORECASE), ("immunofix",)),
    (re.compile(r"\b10(?:\^|\*\*)?[-\u2212\u207b](?P<power>[0-9]|[\u2074-\u2079])"), ()),
)
"""How something was measured, and the stems of it that a result may have; a sensitivity is told by its power."""
_FRAMES = re.compile(
    r"\b(?:within|during|in|over|at|after|by) (?:the |their )?(?:first|second|third|last|final) "
    r"(?:infusion|dose|cycle|year|month|week|day)s?\b"
    r"|\b(?:annual|yearly|monthly) (?:rate|risk|incidence)\b|\bper (?:patient[- ])?year\b"
    r"|\b(?:every (?:other )?(?:day|week|month)|daily|twice weekly|once (?:a|per) (?:day|week))\b",
    re.IGNORECASE,
)
"""When, or how often: a figure of so much time, which its result has to tell."""
_EACH_ARM = re.compile(r"\b(?:each|either|every|per) (?:treatment |study )?(?:arm|group)\b", re.IGNORECASE)
_CLASSES = re.compile(r"(?<![\d.,-])(?P<low>\d)(?: or | to |-)(?P<high>\d)(?![\d.])")
"""Two classes that one title counts together: "performance status 0 or 1"."""
_SUPERSCRIPT = str.maketrans("\u2074\u2075\u2076\u2077\u2078\u2079", "456789")


def find_mismatches(words: str, rows: Sequence[Result], *, beside: Sequence[Result]) -> Iterator[Claim]:
    """Where a statement names what none of the results told has.

    Args:
        words: The statement with blanks for what the program printed.
        rows: The results that its figures were found to be.
        beside: Results of the same outcomes.
    """
    for row in rows:
        if _OF_AUTHORITY.search(row.outcome) and _AUTHORITIES.search(row.outcome):
            for found in _AUTHORITIES.finditer(words):
                if found[0] not in row.outcome:
                    yield Claim(*found.span(), f"the result is {row.outcome}", refuted=True)
        yield from _halves(words, row)
    yield from _methods(words, rows, beside)
    held = _as_rhythm(
        " ".join(f"{row.outcome} {row.time_frame or ''} {row.note or ''} {row.quote or ''}" for row in rows)
    )
    for frame in _FRAMES.finditer(words) if rows else ():
        if " ".join(_as_rhythm(frame[0]).split()[-2:]) not in held:
            yield Claim(*frame.span(), f"the result says nothing of {frame[0]!r}", refuted=True)
    each = _EACH_ARM.search(words)
    if each and rows and all(row.arm == "all" for row in rows):
        yield Claim(*each.span(), "the figure is of all arms together", refuted=True)


def _as_rhythm(words: str) -> str:
    """Words in which a rhythm is told one way: "weekly" is "every week", "every other week" is "every 2 weeks"."""
    folded = _EVERY_OTHER.sub(r"every 2 \1s", words.casefold())
    folded = _ONCE_A.sub(r"every \1", folded)
    return re.sub(r"\b(dai|week|month|year)ly\b", lambda found: f"every {found[1].replace('dai', 'day')}", folded)


_EVERY_OTHER = re.compile(r"\bevery (?:other|second|two) (day|week|month)s?\b")
_ONCE_A = re.compile(r"\b(?:once (?:a|per|every)|each) (day|week|month|year)\b")


def _methods(words: str, rows: Sequence[Result], beside: Sequence[Result]) -> Iterator[Claim]:
    alike = {(row.outcome, row.data_cutoff) for row in rows}
    held = [row for row in (*rows, *beside) if (row.outcome, row.data_cutoff) in alike]
    borne = " ".join(
        f"{row.assessor or ''} {row.outcome} {row.note or ''} {row.quote or ''}" for row in held
    ).casefold()
    for pattern, stems in _METHODS if any(row.assessor for row in held) else ():
        for found in pattern.finditer(words):
            sought = stems or (f"-{found['power'].translate(_SUPERSCRIPT)}",)
            if not any(stem in borne for stem in sought):
                yield Claim(*found.span(), f"the result says nothing of {found[0]!r}", refuted=True)


def _halves(words: str, row: Result) -> Iterator[Claim]:
    """One of two classes, where the result counts both."""
    both = _CLASSES.search(row.outcome)
    if both is None:
        return
    name = re.escape(row.outcome[: both.start()].split()[-1]) if row.outcome[: both.start()].split() else ""
    alone = re.search(rf"\b{name}\s(?:of\s)?(?P<one>\d)\b(?!\s?(?:or|to|and|-|\u2013|/)\s?\d)", words, re.IGNORECASE)
    if name and alone and alone["one"] in both.groups():
        yield Claim(*alone.span("one"), f"the result is {row.outcome}", refuted=True)
