"""BEAMISH, an invented record of radiotherapy at doses in Gy: an arm that nobody entered, toxicities by grade."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

BEAMISH = Trial("NCT90000031", "BEAMISH", "Radiotherapy in Fen Tumour", "Fen Tumour")
NONE, LOW, HIGH = "Phase 1: 40 Gy/20 fx", "Phase 1: 50 Gy/25 fx", "Phase 2: 60.5 Gy/30 fx"
TOXICITIES = "Frequency of Highest Grade Skin Toxicities and Late Toxicities"
RETURN = "Time to First Recurrence of Fen Tumour After Radiotherapy"
NEEDLES = "Number of Injections Received Through Week 48"
DOSE = "Lung Dose by Skin Toxicity"
DRY = "Number of Participants Without Pleural Fluid at Week 48"
TEXT = (
    ("Title", "Radiotherapy in Fen Tumour"),
    ("Conditions", "Conditions studied: Fen Tumour."),
    ("Design", "Allocation: non-randomized.\n\nPhase: phase 1, phase 2."),
    ("Primary outcomes", "Primary outcome: Tolerated Dose. Rating scale: 0 = not tolerated, 1 = tolerated."),
    ("Eligibility criteria", "Minimum age: 18 years.\n\nPerformance status:\n\nNot specified."),
)
SOURCE = Source(
    "beamish", "registry_record", BEAMISH.id, "BEAMISH record", "BEAMISH. ClinicalTrials.gov: NCT90000031.",
    "registry", path="beamish.json", publication_type="registry record",
)  # fmt: skip
_rows = RowMaker("beamish", BEAMISH.id, (LOW, HIGH), size=50)
_all_rows = RowMaker("beamish", BEAMISH.id, (LOW, HIGH, NONE), size=50)
_NOTE = "This arm was not opened since the higher dose was tolerated."


def _test(note: str, p_value: str) -> Result:
    slots: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None, "statistic": "p-value"}
    return make_result(
        f"beamish:{note}", trial=BEAMISH.id, outcome=DOSE, value=None, p_value=Decimal(p_value), p_comparator="=",
        note=f"{note}: lung dose.", comparison="No High Grade Toxicity vs High Grade Toxicity", **slots,
    )  # fmt: skip


ROWS = (
    *_rows("st", "Started", "9", "46", category="disposition"),
    *_all_rows("s0", "Started", "9", "46", "0", category="disposition", note=_NOTE)[2:],
    *_rows("ag", "Age, Continuous", "68", "67", category="baseline", statistic="median", unit="years"),
    *_rows("sf", "Sex: Female, Male", "8", "7", category="baseline", item="Female"),
    *_rows("sm", "Sex: Female, Male", "1", "37", category="baseline", item="Male"),
    *_rows("se", "Serious adverse events", "6", "36", category="safety", grade="serious"),
    *_rows("cr", "Number With Complete Response at 3 Months", "3", "4"),
    *_rows("t4", TOXICITIES, "11", "12", item="Skin toxicity: Grade 4"),
    *_rows("t5", TOXICITIES, "21", "22", item="Skin toxicity: Grade 5"),
    *_rows("l5", TOXICITIES, "31", "32", item="Late toxicity: Grade 5"),
    *_rows("co", "Completed", "8", "44", category="disposition"),
    *_rows("nc", "Not completed", "1", "2", category="disposition"),
    *_rows("nh", "Not completed: Hay fever", "1", "2", category="disposition"),
    *RowMaker("beamish", BEAMISH.id, ("High Grade Toxicity", "No High Grade Toxicity"), size=50)(
        "ld", DOSE, "26.3", "24.1", statistic="mean", unit="Gy"
    ),
    *(_test(name, p) for name, p in (("Skin harm", "0.30"), ("Late harm", "0.08"))),
    *_rows("re", RETURN, "33.9", "44.1", statistic="Kaplan-Meier median", unit="weeks"),
    *_rows("in", NEEDLES, "5", "8", statistic="median", unit="injections"),
    *_rows("to", "Tolerated Dose", "1", "0", statistic="number", unit="units on a scale"),
    *_rows("dr", DRY, "24", "25"),
    *(row for n, name in enumerate(("Ulcer", "Scar", "Blister")) for row in _rows(f"e{n}", name, "1", "2",
      category="safety", grade="serious")),
)  # fmt: skip
TERMS = (
    *(Term("arm", arm, trial=BEAMISH.id, role="experimental") for arm in (NONE, LOW, HIGH)),
    Term("outcome", "Fatal treatment-emergent adverse event", None, ("died of toxicity",), category="safety"),
    Term("outcome", "Tolerated Dose", trial=BEAMISH.id, category="efficacy"),
    Term("outcome", "Serious adverse events", category="safety"),
    Term("outcome", "Age", None, ("median age",), category="baseline"),
    Term("outcome", "Phase", None, ("phase 2",), category="design"),
    Term("subgroup", "each sex", None, ("sex", "by sex")),
)


@cache
def beamish() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=BEAMISH, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(beamish(), text)
