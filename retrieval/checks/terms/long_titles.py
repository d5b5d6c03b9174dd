"""Outcomes with long titles, told by several of their words: a registry's composite endpoint in a paper's own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.analysis_sets import is_gap_of_change
from retrieval.checks.terms.title_restrictions import is_of_others
from retrieval.terms import Mention, Token, common_words, normal_form, split_tokens, word_forms

_COMMON = 60
"""Titles that a word may stand in; a word of more titles tells none of them."""
_FEWEST, _LONG = 3, 4
"""Words of a title that must be told, of titles that have at least so many telling words."""
_GAP = 6
"""Tokens that may stand between two words of one title."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one title that stand together in a text: the places of their tokens, and how many tell something."""

    title: str
    places: tuple[int, ...]
    told: int


def find_long_titles(text: str, start: int, end: int, *, found: Iterable[Mention], evidence: Evidence) -> list[Mention]:
    """Return the outcomes of a span whose long titles are told by most words; equals stand at one place.

    Where titles are told by as many words, the one goes first between whose words stand fewest of other titles, then
    the one that is told whole, then the one whose figures ("40 %", "week 12") the span has, then the one of
    everybody, then the one of whose words the span has the largest share. Words that are all of a name ``found``
    there tell that name, and no longer title.
    """
    every = split_tokens(text[start:end])
    figures = [token for token in every if token.form[0].isdigit()]
    decimals = {token.start for token in figures if _in_decimal(text, start + token.start, start + token.end)}
    tokens = [token for token in every if token.start not in decimals]
    names = [word_forms(mention.text) | word_forms(mention.term.name) for mention in found]
    span = text[start:end]
    runs = [
        run
        for run in _runs(tokens, decimals, evidence)
        if not is_gap_of_change(run.title, span)
        and (_is_told_whole(run, _told(run, tokens), evidence) or not any(_told(run, tokens) <= name for name in names))
        and not _PHASE.fullmatch(text, start + tokens[run.places[0]].start, start + tokens[run.places[-1]].end)
    ]
    digits = {token.form for token in figures if token.start not in decimals}
    best: list[_Run] = []
    forms = {token.form for token in every}
    fits = {run: (_missed(run, tokens, evidence), not _is_told_whole(run, forms, evidence)) for run in runs}
    share = {run: len(evidence.title_words[run.title] & forms) / len(evidence.title_words[run.title]) for run in runs}
    others = {run: is_of_others(run.title, frozenset(forms)) for run in runs}
    for run in sorted(
        runs,
        key=lambda run: (-run.told, *fits[run], -_figures(run, digits, evidence), others[run], -share[run], run.title),
    ):
        rivals = [other for other in best if other.places[0] <= run.places[-1] and run.places[0] <= other.places[-1]]
        if all((other.told, fits[other]) == (run.told, fits[run]) for other in rivals):
            best.append(run)
    titled = []
    for run in best:
        term = evidence.terms.term(run.title, kind="outcome", trial=evidence.trial.id)
        low, high = start + tokens[run.places[0]].start, start + tokens[run.places[-1]].end
        high += (
            len(more[0])
            if (more := _HYPHENED.match(text, high)) and word_forms(more[0]) <= word_forms(run.title)
            else 0
        )
        if term is not None:
            titled.append(Mention(low, high, text[low:high], term))
    return titled


_PHASE = re.compile(
    r"(?:(?:last|first|final|end|of|the|to|in|double|single|blind(?:ed)?|open|label|placebo|randomi[sz]ed|controlled"
    r"|induction|maintenance|active|treatment|follow|up|observation|extension|study|core|main|initial"
    r"|one|two|three|four|six|weeks?|months?|days?|years?|[0-9]+)[\s-])+(?:phase|period|part|stage|extension)",
    re.IGNORECASE,
)
"""When something was measured, as many titles end: no outcome's name."""
_HYPHENED = re.compile(r"-[a-z]{2,}", re.IGNORECASE)
"""The second part of a word that a title has whole: the "up" of "Follow-Up"."""


def _in_decimal(text: str, start: int, end: int) -> bool:
    """Whether digits are a figure: of a decimal, since the 1 of "29.1" is not that of "week 1", or behind a colon."""
    if text.endswith(": ", 0, start) or (
        text[start:end].count(".") == 1 and not _LIMIT.search(text, max(0, start - 10), start)
    ):
        return True
    return _DECIMAL_BEFORE.search(text, max(0, start - 2), start) is not None or _DECIMAL.match(text, end) is not None


_LIMIT = re.compile(r"(?:[<>=\u2264\u2265]|\b(?:than|below|above|under|over|least|most|to|exceeding))\s?$")
_DECIMAL_BEFORE, _DECIMAL = re.compile(r"[0-9][.,]$"), re.compile(r"[.,][0-9]")


@lru_cache(maxsize=4096)
def is_rare(form: str) -> bool:
    """Whether a word tells something of an outcome."""
    return len(form) > 3 and form.isalpha() and form not in common_words()


def _runs(tokens: Sequence[Token], decimals: Iterable[int], evidence: Evidence) -> list[_Run]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        titles = evidence.titles_of_word(token.form) if is_rare(token.form) else ()
        for title in titles if len(titles) <= _COMMON else ():
            places[title].append(place)
    told = [(title, telling) for title, telling in places.items() if len(telling) > 1]
    if not told:
        return []
    ends: list[float] = [place for place, token in enumerate(tokens) if token.form in _VERBS]
    ends += [bisect_left(tokens, start, key=lambda token: token.start) - 0.5 for start in decimals]
    found = []
    for title, telling in told:
        rare = set(filter(is_rare, evidence.title_words[title]))
        dense = telling[-1] - telling[0] < len(evidence.title_words[title])
        whole = dense and rare <= {tokens[place].form for place in telling} and not _is_before(title, evidence)
        if len(telling) < _FEWEST or (len(rare) < _LONG and not whole):
            found += _verbatim(title, telling, tokens, evidence)
            continue
        shared = [place for place, token in enumerate(tokens) if _bridges(token, title, evidence)]
        runs = [
            _Run(title, tuple(run), len({tokens[place].form for place in run if place in telling}))
            for run in _together(shared, ends)
        ]
        longest = max(runs, key=lambda run: run.told)
        if longest.told >= _FEWEST:
            found.append(longest)
    return found


def _verbatim(title: str, telling: Sequence[int], tokens: Sequence[Token], evidence: Evidence) -> list[_Run]:
    """A title told word by word by a part of it with two telling words: "remission of the primary anxiety disorder".

    A part of three words tells it where no other title has them.
    """
    whole = f" {evidence.title_text(title)} "
    for low, high in pairwise(telling):
        first, last = low, high
        if f" {_joined(tokens, first, last)} " not in whole:
            continue
        while first and f" {_joined(tokens, first - 1, last)} " in whole:
            first -= 1
        while last + 1 < len(tokens) and f" {_joined(tokens, first, last + 1)} " in whole:
            last += 1
        told = [place for place in range(first, last + 1) if len(tokens[place].form) > 3]
        if len(told) >= _LONG or (len(told) == _FEWEST and _is_of_one(tokens, told, evidence)):
            return [_Run(title, tuple(range(told[0], told[-1] + 1)), len(told))]
    return []


def _is_of_one(tokens: Sequence[Token], told: Sequence[int], evidence: Evidence) -> bool:
    """Whether words that stand side by side do so in one title alone: "confirmed virologic withdrawal"."""
    phrase = f" {_joined(tokens, told[0], told[-1])} "
    titles = evidence.titles_with(frozenset(tokens[place].form for place in told))
    beside = told[-1] - told[0] == len(told) - 1
    return beside and sum(phrase in f" {evidence.title_text(title)} " for title in titles) == 1


def _joined(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.form for token in tokens[first : last + 1])


def _bridges(token: Token, title: str, evidence: Evidence) -> bool:
    """Whether a word of a title is more than a preposition, so that the words around it stand together."""
    return token.form in evidence.title_words[title] and (len(token.form) > 3 or token.form[0].isdigit())


_VERBS = frozenset(
    normal_form(word) for word in ("affected", "occurred", "happened", "was", "were", "came", "had", "hit")
)
"""Words that end the name of an outcome: figures follow."""


def _together(places: Iterable[int], ends: Sequence[float]) -> list[list[int]]:
    """The places in runs: no run goes on over a verb or a decimal, which is a figure and no part of a name."""
    runs: list[list[int]] = []
    for place in places:
        ended = runs and any(runs[-1][-1] < end < place for end in ends)
        if runs and place - runs[-1][-1] <= _GAP and not ended:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _told(run: _Run, tokens: Sequence[Token]) -> set[str]:
    return {tokens[place].form for place in run.places}


def _is_told_whole(run: _Run, told: set[str], evidence: Evidence) -> bool:
    """Whether every telling word of a title is told: another title that has them all and more is not meant.

    Of what patients had before, the figures are told, too: "Exacerbations in Past 12 Months" are none of the trial's.
    """
    words, before = evidence.title_words[run.title], _is_before(run.title, evidence)
    return {form for form in words if is_rare(form) or (before and form[0].isdigit())} <= told


def _is_before(title: str, evidence: Evidence) -> bool:
    """Whether a title tells what patients had before the trial."""
    rows = evidence.results(title)
    return bool(rows) and rows[0].category == "baseline"


def _missed(run: _Run, tokens: Sequence[Token], evidence: Evidence) -> int:
    """How many words inside a run are of other titles alone: "antibodies after tetanus vaccine" is of tetanus."""
    inside = {token.form for token in tokens[run.places[0] : run.places[-1]]} - evidence.title_words[run.title]
    return sum(1 for form in inside if is_rare(form) and evidence.titles_of_word(form))


def _figures(run: _Run, digits: Iterable[str], evidence: Evidence) -> int:
    return len(evidence.title_words[run.title].intersection(digits))
