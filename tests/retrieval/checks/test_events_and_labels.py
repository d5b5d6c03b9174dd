"""Events beside those who had them, arms by label, dose or lack of a drug, and changes told with their visit."""

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

LINDEN = Trial("NCT90000951", "LINDEN", "Solumab With Usual Care Versus Usual Care", "Asthma")
DOSED, ALONE = "Solumab 3 mg Plus Usual Care (Arm A)", "Usual Care Alone (Arm B)"
VOMITING, ITCH, COUGH, CHILLS = "Vomiting", "Pruritus", "Cough", "Chills"
SYMPTOMS = "Change From Baseline in Day Symptom Score at Weeks 4 and 24"
GLUCOSE = "Change From Baseline in Glycated Haemoglobin at Week 12"
EXCRETION = "Change in Protein Excretion From Baseline to Month 6"
THICKNESS = "Epithelium Thickness"
DIED = "Number of Participants Who Died of Any Cause"
BODY = "Change in Body Weight and Body Mass Index"
EACH = "Number of Participants With a Rib, Wrist or Hip Break Through Month 12"
BREAKS = ("Rib", "Wrist", "Hip")
MARKER = "Percent Change From Baseline in Turnover Marker"


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer, own_terms = RowWriter(LINDEN, arms=(DOSED, ALONE)), list[Term]()
    for event, counts, times, grade in (
        (VOMITING, ("41", "12"), ("97", "19"), "non-serious"),
        (ITCH, ("3", "3"), ("4", "3"), "serious"),
        (COUGH, ("27", "44"), ("30", "52"), "non-serious"),
        ("Serious adverse events", ("62", "71"), None, "serious"),
    ):
        for arm, size, count in zip((DOSED, ALONE), (410, 402), counts, strict=True):
            fields = {"arm": arm, "N": size, "grade": grade, "category": "safety", "population": "safety"}
            writer.add(event, "count", count, "patients", n=int(count), **fields)
        for arm, count in zip((DOSED, ALONE), times or (), strict=False):
            writer.add(event, "count", count, "events", arm=arm, grade=grade, category="safety", population="safety")
    for visit, scores in (("Week 4", ("-1.1", "-0.6")), ("Week 24", ("-2.7", "-1.2"))):
        writer.two(SYMPTOMS, "mean", scores, "score on a scale", item=visit)
    writer.two(GLUCOSE, "least-squares mean", ("-0.72", "-0.21"), "%")
    writer.add(GLUCOSE, "difference", "-0.51", "percentage points", comparison=f"{DOSED} vs {ALONE}")
    writer.two(EXCRETION, "least-squares mean", ("0.64", "0.93"), "Ratio")
    both = f"{DOSED} vs {ALONE}"
    bounds = {"ci_low": "0.61", "ci_high": "0.78", "ci_level": "95", "interval_kind": "CI"}
    writer.add(EXCRETION, "ratio of least-squares means", "0.69", None, comparison=both, **bounds)
    writer.two(THICKNESS, "mean", ("461.2", "455.8"), "um")
    writer.two("Lean Mass", "mean", ("27.31", "19.84"), "% body mass")
    bounds = {"ci_low": "0.71", "ci_high": "1.09", "ci_level": "95", "interval_kind": "CI"}
    whole = {"population": "full analysis set"}
    for arm, size, died in ((DOSED, 412, 80), (ALONE, 405, 91)):
        writer.add(DIED, "count", str(died), "patients", arm=arm, n=died, N=size, **whole)
    writer.add(DIED, "hazard ratio", "0.88", None, comparison=both, **whole, **bounds)
    writer.two(BODY, "mean", ("-14.3", "-2.9"), "kg or kg/m^2 as stated", item="Body weight (kg)")
    writer.two(BODY, "mean", ("-5.2", "-1.0"), "kg or kg/m^2 as stated", item="Body mass index (kg/m^2)")
    for bone, counts, whole, ratio in zip(
        BREAKS,
        (("11", "15"), ("21", "33"), ("7", "12")),
        (("38", "51"), ("66", "84"), ("19", "31")),
        (("0.74", "0.51", "1.09"), ("0.78", "0.58", "1.06"), ("0.61", "0.38", "0.98")),
        strict=True,
    ):
        title = f"Number of Participants With a {bone} Break at the Primary Analysis"
        for arm, first, last in zip((DOSED, ALONE), counts, whole, strict=True):
            writer.add(EACH, "count", first, "patients", arm=arm, n=int(first), N=412, item=f"{bone} break")
            writer.add(title, "count", last, "patients", arm=arm, n=int(last), N=412)
        bounds = {"ci_low": ratio[1], "ci_high": ratio[2], "ci_level": "95", "interval_kind": "CI"}
        writer.add(title, "hazard ratio", ratio[0], None, comparison=both, **bounds)
        own_terms.append(Term("outcome", title, None, (), LINDEN.id, category="efficacy"))
    writer.two("Sex: Female, Male", "count", ("300", "288"), "patients", item="Female", category="baseline")
    writer.two("Sex: Female, Male", "count", ("112", "117"), "patients", item="Male", category="baseline")
    writer.two("Started", "count", ("412", "405"), "patients", category="disposition")
    writer.two(MARKER, "median", ("-17.3", "-66.2"), "percent change", item="Month 12")
    own = (
        *own_terms,
        Term("outcome", "Serious adverse events", None, (), LINDEN.id, category="safety"),
        Term("outcome", "Sex: Female, Male", None, ("women",), LINDEN.id, category="baseline"),
        Term("outcome", EACH, None, (), LINDEN.id, category="efficacy"),
        Term("outcome", MARKER, None, ("turnover marker",), LINDEN.id, category="efficacy"),
        Term("arm", DOSED, None, ("solumab", "Arm A"), LINDEN.id, role="experimental"),
        Term("arm", ALONE, None, ("usual care alone", "Arm B"), LINDEN.id, role="control"),
        Term("drug", "Solumab", None, (), LINDEN.id),
        *(Term("outcome", title, None, (), LINDEN.id, category="safety") for title in (VOMITING, ITCH, COUGH, CHILLS)),
        *(
            Term("outcome", title, None, (), LINDEN.id, category="efficacy")
            for title in (SYMPTOMS, GLUCOSE, EXCRETION, THICKNESS, DIED, "Lean Mass")
        ),
        Term("outcome", BODY, None, ("body weight",), LINDEN.id, category="efficacy"),
    )
    for period, counts in (("Double-blind Period: Solumab", 9), ("Overall: Solumab", 27)):
        row = {"arm": period, "n": counts, "N": 410, "grade": "serious", "category": "safety", "population": "safety"}
        writer.add(CHILLS, "count", str(counts), "patients", **row)
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(LINDEN,), trial=LINDEN.id, sources={})


TRUE = [
    "Vomiting that was not serious: 41 people had 97 episodes on solumab, 12 people had 19 on usual care alone.",
    "Non-serious vomiting: 97 events in 41 patients (Arm A) and 19 events in 12 patients (Arm B).",
    "Non-serious vomiting hit 41 people on solumab, who had 97 events, and 12 on usual care alone, who had 19.",
    "Non-serious cough: 27 patients with 30 events on solumab; 44 patients with 52 events on usual care alone.",
    f"Non-serious cough: {DOSED} 27/410 (6.6%), {ALONE} 44/402 (10.9%).",
    f"Serious pruritus: {DOSED} 3/410 (0.7%), {ALONE} 3/402 (0.7%).",
    "Serious pruritus: solumab 3 mg 3/410 (0.7%).",
    "Non-serious cough was seen with solumab (n=27, 6.6%) and with usual care alone (n=44, 10.9%).",
    "Of 410 treated with solumab, 62 had a serious adverse event.",
    "Non-serious cough was more frequent without solumab (44 versus 27 patients).",
    "The day symptom score had changed by -1.1 and -0.6 at week 4 and by -2.7 and -1.2 at week 24.",
    "Glycated haemoglobin fell by 0.72 percentage points at week 12 with solumab and by 0.21 with usual care alone.",
    "Protein excretion fell to a least-squares mean ratio of 0.64 at month 6 with solumab.",
    "Protein excretion at month 6 had fallen further on solumab (0.64) than on usual care alone (0.93).",
    "Epithelium thickness: 461.2 um with solumab versus 455.8 um with usual care alone.",
    "Lean mass: 27.31 % body mass with solumab versus 19.84 % body mass with usual care alone.",
    "Safety facts for the committee\n\n- Deaths: 80 of 412 and 91 of 405 (HR 0.88; 95% CI 0.71-1.09).",
    "Body weight changed by -14.3 kg with solumab and by -2.9 kg with usual care alone.",
    "Serious adverse events were recorded in 62 and 71 women.",
    "The turnover marker was 17.3% and 66.2% below baseline at month 12.",
    "Serious chills, whole study: 27 patients on solumab.",
    "Serious chills, double-blind period: 9 patients on solumab.",
    "With solumab the day symptom score at week 24 had fallen by a mean of 2.7; with usual care alone, by 1.2.",
    "- Vomiting:\n\n412 people received solumab and 405 took usual care alone.",
]


@pytest.mark.parametrize("text", TRUE)
def test_true_figures(check: Callable[[str], CheckReport], text: str) -> None:
    """True figures stand."""
    report = check(text)
    assert is_good(report), [(item.number, item.reason) for item in report.checks]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Non-serious vomiting: 19 events in 41 patients (Arm A) and 97 events in 12 patients (Arm B).", {"19", "97"}),
        (f"41 patients on {DOSED} had 19 events of non-serious vomiting.", {"19"}),
        (
            f"Non-serious cough: {DOSED} 44/402 (10.9%), {ALONE} 27/410 (6.6%).",
            {"44", "402", "10.9", "27", "410", "6.6"},
        ),
        ("Non-serious cough was more frequent without solumab (27 versus 44 patients).", {"27", "44"}),
        ("Of 420 treated with solumab, 62 had a serious adverse event.", {"420"}),
        ("Epithelium thickness: 455.8 um with solumab versus 461.2 um with usual care alone.", {"455.8", "461.2"}),
        ("Protein excretion fell to a least-squares mean ratio of 0.93 at month 6 with solumab.", {"0.93"}),
    ],
)
def test_altered_figures(check: Callable[[str], CheckReport], text: str, wrong: set[str]) -> None:
    """Figures of the other arm, or of another whole, are contradicted."""
    found = {item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED}
    assert found == wrong


@pytest.mark.parametrize(
    "text",
    [
        "At week 24 the fall in the day symptom score was smaller on solumab (-2.7) than on usual care alone (-1.2).",
        "Protein excretion at month 6 had fallen less on solumab (0.64) than on usual care alone (0.93).",
        "The day symptom score went down less on solumab (-2.7) than on usual care alone (-1.2) at week 24.",
    ],
)
def test_turned_changes(check: Callable[[str], CheckReport], text: str) -> None:
    """The larger change is not told as the smaller one."""
    assert [found.kind for found in check(text).findings if found.severity == "error"] == ["direction"]


@pytest.mark.parametrize(
    "text",
    [
        "Rescue therapy was started by 20 and 96 patients.",
        "Women with a previous wrist break received solumab or usual care alone for 12 months.",
    ],
)
def test_what_is_told_of_no_outcome(check: Callable[[str], CheckReport], text: str) -> None:
    """What was begun by some, or how long a treatment was given, is no figure of what the table has."""
    assert not [item for item in check(text).checks if item.verdict is Verdict.CONTRADICTED]


def test_figure_that_is_denied(check: Callable[[str], CheckReport]) -> None:
    """What a figure is told not to be is no figure."""
    text = "Of solumab patients 41 people had 97 episodes of vomiting. Please don't call that 97 people!"
    assert [item.number for item in check(text).checks] == ["41", "97"]


def test_gallstones_are_no_inflammation() -> None:
    """Stones are told by their own name."""
    [stones] = [term for term in read_terms(CLINICAL_TERMS) if term.kind == "outcome" and "gallstones" in term.synonyms]
    assert stones.name == "Cholelithiasis"


def test_ratio_of_a_list(check: Callable[[str], CheckReport]) -> None:
    """Words of another figure of a list do not keep a ratio with its bounds from the title that has it."""
    text = "Wrist breaks: hazard ratio 0.78 (95% CI 0.58-1.06), hip breaks: hazard ratio 0.61 (95% CI 0.38-0.98)."
    told = {item.number: item.verdict for item in check(text).checks}
    assert {told[number] for number in ("0.61", "0.38", "0.98")} == {Verdict.SUPPORTED}
    other = check("Rib breaks: hazard ratio 0.61 (95% CI 0.38-0.98).")
    assert {item.verdict for item in other.checks} != {Verdict.SUPPORTED}
