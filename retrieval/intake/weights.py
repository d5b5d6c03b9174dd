"""How much a text reads like a report: a weighing of its words and pairs of words, for reports in words no rule knows.

The weights lie in ``intake_weights.csv``, one a line, to be read by anyone; ``evaluation/fit_intake.py`` makes them
from labelled lines. A text's score is the sum of the weights of its words and pairs, divided by the root of their
number, so that a long text is not a report for its length.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

_FILE = Path(__file__).parent / "intake_weights.csv"
BIAS = "(bias)"
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|')*|\d[\d.,/]*|[?:]")
_FEWEST_WORDS = 7  # fewer are the words of a search, not of a report
_DRUG = "(drug)"


def features(text: str, *, drugs: Iterable[tuple[int, int]] = ()) -> frozenset[str]:
    """Return the words of a text in small letters and its pairs of neighbours; a number is "#", a drug "(drug)"."""
    spans = sorted(drugs)
    words: list[str] = []
    for match in _WORD.finditer(text.lower()):
        of = next((start for start, end in spans if start <= match.start() < end), None)
        if of is None:
            words.append("#" if match.group()[0].isdigit() else match.group())
        elif of == match.start():
            words.append(_DRUG)
    return frozenset(words) | frozenset(f"{a} {b}" for a, b in pairwise(words))


def reads_like_a_report(text: str, *, drugs: Iterable[tuple[int, int]] = ()) -> bool:
    """Whether the words of a text are rather those of a report than of a question about evidence."""
    found = features(text, drugs=drugs)
    return (
        sum(each == "#" or each[-1:].isalpha() for each in found if " " not in each) >= _FEWEST_WORDS
        and score(found, weights=read_weights()) > 0
    )


def score(found: frozenset[str], *, weights: Mapping[str, float]) -> float:
    """Return the weighed sum of the features that have a weight; above 0 it is a report."""
    known = [weights[each] for each in found if each in weights]
    return weights[BIAS] + sum(known) / math.sqrt(len(known)) if known else weights[BIAS]


@cache
def read_weights() -> Mapping[str, float]:
    """Return the weight of each word and pair."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["words"]: float(row["weight"]) for row in csv.DictReader(file)}
