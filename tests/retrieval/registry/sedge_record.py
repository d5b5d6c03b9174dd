"""SEDGEMOOR, an invented record: a milestone, parts by sex and kind, severe attacks, a dose at entry."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in, draft_in
from tests.retrieval.small_trial import make_result

SEDGEMOOR = Trial("NCT90000231", "SEDGEMOOR", "Sedgimab in Fen Fever", "Fen Fever")
DRUG, DUMMY = "Sedgimab 40 mg", "Placebo"
ARMS = (DRUG, DUMMY)
PRIMARY = "Change From Baseline in the Fen Severity Index (FSI) at Month 9"
BY_SEX = "Change From Baseline in FSI at Month 9 by Sex"
DEATHS, DEATHS_BY_KIND = (
    "Percentage of Participants With All-cause Mortality at Month 9",
    "All-cause Mortality by Month 9 by Kind of Fen Fever",
)
CURE_BY_KIND = "Percentage of Participants With Clearance of Fen Fever at Month 9 by Kind of Fen Fever (ITT Population)"
ATTACKS, SEVERE = "Number of Participants With Moderate/Severe Attacks", "Number of Participants With Severe Attacks"
SCAN = "Change From Baseline in the Modified Bone Erosion Index (mBEI) at Month 9"
HARMS = "Number of Participants With Events of Interest"
ANY_STRAIN = "Number of Participants With Fen Storms Caused by Any Strain"
BY_GENE = "Percentage of Participants Without Relapse by Gene Status"
EACH_STRAIN = "Number of Participants With Fen Storms Caused by Each Strain"
TEXT = (
    ("Title", "Sedgimab in Fen Fever"),
    ("Conditions", "Conditions studied: Fen Fever."),
    ("Interventions", "Sedgimab (drug). 40 mg by injection every 2 weeks.\n\nMethotrexate (drug). Stable weekly dose."),
    ("Arms", f"{DRUG} (experimental). 40 mg every 2 weeks.\n\n{DUMMY} (placebo comparator). Saline every 2 weeks."),
    ("Primary outcomes", f"Primary outcome: {PRIMARY}. More is worse. Time frame: Month 9."),
    (
        "Other outcomes",
        f"Other outcome: {SCAN}. Radiographic score; an increase means more joint damage. Time frame: Month 9.\n\n"
        f"Other outcome: {HARMS}. Counted once. Time frame: Month 9.",
    ),
    ("Exclusion criteria", "Exclusion Criteria: Diabetes mellitus at screening.\n\nA diagnosis of asthma."),
    ("Eligibility criteria", "Minimum age: 50 Years. Maximum age: 79 Years. Sex: all."),
)
SOURCE = Source(
    "sedgemoor", "registry_record", SEDGEMOOR.id, "SEDGEMOOR record", "SEDGEMOOR. ClinicalTrials.gov: NCT90000231.",
    "registry", path="sedgemoor.json", publication_type="registry record",
)  # fmt: skip
_rows = RowMaker("sedgemoor", SEDGEMOOR.id, ARMS, size=100)
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%", "time_frame": "Month 9"}
_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "points", "time_frame": "Month 9"}
ROWS = (
    *_rows("st", "Started", "101", "102", category="disposition"),
    *_rows("rs", "Rescued at month 3 or 6", "13", "37", category="disposition"),
    *_rows("md", "Methotrexate Dose", "15.5", "16.5", statistic="mean", unit="mg/week", category="baseline"),
    *_rows("p", PRIMARY, "-4.25", "-1.75", note="Primary outcome.", **_MEAN),
    *_rows("sf", BY_SEX, "-2.25", "-1.95", item="Women", **_MEAN),
    *_rows("sm", BY_SEX, "-6.25", "-1.55", item="Men", **_MEAN),
    *_rows("dd", DEATHS, "12.5", "14.5", **_SHARE),
    *_rows("dt", "All-cause mortality", "15", "16", category="safety"),
    *_rows("ms", "Bog Marker Status", "66", "67", item="Score of 1 or more", category="baseline"),
    *_rows("mp", "Clearance by Bog Marker Status", "81.5", "82.5", item="Bog marker positive", **_SHARE),
    *_rows("ef", "Time to Fen Event, Event-free Survival", "9.4", "8.4", statistic="median", unit="months"),
    *_rows("sa", ANY_STRAIN, "27", "47"),
    *_rows("s1", EACH_STRAIN, "17", "34", item="Strain A"),
    *_rows("s2", EACH_STRAIN, "11", "19", item="Strain B"),
    *_rows("kc", BY_GENE, "44.5", "45.5", item="Carriers", **_SHARE),
    *_rows("kn", BY_GENE, "33.5", "35.5", item="Noncarriers",
           **_SHARE),
    *_rows("d1", DEATHS_BY_KIND, "21.5", "31.5", item="Deep FFKD", **_SHARE),
    *_rows("d2", DEATHS_BY_KIND, "3.5", "5.5", item="Shallow FFKS", **_SHARE),
    *_rows("c1", CURE_BY_KIND, "61.5", "51.5", item="Deep FFKD", **_SHARE),
    *_rows("c2", CURE_BY_KIND, "71.5", "66.5", item="Shallow FFKS", **_SHARE),
    *_rows("am", ATTACKS, "44", "58"),
    *_rows("as", SEVERE, "9", "23"),
    *_rows("sc", SCAN, "0.15", "0.85", **_MEAN),
    *_rows("h1", HARMS, "6", "7", item="Tinea infection"),
    *_rows("h2", HARMS, "3", "1", item="Malignancy other than skin cancer"),
    make_result("sedgemoor:ni", trial=SEDGEMOOR.id, outcome=DEATHS, comparison=f"{DRUG} vs {DUMMY}", arm=None,
                statistic="risk difference", value=Decimal("-2.0"), ci_low=Decimal("-6.0"), ci_high=Decimal("2.0"),
                data_cutoff=None, analysis=None, population=None, time_frame="Month 9",
                note="Analysis as posted: Difference. Non-inferiority analysis. Margin of 8 percentage points."),
)  # fmt: skip


@cache
def sedgemoor() -> OneRecord:
    """The corpus that holds the record alone."""
    own: dict[str, Any] = {"trial": SEDGEMOOR.id}
    vocabulary = (
        Term("arm", DRUG, role="experimental", **own),
        Term("arm", DUMMY, role="control", **own),
        Term("drug", "sedgimab", **own),
        Term("drug", "methotrexate"),
        Term("statistic", "count", synonyms=("how many",)),
        Term("statistic", "dose"),
        Term("subgroup", "women", broader=("each sex",)),
        Term("subgroup", "men", broader=("each sex",)),
        Term("subgroup", "each sex", synonyms=("sex", "by sex", "men and women")),
        Term("subgroup", "diabetes", synonyms=("diabetics",)),
        Term("population", "enrolled"),
        Term("topic", "eligibility", synonyms=("take part",), section="methods"),
        Term("outcome", "Overall survival", synonyms=("mortality", "died"), category="efficacy"),
        Term("outcome", "Patients randomised", synonyms=("enrolled",), category="disposition"),
        Term("outcome", "Attack rate", synonyms=("attacks",), category="efficacy"),
        Term("outcome", PRIMARY, category="efficacy", primary=True, **own),
        Term("outcome", "Clearance by Bog Marker Status", synonyms=("bog marker positive",),
             category="efficacy", **own),
        Term("outcome", ANY_STRAIN, synonyms=("fen storms",), category="efficacy", **own),
        Term("outcome", "All-cause mortality", synonyms=("died",), category="safety", **own),
        *(Term("outcome", title, synonyms=("deep ffkd", "shallow ffks"), category="efficacy", **own)
          for title in (DEATHS_BY_KIND, CURE_BY_KIND)),
    )  # fmt: skip
    return OneRecord(ROWS, terms=vocabulary, trial=SEDGEMOOR, source=SOURCE, parts=TEXT)


def answer(question: str) -> str:
    """The sentences of the answer to a question about the record."""
    return answer_in(sedgemoor(), question)


def draft(question: str) -> Draft:
    """That answer with its notices."""
    return draft_in(sedgemoor(), question)
