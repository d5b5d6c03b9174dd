"""Which analysis set words name: "mITT" is not everybody who was randomised, nor are those clinically evaluable."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.readers.registry_populations import AnalysisSets
from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_NOUN = r"(?:analys[ei]s |evaluable )?(?:populations?|sets?|patients|participants|subjects|cohort|analys[ei]s)\b"
_NAMED = Rare(
    r"\b(?:(?P<mmitt>m-?MITT|micro(?:biolog\w+)?[- ](?:mITT|modified[- ]intent(?:ion)?[- ]to[- ]treat))"
    r"|(?P<mitt>m-?ITT|modified[- ]intent(?:ion)?[- ]to[- ]treat)|(?P<itt>ITT|intent(?:ion)?[- ]to[- ]treat)"
    rf"|(?P<ce>(?-i:CE) {_NOUN}|clinically evaluable)|(?P<me>(?-i:ME) {_NOUN}|microbiologically evaluable)"
    rf"|(?P<pp>(?-i:PPS?) {_NOUN}|per[- ]protocol(?![- ](?:specified|defined|planned|required)))"
    rf"|(?P<naive>(?:treatment[- ]naive|previously untreated) {_NOUN}))(?![a-z])",
    "itt", "intent", "evaluable", "ce ", "me ", "pp ", "pps ", "per", "naive", "untreated",
)  # fmt: skip
"""The names of sets; short ones only before a noun, since "ME" and "CE" are other things, too."""


@lru_cache(maxsize=4096)
def sets_named(text: str) -> frozenset[str]:
    """The analysis sets that words or a title name."""
    return frozenset(match.lastgroup or "" for match in _NAMED.finditer(text))


def is_of_other_set(title: str, told: str) -> bool:
    """Whether a title is of another analysis set than a sentence names."""
    own, said = sets_named(title), sets_named(told)
    return bool(own and said) and not own & said


def own_set(mention: Mention, evidence: Evidence) -> str:
    """The set that a mention names, by its own name where the trial has results of it: "mITT" is a set by itself."""
    named = _sets_of(mention.text)
    held = next((name for name in named if name in evidence.facts.populations), None)
    return held or mention.term.name


@lru_cache(maxsize=512)
def _sets_of(text: str) -> tuple[str, ...]:
    return AnalysisSets().named_in(text)


@lru_cache(maxsize=8192)
def is_gap_of_change(title: str, told: str) -> bool:
    """Whether a title is of a gap to the control, and a sentence tells a change in each arm, "from baseline"."""
    gap = _OVER.search(title) is not None and _FROM_START.search(title) is None
    return gap and _FROM_START.search(told) is not None and not _OVER.search(told)


_FROM_START = re.compile(r"\b(?:from|since|against|compared with) (?:the )?baseline\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:over|versus|vs\.?|relative to|compared (?:with|to)|difference (?:from|to|with)|than) (?:the )?"
    r"(?:placebo|control|sham|vehicle|comparator)\b",
    re.IGNORECASE,
)
