"""Composites and their events, rows within rows, and grades, ratios and differences that a record has elsewhere."""

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
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

ROWAN = Trial("NCT90000987", "ROWAN", "Torugliptide Versus Placebo", "Heart failure")
ARMS = ("Torugliptide 10 mg", "Placebo")
JOINT = "Rate of the First Event of Adjudicated Cardiovascular Death or Adjudicated Hospitalization for Heart Failure"
DEATH, ANY = "Incidence Rate of Adjudicated Cardiovascular Death", "Incidence Rate of All-cause Mortality"
FIRST = "Incidence Rate of the First Adjudicated Hospitalization for Heart Failure"
STAYS = "Occurrence of Adjudicated Hospitalization for Heart Failure (First and Recurrent)"
ADMITTED = {FIRST: ("heart failure admission",), STAYS: ("heart failure admission",)}
EACH = "Number of Participants With an Event, by Component"
SLOPE = "Slope of Change in Kidney Filtration From Baseline"
SPOTS = "Number of Participants With Scan Abnormalities (SCAB)"
KINDS = "Number of Participants With a Treatment-emergent Adverse Event (TEAE), by Kind"
SHINGLES = "Number of Participants With Adverse Events of Special Interest"
CALM, BY_GENE = (
    "Percentage of Participants With CALM50 Response",
    "Number of Participants With SCAB-E by MET3 Gene Status",
)
WATER, BY_FUNCTION = "Water Pill Dose", "Number of Participants With an Endpoint Event, by Pump Function at Baseline"
SEXES, SCORE = "Change From Baseline in BRIM-Score at Month 18 by Sex", "Change From Baseline in BRIM-Score at Month 18"


def _rows() -> RowWriter:
    writer = RowWriter(ROWAN, arms=ARMS)
    versus = {"comparison": " vs ".join(ARMS), "ci_level": "95"}
    for title, value, bounds in (
        (JOINT, "0.79", ("0.69", "0.91")),
        (DEATH, "0.92", ("0.77", "1.10")),
        (ANY, "1.01", ("0.88", "1.16")),
    ):
        writer.add(title, "hazard ratio", value, None, ci_low=bounds[0], ci_high=bounds[1], **versus)
        writer.two(title, "rate", ("6.9", "8.7"), "events per 100 patient-years")
    writer.add(FIRST, "hazard ratio", "0.72", None, ci_low="0.61", ci_high="0.85", **versus)
    writer.two(FIRST, "rate", ("4.3", "6.0"), "events per 100 patient-years")
    writer.two(STAYS, "count", ("407", "541"), "events")
    for item, counts in (
        ("Primary composite", ("415", "511")),
        ("First hospitalization for heart failure", ("259", "352")),
        ("Cardiovascular death", ("219", "244")),
        ("Death from any cause", ("422", "427")),
    ):
        writer.two(EACH, "count", counts, "patients", item=item)
    writer.two(SLOPE, "mean", ("-1.25", "-2.62"), "mL/min per year")
    sloped = {"comparison": " vs ".join(ARMS), "ci_level": "99.9", "ci_low": "0.86", "ci_high": "1.88"}
    writer.add(SLOPE, "slope", "1.37", "mL/min per year", **sloped)
    for item, counts in (
        ("SCAB-E", ("113", "15")),
        ("Symptomatic SCAB-E", ("25", "0")),
        ("SCAB-H", ("155", "81")),
        ("Symptomatic SCAB-H", ("6", "2")),
    ):
        for arm, count in zip(ARMS, counts, strict=True):
            fields = {"arm": arm, "n": int(count), "N": 898, "item": item, "category": "safety"}
            writer.add(SPOTS, "count", count, "patients", **fields)
    for item, counts in (
        ("Infusion-related reaction", ("237", "67")),
        ("Infusion-related reaction, grade 1 or 2", ("228", "66")),
        ("TEAE leading to discontinuation of study drug", ("62", "26")),
    ):
        writer.two(KINDS, "count", counts, "patients", item=item, category="safety")
    for grade, counts in (("serious", ("11", "0")), ("non-serious", ("231", "66"))):
        writer.two("Infusion related reaction", "count", counts, "patients", grade=grade, category="safety")
    writer.two("Serious adverse events", "count", ("24", "19"), "patients", grade="serious", category="safety")
    for item, counts in (("Herpes zoster", ("5", "3")), ("Sepsis", ("2", "1"))):
        writer.two(SHINGLES, "count", counts, "patients", item=item, category="safety")
    writer.two("Herpes zoster", "count", ("1", "0"), "patients", grade="serious", category="safety")
    writer.two(SCORE, "least-squares mean", ("1.24", "1.65"), "score on a scale")
    for item, value, low, high in (("Women", "-0.21", "-0.52", "0.11"), ("Men", "-0.74", "-1.05", "-0.43")):
        fields = {"item": item, "ci_low": low, "ci_high": high, **versus}
        writer.add(SEXES, "least-squares mean difference", value, "score on a scale", **fields)
    for item, counts in (("Slow metabolisers", ("46", "5")), ("Fast metabolisers", ("15", "1"))):
        writer.two(BY_GENE, "count", counts, "patients", item=item)
    writer.two(CALM, "percentage", ("45.2", "29.1"), "%")
    gap = {"comparison": " vs ".join(ARMS), "ci_level": "95", "ci_low": "9.8", "ci_high": "22.4"}
    writer.add(CALM, "difference", "16.1", "percentage points", **gap)
    writer.two(WATER, "mean", ("17.3", "16.9"), "mg/week", category="baseline")
    for item, value, low, high in (("Weak pump", "0.71", "0.57", "0.88"), ("Strong pump", "0.87", "0.69", "1.11")):
        writer.add(BY_FUNCTION, "hazard ratio", value, None, item=item, ci_low=low, ci_high=high, **versus)
    return writer


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    rows = _rows().rows
    table = ResultsTable(rows)
    own = [
        Term("arm", ARMS[0], None, ("torugliptide",), ROWAN.id, role="experimental"),
        Term("arm", ARMS[1], None, ("placebo",), ROWAN.id, role="control"),
        *(
            Term("outcome", title, None, ADMITTED.get(title, ()), ROWAN.id, category=category, primary=title == JOINT)
            for title, category in dict.fromkeys((row.outcome, row.category) for row in rows)
        ),
    ]
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(ROWAN,), trial=ROWAN.id)


@pytest.mark.parametrize(
    "text",
    [
        "Cardiovascular death or first heart failure admission: 415 with torugliptide, 511 with placebo.",
        "Cardiovascular death or hospitalization for heart failure occurred in 415 patients on torugliptide and in 511"
        " on placebo.",
        "The primary endpoint, cardiovascular death or a first hospitalization for heart failure, was met by 415"
        " patients on torugliptide and 511 on placebo.",
        "Cardiovascular death occurred in 219 patients with torugliptide and 244 with placebo (HR 0.92).",
        "Cardiovascular death was a secondary outcome. It occurred in 219 patients with torugliptide and 244 with"
        " placebo, with a hazard ratio of 0.92 (95% CI 0.77-1.10).",
        "The slope of kidney filtration was -1.25 with torugliptide and -2.62 with placebo; the difference was 1.37"
        " (99.9% CI 0.86-1.88).",
        "SCAB-E was seen in 113 patients with torugliptide and 15 with placebo; it was symptomatic in 25 and 0.",
        "SCAB-H was seen in 155 patients with torugliptide, of whom 6 had symptoms.",
        "SCAB-H was seen in 155 patients with torugliptide (symptomatic in 6) and 81 with placebo (symptomatic in 2).",
        "Infusion-related reactions hit 237 people with torugliptide and 67 with placebo. Most were of grade 1 or 2"
        " (228 and 66).",
        "24 participants on torugliptide had a serious adverse event, compared with 19 on placebo. Herpes zoster was"
        " recorded in 5 and 3.",
        "24 participants on torugliptide had a serious adverse event. This is no advice on one patient.",
        "The BRIM-Score difference was -0.74 (95% CI -1.05 to -0.43) in men and -0.21 (95% CI -0.52 to 0.11) in women.",
        "In men the BRIM-Score difference was -0.74 (95% CI -1.05 to -0.43), in women -0.21 (95% CI -0.52 to 0.11).",
        "BRIM-Score change at month 18: torugliptide 1.24, placebo 1.65, so torugliptide was lower by 0.41.",
        "SCAB-E in slow metabolisers was seen in 46 with torugliptide and in 5 with placebo.",
        "CALM50 response was 45.2% with torugliptide and 29.1% with placebo; the difference of 16.1 percentage"
        " points (95% CI 9.8-22.4) was large.",
        "A first heart failure admission occurred in 259 patients on torugliptide and in 352 on placebo.",
        "Of the 113 patients with SCAB-E on torugliptide, 25 had symptoms.",
        "TEAE leading to discontinuation of study drug: 62 people stopped torugliptide and 26 stopped placebo.",
        "The mean water pill dose was 17.3 mg weekly with torugliptide.",
        "With a strong pump the hazard ratio of an endpoint event was 0.87 (95% CI 0.69-1.11).",
    ],
)
def test_true_figures(check: Callable[[str], CheckReport], text: str) -> None:
    """True figures stand, and none is left open."""
    report = check(text)
    assert is_good(report), [(item.number, item.reason) for item in report.checks]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Cardiovascular death or first heart failure admission: 511 with torugliptide, 415 with placebo.",
            {"511", "415"},
        ),
        ("Cardiovascular death: HR 1.01 (95% CI 0.88-1.16).", {"1.01", "0.88", "1.16"}),
        (
            "The slope of kidney filtration was -1.25 with torugliptide and -2.62 with placebo; the difference was 1.37"
            " (95% CI 0.86-1.88).",
            {"95"},
        ),
        (
            "SCAB-E was seen in 113 patients with torugliptide and 15 with placebo; it was symptomatic in 35 and 0.",
            {"35"},
        ),
        (
            "The BRIM-Score difference was -0.74 (95% CI -1.05 to -0.43) in women and -0.21 (95% CI -0.52 to 0.11)"
            " in men.",
            {"-0.74", "-1.05", "-0.43", "-0.21", "-0.52", "0.11"},
        ),
        (
            "BRIM-Score change at month 18: torugliptide 1.24, placebo 1.65, so torugliptide was lower by 0.14.",
            {"0.14"},
        ),
        ("SCAB-E in fast metabolisers was seen in 46 with torugliptide and in 5 with placebo.", {"46", "5"}),
        (
            "CALM50 response, torugliptide versus placebo: an odds ratio of 16.1 (95% CI 9.8-22.4).",
            {"16.1", "9.8", "22.4"},
        ),
        (
            "CALM50 response was 45.2% with torugliptide and 29.1% with placebo; the relative difference of 16.1%"
            " (95% CI 9.8-22.4) was large.",
            {"16.1", "9.8", "22.4"},
        ),
        ("A first heart failure admission occurred in 295 patients on torugliptide and in 352 on placebo.", {"295"}),
        ("Of the 131 patients with SCAB-E on torugliptide, 25 had symptoms.", {"131"}),
        ("The mean water pill dose was 17.3 mg per day with torugliptide.", {"17.3"}),
        ("The mean water pill dose was 17.3 mg daily with torugliptide.", {"17.3"}),
        ("With a strong pump the hazard ratio of an endpoint event was 0.87 (95% CI 0.69-0.88).", {"0.88"}),
    ],
)
def test_altered_figures(check: Callable[[str], CheckReport], text: str, wrong: set[str]) -> None:
    """A figure of another event, row, arm or level is contradicted."""
    found = {item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED}
    assert found == wrong


def test_a_sentence_without_figures_names_the_row(check: Callable[[str], CheckReport]) -> None:
    """What goes on with a row that the sentence before names is held against it, and no other row."""
    report = check(
        "Cardiovascular death was rarer. It occurred in 259 patients with torugliptide and 352 with placebo."
    )
    assert [item.verdict for item in report.checks] == [Verdict.CONTRADICTED, Verdict.CONTRADICTED]
