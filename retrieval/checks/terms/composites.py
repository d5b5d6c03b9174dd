"""Composite endpoints told by what they are made of: "the CV composite", "the kidney composite outcome"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, Token, common_words, split_tokens

_COMPOSITE = Rare(
    r"\b(?P<what>(?:[a-z]+[ -]){1,3})composite\b(?:[ -](?:primary|secondary|key))?"
    r"(?:[ -](?:end[ -]?points?|outcomes?|events?|measures?))?",
    "composite",
)
_ALIKE = ({"cv", "cardiovascular", "cardiac", "mace"}, {"renal", "kidney", "nephrology"})
"""Words of one meaning in the names of composites."""
_RANK = frozenset({"primary", "secondary", "key", "main", "predefined", "prespecified"})


def find_composites(text: str, start: int, end: int, *, evidence: Evidence) -> list[Mention]:
    """Return the composite outcomes that a span names; several that fit stand at one place, the primary one first."""
    match = _COMPOSITE.search(text, start, end)
    titles = evidence.titles_with(frozenset({"composite"})) if match else []
    if match is None or not titles:
        return []
    words = [token for token in _last_words(match["what"]) if token.form not in _RANK]
    if not words:
        return _by_what_follows(text, match, end, titles=titles, evidence=evidence)
    told = [titled for titled in titles if all(_names(token.form, titled, evidence) for token in words)]
    terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in told]
    place = match.start() + words[0].start
    held = [term for term in terms if term is not None]
    last = _end_of_name(text, match.end(), end)
    figures = {token.form for token in split_tokens(text[match.end() : last]) if token.form[0].isdigit()}
    meant = [term for term in held if figures & evidence.title_words[term.name]]
    if len(meant) == 1:  # "with a 57 % decline" belongs to its name
        return [Mention(place, last, text[place:last], meant[0])]
    if figure := _FIGURE_BEFORE.search(text, start, place):  # so does "the ≥57 % eGFR composite"
        meant = [term for term in held if figure["figure"] in evidence.title_words[term.name]]
        if len(meant) == 1:
            return [Mention(figure.start(), match.end(), text[figure.start() : match.end()], meant[0])]
    held.sort(key=lambda term: not term.primary)
    return [Mention(place, match.end(), text[place : match.end()], term) for term in held]


def find_either(text: str, start: int, end: int, *, evidence: Evidence) -> list[Mention]:
    """Return the outcomes whose titles have what stands on both sides of an "or": "death or tricuspid surgery"."""
    found: list[Mention] = []
    for match in _EITHER.finditer(text, start, end) if " or " in text[start:end] else ():
        first, *rest = (token.form for token in split_tokens(f"{match['first']} or {match['second']}"))
        for words in (rest, rest[:2]):
            name = " ".join([first, *words])
            titles = [
                title
                for title in evidence.titles_with(frozenset({first, *words}))
                if name in evidence.title_text(title) and evidence.results(title)
            ]
            if titles:
                break
        terms = [evidence.terms.term(title, kind="outcome", trial=evidence.trial.id) for title in titles[:_FEW]]
        found += [Mention(*match.span(), match[0], term) for term in terms if term is not None]
    return found


_EITHER = re.compile(
    r"\b(?P<first>[a-z]{4,}) or (?!better|more|higher|greater|less|lower|worse|above|below|older|younger|over|under)"
    r"(?P<second>[a-z]{4,}(?: [a-z]{4,})?)\b",
    re.IGNORECASE,
)
_FEW = 6
"""Titles of one composite, at several times."""
_FIGURE_BEFORE = re.compile(r"(?:[≥≤<>]\s?)?(?P<figure>[0-9]{1,3})\s?%\s$")


def _end_of_name(text: str, start: int, end: int) -> int:
    """Where what is said right after "the composite" ends."""
    stop = _ENDS.search(text, start, end)
    return stop.start() if stop else end


_ENDS = re.compile(
    r"[;:(]|\.\s|\b(?:was|were|had|occurred|affected|came|happened|struck|in \d)\b"
    r"|\b\d+ (?:of|patients|participants|people|vs?\b|versus|and|[a-z]+ and \d)"
    r"|,?\s(?:the |with an? |an? )?(?:(?:hazard|odds|risk|rate) ratio|(?-i:HR|OR|RR)\b)",
    re.IGNORECASE,
)
"""Where what is said after "the composite" ends, and its figures begin."""


def _by_what_follows(
    text: str, match: re.Match[str], end: int, *, titles: Sequence[str], evidence: Evidence
) -> list[Mention]:
    """The one composite that has most words in common with what is said after "the composite": "with a 57 % fall"."""
    last = _end_of_name(text, match.end(), end)
    told = {token.form for token in split_tokens(text[match.end() : last])} - common_words()
    ranked = sorted(titles, key=lambda title: -len(told & evidence.title_words[title]))
    most = [len(told & evidence.title_words[title]) for title in ranked[:2]]
    term = evidence.terms.term(ranked[0], kind="outcome", trial=evidence.trial.id)
    if term is None or most[0] < _TELLING or most[0] == (most[1] if len(most) > 1 else 0):
        return []
    return [Mention(match.start("what"), last, text[match.start("what") : last], term)]


_TELLING = 2
"""Words of a composite that must be told after it."""


def _last_words(text: str) -> list[Token]:
    """The words after the last common one: of "in the kidney" the last."""
    words: list[Token] = []
    for token in split_tokens(text):
        words = [] if token.form in common_words() - _RANK else [*words, token]
    return words


def _names(form: str, title: str, evidence: Evidence) -> bool:
    """Whether a word, or one of its meaning, stands in a title or in the time frame of its results."""
    alike = next((words for words in _ALIKE if form in words), {form})
    frames = {row.time_frame or "" for row in evidence.results(title)[:1]}
    told = evidence.title_words[title] | {token.form for frame in frames for token in split_tokens(frame)}
    return not alike.isdisjoint(told)
