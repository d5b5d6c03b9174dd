"""Makes ``retrieval/intake/weights.csv`` from labelled lines: ``python -m evaluation.fit_intake``.

It reads the lines of ``intake_lines.toml`` that are not held out, and the questions of ``questions.toml`` as lines that
tell of nothing, and fits a logistic regression with a penalty on large weights. The same lines give the same weights.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np

from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.intake.detector import find_adverse_events
from retrieval.intake.weights import BIAS, features
from retrieval.intake.words import IntakeWords

_TRIAL, _ACRONYM = "NCT03275285", "IKEMA"
_NAME = "carfilzomib"
"""Stands for names of the corpus's trial: a drug that the general vocabulary knows."""
_HERE = Path(__file__).parent
_CORPUS = _HERE.parent / "corpus" / "ikema"
WEIGHTS = _HERE.parent / "retrieval" / "intake" / "intake_weights.csv"
_FEWEST_LINES = 3  # of a word or pair that is weighed: fewer say nothing of other texts
_PENALTY = 0.1
_STEPS = 4000
_RATE = 2.0
_SMALLEST = 0.05


def main() -> None:
    """Fit the weights and write them."""
    own = read_terms(_CORPUS / "vocabulary.toml", trial=_TRIAL)
    terms = (*read_terms(CLINICAL_TERMS), *own)
    words = IntakeWords(terms)
    lines = tomllib.loads((_HERE / "intake_lines.toml").read_text(encoding="utf-8"))["line"]
    told = [(line["text"], line["tells"]) for line in lines if not line.get("held_out", False)]
    asked = [each["question"] for each in tomllib.loads((_HERE / "questions.toml").read_text("utf-8"))["questions"]]
    told += [(text, False) for text in asked if find_adverse_events(text, terms=terms) is None]
    names = re.compile(rf"\b(?:{_TRIAL}|{'|'.join(re.escape(name) for name in _names(own))})\b", re.IGNORECASE)
    told = [(names.sub(_NAME, text), tells) for text, tells in told]  # the weights are of any trial
    weights = fit([(features(text, drugs=words.products(text)), tells) for text, tells in told])
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("words", "weight"))
        rows.writerows((name, f"{weight:.2f}") for name, weight in sorted(weights.items()))
    print(f"{len(weights)} weights from {len(told)} lines")


def _names(terms: tuple[Term, ...]) -> list[str]:
    """Words by which the corpus's own drugs, arms and trial are called, the longest first."""
    spelled = {name for term in terms if term.kind in ("drug", "arm") for name in term.spellings if name[:1].isupper()}
    return sorted({_ACRONYM, *spelled, "isatuximab"}, key=len, reverse=True)


def fit(lines: list[tuple[frozenset[str], bool]]) -> dict[str, float]:
    """Return the weights that tell the lines apart, both sides counting alike."""
    counts = Counter(feature for found, _ in lines for feature in found)
    names = sorted(name for name, count in counts.items() if count >= _FEWEST_LINES)
    place = {name: index for index, name in enumerate(names)}
    inputs = np.zeros((len(lines), len(names)))
    for row, (found, _) in enumerate(lines):
        known = [place[name] for name in found if name in place]
        inputs[row, known] = 1 / np.sqrt(len(known)) if known else 0
    labels = np.array([tells for _, tells in lines], dtype=float)
    share = labels.mean()
    counted = np.where(labels == 1, 0.5 / share, 0.5 / (1 - share)) / len(labels)
    weights, bias = np.zeros(len(names)), 0.0
    for _ in range(_STEPS):
        wrong = counted * (1 / (1 + np.exp(-(inputs @ weights + bias))) - labels)
        weights -= _RATE * 10 * (inputs.T @ wrong + _PENALTY / len(names) * weights)
        bias -= _RATE * wrong.sum()
    kept = {name: float(weight) for name, weight in zip(names, weights, strict=True) if abs(weight) >= _SMALLEST}
    return {BIAS: bias, **kept}


if __name__ == "__main__":
    main()
