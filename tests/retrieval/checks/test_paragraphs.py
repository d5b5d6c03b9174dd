"""What a paragraph says once and means throughout: its analysis, its groups, and what it says that it does not mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

Check = Callable[..., CheckReport]


def _errors(report: CheckReport) -> list[str]:
    """The numbers that are contradicted, and the kinds of the findings that are errors."""
    numbers = [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    return [*numbers, *(found.kind for found in report.findings if found.severity == "error")]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("The interim analysis of LARKSPUR had a data cut-off of 10 May 2019. Median PFS had not been"
                     " reached with vedamab plus Rx.", ("had not been reached", "was 27.4 months"),
                     id="cut-off of the sentence before"),
        pytest.param("At the interim analysis of LARKSPUR 337 patients had been randomised. Nobody was lost. The hazard"
                     " ratio for PFS was 0.61.", ("0.61", "0.66"), id="cut-off of two sentences before"),
        pytest.param("Final PFS analysis (30 September 2021). The complete response rate was 38.2% with vedamab plus Rx"
                     " and 24.6% with Rx alone.", ("Final PFS analysis (30 September 2021)", "Final OS analysis"
                     " (20 October 2022)"), id="a label begins the paragraph"),
        pytest.param("All the results that follow are taken from the final PFS analysis (30 September 2021). The"
                     " complete response rate was 38.2% with vedamab.", ("final PFS analysis (30 September 2021)",
                     "final OS analysis (20 October 2022)"), id="where all results are from"),
        pytest.param("LARKSPUR for the committee, interim analysis (median follow-up 18.6 months)\n\n- Progression: the"
                     " hazard ratio for PFS was 0.61.\n- Tolerability is on the next page.", ("0.61", "0.66"),
                     id="a title above a list"),
        pytest.param("In 2019 median PFS in LARKSPUR was 14.35 months with Rx alone.", ("14.35", "15.1"),
                     id="the year that a sentence begins with"),
        pytest.param("In LARKSPUR vedamab did not cause more discontinuations for adverse events: 10% with vedamab plus"
                     " Rx, 13% with Rx alone.", ("10%", "20%"), id="no more of them"),
        pytest.param("LARKSPUR adverse events: grade 3 or higher 76% vs 65%, serious 57% vs 52%.", ("57%", "76%"),
                     id="a grade right before each pair"),
        pytest.param("In LARKSPUR any-grade diarrhoea was seen in 34.5% with vedamab plus Rx and 27.9% with Rx alone;"
                     " for pneumonia this was 22.8% and 19.1%.", ("22.8%", "14.7%"), id="a grade that leads"),
        pytest.param("In LARKSPUR, what is the hazard ratio for PFS in high-risk disease? 0.79.",
                     ("high-risk disease", "standard-risk disease"), id="a question that its figure answers"),
        pytest.param("LARKSPUR, hazard ratio for PFS by cytogenetics. Standard risk: 0.70, from 0.49 to 0.996.",
                     ("0.49", "0.69"), id="bounds behind from"),
        pytest.param("In LARKSPUR median PFS in high-risk cytogenetics was 17.2 months with vedamab plus Rx; their"
                     " control counterparts had 12.9 months.", ("12.9", "19.2"), id="counterparts"),
        pytest.param("In LARKSPUR 197 patients were treated with vedamab plus Rx and 136 with Rx alone.",
                     ("197", "199"), id="those who were treated"),
        pytest.param("In LARKSPUR a hazard ratio of 0.66 means that the rate of PFS events at any moment was 34% lower"
                     " with vedamab plus Rx.", ("34%", "44%"), id="rate of events"),
    ],
)  # fmt: skip
def test_paragraph_means_what_it_said_before(check: Check, text: str, change: tuple[str, str]) -> None:
    """What a paragraph tells once holds for its silent sentences."""
    assert _errors(check(text)) == []
    assert _errors(check(text.replace(*change)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The interim analysis of LARKSPUR had a data cut-off of 10 May 2019. The hazard ratio for PFS"
                     " moved from 0.61 (98% CI 0.41-0.92) to 0.66 (95.2% CI 0.51-0.85).", id="a change over time"),
        pytest.param("The interim analysis of LARKSPUR came first. The complete response rate was 38.2% with vedamab"
                     " plus Rx and 24.6% with Rx alone.", id="told by another analysis alone"),
        pytest.param('The hazard ratio for PFS in LARKSPUR was 0.61. Say "a 39% lower hazard of progression or death",'
                     ' not "39% fewer patients".', id="a wording that is warned of"),
        pytest.param("In LARKSPUR a PFS hazard ratio of 0.61 does not mean that 39% fewer patients progressed.",
                     id="what a ratio does not mean"),
        pytest.param("At the interim analysis of LARKSPUR the median PFS was 14.35 months with Rx alone. Two years"
                     " later it stood at 15.1 months with Rx alone.", id="a later analysis"),
        pytest.param("In LARKSPUR the response rate was 81.4% with vedamab plus Rx and 70.3% with Rx alone, and MRD"
                     " negativity was twice as common (31.2% and 14.5%).", id="twice, of the pair behind it"),
        pytest.param("In LARKSPUR pneumonia was seen in 22.8% with vedamab plus Rx. Pneumonia of grade 3 or higher was"
                     " seen in 14.7%. Diarrhoea was seen in 34.5%. Among the 136 patients who received Rx alone, 19.1%"
                     " had pneumonia.", id="a grade of an earlier sentence"),
    ],
)  # fmt: skip
def test_true_paragraph_is_not_contradicted(check: Check, text: str) -> None:
    """What a paragraph told before does not reach what its sentence tells for itself."""
    assert _errors(check(text)) == []


def test_count_of_one_outcome_is_none_of_another(check: Check) -> None:
    """A count with its whole that another outcome of efficacy has is not read as one of that."""
    assert _errors(check("In LARKSPUR a complete response was reached by 162 of 199 patients with vedamab plus Rx."))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("LARKSPUR to three decimals: 0.61.", ["0.61"], id="decimals"),
        pytest.param("LARKSPUR at 14:05: two points to raise.", [], id="time of day and points of a talk"),
        pytest.param("In LARKSPUR at least four copies define the gain.", [], id="copies of a definition"),
    ],
)
def test_what_counts_words_is_no_number(check: Check, text: str, numbers: list[str]) -> None:
    """Decimals, times of day, points of a talk and limits of a definition are no figures of a trial."""
    assert [item.number for item in check(text).checks] == numbers


RELAPSE = Trial("NCT90000041", "SEDGE", "Vedamab plus Rx versus Rx in relapsed lymphoma", "relapsed lymphoma")
"""An invented trial that has shares of two groups, and their figures."""


@pytest.fixture(scope="module")
def check_groups() -> Check:
    """Check a text about the trial of two groups."""
    table = RowWriter(RELAPSE, arms=("Veda-Rx", "Rx"))
    for group, size, shares, medians, ratio in (
        ("early relapse", "60", ("24.6", "15.2"), ("24.7", "17.2"), "0.662"),
        ("late relapse", "104", ("37.5", "16.7"), ("42.7", "21.9"), "0.542"),
    ):
        table.add(group.capitalize(), "count", size, "patients", arm="all", category="disposition")
        table.two("Bone marrow response", "percentage", shares, "%", subgroup=group)
        table.two("Progression-free survival", "median", medians, "months", subgroup=group)
        table.add(
            "Progression-free survival", "hazard ratio", ratio, None, comparison="Veda-Rx vs Rx", subgroup=group
        )  # fmt: skip
    table.two("Bone marrow response", "percentage", ("33.5", "15.4"), "%")
    own = (
        Term("arm", "Veda-Rx", None, ("vedamab",), RELAPSE.id, role="experimental"),
        Term("arm", "Rx", None, ("control",), RELAPSE.id, role="control"),
        Term("subgroup", "early relapse", None, ("early relapsers", "early-relapse"), RELAPSE.id),
        Term("subgroup", "late relapse", None, ("late relapsers", "late-relapse"), RELAPSE.id),
        Term("outcome", "Early relapse", None, ("early relapsers",), RELAPSE.id, category="disposition"),
        Term("outcome", "Late relapse", None, ("late relapsers",), RELAPSE.id, category="disposition"),
    )
    held = ResultsTable(table.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=held)
    return lambda text: check_text(text, table=held, terms=terms, trials=(RELAPSE,))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("SEDGE looked at bone marrow responses. With vedamab they were found in 24.6% of early and 37.5%"
                     " of late relapsers; with control, in 15.2% and 16.7%.", ("37.5%", "35.7%"), id="one noun"),
        pytest.param("In SEDGE bone marrow response with vedamab was 24.6% in early- and 37.5% in late-relapse"
                     " patients.",
                     ("24.6% in early- and 37.5% in late", "37.5% in early- and 24.6% in late"), id="a hyphen"),
        pytest.param("SEDGE: median PFS in early relapse was 24.7 months with vedamab and 17.2 months with control."
                     " After a late relapse the medians were 42.7 and 21.9 months, and the hazard ratio was 0.542.",
                     ("21.9", "17.9"), id="a group before its medians"),
    ],
)  # fmt: skip
def test_group_is_whom_a_figure_is_of(check_groups: Check, text: str, change: tuple[str, str]) -> None:
    """A group that the table also counts is no outcome of a median, a ratio or a share of its patients."""
    assert {item.verdict for item in check_groups(text).checks} == {Verdict.SUPPORTED}
    assert _errors(check_groups(text.replace(*change)))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("Held against Rx alone, vedamab plus Rx had a PFS hazard ratio of 0.66 in LARKSPUR.",
                     ("Held against Rx alone, vedamab plus Rx", "Held against vedamab plus Rx, Rx alone"),
                     id="held against"),
        pytest.param("In LARKSPUR, where vedamab was added, 76% had an adverse event of grade 3 or worse; where it was"
                     " not, 65% did.", ("76%", "65%"), id="where it was not"),
        pytest.param("In LARKSPUR median PFS was 27.4 months in the vedamab group. In the other group it was 15.1"
                     " months.",
                     ("15.1", "18.8"), id="the other group of a sentence before"),
        pytest.param("In LARKSPUR median PFS with vedamab plus Rx was twenty-seven point four months.",
                     ("seven point four", "seven point one"), id="a decimal as it is spoken"),
        pytest.param("In the LARKSPUR safety set of 333 patients, 237 had a grade 3 or higher adverse event: 149 on"
                     " vedamab plus Rx and 88 on Rx alone.", ("333", "337"), id="a set in both arms"),
    ],
)  # fmt: skip
def test_arms_and_numbers_in_other_words(check: Check, text: str, change: tuple[str, str]) -> None:
    """Whom a number is of, and the number itself, may be told in words."""
    assert {item.verdict for item in check(text).checks} <= {Verdict.SUPPORTED, Verdict.DERIVED}
    assert _errors(check(text)) == []
    assert _errors(check(text.replace(*change)))


def test_schedule_stands_in_the_note_of_its_dose() -> None:
    """How often a drug is given is checked by what is noted with its dose, where the sentence names the drug."""
    table = RowWriter(RELAPSE)
    table.add("Vedamab dose", "dose", "12", "mg/kg", arm="Veda-Rx", category="design",
              note="Weekly for the first 4 weeks, then every 3 weeks.")  # fmt: skip
    held = ResultsTable(table.rows)
    terms = TermIndex(read_terms(CLINICAL_TERMS), table=held)

    def verdicts(text: str) -> list[Verdict]:
        return [item.verdict for item in check_text(text, table=held, terms=terms, trials=(RELAPSE,)).checks]

    assert verdicts("SEDGE: vedamab weekly for the first 4 weeks, then every three weeks.") == [Verdict.SUPPORTED] * 2
    assert verdicts("SEDGE: vedamab every 2 weeks.") == [Verdict.CONTRADICTED]
    assert verdicts("SEDGE: dexamethasone every 2 weeks.") == [Verdict.UNCHECKED]
