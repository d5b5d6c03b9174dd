"""What is told of a claim that is to be confirmed: that it is so, what of it, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.records import Result
from retrieval.answers.borne_out import tell_borne_out, wants_confirmation
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, OS, PFS, RESULTS, ZELTA, SmallCorpus, ask, make_event, make_result

NAUSEA = tuple(row for row in RESULTS if row.outcome == "Nausea")
TESTED = tuple(row for row in RESULTS if row.outcome == PFS and row.p_value)


def told(text: str, shown: Sequence[Result], corpus: SmallCorpus | None = None) -> list[str]:
    """The sentences about a claim, beside the results shown."""
    corpus = corpus or SmallCorpus()
    terms = index_terms(corpus)
    return [s.text for s in tell_borne_out(ask(text, corpus=corpus), shown, corpus=corpus, terms=terms)]


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that 25% had nausea?",
        "Nausea was seen in 25%. Correct?",
        "A colleague says that 25% had nausea, is she right?",
        "Please confirm: 25% had nausea.",
        "True or false: 25% had nausea.",
    ],
)
def test_claim_is_put_to_be_confirmed(text: str) -> None:
    """In whichever words: a plain question is none."""
    assert wants_confirmation(text)
    assert not wants_confirmation("How many had nausea with Base?")


def test_figures_that_are_those_reported_are_confirmed() -> None:
    """25 % with Zelta-Base and 30 % with Base: each is told with what it is of."""
    assert told("Is it true that 25% had nausea with Zelta-Base and 30% with Base?", NAUSEA) == [
        "Confirmed, as reported: Percentage of nausea, any grade, with Zelta-Base, "
        "data cut-off 2019-05-10: 25 of 100 patients (25%); Percentage of nausea, any grade, with Base, data cut-off "
        "2019-05-10: 30 of 100 patients (30%)."
    ]


def test_claim_with_one_figure_that_is_not_held_is_not_confirmed() -> None:
    """Neither the figure that is right nor the direction is said to be so then."""
    assert told("Is it true that nausea was lower with Zelta-Base (25% versus 37%)?", NAUSEA) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Nausea was lower with Zelta-Base than with Base, right?",
            "Confirmed: the figure reported for nausea, any grade, is lower with Zelta-Base than with Base.",
        ),
        (
            "Was nausea commoner with Base?",
            "Yes: the figure reported for nausea, any grade, is higher with Base than with Zelta-Base.",
        ),
        (
            "Was nausea commoner with Zelta-Base?",
            "No: the figure reported for nausea, any grade, is not higher with Zelta-Base than with Base.",
        ),
    ],
)
def test_which_arm_has_more_is_told(text: str, said: str) -> None:
    """25 % against 30 %; a plain question gets its yes or no."""
    assert told(text, NAUSEA) == [said]


def test_arms_whose_figures_are_the_same_are_said_to_be() -> None:
    """20 % in each."""
    rows = tuple(make_event(f"update:{20 + n}", "Nausea", arm=arm, n=20) for n, arm in enumerate((ZELTA, BASE)))
    assert told("Is it true that nausea was equally frequent in both arms?", rows, SmallCorpus(rows)) == [
        "Confirmed: the figures reported for nausea, any grade, are the same with Zelta-Base and with Base."
    ]


def test_as_many_in_percent_are_no_fewer() -> None:
    """3 % each may be six and four people: a plain question which had more is left to the figures."""
    rows = tuple(make_event(f"update:{20 + n}", "Nausea", arm=arm, n=20) for n, arm in enumerate((ZELTA, BASE)))
    assert told("Was nausea commoner with Base?", rows, SmallCorpus(rows)) == []


def test_only_what_was_tested_is_significant() -> None:
    """PFS was tested; of OS the interval holds 1, so that "not significant" is right of it."""
    [said] = told("Is it true that PFS was significantly longer with Zelta-Base?", TESTED)
    assert said.startswith("Confirmed: the difference reported for progression-free survival is statistically signific")
    survival = [row for row in RESULTS if row.outcome == OS]
    [said] = told("Is it true that the OS difference was not significant?", survival)
    assert said.startswith("Confirmed: the difference reported for overall survival is not statistically significant.")


def test_words_beyond_a_figure_are_not_confirmed_with_it() -> None:
    """The share is the one reported; that the drug caused it, or a time was longer by a ratio, is not said to be so."""
    said = "Of the question, only figures are confirmed, as reported: "
    for text, rows in (
        ("Is it true that zeltamab caused nausea in 25% with Zelta-Base?", NAUSEA),
        ("Is it true that PFS was shorter with Zelta-Base (HR 0.66; 95.2% CI 0.48-0.90)?", [RESULTS[1]]),
    ):
        assert told(text, rows)[0].startswith(said)


def test_error_of_wording_is_told() -> None:
    """A hazard ratio is no absolute risk."""
    text = "Is it true that 61% of the patients on Zelta-Base progressed, since the HR for PFS was 0.61?"
    [said] = told(text, TESTED)
    assert said.startswith("Correction: ")


def test_ratios_and_dates_are_confirmed() -> None:
    """They are no numbers of prose, and are held against what is shown."""
    row = make_result(
        "update:20", outcome="Randomisation ratio", category="design", statistic="ratio", value="3:2", data_cutoff=None
    )
    assert told("True or false: the randomisation ratio was 3:2.", [row], SmallCorpus([row])) == [
        "Confirmed, as reported: Randomisation ratio: 3:2."
    ]
