"""Analysis sets that a registry record names: in marks such as "(FAS)" behind a title, and in descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingest.readers.registry_words import unescape

_SET = r"(?: analysis| analyses)?[ -](?:set|population|sample|group)\b"
_SETS: tuple[tuple[str, str], ...] = (
    (
        r"micro(?:biolog\w+)?[ -](?:mITT|modified[ -]intent(?:ion)?[ -]to[ -]treat)",
        "microbiological modified intention-to-treat",
    ),
    (r"modified[ -]intent(?:ion)?[ -]to[ -]treat", "modified intention-to-treat"),
    (r"intent(?:ion)?[ -]to[ -]treat", "intention-to-treat"),
    (rf"full{_SET}", "full analysis set"),
    (rf"safety{_SET}", "safety"),
    (rf"per[ -]protocol(?:{_SET})?", "per-protocol"),
    (rf"(?:pharmacokinetics?|pk){_SET}", "pharmacokinetic"),
    (rf"(?:tumou?r )?response[ -]evaluable(?:{_SET})?", "response-evaluable"),
    (rf"efficacy[ -]evaluable(?:{_SET})?", "efficacy-evaluable"),
    (rf"randomi[sz]ed{_SET}", "randomised"),
    (rf"enrolled{_SET}", "enrolled"),
)
_HEAD = re.compile(r"^(?:the )?(?P<head>[^:;.]{3,80}):\s", re.IGNORECASE)
"""A set that a description names before it tells who is in it: "Clinically evaluable (CE) population: mITT ..."."""
_IS_SET = re.compile(rf"{_SET}", re.IGNORECASE)
_USUAL = {
    "FAS": "full analysis set",
    "ITT": "intention-to-treat",
    "mITT": "modified intention-to-treat",
    "MITT": "modified intention-to-treat",
    "PPS": "per-protocol",
    "SAF": "safety",
}
_NAMED = re.compile("|".join(f"({pattern})" for pattern, _ in _SETS), re.IGNORECASE)
_DEFINED = re.compile(rf"(?:{'|'.join(pattern for pattern, _ in _SETS)})\s*\(([A-Za-z]{{2,5}})\)", re.IGNORECASE)
_MARK = re.compile(r"\s*(?:\(([^()]{2,40})\)|[-–—:,]\s*([A-Za-z]{2,5}))\s*$")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+(?=[A-Z])|\n")


@dataclass(frozen=True, slots=True)
class AnalysisSets:
    """The analysis sets of one record, by the abbreviations that are usual and those that the record defines."""

    abbreviations: Mapping[str, str] = field(default_factory=lambda: dict(_USUAL))

    def named_in(self, text: str | None) -> tuple[str, ...]:
        """Return the sets that a text names, in order, each once."""
        plain = unescape(text)
        spans = [(found.start(), _SETS[(found.lastindex or 1) - 1][1]) for found in _NAMED.finditer(plain)]
        for short, name in self.abbreviations.items():
            spans += [(found.start(), name) for found in re.finditer(rf"\b{re.escape(short)}\b", plain)]
        return tuple(dict.fromkeys(name for _, name in sorted(spans)))

    def of_description(self, text: str | None) -> str | None:
        """Return the set that a description is about: the first that its first sentence names; ``None`` for none.

        A set of another name is none of those among whom it is taken: "CE population: mITT participants with ...".
        """
        first = _SENTENCE_END.split((text or "").strip())[0]
        head = _HEAD.match(first)
        told = head["head"] if head and _IS_SET.search(head["head"]) else first
        return next(iter(self.named_in(told)), None)

    def split_mark(self, title: str) -> tuple[str, str | None]:
        """Return a group's title without the mark of an analysis set behind it, and that set."""
        found = _MARK.search(title)
        mark = (found.group(1) or found.group(2)) if found else None
        if not found or not mark:
            return title, None
        named = self.abbreviations.get(mark.strip()) or self._whole(mark)
        return (title[: found.start()].strip() or title, named) if named else (title, None)

    def _whole(self, mark: str) -> str | None:
        found = _NAMED.fullmatch(mark.strip())
        return _SETS[(found.lastindex or 1) - 1][1] if found else None


def find_sets(texts: Iterable[str | None]) -> AnalysisSets:
    """Return the analysis sets of a record whose ``texts`` may define abbreviations: "Safety Set (SS)"."""
    defined: dict[str, set[str]] = {}
    for text in texts:
        for found in _DEFINED.finditer(unescape(text)):
            name = _SETS[
                next(n for n, (pattern, _) in enumerate(_SETS) if re.match(pattern, found.group(), re.IGNORECASE))
            ][1]
            defined.setdefault(found.group(1), set()).add(name)
    own = {short: names.copy().pop() for short, names in defined.items() if len(names) == 1}
    return AnalysisSets({**_USUAL, **own})
