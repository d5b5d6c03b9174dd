"""DORNOCH, an invented record of a vaccine in two doses: rows of measures, a composite with its parts, milestones."""

from __future__ import annotations

from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, answer_in
from tests.retrieval.small_trial import make_result

DORNOCH = Trial("NCT90000010", "DORNOCH", "Limavax in Adults With Fen Pox", "Fen Pox")
LOW, HIGH, DUMMY = "Limavax 10 µg", "Limavax 40 µg", "Placebo"
COMPOSITE = "First Occurrence of Cardiovascular (CV) Death, Non-fatal Stroke, or Urgent Bog Rescue"
SKIN, INFECTIONS = "Skin and subcutaneous tissue disorders", "Infections and infestations"
PARTS = "Number of Participants With Each Part of the Composite"
LOCAL = "Number of Participants With Local Reactions Within 7 Days After Dose 1"
CHANGE = "Change in Fen Severity Index (FSI) From Baseline to Week 8"
TEXT = (
    ("Title", "Limavax in Adults With Fen Pox"),
    ("Conditions", "Conditions studied: Fen Pox."),
    ("Interventions", "Limavax (biological). 0.5 mL by injection on Day 1 and Day 57."),
    ("Arms", f"{LOW} (experimental). 10 µg on Day 1.\n\n{HIGH} (experimental). 40 µg on Day 1."),
    ("Inclusion criteria", "Inclusion Criteria: Adults with fen pox.\n\nSigned consent."),
    (
        "Exclusion criteria",
        "Exclusion Criteria: Estimated glomerular filtration rate below 30.\n\nSleep apnea.\n\nUse of an "
        "antipsychotic within 30 days.",
    ),
    ("Dates", "Overall status: terminated. Why stopped: The vials ran out."),
    ("Limitations", "The 10 µg group was closed early after a shortage of vials."),
)
SOURCE = Source(
    "dornoch", "registry_record", DORNOCH.id, "DORNOCH record", "DORNOCH. ClinicalTrials.gov identifier: NCT90000010.",
    "registry", path="dornoch.json", publication_type="registry record",
)  # fmt: skip


def _rows(key: str, outcome: str, values: tuple[int, int, int], **slots: Any) -> list[Result]:
    empty = {"data_cutoff": None, "analysis": None, "population": None}
    slots = {"statistic": "count", "unit": "patients", **empty, **slots}
    counted = slots["statistic"] == "count"
    return [
        make_result(
            f"dornoch:{key}{place}", trial=DORNOCH.id, outcome=outcome, arm=arm, value=str(value),
            **(slots | ({"n": value, "N": 100} if counted else {})),
        )
        for place, (arm, value) in enumerate(zip((LOW, HIGH, DUMMY), values, strict=True))
    ]  # fmt: skip


ROWS = (
    *_rows("st", "Started", (100, 100, 100), category="disposition"),
    *_rows("d2", "Received Dose 2", (91, 92, 93), category="disposition"),
    *_rows("l1", LOCAL, (11, 12, 13), category="safety", item="Pain at site, any grade"),
    *_rows("l2", LOCAL, (21, 22, 23), category="safety", item="Erythema > 20 mm"),
    *_rows("c", COMPOSITE, (61, 62, 63)),
    *_rows("p1", PARTS, (31, 32, 33), item="CV Death"),
    *_rows("p2", PARTS, (41, 42, 43), item="Non-fatal Stroke"),
    *_rows("p3", PARTS, (51, 52, 53), item="Urgent Bog Rescue"),
    *_rows("m", "Number of Participants Who Died Due to Any Cause", (71, 72, 73)),
    *_rows("am", "All-cause mortality", (74, 75, 76), category="safety"),
    *_rows("b", "Fen Severity Index", (81, 82, 83), category="baseline", statistic="mean", unit="points"),
    *_rows("bx", "Pox positive", (16, 17, 18), category="baseline", item="Yes"),
    *_rows("ch", CHANGE, (-5, -6, -7), statistic="mean", unit="points"),
    *_rows("im", "Number Rated Much or Very Much Improved at Week 8", (44, 45, 46)),
    *_rows("sl", "Change in Sleep Onset Latency", (2, 3, 4), statistic="mean", unit="minutes"),
    *_rows("a1", "Alopecia", (3, 4, 5), category="safety", grade="non-serious"),
    *_rows("a2", "Erythema", (6, 7, 8), category="safety", grade="non-serious", note=f"{SKIN}. MedDRA 25.1."),
    *_rows("a3", "Cellulitis", (9, 7, 8), category="safety", grade="serious", note=f"{INFECTIONS}. MedDRA 25.1."),
    *_rows("a4", "Bronchitis", (10, 9, 8), category="safety", grade="non-serious", note=f"{INFECTIONS}. MedDRA 25.1."),
    *_rows("a5", "Exposure to toxic agent", (2, 0, 0), category="safety", grade="non-serious"),
    *_rows("fe", "Fen Pox", (1, 0, 3), category="safety", grade="non-serious"),
    *_rows("n1", "Not completed", (14, 15, 16), category="disposition", item="Blinded Period (Week 0 - 12)"),
    *_rows("n2", "Not completed", (24, 25, 26), category="disposition", item="Open Period (Week 12 - 40)"),
    *_rows("t1", "Serious adverse events", (19, 18, 17), category="safety", grade="serious"),
)
TERMS = (
    *(Term("arm", arm, trial=DORNOCH.id, role="experimental") for arm in (LOW, HIGH)),
    Term("arm", DUMMY, trial=DORNOCH.id, role="control"),
    Term("drug", "Limavax", trial=DORNOCH.id),
    Term("outcome", COMPOSITE, trial=DORNOCH.id, category="efficacy", primary=True),
    Term("outcome", "Fen Severity Index", None, ("FSI",), DORNOCH.id, category="baseline"),
    Term("outcome", "Pox positive", trial=DORNOCH.id, category="baseline"),
)


@cache
def dornoch() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=DORNOCH, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(dornoch(), text)
