"""SEDGEMOOR, an invented record: comparisons with a margin, rows by grade and bound, doses, sentences beside."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

SEDGEMOOR = Trial("NCT90000012", "SEDGEMOOR", "Two Doses of Peatamab in Bog Fever", "Bog Fever")
LOW, HIGH, DUMMY = "Peatamab 20 mg", "Peatamab 60 mg", "Placebo"
TITERS = "Neutralizing Titers for the Shared Strains at Day 29"
TITERS_LATER = "Neutralizing Titers at Month 6"
TITERS_BY_AGE = "Neutralizing Titers for Strain 7K at Day 29 by Age Group"
PROTEIN = "Ratio to Baseline in Urine Protein to Creatinine Ratio (UPCR) at Week 24"
PROTEIN_BY_START = "Ratio to Baseline in UPCR at Week 24 by Baseline UPCR"
HALVED = "Number of Participants With a Reduction in UPCR of 50% or More at Week 24"
REACTIONS = "Number of Participants With Solicited Injection-Site Reactions Within 7 Days"
STOPPED = "Number of Participants Who Stopped Study Drug Because of an Adverse Event"
RASH, RASH_ONSET = "Number of Participants With Rash-Related Adverse Events", "Time to First Rash-Related Adverse Event"
IMPRESSION = "Patient Global Impression of Change at Week 24"
AUC, TMAX = "Area Under the Curve (AUC) of Peatamab at Week 2", "Time to Maximum Concentration (Tmax) at Week 2"
SIGNS = "Change From Baseline in Bog Signs Score Components at Week 24"
SIGNS_BY_SEX = "Change From Baseline in Bog Gait by Sex"
FIRST, FIRST_BY = "Time to First Bog Relapse", "Number of Participants With First Bog Relapse by Baseline Grade"
COMPOSITE = "Hierarchical Composite of Death and Stroke"
MAJOR = "Percentage of Participants With Major Adverse Events at 30 Days"
CRITERION = (
    "Noninferiority was declared for a strain if the lower bound of the 95% CI of the ratio was greater than 0.5."
)
TEXT = (
    ("Title", "Two Doses of Peatamab in Bog Fever"),
    ("Conditions", "Conditions studied: Bog Fever."),
    ("Design", "Phase: phase 2. Masking: single (outcomes assessor). Masking description: The core laboratory was "
     "masked. Enrolment: 150 (actual)."),
    ("Arms", "Peatamab 20 mg (experimental). 20 mg a day.\n\nPeatamab 60 mg (experimental). 60 mg a day."),
    ("Primary outcomes", f"Primary outcome: {MAJOR}. Death or stroke. Compared with a performance goal of 15%."),
    ("Secondary outcomes", f"Secondary outcome: {HALVED}. Not adjusted for multiple testing."),
    ("Inclusion criteria", "Inclusion Criteria: UPCR of 0.75 g/g or more."),
    ("Exclusion criteria", "Exclusion Criteria: Dialysis."),
    ("Eligibility criteria", "Confirmed fen ague, with no earlier dose\n\n"
     "Minimum age: 18 Years. Maximum age: 70 Years. Sex: all."),
    ("Adverse event reporting", "The death was not judged related to peatamab. Deaths are all deaths known at the "
     "cut-off; the participant flow gives deaths up to the last visit."),
)  # fmt: skip
SOURCE = Source(
    "sedgemoor", "registry_record", SEDGEMOOR.id, "SEDGEMOOR record", "SEDGEMOOR. ClinicalTrials.gov: NCT90000012.",
    "registry", path="sedgemoor.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_COUNT: dict[str, Any] = {"statistic": "count", "unit": "patients"}
_TITER: dict[str, Any] = {"statistic": "geometric mean", "unit": "titer"}
_RATIO: dict[str, Any] = {"statistic": "geometric mean", "unit": "ratio"}
_MEDIAN: dict[str, Any] = {"statistic": "median", "unit": "days"}


_rows = RowMaker("sedgemoor", SEDGEMOOR.id, (LOW, HIGH, DUMMY), size=50)


def _effect(key: str, outcome: str, value: str, low: str, high: str, **slots: Any) -> Result:
    return make_result(
        f"sedgemoor:{key}", trial=SEDGEMOOR.id, outcome=outcome, comparison=f"{HIGH} vs {DUMMY}", value=Decimal(value),
        ci_low=Decimal(low), ci_high=Decimal(high), ci_level=Decimal(95), interval_kind="CI", **_EMPTY | slots,
    )  # fmt: skip


_TESTED: dict[str, Any] = {"statistic": "geometric mean ratio", "note": f"Non-inferiority analysis. {CRITERION}"}
ROWS = (
    *_rows("st", "Started", "50", "51", "49", category="disposition"),
    *_rows("do", "Dosed", "48", "47", "46", category="disposition"),
    *_rows("na", "Not completed: Adverse Event", "9", "8", "7", category="disposition"),
    *_rows("nd", "Not completed: Death", "1", "2", "3", category="disposition"),
    *_rows("am", "All-cause mortality", "2", "3", "5", category="safety"),
    *_rows("a1", TITERS, "11", "111", "81", item="Strain 1", **_TITER),
    *_rows("a7", TITERS, "17", "117", "87", item="Strain 7K", **_TITER),
    *_rows("a9", TITERS, "19", "71", "127", item="Strain 9", **_TITER),
    _effect("e1", TITERS, "0.94", "0.82", "1.08", item="Strain 1", **_TESTED),
    _effect("e7", TITERS, "0.84", "0.73", "0.96", item="Strain 7K", **_TESTED),
    _effect("e9", TITERS, "0.56", "0.49", "0.64", item="Strain 9", **_TESTED),
    *_rows("l7", TITERS_LATER, "6", "67", "26", item="Strain 7K", **_TITER),
    *_rows("l9", TITERS_LATER, "7", "38", "66", item="Strain 9", **_TITER),
    *_rows("ay", TITERS_BY_AGE, "501", "502", "503", item="60 to 74 years", **_TITER),
    *_rows("ao", TITERS_BY_AGE, "504", "566", "612", item="75 years and older", **_TITER),
    *_rows("pr", PROTEIN, "0.74", "0.58", "0.92", **_RATIO),
    *_rows("pl", PROTEIN_BY_START, "0.79", "0.67", "0.96", item="Baseline UPCR below 1.5 g/g", **_RATIO),
    *_rows("ph", PROTEIN_BY_START, "0.69", "0.50", "0.87", item="Baseline UPCR 1.5 g/g or above", **_RATIO),
    *_rows("ha", HALVED, "11", "21", "5"),
    _effect("ho", HALVED, "6.30", "2.14", "18.54", statistic="odds ratio"),
    *_rows("ip", REACTIONS, "20", "31", "10", item="Pain: any grade", category="safety"),
    *_rows("ig", REACTIONS, "2", "14", "4", item="Pain: Grade 3", category="safety"),
    *_rows("ie", "Injection site pain", "22", "33", "12", grade="non-serious", category="safety"),
    *_rows("so", STOPPED, "3", "5", "0", category="safety"),
    *_rows("ra", RASH, "4", "13", "2", item="Any rash", category="safety"),
    *_rows("rb", RASH, "1", "8", "2", item="Hives", category="safety"),
    *_rows("rc", RASH, "3", "5", "0", item="Eczema", category="safety"),
    *_rows("rt", RASH_ONSET, "4.4", "3.3", "5.5", category="safety", **_MEDIAN),
    *_rows("gv", IMPRESSION, "15", "12", "3", item="Very much improved"),
    *_rows("gm", IMPRESSION, "16", "23", "10", item="Much improved"),
    *_rows("gn", IMPRESSION, "17", "24", "22", item="Minimally improved"),
    *_rows("au", AUC, "2950", "6120", statistic="geometric mean", unit="h*ng/mL"),
    *_rows("tm", TMAX, "2.0", "2.1", statistic="median", unit="hours"),
    *_rows("nl", "Not completed: Lost to Follow-up", "6", "5", "4", category="disposition"),
    *_rows("se", "Serious adverse events", "1", "9", "2", grade="serious", category="safety"),
    *_rows("te", "Number With Treatment-Emergent Adverse Events", "30", "32", "28", category="safety"),
    *_rows("bs", "Bog Severity Index (BSI)", "6.1", "6.2", "6.3", category="baseline", statistic="mean", unit="points"),
    *_rows("s1", SIGNS, "-0.5", "-0.9", "-0.1", item="Redness", statistic="mean", unit="points"),
    *_rows("s2", SIGNS, "-0.6", "-1.7", "-0.2", item="Swelling", statistic="mean", unit="points"),
    *_rows("s3", SIGNS, "-0.7", "-1.3", "-0.3", item="Scaling", statistic="mean", unit="points"),
    *_rows("f1", FIRST_BY, "21", "28", "30", item="Severe"),
    *_rows("f2", FIRST_BY, "22", "25", "41", item="Massive or torrential"),
    _effect("fe", FIRST, "0.68", "0.49", "0.94", statistic="hazard ratio"),
    _effect("ff", FIRST_BY, "0.91", "0.55", "1.50", statistic="hazard ratio", item="Severe"),
    *_rows("sx", "Sex: Female, Male", "31", "29", "33", item="Female", category="baseline"),
    *_rows("sm", "Sex: Female, Male", "19", "22", "16", item="Male", category="baseline"),
    *_rows("sf", SIGNS_BY_SEX, "-0.41", "-0.42", "-0.43", item="Female", statistic="mean", unit="points"),
    *_rows("bf", "Bog fever", "2", "1", "3", grade="serious", category="safety"),
    *_rows("mc", "Marsh cough", "7", "6", "8", grade="serious", category="safety"),
    *_rows("co", COMPOSITE, "41.1", "46.8", "30.8", statistic="percentage", unit="percentage of pairs won"),
    _effect("cw", COMPOSITE, "1.52", "1.11", "2.07", statistic="Win Ratio"),
    *_rows("ma", MAJOR, "4.1", "4.7", "4.9", statistic="percentage", unit="%", category="safety"),
)  # fmt: skip
TERMS = (
    *(Term("arm", arm, trial=SEDGEMOOR.id, role="experimental") for arm in (LOW, HIGH)),
    Term("arm", DUMMY, trial=SEDGEMOOR.id, role="control"),
    Term("drug", "Peatamab", trial=SEDGEMOOR.id),
    *(
        Term("outcome", title, None, names, SEDGEMOOR.id, category=kind, primary=title == PROTEIN)
        for title, names, kind in (
            (TITERS, ("Strain 1", "Strain 7K", "Strain 9"), "efficacy"),
            (TITERS_LATER, ("Strain 7K", "Strain 9"), "efficacy"),
            (TITERS_BY_AGE, (), "efficacy"),
            (PROTEIN, ("UPCR",), "efficacy"),
            (PROTEIN_BY_START, (), "efficacy"),
            (HALVED, (), "efficacy"),
            (IMPRESSION, ("Very much improved", "Much improved"), "efficacy"),
            (AUC, ("AUC",), "efficacy"),
            (TMAX, ("Tmax",), "efficacy"),
            (REACTIONS, (), "safety"),
            (STOPPED, (), "safety"),
            (RASH, (), "safety"),
            (RASH_ONSET, (), "safety"),
            (MAJOR, ("Major Adverse Events",), "safety"),
            (COMPOSITE, (), "efficacy"),
            (SIGNS, (), "efficacy"),
            (SIGNS_BY_SEX, ("Female", "women"), "efficacy"),
            (FIRST, ("first bog relapse",), "efficacy"),
            (FIRST_BY, ("first bog relapse",), "efficacy"),
            ("Serious adverse events", ("serious adverse event",), "safety"),
            ("Number With Treatment-Emergent Adverse Events", (), "safety"),
            ("Bog Severity Index (BSI)", (), "baseline"),
            ("Bog fever", (), "safety"),
            ("Marsh cough", (), "safety"),
            ("Injection site pain", (), "safety"),
        )
    ),
    Term("outcome", "Dosed", trial=SEDGEMOOR.id, category="disposition"),
    Term("outcome", "Treatment-emergent adverse event", None, ("side effects",), category="safety"),
    Term("grade", "serious", synonyms=("serious",)),
    Term("subgroup", "children", synonyms=("adolescents",)),
    Term("subgroup", "age >=75 years", synonyms=("over-75s",)),
    Term("outcome", "Time to first response", synonyms=("how fast",), category="efficacy"),
    Term("outcome", "Treatment-emergent adverse event leading to discontinuation", None,
         ("stopped because of side effects",), category="safety"),
)  # fmt: skip


@cache
def _sedgemoor() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=SEDGEMOOR, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of the answer to a question about SEDGEMOOR."""
    return answer_in(_sedgemoor(), text)
