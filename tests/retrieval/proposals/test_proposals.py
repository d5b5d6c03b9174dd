"""Figures in invented abstracts, read into proposed rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ingest.records import NOT_REACHED, Document, Result, Section, Source, Trial
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.proposals import Proposal, Proposer

TRIAL = Trial("NCT90000009", None, "Calovir versus placebo")
SOURCE = Source("calovir-2024", "text", TRIAL.id, "Calovir", "Calovir. 2024.", "primary")
ASSIGNED = "Patients were randomly assigned (2:1) to calovir (calovir group) or placebo (placebo group). "

Propose = Callable[..., tuple[Proposal, ...]]


@pytest.fixture(scope="session")
def propose() -> Propose:
    """Propose the figures of a text, whose first sentence assigns patients to calovir or placebo."""
    proposer = Proposer(read_terms(CLINICAL_TERMS))

    def run(text: str, *, lead: str = ASSIGNED) -> tuple[Proposal, ...]:
        found = proposer.propose(Document(SOURCE.id, f"{lead}{text}"), source=SOURCE, trial=TRIAL)
        return tuple(item for item in found if item.start >= len(lead))

    return run


def rows(found: tuple[Proposal, ...]) -> list[tuple[str, str | None, str, str, str | None]]:
    """Outcome, arm or comparison, statistic, value and unit of each row."""
    return [
        (row.outcome, row.arm or row.comparison, row.statistic, str(row.value), row.unit)
        for row in (item.result for item in found)
    ]


def only(found: tuple[Proposal, ...]) -> Result:
    """The one row that is proposed."""
    assert len(found) == 1
    return found[0].result


def test_count_share_and_size_of_two_arms_are_two_rows(propose: Propose) -> None:
    """ "136 (77%) of 177 patients in A versus 82 (67%) of 122" is one row for each arm, with n and N."""
    found = propose("Nausea occurred in 136 (77%) of 177 patients in the calovir group versus 82 (67%) of 122.")
    assert rows(found) == [
        ("Nausea", "calovir", "percentage", "77", "%"),
        ("Nausea", "placebo", "percentage", "67", "%"),
    ]
    assert [(item.result.n, item.result.N) for item in found] == [(136, 177), (82, 122)]


def test_ratio_has_its_interval_its_level_and_its_p(propose: Propose) -> None:
    """A hazard ratio compares the arms, and takes the interval and the p-value told behind it."""
    row = only(propose("The hazard ratio for overall survival was 0.53 (99% CI 0.32-0.89; one-sided p=0.0007)."))
    assert (row.comparison, row.statistic, row.value) == ("calovir vs placebo", "hazard ratio", Decimal("0.53"))
    assert (row.ci_low, row.ci_high, row.ci_level) == (Decimal("0.32"), Decimal("0.89"), Decimal(99))
    assert (row.p_comparator, row.p_value, row.p_sides) == ("=", Decimal("0.0007"), "one-sided")


def test_median_that_was_not_reached_is_a_value(propose: Propose) -> None:
    """The second arm of "median ... was not reached ... compared with" is a median as well."""
    found = propose(
        "Median overall survival was not reached in the calovir group compared with 19.1 months "
        "(95% CI 15.7-not reached) in the placebo group."
    )
    assert [(item.result.statistic, item.result.value) for item in found] == [
        ("Kaplan-Meier median", NOT_REACHED),
        ("Kaplan-Meier median", Decimal("19.1")),
    ]
    assert found[1].result.ci_high == NOT_REACHED


def test_mean_and_its_standard_deviation_are_two_rows(propose: Propose) -> None:
    """ "Mean (SD) ... was 84.1 (12.3) kg" is a mean and a standard deviation, both with the unit behind them."""
    found = propose(
        "Mean (SD) body weight was 84.1 (12.3) kg in the calovir group and 88.9 (13.0) kg in the placebo group."
    )
    assert rows(found) == [
        ("Body weight", "calovir", "mean", "84.1", "kg"),
        ("Body weight", "calovir", "standard deviation", "12.3", "kg"),
        ("Body weight", "placebo", "mean", "88.9", "kg"),
        ("Body weight", "placebo", "standard deviation", "13.0", "kg"),
    ]


def test_p_behind_the_second_arm_compares_the_two(propose: Propose) -> None:
    """A p-value told behind two means is a row of its own, and no part of the second mean's."""
    found = propose("Mean pain score was 3.1 in the calovir group and 4.2 in the placebo group (p=0.01).")
    assert rows(found)[-1] == ("Pain score", "calovir vs placebo", "p-value", "None", None)
    assert found[-1].result.p_value == Decimal("0.01")


def test_rates_are_read_with_their_person_years(propose: Propose) -> None:
    """ "3.2 and 4.1 events per 100 patient-years, respectively" gives both arms the rate and its unit."""
    found = propose("Hypoglycaemia occurred at a rate of 3.2 and 4.1 events per 100 patient-years, respectively.")
    assert rows(found) == [
        ("Hypoglycaemia", "calovir", "rate", "3.2", "events per 100 patient-years"),
        ("Hypoglycaemia", "placebo", "rate", "4.1", "events per 100 patient-years"),
    ]


def test_outcome_that_no_vocabulary_knows_is_named_by_the_text(propose: Propose) -> None:
    """An unknown outcome keeps the words of the text, and is marked."""
    found = propose(
        "Zonular stability was achieved in 61% of patients in the calovir group and 40% in the placebo group."
    )
    assert [row[0] for row in rows(found)] == ["Zonular stability", "Zonular stability"]
    assert "outcome: not in the vocabulary" in found[0].uncertain


def test_share_beyond_a_threshold_is_named_with_it(propose: Propose) -> None:
    """Patients below a level are another outcome than the level; the threshold itself is no figure."""
    found = propose("HbA1c below 7% was achieved by 66% of patients in the calovir group and 40% in the placebo group.")
    assert rows(found) == [
        ("HbA1c below 7%", "calovir", "percentage", "66", "%"),
        ("HbA1c below 7%", "placebo", "percentage", "40", "%"),
    ]


def test_patients_of_each_arm_are_counted(propose: Propose) -> None:
    """Numbers randomised, in all and by arm, are rows of the disposition and need no data cut-off."""
    found = propose("In total, 302 patients were randomised: 200 to calovir and 102 to placebo.")
    assert rows(found) == [
        ("Patients randomised", "all", "count", "302", "patients"),
        ("Patients randomised", "calovir", "count", "200", "patients"),
        ("Patients randomised", "placebo", "count", "102", "patients"),
    ]
    assert all(item.uncertain == () for item in found)


def test_design_is_read_from_methods(propose: Propose) -> None:
    """Centres, countries, ratio, dose and age are rows of the design."""
    found = propose(
        "At 69 centres in 16 countries, adults aged at least 18 years were randomly assigned (3:2) to calovir 10 mg/kg "
        "or placebo.",
        lead="",
    )
    assert {(row[0], row[3]) for row in rows(found)} == {
        ("Study centres", "69"),
        ("Countries", "16"),
        ("Minimum age for eligibility", "18"),
        ("Randomisation ratio", "3:2"),
        ("Calovir dose", "10"),
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Patients had an ejection fraction of 40% or less.", id="a threshold of eligibility"),
        pytest.param("The non-inferiority margin for cure was 15%.", id="a margin"),
        pytest.param("Treatment was given every 4 weeks for 52 weeks.", id="a schedule"),
        pytest.param("See reference 12 and Table 3 (NCT03275285).", id="names and numbers of other things"),
    ],
)
def test_what_is_no_result_is_not_proposed(propose: Propose, text: str) -> None:
    """Thresholds, margins, schedules and identifiers are no figures of an outcome."""
    assert propose(text) == ()


def test_quote_is_cut_by_its_offsets_and_prints_the_figure() -> None:
    """The quote is the sentence as it stands, with the middle dots of the journal."""
    text = f"{ASSIGNED}The hazard ratio for overall survival was 0·53 (95% CI 0·32–0·89). More follows."
    document = Document(SOURCE.id, text)
    found = Proposer(read_terms(CLINICAL_TERMS)).propose(document, source=SOURCE, trial=TRIAL)
    row = found[-1].result
    assert row.quote == "The hazard ratio for overall survival was 0·53 (95% CI 0·32–0·89)."
    assert text[row.start : row.end] == row.quote
    assert text[found[-1].start : found[-1].end] == "0·53 (95% CI 0·32–0·89"


def test_ids_stay_and_differ() -> None:
    """A second reading of the same text gives the same ids; each figure has its own."""
    document = Document(SOURCE.id, f"{ASSIGNED}Nausea occurred in 12% and 12% of patients, respectively.")
    first, second = (
        [item.id for item in Proposer(read_terms(CLINICAL_TERMS)).propose(document, source=SOURCE, trial=TRIAL)]
        for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == len(first) == 3  # the ratio and two shares


def test_declared_interests_hold_no_results() -> None:
    """Figures in a section of funding or interests are not proposed."""
    text = "Nausea occurred in 12% of patients."
    document = Document(SOURCE.id, text, (Section("Declaration of interests", 0, len(text)),))
    assert Proposer(read_terms(CLINICAL_TERMS)).propose(document, source=SOURCE, trial=TRIAL) == ()


def test_missing_data_cutoff_is_said(propose: Propose) -> None:
    """A figure of efficacy or safety needs a data cut-off, which a text seldom tells."""
    assert "data cut-off: not told" in propose("Nausea occurred in 12% of patients in the calovir group.")[0].uncertain


def test_date_names_no_analysis(propose: Propose) -> None:
    """A data cut-off is one, and not the name of an analysis too."""
    text = "At the data cutoff of March 1, 2022, nausea occurred in 12% of patients in the calovir group."
    result = propose(text)[0].result
    assert (result.data_cutoff, result.analysis) == (date(2022, 3, 1), None)


def test_arms_of_the_vocabulary_go_before_those_of_the_text() -> None:
    """Where a vocabulary names the trial's arms, rows use its names."""
    own = (
        Term("arm", "Calo-Rx", synonyms=("calovir group", "calovir"), trial=TRIAL.id, role="experimental"),
        Term("arm", "Rx", synonyms=("placebo group", "placebo"), trial=TRIAL.id, role="control"),
    )
    document = Document(
        SOURCE.id, "Nausea occurred in 12% of patients in the calovir group and 7% in the placebo group."
    )
    proposer = Proposer((*read_terms(CLINICAL_TERMS), *own))
    found = proposer.propose(document, source=replace(SOURCE), trial=TRIAL)
    assert [item.result.arm for item in found] == ["Calo-Rx", "Rx"]
