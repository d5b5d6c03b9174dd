"""Organisations named in a question: as the entries print them, as the vocabulary knows them, or by their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.organisations import fold_organisation, is_known_organisation
from ingest.records import Disclosure
from retrieval.interests.words import INDUSTRY, is_interest_word
from retrieval.terms import common_words, normal_form

_WORD = re.compile(r"[^\W_]+(?:(?:['’.&-])[^\W_]+)*|&")
_LONGEST_NAME = 5
_SHORT = 2  # letters; "bi" and "az" are companies only in capitals
_SHORTEST_START = 3


@dataclass(frozen=True, slots=True)
class Companies:
    """Organisations in the order named.

    Attributes:
        held: As the entries print them first.
        known: As the text prints them, where the vocabulary knows them and no entry carries them.
        rest: The text with their places blanked.
    """

    held: tuple[str, ...]
    known: tuple[str, ...]
    rest: str


def find_companies(text: str, disclosures: Iterable[Disclosure]) -> Companies:
    """Organisations in ``text``; the longest run of words is taken first, so that "Pharma Mar" is one name."""
    printed: dict[str, str] = {}
    for entry in disclosures:
        if entry.organisation:
            printed.setdefault(fold_organisation(entry.organisation), entry.organisation)
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    held: dict[str, int] = {}
    known: dict[str, int] = {}
    rest, taken = text, set[int]()
    for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            places = set(range(first, first + size))
            start, end = words[first][0], words[first + size - 1][1]
            run = re.sub(r"['’]s?$", "", text[start:end])
            if places & taken or not _may_be_name(text, words[first : first + size]):
                continue
            found = _held_names(run, printed)
            for name in found:
                held.setdefault(name, start)
            if not found and _is_known(run):
                known.setdefault(run, start)
            elif not found:
                continue
            taken |= places
            rest = rest[:start] + "¤" * (end - start) + rest[end:]
    return Companies(tuple(sorted(held, key=held.__getitem__)), tuple(sorted(known, key=known.__getitem__)), rest)


def same_organisation(name: str, other: str | None) -> bool:
    """Whether two printed names are of one organisation."""
    return other is not None and fold_organisation(name) == fold_organisation(other)


def _held_names(run: str, printed: Mapping[str, str]) -> list[str]:
    """The entry's name for it; where only its first word is said ("CSL"), every organisation that begins so."""
    folded = fold_organisation(run)
    if folded in printed:
        return [printed[folded]]
    if not run[0].isupper() or len(folded) < _SHORTEST_START:
        return []
    known = is_known_organisation(run)
    return [
        name
        for form, name in printed.items()
        if form.startswith(f"{folded} ") or (known and folded.startswith(f"{form} "))
    ]


def _is_known(run: str) -> bool:
    if len(run) <= _SHORT and not run.isupper():
        return False
    return is_known_organisation(run) and (run[0].isupper() or normal_form(run) not in common_words())


def _may_be_name(text: str, run: Sequence[tuple[int, int]]) -> bool:
    """Whether no end of the run is a word of interests, or a common one in small letters or at the text's beginning."""
    return not any(
        text[start:end] == "&"
        or (is_interest_word(text[start:end]) and not INDUSTRY.fullmatch(text[start:end]))
        or (
            normal_form(re.sub(r"['’]s$", "", text[start:end])) in common_words()
            and (text[start].islower() or start == 0)
        )
        for start, end in (run[0], run[-1])
    )
