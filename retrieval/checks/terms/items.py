"""Rows of an outcome, "Female" or "Week 24", told right after its title or by their own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.checks.figures.characters import readable
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, split_tokens

_LEAD = re.compile(r"(?:\s\([^()]{1,20}\))?(?:(?:[,:]|\s-)\s|\s\()")
"""Between a title, with its abbreviation, and the row that is told of it."""
BRACKETS = re.compile(r"\s*\([^()]*\)$")
"""What ends a row's name in brackets."""


def with_items(text: str, mentions: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The outcome mentions, each as long as the row that is told after its title; what stands in the row is none."""
    longer = [_with_item(text, mention, evidence) for mention in mentions]
    return [
        item
        for item in longer
        if not any(other.start < item.start and item.end <= other.end and other not in mentions for other in longer)
    ]


def told_item(mention: Mention, evidence: Evidence) -> str | None:
    """The row that a mention ends with, or that it is."""
    words, own = mention.text.casefold(), joined(mention.text)
    return next(
        (
            item
            for item in evidence.results(mention.term.name).items
            if own in (joined(item), joined(BRACKETS.sub("", item)))
            or words.endswith((*(f"{lead} {plain(item)}" for lead in ",:-"), f"({plain(item)}"))
        ),
        None,
    )


def named_items(text: str, start: int, end: int, *, taken: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """Outcomes told by one of their rows alone: "IL-6" where that is a row of "Inflammatory markers".

    Words may name an outcome and the row of another: fasting glucose at baseline, and later.
    """
    found: list[Mention] = []
    tokens = split_tokens(text[start:end]) if evidence.facts.items else ()
    forms = [_DIGITS.get(token.form, token.form) for token in tokens]
    for first in range(len(tokens)):
        if forms[first][:1] not in evidence.facts.item_starts:
            continue
        for last in range(min(first + _LONGEST_ITEM, len(tokens)), first, -1):
            titles = evidence.facts.items.get("".join(forms[first:last]), ())
            low, high = start + tokens[first].start, start + tokens[last - 1].end
            longer = any(it.start <= low and high <= it.end and it.end - it.start > high - low for it in taken)
            terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in titles]
            if titles and not longer:
                found += [Mention(low, high, text[low:high], term) for term in terms if term is not None]
                break
    return found


def called_items(mention: Mention, evidence: Evidence) -> list[Mention]:
    """Outcomes by a row that a general name stands for: "cardiovascular death", of which a row "CV death" alone tells.

    So it is where the table has no outcome of that name but composites that hold it.
    """
    term, trial = mention.term, evidence.trial.id
    if term.trial is not None or not evidence.facts.items:
        return []
    rows = _names(term.name, term.synonyms) & evidence.facts.items.keys()
    held = evidence.terms.outcomes_of(term.name, trial=trial) if rows else ()
    if not rows or not all(evidence.terms.is_composite_of(title, term.name, trial=trial) for title in held):
        return []
    titles = dict.fromkeys(title for row in sorted(rows) for title in evidence.facts.items[row])
    terms = [evidence.terms.term(title, kind="outcome", trial=trial) for title in titles]
    return [replace(mention, term=term) for term in terms if term is not None]


def item_called(words: str, items: Sequence[str], evidence: Evidence) -> str | None:
    """The one row that words tell by another name of what it counts, see ``called_items``."""
    found = evidence.terms.find(words, trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    names = frozenset[str]().union(*(_names(it.term.name, it.term.synonyms) for it in found if it.term.trial is None))
    rows = [item for item in items if joined(item) in names]
    return rows[0] if len(rows) == 1 else None


@lru_cache(maxsize=1024)
def _names(name: str, synonyms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(joined, (name, *synonyms)))


_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "six": "6"}
_LONGEST_ITEM = 6
"""Words of a row's name that is told alone."""


def is_item(words: str, evidence: Evidence) -> bool:
    """Whether words are a row's own name: a component of a composite is counted there, and no composite."""
    return bool(evidence.facts.items.get(joined(words)))


def _with_item(text: str, mention: Mention, evidence: Evidence) -> Mention:
    lead = _LEAD.match(text, mention.end)
    if lead is None:
        return mention
    for item in evidence.results(mention.term.name).items:
        end = lead.end() + len(item)
        if text[lead.end() : end].casefold() == plain(item) and not re.match(r"\w", text[end : end + 1]):
            return Mention(mention.start, end, text[mention.start : end], mention.term, mention.typo)
    return mention


@lru_cache(maxsize=4096)
def joined(words: str) -> str:
    """The normal forms of words as one: "IL-6" and "IL6" are the same."""
    return "".join(_DIGITS.get(token.form, token.form) for token in split_tokens(words))


def plain(item: str) -> str:
    """A row's name as it is compared with a text."""
    return readable(item).casefold()
