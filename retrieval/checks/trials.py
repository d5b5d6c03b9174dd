"""Which trial a sentence speaks of: one that the corpus holds, or another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Trial
from retrieval.terms import TermIndex

_REGISTERED = re.compile(r"\bNCT ?[0-9]{8}\b", re.IGNORECASE)
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
        self._names: dict[str, str | None] = {}
        for term in terms.terms("trial"):
            owner = term.name if any(trial.id == term.name for trial in trials) else term.trial
            for spelling in term.spellings:
                self._names[_key(spelling)] = owner
        for trial in trials:
            for name in (trial.id, trial.acronym, *(value for _, value in trial.identifiers)):
                if name:
                    self._names[_key(name)] = trial.id
        longest_first = sorted((name for name in self._names if name), key=len, reverse=True)
        pattern = "|".join(re.escape(name).replace(r"\ ", "[ -]?") for name in longest_first)
        self._known = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE) if pattern else None

    def find(self, text: str) -> tuple[TrialMention, ...]:
        """Return the trials named in ``text``, in order of start."""
        found = [
            TrialMention(match.start(), match.end(), match[0], self._names.get(_key(match[0])))
            for match in (self._known.finditer(text) if self._known else ())
        ]
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


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s-]+", name.casefold().strip()))


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in taken)
