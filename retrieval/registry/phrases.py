"""Words in a row that a question shares with the title of one outcome measure alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from retrieval.questions.question import Question
from retrieval.questions.timed_titles import without_times
from retrieval.terms import split_tokens

_SHORTEST, _LONGEST = 3, 20
"""Words in a row that tell a title; of a longer row its parts do."""
GLUE = frozenset(
    "a an and any are as at be by did do does for from give had has have how in into is it its many more most much no "
    "not of on or out per please than that the their them there these they this those to up was we were what when "
    "where which who with baseline patient participant subject people number percentage proportion share trial study "
    "sided tailed take taken took after during over could can used further farther nominal shown make non inferiority "
    "noninferiority superiority vs versus higher lower greater smaller less fewer better worse longer shorter dose "
    "each both arm group well pls please compare compared against w "
    "seen reported observed recorded noted cause caused causes causing "
    "superior prevent prevents preventing prevented since because interaction "
    "anyone anybody everyone everybody someone nobody develop developed developing".split()
)


def shared_phrases(
    question: Question, told: Mapping[str, Sequence[str]], *, inert: frozenset[str] = frozenset()
) -> dict[str, int]:
    """How many words in a row a title shares with a question, that no other title has: "very much better".

    Args:
        inert: Words that are true of the whole trial, of which no phrase tells a title: "asthma per year".
    """
    plain = (GLUE - _DEGREES) | _TIMES | inert
    said = [token.form for token in split_tokens(question.text)]
    runs = set(_runs(said))
    held: dict[tuple[str, ...], set[str]] = {}
    for title, text in ((name, text) for name, rows in told.items() for text in (name, *rows)):
        for run in _runs([token.form for token in split_tokens(text)]):
            if run in runs and not {form for form in run if not form.isdigit()} <= plain:
                held.setdefault(run, set()).add(title)
    longest: dict[str, int] = {}
    for run, titles in held.items():
        if len({without_times(title) for title in titles}) == 1:
            longest |= {title: max(longest.get(title, 0), len(run)) for title in titles}
    return longest


def _runs(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Words in a row, some times as many as there are words."""
    for n in range(_SHORTEST, min(len(forms), _LONGEST) + 1):
        yield from (tuple(forms[first : first + n]) for first in range(len(forms) - n + 1))


_TIMES = frozenset("hour day week month year visit cycle point score scale unit".split())
"""Words that only say when, or in what unit: "at week 8", "points at week 8" tell no title."""
_DEGREES = frozenset("much more most better worse".split())
