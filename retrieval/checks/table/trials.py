"""Which trial a sentence speaks of: one that the corpus holds, or another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

from ingest.records import Trial
from retrieval.checks.figures.rare import Rare
from retrieval.terms import TermIndex

_REGISTERED = Rare(r"\bNCT ?[0-9]{8}\b", "nct")
_WORD = re.compile(r"(?<![\w-])\w+")
_TOKEN = re.compile(r"\w+")
_FEW = 50
_NAMED = re.compile(
    r"\b(?P<name>[A-Z][A-Z0-9]{2,15}(?:-[A-Z0-9]{1,8}){0,2})(?:-like)?"
    r"(?P<noun>,? (?:phase [0-9Ib/]{1,5} )?(?:trials?|study|studies|extension)\b)?"
)


@dataclass(frozen=True, slots=True)
class TrialMention:
    """A trial that a text names; ``trial`` is ``None`` when the corpus does not hold it."""

    start: int
    end: int
    name: str
    trial: str | None


class TrialFinder:
    """Finds trials by acronym, registry number and the vocabulary's own names for them."""

    def __init__(self, trials: Sequence[Trial], *, terms: TermIndex) -> None:
        self._terms = terms
        names, patterns = _name_trials(tuple(trials), terms)
        self._names, self._patterns = names, patterns

    def find(self, text: str) -> tuple[TrialMention, ...]:
        """Return the trials named in ``text``, in order of start."""
        found: list[TrialMention] = []
        folded = text.casefold()
        if len(self._patterns) <= _FEW:  # asking for each is faster than taking the text apart
            named = any(lead in folded for lead in self._patterns)
        else:
            named = not self._patterns.keys().isdisjoint(_TOKEN.findall(folded))
        for word in _WORD.finditer(text) if named else ():
            if found and word.start() < found[-1].end:
                continue
            for name in self._patterns.get(word[0].casefold(), ()):
                if match := _pattern_of(name).match(text, word.start()):
                    found.append(TrialMention(match.start(), match.end(), match[0], self._names[name]))
                    break
        taken = [(mention.start, mention.end) for mention in found]
        found += [
            TrialMention(match.start(), match.end(), match[0], None)
            for match in _REGISTERED.finditer(text)
            if not _overlaps(match.span(), taken)
        ]
        found += [
            TrialMention(match.start("name"), match.end("name"), match["name"], None)
            for match in _NAMED.finditer(text)
            if not _overlaps(match.span("name"), taken) and self._is_foreign(match, text)
        ]
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _is_foreign(self, match: re.Match[str], text: str) -> bool:
        """Whether capitals name a trial: "the ABC trial", or "In ABCDE, ..." where no term is spelled so."""
        name = match["name"]
        if len(name) < 4 or name.isdigit() or self._terms.find(name, typos=False):
            return False
        if match["noun"]:
            return True
        follows = re.match(
            r"\s?(?:[,:)]|showed\b|reported\b|found\b|was\b|had\b|\()", text[match.end() : match.end() + 10]
        )
        leads = re.search(r"(?:^|[.\n]\s*|\b)(?:In|in|from|of)\s$", text[max(0, match.start() - 8) : match.start()])
        return len(name) >= 5 and bool(leads) and bool(follows or match.end() >= len(text.rstrip(". ")))


_Names = tuple[dict[str, str | None], dict[str, list[str]]]
_KEPT: WeakKeyDictionary[TermIndex, tuple[tuple[Trial, ...], _Names]] = WeakKeyDictionary()


def _name_trials(trials: tuple[Trial, ...], terms: TermIndex) -> _Names:
    """The owner of each name, and the names by the word that they may begin with in a text, the longest first.

    Kept for a corpus: thousands of trials are not gone through for every text.
    """
    kept = _KEPT.get(terms)
    if kept is None or kept[0] != trials:
        names = _owners(trials, terms)
        starts: dict[str, list[str]] = {}
        for name in sorted(filter(None, names), key=len, reverse=True):
            joined = ""
            for part in name.split(" "):  # "ABC 1" may be written "ABC1", which is one word
                word = _WORD.match(part)
                joined += word[0] if word else ""
                starts.setdefault(joined, []).append(name)
                if word is None or word.end() < len(part):
                    break
        kept = (trials, (names, starts))
        _KEPT[terms] = kept
    return kept[1]


def _owners(trials: tuple[Trial, ...], terms: TermIndex) -> dict[str, str | None]:
    ids = {trial.id for trial in trials}
    names: dict[str, str | None] = {}
    held = {_key(trial.acronym): trial.id for trial in trials if trial.acronym}
    for term in terms.terms("trial"):
        owner = term.name if term.name in ids else held.get(_key(term.name), term.trial)
        for spelling in term.spellings:
            names[_key(spelling)] = owner
    for trial in trials:
        for name in (trial.id, trial.acronym, *(value for _, value in trial.identifiers)):
            if name:
                names[_key(name)] = trial.id
    return names


@lru_cache(maxsize=1024)
def _pattern_of(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name).replace(r"\ ", "[ -]?") + r"(?![\w-])", re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s-]+", name.casefold().strip()))


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in taken)
