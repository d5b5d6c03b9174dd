"""Names that several titles or arms have in common: which of them a sentence means, and what it is no name of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.records import NOT_REACHED, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

BRACKEN = Trial("NCT90000082", None, "Safety of OSB-D1 in Rosacea", "Rosacea", (("protocol", "OSB-D1"),))
DRUG, NONE, CLASS = "OSB-D1 Gel", "OSB-D1 Gel Vehicle", "Skin Care Class"
CURES = {
    "Number of Participants With Composite Recovery (Clinical and Microbiological) at Day 14 Visit": (219, 203),
    "Number of Participants With Composite Recovery at End of Therapy": (271, 262),
    "Number of Participants With Composite Recovery at Late Follow-Up": (201, 182),
}
PIMPLES, BOTH = (
    "Change From Baseline in Papule Spots at Weeks 4 and 8",
    "Change From Baseline in Papule + Pustule Spots",
)
SEVERITY = "Percent Change From Baseline in Redness Index"
RESPONSE = "Percentage of Participants Who Were Clear at Week 12"
LATE = "Number of Participants With Late Laboratory Findings"
SURVIVAL = "Overall Survival (OS)"
GRADED, EVENTS = "Number of Participants With Grade 3 or 4 Laboratory Findings", "Treatment-Emergent Adverse Events"
AREA, HEALED = "Change From Baseline in Skin Area Affected", "Time to Healing of the Skin"
BLEEDS = "Time to First Skin Bleed"
RETURN = "Time to First Return of Redness"


@pytest.fixture(scope="module")
def held() -> tuple[ResultsTable, TermIndex]:
    """The table of the invented trial, and its titles."""
    writer, against = RowWriter(BRACKEN, arms=(DRUG, NONE)), f"{DRUG} vs {NONE}"
    for title, counts in CURES.items():
        writer.two(title, "count", (str(counts[0]), str(counts[1])), "patients", N=287)
    writer.add(next(iter(CURES)), "p-value", "0", None, comparison=against, p_value="0.134", p_sides="one-sided")
    for week, values in (("Week 4", ("-9.7", "-8.2")), ("Week 8", ("-8.1", "-10.3"))):
        writer.two(PIMPLES, "least-squares mean", values, "number of spots", item=week)
    for pair, value, p in ((against, "-1.5", "0.399"), (f"{DRUG} vs {CLASS}", "-4.2", "0.001")):
        writer.add(PIMPLES, "mean difference", value, "number of spots", item="Week 4", comparison=pair, p_value=p)
    writer.two(BOTH, "least-squares mean", ("-10.9", "-9.9"), "number of spots")
    writer.two(SEVERITY, "mean", ("-31.5", "-20.4"), "percent change")
    for arm, value, size in ((DRUG, "19.2", 26), (NONE, "18.2", 11)):
        writer.add(RESPONSE, "percentage", value, "%", arm=arm, N=size)
    writer.add(RESPONSE, "difference", "1.0", "percentage points", comparison=against)
    for item, count in (("Late thrombocytopenia", 49), ("Late neutropenia", 43)):
        writer.add(LATE, "count", str(count), "patients", arm=DRUG, n=count, N=102, item=item)
    day = {"data_cutoff": date(2023, 11, 17), "ci_level": "95"}
    writer.add(SURVIVAL, "median", "NA", "months", arm=DRUG, N=102, ci_low="24.6", **day)
    writer.rows[-1] = replace(writer.rows[-1], value=NOT_REACHED)
    bounds = {"ci_low": "0.27", "ci_high": "0.78", "ci_level": "95"}
    writer.add(RETURN, "hazard ratio", "0.46", None, comparison=against, **bounds)
    writer.add(
        "Not completed: Lost to Follow-up", "count", "3", "patients", arm=DRUG, n=3, N=290, category="disposition"
    )
    for item, count in (("Grade 3 or 4 neutropenia", 97), ("Grade 3 or 4 thrombocytopenia", 62)):
        writer.add(GRADED, "count", str(count), "patients", arm=DRUG, n=count, N=102, item=item)
    for item, count in (("Any TEAE", 142), ("Drug-related TEAE", 48)):
        writer.add(EVENTS, "count", str(count), "patients", arm=DRUG, n=count, N=379, item=item, category="safety")
    listed = {"arm": DRUG, "N": 379, "category": "safety"}
    writer.add("Other adverse events", "count", "98", "patients", n=98, grade="non-serious", **listed)
    writer.add("Serious adverse events", "count", "17", "patients", n=17, grade="serious", **listed)
    writer.add("All-cause mortality", "count", "1", "patients", n=1, **listed)
    writer.two(AREA, "least-squares mean", ("-28.7", "-11.0"), "Percentage of skin")
    writer.two(HEALED, "median", ("29.0", "29.0"), "days", N=102)
    writer.add(HEALED, "median", "31.0", "days", arm=CLASS, N=50)
    for arm, value in ((DRUG, "1.22"), (CLASS, "0.67")):
        writer.add(BLEEDS, "hazard ratio", value, None, comparison=f"{arm} vs {NONE}")
    own = (
        Term("arm", DRUG, None, ("with osb-d1 gel",), BRACKEN.id, role="experimental"),
        Term("arm", NONE, None, ("vehicle",), BRACKEN.id, role="control"),
        Term("arm", CLASS, None, (), BRACKEN.id, role="control"),
        Term("trial", BRACKEN.id, None, ("OSB-D1",), BRACKEN.id),
        *(
            Term("outcome", title, None, ("composite recovery",) if "End" in title else (), BRACKEN.id,
                 category="efficacy")
            for title in (*CURES, PIMPLES, BOTH, SEVERITY, RESPONSE, LATE, RETURN, GRADED, AREA, HEALED, BLEEDS)
        ),
        Term("outcome", SURVIVAL, None, ("overall survival",), BRACKEN.id, category="efficacy"),
        Term("outcome", "Not completed: Lost to Follow-up", None, ("lost to follow-up",), BRACKEN.id,
             category="disposition"),
    )  # fmt: skip
    table = ResultsTable(writer.rows)
    return table, TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)


def _check(text: str, held: tuple[ResultsTable, TermIndex]) -> CheckReport:
    table, terms = held
    return check_text(text, table=table, terms=terms, trials=(BRACKEN,), trial=BRACKEN.id)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("Composite recovery was reached by 219 of 287 patients on OSB-D1 gel.", ("219", "291"),
                     id="a name that the vocabulary gives to another visit"),
        pytest.param("Superiority on composite recovery was missed: one-sided p=0.134.", ("one-sided", "two-sided"),
                     id="its p-value"),
        pytest.param("Composite recovery at late follow-up was reached by 201 of 287 patients on OSB-D1 gel.",
                     ("201", "219"), id="a visit called follow-up is no follow-up"),
        pytest.param("Composite recovery at end of therapy was reached by 271 of 287 patients on OSB-D1 gel.",
                     ("271", "219"), id="where a title goes on"),
        pytest.param("The week 4 papule count: down 9.7 in the OSB-D1 group and 8.2 with its vehicle (LS means).",
                     ("week 4", "week 8"), id="the trial's code is an arm's name, and the plain title is meant"),
        pytest.param("The week 4 papule spots favoured OSB-D1 gel by 1.5 spots over its vehicle (p=0.399).",
                     ("p=0.399", "p=0.001"), id="by how much an arm was favoured, and whose p-value it is"),
        pytest.param("The mean redness index changed by -31.5 percent on OSB-D1 gel.", ("percent", "points"),
                     id="a change in per cent"),
        pytest.param("At week 12, 19.2% of 26 participants on OSB-D1 gel and 18.2% of 11 on vehicle were clear.",
                     ("of 11", "of 13"), id="a share of no whole number"),
        pytest.param("The percentage who were clear at week 12 was 1.0 percentage points higher with OSB-D1 gel than"
                     " with vehicle.", ("higher", "lower"), id="an arm whose name begins with its preposition"),
        pytest.param("49 of 102 patients on OSB-D1 gel had late thrombocytopenia and 43 late neutropenia.",
                     ("43", "34"), id="a count that goes on"),
        pytest.param("Overall survival was not reached at the November 2023 cut-off; its lower 95% confidence limit was"
                     " 24.6 months.", ("24.6", "26.4"), id="no figure is of a day"),
        pytest.param("OSB-D1 gel cut the hazard of a first return of redness by 54% (HR 0.46; 95% CI 0.27 to 0.78).",
                     ("cut the hazard of a first return of redness", "delayed the first return of redness"),
                     id="a delay by a share"),
        pytest.param("Grade 3 or 4 neutropenia affected 97 of 102 patients on OSB-D1 gel, grade 3 or 4 thrombocytopenia"
                     " 62.", ("62", "26"), id="a row of many words"),
        pytest.param("Treatment-emergent adverse events occurred in 142 of 379 patients on OSB-D1 gel.", ("142", "124"),
                     id="a row of any event"),
        pytest.param("The skin area affected shrank more on OSB-D1 gel than on its vehicle (-28.7 vs -11.0 percentage"
                     " points).", ("more", "less"), id="points of two arms are no difference"),
        pytest.param("The median time to healing of the skin was 29.0 days in both arms.", ("days", "weeks"),
                     id="unit of both"),
        pytest.param("Against vehicle, the hazard ratio of a first skin bleed was 1.22 with OSB-D1 gel and 0.67 with"
                     " the skin care class.", ("1.22 with OSB-D1 gel and 0.67", "0.67 with OSB-D1 gel and 1.22"),
                     id="a ratio of each arm with the control"),
        pytest.param("The hazard of a first skin bleed was a third lower with the skin care class than with vehicle (HR"
                     " 0.67).", ("HR 0.67", "HR 0.76"), id="a share that the hazard is lower by"),
        pytest.param("A serious adverse event was seen in 17 of 379 patients on OSB-D1 gel.", ("serious", "fatal"),
                     id="no more were fatal than died"),
        pytest.param("Three participants on OSB-D1 gel were lost to follow-up.", ("Three", "Five"), id="who was lost"),
    ],
)  # fmt: skip
def test_what_a_shared_name_means(text: str, change: tuple[str, str], held: tuple[ResultsTable, TermIndex]) -> None:
    """The true sentence has no error; the same sentence altered in one thing has one."""
    report = _check(text, held)
    assert [item.reason for item in report.checks if item.verdict is Verdict.CONTRADICTED] == []
    assert [found.reason for found in report.findings if found.severity == "error"] == []
    again = _check(text.replace(*change), held)
    wrong = [item for item in again.checks if item.verdict is Verdict.CONTRADICTED]
    assert wrong or [found for found in again.findings if found.severity == "error"]
