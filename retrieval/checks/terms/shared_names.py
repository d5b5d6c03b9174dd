"""Titles of one name, "composite cure" at each of several visits, of which the vocabulary gives it to one alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, split_tokens

_MOST = 4
"""Titles that one name may stand for."""


def of_one_name(mention: Mention, after: str, evidence: Evidence) -> list[Mention]:
    """The titles that begin with a name that the vocabulary gives to one of them: "composite cure" at each visit.

    Args:
        after: What stands behind the name: where a title goes on with the same words, "at end of therapy", it is meant.
    """
    told = " ".join(token.form for token in split_tokens(mention.text))
    own = _bare(mention.term.name)
    before, found, _ = own.partition(f"{told} ")
    if " " not in told or not found or not before or mention.term.category != "efficacy":
        return [mention]
    alike = [title for title in evidence.titles_with(frozenset(told.split())) if title != mention.term.name]
    rest = {mention.term.name: own.removeprefix(before + found)} | {
        title: _bare(title).removeprefix(before + found) for title in alike if _bare(title).startswith(before + found)
    }
    words = [token.form for token in split_tokens(after)]
    shared = {title: _shared(more.split(), words) for title, more in rest.items()}
    most = max(shared.values())
    meant = [title for title in rest if shared[title] == most] if most > 1 else list(rest)
    terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in meant[:_MOST]]
    return [replace(mention, term=term) for term in terms if term] or [mention]


@lru_cache(maxsize=2048)
def _bare(title: str) -> str:
    """The normal forms of a title's words but for what stands in brackets."""
    return " ".join(token.form for token in split_tokens(re.sub(r"\([^()]*\)", " ", title)))


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words two texts have in common from their beginnings on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
