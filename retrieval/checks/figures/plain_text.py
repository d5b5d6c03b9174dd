"""A text without what only lays it out or spells it otherwise, and where each of its characters stood.

Marks of emphasis go, and ends of lines within sentences; "5 per cent" is read as "5%".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.layout import split_sentences
from retrieval.records import CheckReport, Printed


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text as it is read.

    Attributes:
        places: Where each character of ``text`` stands in the original, and the original's end.
    """

    text: str
    places: Sequence[int]

    def inside(self, start: int, end: int) -> tuple[int, int]:
        """The span here of a span of the original."""
        return bisect_left(self.places, start), bisect_left(self.places, end)

    def printed(self, spans: Sequence[Printed]) -> list[Printed]:
        """What was printed in the original, by its spans here."""
        return [Printed(*self.inside(span.start, span.end), span.result) for span in spans]

    def original(self, report: CheckReport, text: str) -> CheckReport:
        """The report on this text as one on the original ``text``."""
        checks = [
            replace(check, number=text[low:high], start=low, end=high)
            for check in report.checks
            for low, high in [self._outside(check.start, check.end)]
        ]
        findings = [
            replace(found, text=text[low:high], start=low, end=high)
            for found in report.findings
            for low, high in [self._outside(found.start, found.end)]
        ]
        return CheckReport(text, tuple(checks), tuple(findings))

    def _outside(self, start: int, end: int) -> tuple[int, int]:
        low = self.places[start]
        return low, self.places[end - 1] + 1 if end > start else low

    def changed(self, changes: Iterable[tuple[int, int, str]]) -> PlainText:
        """The text with other words for some spans of it, no longer than these."""
        pieces: list[str] = []
        places: list[int] = []
        position = 0
        for start, end, words in sorted(changes):
            pieces += [self.text[position:start], words]
            places += self.places[position:start]
            places += self.places[start : start + len(words)]
            position = end
        return PlainText("".join([*pieces, self.text[position:]]), [*places, *self.places[position:]])


def read_plainly(text: str) -> PlainText | None:
    """Return a text as it is read, or ``None`` where that is the text itself.

    Marks around the whole of a line stay: they make it a heading.
    """
    plain = PlainText(text, range(len(text) + 1))
    for read in (_marks, _wraps, _shares):
        if changes := set(read(plain.text)):
            plain = plain.changed(changes)
    return None if plain.text == text else plain


_MARKED = (
    re.compile(
        r"(?<![\w*\\])(?P<mark>\*{1,3})(?=[^\s*])[^*\n]{1,300}(?<=\S)(?P=mark)(?!\*)"
        r"|(?<![\w`])(?P<code>`)(?=[^\s`])[^`\n]{1,300}(?<=\S)`(?![\w`])"
    ),
    re.compile(r"(?<![\w*\\])(?P<mark>\*\*)(?=[^\s*])(?:[^*\n]|(?<!\*)\*(?!\*)){1,300}(?<=\S)\*\*(?!\*)"),
    re.compile(r"(?<![\w_\\])(?P<mark>_{1,3})(?=[^\s_])[^_\n]{1,300}(?<=\S)(?P=mark)(?![\w_])"),
)
"""What stands between marks of emphasis, one of another within it, too."""
_TAG = re.compile(r"</?(?:b|i|em|strong|u)>", re.IGNORECASE)
_WRAP = re.compile(r"\S[ \t]*\n[ \t]*\S")
_END_OF_LINE = re.compile(r"[ \t]*\n[ \t]*")
_PER_CENT = re.compile(r"(?<=[0-9])\s?per ?cent\b(?![ -]points?\b)", re.IGNORECASE)


def _marks(text: str) -> Iterator[tuple[int, int, str]]:
    if "<" in text:
        yield from ((*tag.span(), "") for tag in _TAG.finditer(text))
    for pattern in _MARKED if any(mark in text for mark in "*_`") else ():
        for match in pattern.finditer(text):
            start, end = match.span()
            line = text[text.rfind("\n", 0, start) + 1 : end + len(text[end:].partition("\n")[0])]
            width = len(match["mark"] or "`")
            if line.strip(" :") != match[0]:
                yield start, start + width, ""
                yield end - width, end, ""


def _wraps(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a line ends within a sentence; a bar tells columns, line by line."""
    for sentence in split_sentences(readable(text)) if _WRAP.search(text) else ():
        if sentence.kind == "prose" and "|" not in text[sentence.start : sentence.end]:
            yield from ((*end.span(), " ") for end in _END_OF_LINE.finditer(text, sentence.start, sentence.end))


def _shares(text: str) -> Iterator[tuple[int, int, str]]:
    yield from ((*words.span(), "%") for words in _PER_CENT.finditer(text))
