"""A term found in a text, and which of several that overlap still say something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.vocabulary import Term
from ingest.words import split_tokens

FUNCTION_WORDS = frozenset(
    "a all am an and are as at be but by can do for go had has have he her him his how i if in is it its may me "
    "more my no not of off on or our out per she so than that the their them then there they this to up us was we "
    "were what when where which who why will with you your aids ate ill lead met pain set".split()
)
"""Words that an abbreviation can be mistaken for: such an abbreviation counts only in its printed case."""
_RATES = ("percentage", "count")


@dataclass(frozen=True, slots=True)
class Mention:
    """A term found in a text: ``text == source[start:end]``; ``typo`` when a misspelling was read through."""

    start: int
    end: int
    text: str
    term: Term
    typo: bool = False


def overlaps(one: Mention, *others: Mention) -> bool:
    """Whether a mention shares words of the text with any of others."""
    return any(one.start < other.end and other.start < one.end for other in others)


def own_before_general(mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out the general entry of a trial or a drug that the corpus itself describes."""
    own = {(m.term.kind, m.end) for m in mentions if m.term.trial is not None}
    return [m for m in mentions if m.term.trial is not None or (m.term.kind, m.end) not in own]


def names_nothing(mention: Mention, text: str) -> bool:
    """Whether what was found is no term: the "over 40" of "over 40 weeks" no age, the "ve" of "I've" no efficacy.

    "The number of patients whose disease returned" is no size of the trial.
    """
    if mention.text.casefold() in _CONTRACTED and text[max(0, mention.start - 1) : mention.start] in _APOSTROPHES:
        return True
    if _HONORIFIC.fullmatch(mention.text) and _NAME.match(text, mention.end):
        return True
    if mention.term.category == "design" and _WHOSE.match(text, mention.end):
        return True
    bound = mention.term.kind == "subgroup" and mention.text[-1:].isdigit() and mention.term.name.startswith("age ")
    return bound and bool(_OTHER_UNIT.match(text, mention.end))


_HONORIFIC, _NAME = re.compile(r"M(?:rs?|s|iss)"), re.compile(r"\.?\s[A-Z]")
"""Before whose name it stands, "Mrs B", it is no scale."""
_WHOSE = re.compile(r"\s+whose\b", re.IGNORECASE)
_CONTRACTED, _APOSTROPHES = frozenset({"ve", "re", "ll", "m", "d", "s", "t"}), ("'", "’")
_OTHER_UNIT = re.compile(
    r"[\s-]?(?:(?:weeks?|wks?|months?|mos?|days?|hours?|h|minutes?|min|mg|mcg|µg|g|kg|mL|mmol|mm ?Hg"
    r"|letters|points?|cycles?|per ?cent|percentage points?|fold)\b|%)",
    re.IGNORECASE,
)


def holds(term: Term, spelling: str, printed: str, *, trial: str | None) -> bool:
    """Whether words of a text are a spelling of a term, of the trial asked about and in its printed case."""
    if trial is not None and term.trial not in (None, trial) and term.kind != "trial":
        return False  # another trial's name is still its name
    if "," in printed and "," not in spelling:
        return False  # a list of two names is not one
    if _SPACED_DIGIT.search(printed) and not _SPACED_DIGIT.search(spelling):
        return False  # "PFS 2" in "PFS 2 decimals" is not PFS-2
    if not spelling.isupper() or len(spelling) > _LONGEST_ABBREVIATION:
        return True
    if spelling.endswith("S") and printed == f"{spelling[:-1]}s":
        return False  # several of another thing: "CRs" are complete responses, and no CRS
    if spelling.casefold() in FUNCTION_WORDS:
        return printed == spelling
    return not (printed[0].isupper() and printed[1:].islower())  # "Pd" is another regimen, not PD


_SPACED_DIGIT = re.compile(r"\s\d(?!\d)")
_LONGEST_ABBREVIATION = 3


def drop_contained(mentions: list[Mention]) -> list[Mention]:
    """Leave out what is only part of a longer name."""

    def inside(inner: Mention, outer: Mention) -> bool:
        same_kind = inner.term.kind == outer.term.kind
        if same_kind and inner.term.kind == "arm" and outer.start < inner.start < outer.end < inner.end:
            return (
                "-" in outer.text[inner.start - outer.start - 1 : inner.start - outer.start]
            )  # "X-Y only" is not "Y only"
        shorter = outer.end - outer.start > inner.end - inner.start
        if same_kind and inner.term.trial is not None and outer.term.trial is None and _adds_nothing(inner, outer):
            return False  # a trial's own word for a thing goes before a general one
        return (
            shorter
            and outer.start <= inner.start
            and inner.end <= outer.end
            and (same_kind or not _keeps_meaning(inner.term, outer.term))
        )

    kept = [mention for mention in mentions if not any(inside(mention, other) for other in mentions)]
    return sorted(kept, key=lambda mention: (mention.start, mention.end, mention.term.kind, mention.term.name))


def _keeps_meaning(inner: Term, outer: Term) -> bool:
    """Whether a term still says something inside a longer name of another kind.

    A grade does in the name of an adverse event, and a statistic ("median PFS") unless it is the rate that many
    outcomes are named by ("response rate").
    """
    if inner.kind == "grade":
        return outer.category in (None, "safety")
    if inner.kind == "outcome":
        return outer.kind in ("grade", "statistic")  # "serious adverse events", "reduction in the risk of death"
    return inner.kind == "statistic" and inner.name not in _RATES


def _adds_nothing(inner: Mention, outer: Mention) -> bool:
    """Whether the longer mention only adds words such as "the"."""
    known = {token.form for token in split_tokens(inner.text)}
    return all(token.form in known | FUNCTION_WORDS for token in split_tokens(outer.text))
