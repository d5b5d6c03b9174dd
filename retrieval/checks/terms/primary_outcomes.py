"""Outcomes told by their rank alone: "the primary efficacy endpoint", "a key secondary outcome"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, split_tokens

_PRIMARY = Rare(
    r"(?<!second )\bprimary (?:\w+ ){0,3}(?:end[ -]?points?|outcomes?|composites?|events)\b"
    r"(?: (?:end[ -]?points?|outcomes?|events?|measures?))?",
    "primary",
)  # fmt: skip


def find_primary(text: str, start: int, end: int, *, taken: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """ "The primary outcome", "the primary safety endpoint": the trial's one primary outcome, or the one so called."""
    match = _PRIMARY.search(text, start, end)
    if match is None or any(item.end > match.end() > item.start for item in taken):
        return []
    held = [name for name in evidence.facts.primary if evidence.results(name)]
    told = frozenset(token.form for token in split_tokens(match[0])) - {"primary"}
    called = [name for name in held if told & evidence.title_words.get(name, frozenset())]
    one = held if len(held) == 1 else called or _of_kind(match[0], held)
    term = evidence.terms.term(one[0], kind="outcome", trial=evidence.trial.id) if len(one) == 1 else None
    return [Mention(match.start(), match.end(), match[0], term)] if term else []


def _of_kind(words: str, titles: Sequence[str]) -> list[str]:
    """Of several primary outcomes those of efficacy, or of safety, as "the primary efficacy endpoint" tells."""
    kind = _KIND.search(words)
    if kind is None:
        return []
    return [title for title in titles if bool(_SAFETY.search(title)) == (kind[0].casefold() == "safety")]


_KIND = re.compile(r"\b(?:efficacy|safety)\b", re.IGNORECASE)
_SAFETY = re.compile(
    r"\b(?:safety|adverse|bleed\w*|h[a]?emorrhag\w*|toxicit\w+|hypoglyc\w+|reactogenicity|solicited|complications?)\b",
    re.IGNORECASE,
)
"""In a title: what may happen to patients, and is hoped not to."""
SECONDARY = Rare(
    r"\b(?:key |main |first |most important )?secondary (?:\w+ ){0,2}?(?:end[ -]?points?|outcomes?|composites?)\b"
    r"(?: (?:end[ -]?points?|outcomes?|events?|measures?))?",
    "secondary",
)  # fmt: skip
"""A secondary outcome that is not named."""
_IS_ONE = re.compile(r",? (?:(?:was|is|as) )?(?:an?|the|one of the) ", re.IGNORECASE)
_MOST_SECONDARY = 12
"""Secondary outcomes of which a figure of "a key secondary outcome" may be; of more it is none's."""


def find_secondary(text: str, start: int, end: int, *, taken: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """ "A key secondary outcome": every secondary one that the table has, at one place, unless its name follows."""
    match = SECONDARY.search(text, start, end)
    if match is None or any(item.end > match.start() and item.start <= match.end() + 24 for item in taken):
        return []
    if any(_IS_ONE.fullmatch(text, item.end, match.start()) for item in taken):
        return []  # it is named: "stroke was a key secondary outcome"
    held = [title for title in evidence.facts.secondary if evidence.results(title)]
    terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in held[:_MOST_SECONDARY]]
    return [Mention(*match.span(), match[0], term) for term in terms if term] if len(held) <= _MOST_SECONDARY else []
