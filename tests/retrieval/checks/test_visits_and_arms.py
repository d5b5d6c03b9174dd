"""Statements about a trial with visits, doses in its arms' labels, and patients who changed their treatment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.terms.arm_labels import read_labels
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

FESCUE = Trial("NCT90000004", "FESCUE", "Calivar versus placebo in stiff joints", "stiff joints")
DRUG, PLACEBO, SWITCHED = "Calivar 50 mg Q2W", "Placebo", "Placebo->OL Calivar"
RESPONSE = "Percentage of Subjects With a Stiff Joint Score 40% (SJS40) Response at Week "
CHANGE = "Change From Baseline to Week {} in the Fescue Mobility Index (FMI)"
LEVEL = "Calivar Plasma Concentration at "
COMPOSITE = (
    "The First Occurrence of the Composite Endpoint of Hip Rupture, a Sustained Fall of Mobility, or Renal Death"
)
SETS = "The antibody analysis set included all who were vaccinated. "
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED)


def _rows() -> list[Result]:
    table = RowWriter(FESCUE, arms=(DRUG, PLACEBO))
    both = {"comparison": f"{DRUG} vs {PLACEBO}", "ci_level": "95", "interval_kind": "CI"}
    frame = {"time_frame": "Baseline to the end, with an average follow-up time of 21 months", "N": 150}
    table.two(f"{RESPONSE}12", "percentage", ("46.3", "13.2"), "%", N=150, population="full analysis set")
    table.add(f"{RESPONSE}12", "odds ratio", "5.671", None, ci_low="3.204", ci_high="10.038", **both)
    table.two(f"{RESPONSE}52", "percentage", ("57.4", "16.1"), "%", N=150, population="full analysis set")
    table.two(CHANGE.format(12), "least-squares mean", ("-2.64", "-0.83"), "scores on a scale")
    table.two(CHANGE.format(52), "least-squares mean", ("-3.71", "-2.47"), "scores on a scale")
    table.two(COMPOSITE, "count", ("54", "75"), "patients", **frame)
    table.add(COMPOSITE, "hazard ratio", "0.713", None, ci_low="0.503", ci_high="1.010", **both)
    table.two("All-cause Mortality", "count", ("19", "25"), "patients", **frame)
    table.two(
        "Antibody Response (>=4-Fold Increase) to Larkavax", "percentage", ("82.1", "84.6"), "%", N=140, note=SETS
    )
    table.two("Bad sleep", "percentage", ("8.7", "6.2"), "%", category="safety", grade="non-serious")
    for week, own, switched in ((1, "41.5", None), (4, "52.8", "47.3")):
        title = f"{LEVEL}Week {week}"
        table.add(title, "geometric mean", own, "µg/mL", arm=DRUG, time_frame=f"Week {week}")
        if switched:
            table.add(title, "geometric mean", switched, "µg/mL", arm=SWITCHED, time_frame=f"Week {week}")
        else:
            table.add(title, "count", "0", "patients", arm=SWITCHED, time_frame=f"Week {week}")
    table.add("Treatment discontinuation due to joint pain", "percentage", "12.4", "%", arm=DRUG)
    table.add("Treatment discontinuation due to joint pain", "percentage", "17.9", "%", arm=PLACEBO)
    return table.rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the trial."""
    table = ResultsTable(tuple(_rows()))
    own = (
        Term("arm", DRUG, None, ("calivar group", "on calivar", "with calivar"), FESCUE.id, role="experimental"),
        Term("arm", PLACEBO, None, ("placebo group", "on placebo", "placebo patients"), FESCUE.id, role="control"),
        Term("drug", "Calivar", None, (), FESCUE.id),
        Term("population", "full analysis set", None, (), FESCUE.id),
        *(Term("outcome", f"{RESPONSE}{week}", None, ("SJS40",), FESCUE.id, category="efficacy") for week in (12, 52)),
        *(Term("outcome", CHANGE.format(week), None, ("FMI",), FESCUE.id, category="efficacy") for week in (12, 52)),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(FESCUE,), trial=FESCUE.id)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Week 12 odds ratio of an SJS40 response was 5.671 (95% CI 3.204-10.038).", id="ratio"),
        pytest.param("SJS40 was reached by Week 52 in 57.4% of patients on Calivar.", id="week before a share"),
        pytest.param("With Calivar the SJS40 response rose by Week 52 to 57.4%, against 16.1% on placebo.", id="to"),
        pytest.param("SJS40 at Week 12: 46.3% on Calivar, 13.2% on placebo, 33.1 percentage points more (46.3 - 13.2).",
                     id="difference shown"),
        pytest.param("There were 19 deaths on Calivar and 25 on placebo, adding up to 44 deaths.", id="sum"),
        pytest.param("Patients on Calivar were SJS40 responders at Week 12 in 46.3% of cases.", id="responders"),
        pytest.param("More than half of the patients on Calivar were SJS40 responders at Week 52.", id="share"),
        pytest.param("Bad sleep was seen in 8.7% of patients on Calivar 50 mg every 2 weeks.", id="dose in the label"),
        pytest.param("In the Calivar and placebo groups, respectively, 46.3% and 13.2% reached SJS40 at Week 12.",
                     id="shared noun"),
        pytest.param("Those who had switched from placebo to open-label Calivar had a plasma concentration of"
                     " 47.3 µg/mL at Week 4.", id="switched"),
        pytest.param("Joint pain led to treatment discontinuation in 12.4% on Calivar, 17.9% on placebo.", id="cause"),
        pytest.param("Over an average follow-up of 21 months, 19 patients on Calivar died.", id="follow-up"),
        pytest.param("Calivar Plasma Concentration at Week 4, geometric mean: 52.8 µg/mL with Calivar 50 mg Q2W and"
                     " 47.3 µg/mL with Placebo->OL Calivar.", id="title and figure in a row"),
        pytest.param("FMI changed by -3.71 on Calivar and by -2.47 on placebo.", id="any visit"),
        pytest.param("In the antibody analysis set, 82.1% on Calivar had an antibody response to Larkavax.", id="set"),
    ],
)  # fmt: skip
def test_true_statement_is_confirmed(check: Callable[[str], CheckReport], text: str) -> None:
    """No number of it is contradicted or left unchecked."""
    report = check(text)
    assert [(item.number, item.reason) for item in report.checks if item.verdict not in GOOD] == []
    assert [item.kind for item in report.findings if item.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("The Week 12 odds ratio of an SJS40 response was 5.761.", ["5.761"], id="week and ratio"),
        pytest.param("There were 19 deaths on Calivar and 25 on placebo, adding up to 54 deaths.", ["54"], id="sum"),
        pytest.param("In the Calivar and placebo groups, respectively, 13.2% and 46.3% reached SJS40 at Week 12.",
                     ["13.2", "46.3"], id="shared noun, swapped"),
        pytest.param("Those who had switched from placebo to open-label Calivar had a plasma concentration of"
                     " 43.7 µg/mL at Week 4.", ["43.7"], id="switched"),
        pytest.param("Those who had switched from placebo to open-label Calivar had a plasma concentration of"
                     " 3.7 µg/mL at Week 1.", ["3.7"], id="nobody measured"),
        pytest.param("Over an average follow-up of 21 weeks, 19 patients on Calivar died.", ["21"], id="follow-up"),
        pytest.param("By Week 52, FMI had changed by -2.64 on Calivar.", ["-2.64"], id="another visit"),
        pytest.param("By Week 30, FMI had changed by -2.64 on Calivar.", ["-2.64"], id="no such visit"),
        pytest.param("Hip rupture was seen in 54 patients on Calivar.", ["54"], id="composite as one event"),
        pytest.param("In the full analysis set, 82.1% on Calivar had an antibody response to Larkavax.", ["82.1"],
                     id="another set"),
        pytest.param("Fewer than a tenth of those on placebo (13.2%) reached SJS40 at Week 12.", ["a tenth"],
                     id="share beside its figure"),
    ],
)  # fmt: skip
def test_wrong_number_is_found(check: Callable[[str], CheckReport], text: str, wrong: list[str]) -> None:
    """The wrong number alone is contradicted."""
    assert [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED] == wrong


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("The hazard ratio of the composite endpoint was 0.713, in favour of Calivar over placebo.", [],
                     id="favoured, true"),
        pytest.param("The hazard ratio of the composite endpoint was 0.713, in favour of placebo over Calivar.",
                     ["direction"], id="favoured, false"),
        pytest.param("A composite hazard ratio of 0.713 (95% CI 0.503-1.010) does not establish a benefit.", [],
                     id="not established"),
        pytest.param("A composite hazard ratio of 0.713 (95% CI 0.503-1.010) establishes the benefit of Calivar.",
                     ["p_value"], id="established"),
        pytest.param("With Calivar the time to the composite endpoint was lengthened 1.4-fold (HR 0.713).",
                     ["hazard_as_time"], id="time, folded"),
        pytest.param(f'SJS40 was reached by 46.3% on Calivar at Week 12 (outcome "{RESPONSE}12").', [], id="title"),
        pytest.param(f'SJS40 was reached by 46.3% on Calivar at Week 12 (outcome "{CHANGE.format(12)}").',
                     ["orphan_citation"], id="another title"),
        pytest.param('SJS40 was reached by 46.3% on Calivar at Week 12; the paper says: "joints moved in 46.3%".', [],
                     id="quotation"),
        pytest.param('SJS40 was reached by 46.3% on Calivar at Week 12; the paper says: "19 (13%) of all had died".',
                     ["orphan_citation"], id="another quotation"),
    ],
)  # fmt: skip
def test_finding_names_the_error(check: Callable[[str], CheckReport], text: str, kinds: list[str]) -> None:
    """Of what is no single number the finding tells the class."""
    assert [item.kind for item in check(text).findings if item.severity == "error"] == kinds


def test_letter_and_abbreviation_tell_an_arm() -> None:
    """A letter before a colon names an arm, and so do three capitals that one label alone has."""
    fixed, free, other = "A: Calivar 6 mg Q8W", "B: Calivar 6 mg PTI", "C: Larkavax 2 mg Q8W"
    words = read_labels((fixed, free, other)).words
    assert (words["arma"], words["armb"], words["groupc"]) == (fixed, free, other)
    assert (words["pti"], words["larkavax"]) == (free, other)
