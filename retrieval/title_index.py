"""The outcome titles of one trial by their words: those that may name an outcome are looked up among thousands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from ingest.words import spelling_form, word_forms

_SHORTEST = 3
"""Letters of a short form that stands for few things."""
BRACKETS = re.compile(r"\(([^()]+)\)")


class TitleIndex:
    """Finds titles by their words; built once for a trial."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._places: dict[str, int] = {}
        self._same: defaultdict[frozenset[str], list[str]] = defaultdict(list)
        self._initials: defaultdict[str, list[str]] = defaultdict(list)
        self._with: defaultdict[str, list[str]] = defaultdict(list)
        for place, title in enumerate(titles):
            self._places[title] = place
            own = word_forms(title)
            self._same[own].append(title)
            self._initials["".join(word[0] for word in re.findall(r"[a-z]+", title.casefold()))].append(title)
            for form in {spelling_form(form) for form in own | word_forms(without_brackets(title))}:
                self._with[form].append(title)

    def __contains__(self, title: object) -> bool:
        return title in self._places

    def of_same_words(self, name: str) -> tuple[str, ...]:
        """The titles that have just the words of ``name``, in any order."""
        return tuple(self._same.get(word_forms(name), ()))

    def of_initials(self, name: str) -> tuple[str, ...]:
        """The titles that a short form in capitals stands for, letter by word: "BMI"."""
        short = len(name) >= _SHORTEST and name.isupper()
        return tuple(self._initials.get(name.casefold(), ())) if short else ()

    def with_any(self, forms: Collection[str]) -> tuple[str, ...]:
        """The titles that have one of these words of spellings, be it once their brackets are left out, in order."""
        found = {title for form in forms for title in self._with.get(form, ())}
        return tuple(sorted(found, key=self._places.__getitem__))


def without_brackets(title: str) -> str:
    """What a title says without its brackets: "Stroke (of Any Type) or Systemic Embolism"."""
    return " ".join(BRACKETS.sub(" ", title).split())
