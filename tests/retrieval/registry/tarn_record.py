"""TARNWATER, an invented record in pregnant women: first events, sets and limits in titles, infants apart, a flow."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

TARNWATER = Trial("NCT90000019", "TARNWATER-P", "Mossamine in Pregnant Women With Tarn Fever", "Tarn Fever")
DRUG, DUMMY = "Mossamine", "Placebo"
ARMS = (DRUG, DUMMY)
BITE = "Time to First Occurrence of Adder Bite or Stinging Nettle Event (SNE) - mITT, On-Treatment"
BITE_ITT = "Time to First Occurrence of Adder Bite or SNE - ITT, Whole Study (Superiority)"
BITE_WIDER = "Time to First Occurrence of the Composite of Adder Bite, SNE or Fall"
RNA = "Percentage of Participants With Tarn RNA < 50 Copies/mL at Week 12"
RNA_PP = f"{RNA} (Per-Protocol)"
RNA_LATE = "Percentage of Participants With Tarn RNA < 50 Copies/mL at Week 36"
RNA_PARTS = f"{RNA} by Baseline CD4+ Cell Count"
CLEARING = "Time to Tarn Clearing (Tarn RNA < 50 Copies/mL)"
ASPIRIN = "Severe Tarn Attacks by Baseline Iron Use"
PARTS = "Number of Participants With Each Component of the Primary Composite Outcome"
STORM = "Number of Participants With Tarn Storm (XRS) by Maximum Grade"
ONSET = "Time to Onset and Duration of Tarn Storm"
NEGATIVE = "Percentage of Participants With Minimal Marsh Disease (MMD) Negativity"
WAITING = "Waiting (Consent to Infusion)"
TEXT = (
    ("Title", "Mossamine in Pregnant Women With Tarn Fever"),
    ("Conditions", "Conditions studied: Tarn Fever."),
    ("Design", "Masking: double (participant, investigator). Enrolment: 200 (actual)."),
    (
        "Arms",
        "Mossamine (experimental). Mossamine 3 g powder twice daily from week 12 until delivery."
        "\n\nPlacebo (placebo comparator). Matching powder twice daily from week 12 until delivery.",
    ),
    ("Interventions", "Mossamine (drug). 3 g powder twice daily.\n\nPlacebo (other). Powder without mossamine."),
    ("Eligibility criteria", "Sex: female. Minimum age: 18 years."),
    ("Dates", "Overall status: completed."),
    ("Limitations", "Recruitment was slow. The trial was stopped at 200 of 300 planned women because of floods."),
)
SOURCE = Source(
    "tarnwater", "registry_record", TARNWATER.id, "TARNWATER record", "TARNWATER. ClinicalTrials.gov: NCT90000019.",
    "registry", path="tarnwater.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("tarnwater", TARNWATER.id, ARMS, size=100)
_apart = RowMaker(
    "tarnwater", TARNWATER.id, tuple(f"{arm} - {who}" for who in ("Mothers", "Infants") for arm in ARMS), 100
)


def _effect(key: str, outcome: str, value: str, low: str, high: str, **slots: Any) -> Result:
    slots = {"comparison": f"{DRUG} vs {DUMMY}", "ci_low": Decimal(low), "ci_high": Decimal(high), **slots}
    slots = {"interval_kind": "CI", "ci_level": Decimal(95), **slots}
    return make_result(
        f"tarnwater:{key}", trial=TARNWATER.id, outcome=outcome, value=Decimal(value), **(_EMPTY | slots)
    )


_RATE: dict[str, Any] = {"statistic": "rate", "unit": "events per 100 patient-years"}
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_MITT, _ITT, _PP = "modified intention-to-treat", "intention-to-treat", "per-protocol"
_PRIMARY = "Primary outcome. All women."
ROWS = (
    *_rows("st", "Started", "100", "100", category="disposition", item=WAITING),
    *_rows("nc", "Not completed", "19", "17", category="disposition", item=WAITING),
    *_rows("nd", "Not completed: Death", "7", "6", category="disposition", item=WAITING),
    *_rows("nm", "Not completed: Spoilt batch", "12", "11", category="disposition", item=WAITING),
    *_rows("no", "Not completed", "5", "4", category="disposition", item="Follow-up"),
    *_rows("sx", "Sex: Female, Male", "100", "100", category="baseline", item="Female"),
    *_rows("cb", "CD4+ Cell Count", "431", "418", category="baseline", statistic="median", unit="cells"),
    *_rows("bi", BITE, "1.21", "1.48", population=_MITT, note=_PRIMARY, **_RATE),
    _effect("be", BITE, "0.82", "0.61", "1.10", statistic="hazard ratio", population=_MITT),
    *_rows("ii", BITE_ITT, "1.54", "1.77", population=_ITT, **_RATE),
    _effect("ie", BITE_ITT, "0.87", "0.69", "1.09", statistic="hazard ratio", population=_ITT),
    *_rows("wi", BITE_WIDER, "3.84", "4.42", population=_ITT, **_RATE),
    _effect("we", BITE_WIDER, "0.88", "0.77", "0.99", statistic="hazard ratio", population=_ITT),
    *_rows("rn", RNA, "90.2", "92.4", population=_ITT, note=_PRIMARY, time_frame="Week 12", **_SHARE),
    *_rows("rp", RNA_PP, "93.8", "94.7", population=_PP, time_frame="Week 12", **_SHARE),
    *_rows("rl", RNA_LATE, "86.3", "88.1", population=_ITT, time_frame="Week 36", **_SHARE),
    *_rows("r1", RNA_PARTS, "78.6", "91.1", item="Baseline CD4+ <= 200 cells/mm^3", time_frame="Week 12", **_SHARE),
    *_rows("r2", RNA_PARTS, "91.2", "92.6", item="Baseline CD4+ > 200 cells/mm^3", time_frame="Week 12", **_SHARE),
    *_rows("cl", CLEARING, "29.1", "29.5", statistic="median", unit="days"),
    *_rows("a1", ASPIRIN, "51", "52", item="Iron started before entry"),
    *_rows("a2", ASPIRIN, "43", "53", item="No iron"),
    *_rows("p1", PARTS, "71", "79", item="Blisters"),
    _effect("pe", PARTS, "0.79", "0.63", "0.99", item="Blisters", statistic="risk ratio"),
    *_rows("p2", PARTS, "69", "68", item="Cramps"),
    *(
        row
        for grade, (one, other) in {"Any grade": ("86", "9"), "Grade 2": ("77", "6"), "Grade 3": ("14", "2"),
                                    "Grade 4": ("11", "1"), "Grade 5": ("3", "0")}.items()
        for row in _rows(f"s{grade}", STORM, one, other, item=grade)
    ),
    *_rows("o1", ONSET, "2.5", "2.6", item="Time to onset", statistic="median", unit="days"),
    *_rows("o2", ONSET, "5.5", "5.6", item="Duration (resolved events)", statistic="median", unit="days"),
    *_rows("m1", NEGATIVE, "32.4", "12.4", item="All treated participants", **_SHARE),
    *_rows("m2", NEGATIVE, "77.5", "57.5", item="Participants with XR or better", **_SHARE),
    *_rows("bo", "Number of Participants by Best Tarn State", "39", "38", item="XR"),
    *_rows("rr", "Tarn Response Rate (TRR) by Review", "75.5", "25.5", population="infused", **_SHARE),
    *_rows("re", "Tarn Response Rate in the Consented Set", "63.6", "23.6", population="consented", **_SHARE),
    *(
        row
        for state, (one, other) in {"sCR": ("29", "1"), "CR": ("13", "2"), "PR": ("18", "3")}.items()
        for row in _rows(f"b{state}", "Number of Participants by Best Response", one, other, item=state)
    ),
    *_rows("cm", "Number of Infants With the Composite Newborn Morbidity Outcome", "31", "41"),
    *_rows("cp", "Number of Participants With the Composite of Fever, Fall, or Newborn Death", "55", "65"),
    *_rows("wt", "Weight increased", "12", "19", category="safety", grade="non-serious"),
    *_rows("cw", "Change From Baseline in Body Weight at Week 36", "3.4", "4.2", statistic="mean", unit="kg"),
    _effect("cd", "Change From Baseline in Body Weight at Week 36", "-0.86", "-1.86", "0.14", unit="kg",
            statistic="mean difference", p_value=Decimal("0.091")),
    *_apart("am", "All-cause mortality", "1", "0", "8", "10", category="safety"),
    *_rows("td", "Time to All-Cause Death", "3.92", "4.27", **_RATE),
    _effect("te", "Time to All-Cause Death", "0.92", "0.81", "1.04", statistic="hazard ratio"),
)  # fmt: skip
TERMS = (
    Term("arm", DRUG, trial=TARNWATER.id, role="experimental"),
    Term("arm", DUMMY, trial=TARNWATER.id, role="control"),
    Term("drug", DRUG, trial=TARNWATER.id),
    Term("outcome", BITE, trial=TARNWATER.id, category="efficacy", primary=True),
    Term("outcome", RNA, trial=TARNWATER.id, category="efficacy", primary=True),
    Term("outcome", "Adder bite or stings", None, ("adder bite or nettle stings",), category="efficacy"),
)


@cache
def _tarnwater() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=TARNWATER, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(_tarnwater(), text)
