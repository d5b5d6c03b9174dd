"""A chat model's statement with what was found in it, for the claims that its words make beyond its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.records import Result
from ingest.table import ResultsTable
from retrieval.chat_model.claim import Claim
from retrieval.chat_model.claims import Told, find_claims
from retrieval.chat_model.named_outcomes import find_unheld
from retrieval.chat_model.registered import find_foreign
from retrieval.records import Check, Sentence, Verdict
from retrieval.terms import Mention, TermIndex


@dataclass(frozen=True, slots=True)
class Basis:
    """What statements are held against: the words that the answer quotes, the terms, and the table."""

    quotes: str
    terms: TermIndex
    table: ResultsTable


def claims_of(sentence: Sentence, own: Sequence[Check], *, start: int, basis: Basis) -> list[Claim]:
    """What the words of a statement claim that its figures refute or cannot bear out.

    Args:
        own: The checks of its numbers, with offsets into the answer, where it begins at ``start``.
    """
    table = basis.table
    good = [check for check in own if check.verdict in _CONFIRMED and check.result in table]
    figures = tuple((check.start - start, check.end - start, table.get(check.result or "")) for check in good)
    trial = sentence.trial or next((row.trial for _, _, row in figures), None)

    def is_said(words: str) -> bool:
        rows = table.results(trial=trial) if trial else ()
        sayings = (basis.quotes, *(row.quote or "" for row in rows))
        return any(_plain(words) in _plain(saying) for saying in dict.fromkeys(sayings))

    outcomes = dict.fromkeys((row.trial, row.outcome) for _, _, row in figures)
    beside = [row for trial_id, name in outcomes for row in table.results(trial=trial_id, outcome=name)]
    arms = _find_arms(sentence.text, trial, basis.terms)
    named = basis.terms.find(sentence.text, trial=trial, kinds={"outcome"}, typos=False)
    told = Told(sentence.text, figures, arms, printed=sentence.printed, is_said=is_said, outcomes=tuple(named))
    found = [*find_claims(told, beside=beside), *_other_drugs(sentence.text, figures, arms, basis.terms)]
    found += find_foreign(sentence.text, trial=trial, table=table)
    found += find_unheld(sentence.text, figures, named, table=table, terms=basis.terms)
    return [*found, *_other_comparators(sentence.text, trial, basis.terms)] if figures else found


def _other_drugs(
    text: str, figures: Sequence[tuple[int, int, Result]], arms: Sequence[Mention], terms: TermIndex
) -> Iterator[Claim]:
    """The figure of a title that names a drug, where the words name neither it nor an arm: of whatever they name."""
    for start, end, row in figures:
        titled = {drug.term.name for drug in terms.find(row.outcome, trial=row.trial, kinds={"drug"}, typos=False)}
        named = {drug.term.name for drug in terms.find(text, trial=row.trial, kinds={"drug"}, typos=False)}
        if titled and not titled & named and not arms:
            yield Claim(start, end, f"the result is {row.outcome}", refuted=True)
            return


def _other_comparators(text: str, trial: str | None, terms: TermIndex) -> Iterator[Claim]:
    """What an arm is told to be compared with, where no arm of the trial has that drug: "beat daratumumab-Kd"."""
    labels = [name for arm in terms.terms("arm", trial=trial) for name in (arm.name, *arm.spellings)]
    for drug in terms.find(text, trial=trial, kinds={"drug"}, typos=False):
        against = _COMPARED_WITH.search(text[: drug.start]) and not _REFRACTORY.match(text, drug.end)
        names = (drug.text, drug.term.name)
        if against and not any(_has_drug(label, name.casefold()) for label in labels for name in names):
            yield Claim(drug.start, drug.end, f"no arm of the trial had {drug.text}", refuted=True)


_COMPARED_WITH = re.compile(
    r"\b(?:compared (?:with|to)|versus|vs\.?|over|against|than|relative to|beats?|outperform\w*|(?:sup|inf)erior to)"
    r"\s(?:the |a |with |those on |patients on )?$",
    re.IGNORECASE,
)
_REFRACTORY = re.compile(r"[- ](?:refractory|na[iï]ve|exposed|treated|resistant|sensitive)\b", re.IGNORECASE)
_CONFIRMED = (Verdict.SUPPORTED, Verdict.DERIVED)


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ")


def _find_arms(text: str, trial: str | None, terms: TermIndex) -> tuple[Mention, ...]:
    """Where a statement names arms, by their names or by the drug that one of them has alone."""
    arms = terms.terms("arm", trial=trial)
    found = list(terms.find(text, trial=trial, kinds={"arm"}, typos=False))
    for drug in terms.find(text, trial=trial, kinds={"drug"}, typos=False):
        name = drug.term.name.casefold()
        having = [arm for arm in arms if any(_has_drug(told, name) for told in (arm.name, *arm.synonyms))]
        if len(having) == 1 and not any(arm.start <= drug.start < arm.end for arm in found):
            found.append(replace(drug, term=having[0]))
    kept = [arm for arm in found if not any(arm.start < other.start < arm.end < other.end for other in found)]
    # The "with A" of "with A-B" ends within the name; of "with A" the name is what is looked for.
    bare = [replace(arm, start=arm.start + 5, text=arm.text[5:]) if _WITH.match(arm.text) else arm for arm in kept]
    return tuple(sorted(bare, key=lambda arm: arm.start))


def _has_drug(label: str, drug: str) -> bool:
    return drug in label.casefold() and _WITHOUT.search(label) is None


_WITH = re.compile(r"with ", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:without|no|not)\b", re.IGNORECASE)
