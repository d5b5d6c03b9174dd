"""What a registry record tells of each of its outcome measures, as stems: title, rows, definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.planned import definitions
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import Mention, common_words, split_tokens

_MEASURED = ("efficacy", "safety")
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())
_PRIMARY = "Primary outcome."
"""How the note of a result begins that is of a primary outcome."""

TOTALS = frozenset(("Serious adverse events", "Other adverse events", "All-cause mortality"))
"""Totals of the registry's table, whose time frame speaks of all of them at once."""

_ANALYSED = "number analysed"
"""The row that counts those in whom a measure was taken, and not those who had it."""

DEFINED = 0.7
"""Worth of a word of a question that only the definition of a measure has."""

SHARES = ("percentage", "count")
PER_TIME = re.compile(
    r"\b(?:per|each|every|a(?!\syear\s(?:out|on|later|after|ago)\b))[\s-](?:\d+[\s-])?"
    r"(?:(?:patient|participant|person|subject)s?[\s-])?years?\b"
    r"|\b(?:annual|yearly|annuali[sz]ed)\b",
    re.IGNORECASE,
)
"""That events are counted over time, and not those who had one."""


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a record tells of one measure: stems of title and rows, of its definition, of each row; names of rows.

    Attributes:
        shares: Whether it counts patients.
        initials: First letters of the words of its title and, behind a blank, of its definition; of no small words.
        primary: Whether the record calls it a primary outcome.
        frames: Its time frames, as posted.
    """

    titled: frozenset[str]
    defined: frozenset[str]
    shares: bool
    rows: tuple[frozenset[str], ...] = ()
    names: tuple[str, ...] = ()
    primary: bool = False
    initials: str = ""
    frames: tuple[str, ...] = ()


_READ: WeakKeyDictionary[Corpus, dict[str, dict[str, MeasureWords]]] = WeakKeyDictionary()


def measures_of(trial: str, *, corpus: Corpus) -> Mapping[str, MeasureWords]:
    """What is told of each outcome measure of a trial's record; read once."""
    known = _READ.setdefault(corpus, {})
    if trial not in known:
        known[trial] = _read_measures(trial, corpus=corpus)
    return known[trial]


def _read_measures(trial: str, *, corpus: Corpus) -> dict[str, MeasureWords]:
    words = words_of(trial, corpus=corpus)
    events = single_events(trial, table=corpus.table)
    rows: dict[str, list[str]] = {}
    items: dict[str, list[str]] = {}
    frames: dict[str, list[str]] = {}
    shares: set[str] = set()
    slots = corpus.table.slots(trial, ("outcome", "item", "time_frame", "category", "statistic", "note"))
    primary = {title for title, *_, note in slots if (note or "").startswith(_PRIMARY)}
    for title, item, frame, kind, statistic, _ in slots:
        if title and kind in _MEASURED and title not in events:
            own_frame = None if title in TOTALS else frame
            rows.setdefault(title, []).extend(filter(None, (item, own_frame)))
            shares |= {title} if statistic in SHARES and item != _ANALYSED else set()
            items.setdefault(title, []).extend(filter(None, (item,)))
            frames.setdefault(title, []).extend(filter(None, (frame,)))
    defined = definitions(trial, rows, corpus=corpus)
    found: dict[str, MeasureWords] = {}
    for title, names in rows.items():
        whole = " ".join(dict.fromkeys((title, *(_LEFT_OUT.sub(" ", name) for name in names))))
        titled = stems(f"{whole} {words.in_full(whole)}")
        said = defined.get(title, "")
        defining = stems(f"{said} {words.in_full(said)}")
        own = [stems(f"{name} {words.written_out(name)}") for name in dict.fromkeys(items.get(title, ()))]
        found[title] = MeasureWords(
            titled | in_lay_words(titled),
            defining | in_lay_words(defining),
            title in shares,
            tuple(each | in_lay_words(each) for each in own),
            tuple(dict.fromkeys(items.get(title, ()))),
            title in primary,
            " ".join(map(_initials, (title, defined.get(title, "")))),
            tuple(dict.fromkeys(frames.get(title, ()))),
        )
    return found


_LEFT_OUT = re.compile(r"\b(?:other than|except(?: for)?)\b[^;,.()]*", re.IGNORECASE)
"""What a row does not count: "malignancy other than skin cancer"."""


def _initials(text: str) -> str:
    return "".join(token.form[0] for token in split_tokens(text) if token.form not in _SMALL)


def is_short_for(text: str, initials: str) -> bool:
    """Whether capitals begin words of a title in their order, with at most one left out between two of them.

    As "TTR" of "Time in Therapeutic INR Range"; none is left out of words of a definition.
    """
    letters = text.casefold()
    short = text.isupper() and letters.isalpha() and len(letters) >= _FEWEST_CAPITALS
    title, _, definition = initials.partition(" ")
    return short and (bool(re.search(".?".join(letters), title)) or letters in definition)


_FEWEST_CAPITALS = 3
"""Letters of a short form that is read as the beginnings of a title's words."""


def is_graded_title(grade: Mention, text: str, told: Iterable[MeasureWords]) -> bool:
    """Whether a grade and the word behind it stand in one title: "severe flares" of those with a severe flare."""
    behind = next((token for token in split_tokens(text) if token.start >= grade.end), None)
    if behind is None or behind.form in common_words() or text[grade.end : behind.start].strip():
        return False
    pair = stems(f"{grade.text} {behind.text}")
    return any(pair <= each.titled for each in told)
