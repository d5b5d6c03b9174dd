"""The reference list of a letter: AMA style, each source once, in order of first citation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from drafting.records import Letter, LetterText, Reference, Section, texts_of
from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.source_notices import list_published

_ADDRESS = re.compile(r"https?://")
_ACCESSED = re.compile(r"\bAccessed\b")
_MOST_AUTHORS, _KEPT_AUTHORS = 6, 3  # AMA 11th edition: up to six are all named, of more the first three
_NAME = re.compile(r"^[^\W\d_][\w'’ -]*\s[A-Z]{1,4}(?:\s(?:Jr|Sr|2nd|3rd|II|III))?$")
_MONTHS = "January February March April May June July August September October November December".split()


def number_sources(sections: Iterable[Section]) -> dict[str, int]:
    """Return the number of each cited source, in the order in which a reader meets it."""
    numbers: dict[str, int] = {}
    for section in sections:
        for text in texts_of(section):
            for source in text.sources:
                numbers.setdefault(source, len(numbers) + 1)
    return numbers


def list_references(letter: Letter, *, corpus: Corpus) -> tuple[Reference, ...]:
    """Return what the letter cites; a source that the corpus no longer holds keeps its reference."""
    known = {reference.source: reference for reference in letter.references}
    numbers = number_sources(letter.sections)
    return tuple(
        Reference(
            n,
            key,
            cite(corpus.sources[key]),
            corpus.sources[key].sha256,
            tuple(f"{each.kind}: {each.text}" for each in list_published(key, notices=corpus.notices)),
        )
        if key in corpus.sources
        else Reference(n, key, *((known[key].citation, known[key].sha256) if key in known else (key, None)))
        for key, n in numbers.items()
    )


def cite(source: Source) -> str:
    """The AMA reference of a source: more than six authors cut to three, a web page with the day of retrieval."""
    text = _cut_authors(source.citation.strip())
    address = source.url if source.publication_type in ("registry record", "company page", "news") else None
    if address and not _ADDRESS.search(text):
        text = f"{text.rstrip('.')}. {address}"
    place = _ADDRESS.search(text)
    if source.retrieved and place and not _ACCESSED.search(text):
        day = source.retrieved
        accessed = f"Accessed {_MONTHS[day.month - 1]} {day.day}, {day.year}."
        text = f"{text[: place.start()]}{accessed} {text[place.start() :]}"
    return text


def superscript(text: LetterText, numbers: Mapping[str, int]) -> str:
    """The reference numbers of a sentence as AMA prints them: ``"1,3-5"``; empty without any."""
    cited = sorted({numbers[source] for source in text.sources if source in numbers})
    runs = [[n for _, n in run] for _, run in groupby(enumerate(cited), key=lambda pair: pair[1] - pair[0])]
    return ",".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    """Three or more numbers in a row as a range."""
    return f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(map(str, run))


def _cut_authors(citation: str) -> str:
    lead, dot, rest = citation.partition(". ")
    names = lead.split(", ")
    if len(names) <= _MOST_AUTHORS or not all(_NAME.match(name) for name in names):
        return citation
    return f"{', '.join(names[:_KEPT_AUTHORS])}, et al{dot}{rest}"
