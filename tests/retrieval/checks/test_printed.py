"""Figures that the program printed into other words: the digits are right, the words may not be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.records import Result
from ingest.vocabulary import Term
from retrieval.answers.phrasing import format_value
from retrieval.checks import check_text
from retrieval.records import Printed
from retrieval.terms import index_terms
from tests.retrieval.small_trial import BASE, HARBOUR, RESULTS, SOURCES, ZELTA, SmallCorpus, harbour, make_result

ARM = next(row for row in RESULTS if row.id == "article:2")
RATIO = next(row for row in RESULTS if row.id == "article:1")
SUBGROUP = next(row for row in RESULTS if row.id == "update:2")


def _verdicts(words: str, row: Result) -> dict[str, tuple[str, str | None, str | None]]:
    """Verdict, deciding result and expected figure of each number; ``{}`` in ``words`` was printed from ``row``."""
    corpus, terms = harbour()
    figure = format_value(row).partition(" (")[0].partition(";")[0] if row.comparison else f"{row.value}%"
    start = words.index("{}")
    text = words.replace("{}", figure)
    report = check_text(
        text,
        table=corpus.table,
        terms=terms,
        trials=corpus.trials,
        trial=HARBOUR.id,
        sources=SOURCES,
        printed=[Printed(start, start + len(figure), row)],
    )
    return {check.number: (check.verdict.value, check.result, check.expected) for check in report.checks}


@pytest.mark.parametrize(
    ("words", "row", "number"),
    [
        (f"Pneumonia occurred in {{}} with {ZELTA}.", ARM, "20"),
        ("Pneumonia occurred in {} in the zeltamab group at the primary analysis.", ARM, "20"),
        ("The hazard ratio for PFS was {} at the primary analysis.", RATIO, "0.61"),
        ("In patients with age >=65 years the hazard ratio for PFS was {}.", SUBGROUP, "0.70"),
    ],
)
def test_words_of_the_result_are_supported_by_it(words: str, row: Result, number: str) -> None:
    """The result that was printed is the one that decides."""
    assert _verdicts(words, row)[number] == ("supported", row.id, None)


@pytest.mark.parametrize(
    ("words", "row", "number", "expected"),
    [
        pytest.param(f"Pneumonia occurred in {{}} with {BASE}.", ARM, "20", "12", id="another arm"),
        pytest.param(f"Headache occurred in {{}} with {ZELTA}.", ARM, "20", "31", id="another event"),
        pytest.param("At the final analysis, the HR for PFS was {}.", RATIO, "0.61", "0.66", id="another cut-off"),
        pytest.param("The hazard ratio for overall survival was {}.", RATIO, "0.61", "0.82", id="another endpoint"),
        pytest.param("The hazard ratio for PFS was {}.", SUBGROUP, "0.70", "0.66", id="a subgroup as the whole"),
    ],
)
def test_words_of_another_result_are_contradicted(words: str, row: Result, number: str, expected: str) -> None:
    """Right digits under the wrong words are wrong, and the figure that the words have stands beside them."""
    verdict, _, told = _verdicts(words, row)[number]
    assert (verdict, told) == ("contradicted", expected)


@pytest.mark.parametrize(
    ("words", "row", "number"),
    [
        (f"Headache and, with {ZELTA}, pneumonia were told apart; as to headache it was {{}}.", ARM, "20"),
        ("At the final analysis the estimate was not that of the primary analysis: PFS HR {}.", RATIO, "0.61"),
        ("Overall survival is discussed with progression-free survival; for overall survival the HR was {}.", RATIO,
         "0.61"),
    ],
)  # fmt: skip
def test_words_that_name_the_result_as_well_are_no_contradiction(words: str, row: Result, number: str) -> None:
    """Of which of two outcomes or analyses a figure is told may have been misread: nobody confirms it, either."""
    assert _verdicts(words, row)[number][0] in ("unchecked", "supported")


def test_outcome_named_for_another_figure_is_no_contradiction() -> None:
    """Behind "yet" the words may tell something that they do not name."""
    words = f"Headache occurred in 31% with {ZELTA}, yet just {{}} of them had that other complaint."
    assert _verdicts(words, ARM)["20"][0] == "unchecked"


def test_outcome_without_such_figures_is_no_contradiction() -> None:
    """No hazard ratio is one of pneumonia: what the words mean by it is open."""
    assert _verdicts("Beside pneumonia, the ratio was {} (95% CI 0.45 to 0.83).", RATIO)["0.61"][0] != "contradicted"


@pytest.mark.parametrize("words", ["It occurred in {}.", f"Hair loss occurred in {{}} with {BASE}."])
def test_words_without_a_known_outcome_support_nothing(words: str) -> None:
    """Where the words do not name the result's outcome, no table can say that they mean it."""
    assert _verdicts(words, ARM)["20"][0] in ("unchecked", "contradicted")


def test_another_trials_name_is_contradicted() -> None:
    """A result of one trial under the name of one that is not held."""
    assert _verdicts("In NCT01234567, the hazard ratio for PFS was {}.", RATIO)["0.61"][0] == "contradicted"


def test_number_beside_a_printed_one_is_checked_as_any() -> None:
    """What the model typed next to a slot has no support from it."""
    found = _verdicts(f"Pneumonia occurred in {{}} with {ZELTA} and in 15% with {BASE}.", ARM)
    assert found["20"][0] == "supported"
    assert found["15"] == ("contradicted", "article:3", "12")


def test_grade_told_is_the_grade_printed() -> None:
    """Any-grade digits under grade 3 or worse are wrong where the table has both."""
    assert _verdicts(f"Grade 3 or worse pneumonia occurred in {{}} with {ZELTA}.", ARM)["20"][0] == "contradicted"


def test_ratio_of_another_source_keeps_its_own_result() -> None:
    """Where two sources agree, the one that was printed decides."""
    row = next(row for row in RESULTS if row.id == "registry:1")
    assert _verdicts("At the final analysis, the hazard ratio for PFS was {}.", row)["0.67"] == (
        "supported",
        "registry:1",
        None,
    )


def test_part_of_the_patients_is_told_by_its_size() -> None:
    """How many belong to a part is printed from its row of the size, and told by the part's own name."""
    part, day = "Age >=65 years", RATIO.data_cutoff
    share = make_result("update:30", category="baseline", outcome=part, arm="all", value=Decimal(28), unit="%",
                        statistic="percentage", data_cutoff=day)  # fmt: skip
    size = make_result("update:31", category="design", outcome="Patients randomised", arm="all", value=Decimal(56),
                       statistic="count", unit="patients", subgroup=part.lower(), n=56, N=200,
                       data_cutoff=day)  # fmt: skip
    own = Term("outcome", part, trial=HARBOUR.id, synonyms=("65 years or older",), category="baseline")
    corpus = SmallCorpus([*RESULTS, share, size], terms=[own])
    text = "Of the randomised population, 56 of 200 patients were 65 years or older."
    report = check_text(
        text, table=corpus.table, terms=index_terms(corpus), trials=corpus.trials, trial=HARBOUR.id, sources=SOURCES,
        printed=[Printed(text.index("56"), text.index("56") + 2, size)],
    )  # fmt: skip
    assert {check.number: check.verdict for check in report.checks}["56"] == "supported"
