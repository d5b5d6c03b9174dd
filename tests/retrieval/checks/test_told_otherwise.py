"""Contradictions of figures that the table has elsewhere, which the words tell as well; over an invented trial."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.terms.defined_letters import read_definitions
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

TANSY = Trial("NCT90000951", "TANSY", "Vexafen Versus Placebo in Tardive Tremor", "Tremor")
DRUG, NONE = "Vexafen", "Placebo"
LATE, FIRST = "Vexafen (Extension and Washout)", "Vexafen (Double-Blind Period)"
AT_END = "Percentage of Participants With Clinical Cure at the End-of-Therapy (EOT) Visit (CE Population)"
AT_TEST = "Percentage of Participants With Clinical Cure at the TOC Visit (CE Population)"
DEFINED = "Percentage of Participants by Clinical Response at the Test-of-Cure (TOC) Visit"
POSITIVE = "Percentage of Participants With a Seropositive Response for Each of the Four Serotypes at Month 4"
EFFICACY = "VE of Two Doses of Vexafen in Preventing Illness Induced by Each Serotype"
BY_STATUS = "VE of Two Doses of Vexafen in Preventing Illness by Baseline Serostatus"
SCORE = "Change From Baseline in the Tremor Rating Scale (TRS) Total Score at Week 6"


def _tansy() -> list[Result]:
    table = RowWriter(TANSY, arms=(DRUG, NONE))
    table.two(AT_END, "percentage", ("75.7", "78.3"), "%")
    table.two(AT_TEST, "percentage", ("63.8", "64.7"), "%")
    table.two(DEFINED, "percentage", ("54.4", "53.3"), "%")
    for item, shares, effect in (("SRT-1", ("94.1", "66.1"), "69.8"), ("SRT-2", ("97.2", "69.9"), "95.1")):
        table.two(POSITIVE, "percentage", shares, "%", item=item)
        table.add(EFFICACY, "Vaccine Efficacy (VE) (%)", effect, None, comparison=f"{DRUG} vs {NONE}", item=item)
    for item, number in (("Seropositive", 14517), ("Seronegative", 5546)):
        table.add("Baseline Serostatus", "count", str(number), "patients", arm="all", item=item, n=number, N=20063,
                  category="baseline")  # fmt: skip
    for item, effect in (("Seropositive at baseline", "76.1"), ("Seronegative at baseline", "66.2")):
        table.add(BY_STATUS, "Vaccine Efficacy (VE) (%)", effect, None, comparison=f"{DRUG} vs {NONE}", item=item)
    table.two(SCORE, "least-squares mean", ("-1.9", "-0.1"), "units on a scale")
    table.add(SCORE, "least-squares mean difference", "-1.8", "units on a scale", comparison=f"{DRUG} vs {NONE}",
              ci_low="-3.0", ci_high="-0.7", ci_level="95", interval_kind="CI", p_value="0.002")  # fmt: skip
    for arm, number, whole in ((LATE, 7, 101), (FIRST, 4, 79), ("Placebo (Double-Blind Period)", 3, 76)):
        table.add("Somnolence", "count", str(number), "patients", arm=arm, n=number, N=whole, grade="non-serious",
                  category="safety")  # fmt: skip
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    table = ResultsTable(_tansy())
    arms = (DRUG, NONE, LATE, FIRST, "Placebo (Double-Blind Period)")
    kinds = {row.outcome: row.category for row in table.results(trial=TANSY.id)}
    own = [
        Term("trial", "TANSY", None, (TANSY.id,), TANSY.id),
        *(Term("arm", arm, None, (), TANSY.id) for arm in arms),
        *(Term("outcome", title, None, (), TANSY.id, category=kind) for title, kind in kinds.items()),
    ]
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(TANSY,))


TRUE = [
    pytest.param("In TANSY, clinical cure at test of cure was 63.8% (n=218) for vexafen and 64.7% (n=221) for placebo"
                 " in the CE population.", id="a sibling title, its letters spelt out"),
    pytest.param("In TANSY efficacy by serotype differed: 69.8% for SRT-1 and 95.1% for SRT-2.",
                 id="two titles with the row told, and no arm"),
    pytest.param("In TANSY, the TRS score: the difference from placebo was -1.8 (95% CI -3.0 to -0.7) for vexafen.",
                 id="a difference with its bounds"),
    pytest.param("In TANSY somnolence was recorded for 4 of 79 on vexafen and 3 of 76 on placebo.",
                 id="an arm in another period, of which nothing is told"),
    pytest.param("In TANSY efficacy was 76.1% in children seropositive at baseline and 66.2% in those seronegative.",
                 id="a result of those whose share is held"),
    pytest.param("In TANSY somnolence was rare on vexafen. An improvement was seen in 63.8% on vexafen.",
                 id="no outcome told beside it"),
    pytest.param("In TANSY the TRS score at week 6: LS mean difference -1.8, p=0.002, so the 0.05 level was met.",
                 id="a level of significance"),
]  # fmt: skip


@pytest.mark.parametrize("text", TRUE)
def test_a_figure_that_is_another_row_s_as_well_told_is_not_contradicted(
    check: Callable[[str], CheckReport], text: str
) -> None:
    """The reading was a guess, so the number is left open."""
    assert [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("In TANSY somnolence in the extension was recorded for 4 of 79 on vexafen.", "79",
                     id="a period that is told"),
        pytest.param("In TANSY clinical cure at the TOC visit (CE population) was 64.7% for vexafen.", "64.7",
                     id="the other arm's figure"),
        pytest.param("In TANSY a seropositive response at month 4 for SRT-1 was seen in 95.1% on placebo.", "95.1",
                     id="another row's figure, with the arm named"),
    ],
)  # fmt: skip
def test_a_figure_of_another_row_that_is_told_less_stays_contradicted(
    check: Callable[[str], CheckReport], text: str, number: str
) -> None:
    """An error is still seen."""
    assert number in [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED]


def test_letters_may_count_the_small_words() -> None:
    """ "Test-of-Cure (TOC)" has its "of" among the letters."""
    assert read_definitions((DEFINED,))["TOC"] == "Test of Cure"
