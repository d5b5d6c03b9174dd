"""More trials than are gone through one by one: what is known at large, and what only of the trial that is asked."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import Term
from retrieval.checks.table.trials import TrialFinder
from retrieval.lookup import Filters, look_up
from retrieval.terms import TermIndex, index_terms
from tests.retrieval.small_trial import PFS, RESULTS, SmallCorpus

COUNT = 30
TRIALS = tuple(Trial(f"NCT9100{number:04}", f"LAMP {number}", "A lamp", "Flicker") for number in range(COUNT))
TITLES = (PFS, f"{PFS} by lamplighters", "Wick length at week 4")


@cache
def lamps() -> SmallCorpus:
    """Thirty trials with one result each, of three differently titled outcomes in turn."""
    rows = [
        replace(
            RESULTS[0],
            id=f"update:{100 + place}",
            source="update",
            trial=trial.id,
            outcome=TITLES[place % 3],
            note=None,
        )
        for place, trial in enumerate(TRIALS)
    ]
    return SmallCorpus(rows, trials=TRIALS, terms=[Term("drug", "Oilnib", trial=TRIALS[4].id)])


def _trials(words: str, **filters: str) -> list[int]:
    found = look_up(lamps(), words, filters=Filters(**filters))  # type: ignore[arg-type]
    return [int(row.trial[-4:]) for row in found]


def test_outcome_is_looked_up_in_every_trial() -> None:
    """Its title where a trial has it, else a title that mentions it."""
    assert _trials("PFS") == [number for number in range(COUNT) if number % 3 < 2]
    assert _trials("wick length") == [number for number in range(COUNT) if number % 3 == 2]
    assert _trials("pfs lamplighters") == [number for number in range(COUNT) if number % 3 == 1]


def test_trial_in_the_words_restricts() -> None:
    """A trial is found by its name among many."""
    assert _trials("LAMP 4 PFS") == [4]
    assert _trials("PFS", trial="lamp 6") == [6]
    assert _trials("LAMP 5 PFS") == []


def test_titles_are_known_with_their_trial_alone() -> None:
    """Names of drugs are known at large; a trial's titles, of many trials, only when it is asked."""
    terms = index_terms(lamps())
    assert [mention.term.name for mention in terms.find("wick length at week 4 with oilnib")] == ["Oilnib"]
    own = terms.find("wick length at week 4 with oilnib", trial=TRIALS[5].id)
    assert [mention.term.name for mention in own] == ["Wick length at week 4"]


def test_own_words_are_read_once_their_trial_is_asked() -> None:
    """What reads a trial's words is called for that trial, and once."""
    asked: list[str] = []

    def read_own(trial: str) -> tuple[Term, ...]:
        asked.append(trial)
        return (Term("arm", "Wickmab 5 mg", trial=trial),)

    names = [Term("trial", trial.id, trial=trial.id) for trial in TRIALS]
    terms = TermIndex(names, table=ResultsTable(()), read_own=read_own)
    assert terms.find("wickmab 5 mg") == ()
    for _ in range(2):
        assert [m.term.name for m in terms.find("wickmab 5 mg", trial=TRIALS[2].id)] == ["Wickmab 5 mg"]
    assert asked == [TRIALS[2].id]


def test_trials_are_named_in_a_text_with_or_without_the_space() -> None:
    """The longest name counts: LAMP 12 is not LAMP 1."""
    finder = TrialFinder(TRIALS, terms=index_terms(lamps()))
    found = finder.find("In LAMP 12 and Lamp-3, unlike lamp29 or NCT91000007, oil ran out; LAMP 123 is none.")
    assert [(mention.name, mention.trial and int(mention.trial[-4:])) for mention in found] == [
        ("LAMP 12", 12),
        ("Lamp-3", 3),
        ("lamp29", 29),
        ("NCT91000007", 7),
    ]
