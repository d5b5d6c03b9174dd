"""GALETON, an invented record: a primary and a key secondary composite, levels of a virus, days of an ache."""

from __future__ import annotations

from functools import cache

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in

GALETON = Trial("NCT90000071", "GALETON", "Galecept in Gale Fever", "Gale Fever")
DRUG, DUMMY = "Galecept", "Placebo"
WIDE = "Number of Participants With Heart Failure, Stroke or Death"
KEY = "Number of Participants With Stroke or Death"
LANDMARK = "Landmark Analysis of the Key Secondary Composite"
DEATH = "Number of Participants With Cardiovascular Death"
GOUT_PART = "Stroke by Gout at Baseline"
GOUT_NEW = "Number of Participants With New-onset Gout"
VIRUS = "Number of Participants With Gale RNA Below 50 Copies/mL at Week 48 (Snapshot)"
VIRUS_PP = "Number of Participants With Gale RNA Below 50 Copies/mL at Week 48 (Per-protocol)"
EVENTS = "Number of Participants With Adverse Events by Type"
ANTIBODIES = "Number of Participants With Antibodies Against Galecept"
DAYS = "Change From Baseline in Monthly Ache Days"
TEXT = (
    ("Title", "Galecept in Gale Fever"),
    ("Conditions", "Conditions studied: Gale Fever."),
    ("Primary outcomes", f"Primary outcome: {WIDE}. Time to the first event.\n\nPrimary outcome: {DAYS}. Fewer is "
     "better."),
    ("Secondary outcomes", f"Secondary outcome: {KEY}. Key secondary composite.\n\nSecondary outcome: {DEATH}. "
     "Adjudicated."),
    ("Other outcomes", f"Other outcome: {LANDMARK}. In the first year and after it."),
)  # fmt: skip
SOURCE = Source(
    "galeton", "registry_record", GALETON.id, "GALETON record", "GALETON. ClinicalTrials.gov: NCT90000071.",
    "registry", path="galeton.json", publication_type="registry record",
)  # fmt: skip
_rows = RowMaker("galeton", GALETON.id, (DRUG, DUMMY), size=100)
ROWS = (
    *_rows("st", "Started", "100", "100", category="disposition"),
    *_rows("wi", WIDE, "21", "31"),
    *_rows("ke", KEY, "12", "22"),
    *_rows("l1", LANDMARK, "5", "8", item="First year"),
    *_rows("l2", LANDMARK, "7", "14", item="After the first year"),
    *_rows("de", DEATH, "3", "6"),
    *_rows("gp", GOUT_PART, "9", "17", item="Gout"),
    *_rows("gn", GOUT_NEW, "2", "4", category="safety"),
    *_rows("vs", VIRUS, "88", "84"),
    *_rows("vp", VIRUS_PP, "77", "73"),
    *_rows("ea", EVENTS, "65", "61", item="Any adverse event", category="safety"),
    *_rows("er", EVENTS, "33", "18", item="Drug-related adverse event", category="safety"),
    *_rows("ab", ANTIBODIES, "26", "1", item="Binding antibodies", category="safety"),
    *_rows("an", ANTIBODIES, "13", "0", item="Neutralizing antibodies", category="safety"),
    *_rows("da", DAYS, "-4.6", "-2.3", statistic="mean", unit="days"),
    *_rows("d1", "Change From Baseline in Monthly Ache Days at Month 1", "-2.9", "-1.4", statistic="mean", unit="days"),
    *_rows("d5", "Number of Participants With a Reduction of Monthly Ache Days by at Least 50%", "52", "28"),
    *_rows("d7", "Number of Participants With a Reduction of Monthly Ache Days by at Least 75%", "24", "9"),
    *_rows("d0", "Number of Participants With a Reduction of Monthly Ache Days by 100%", "11", "5"),
)
TERMS = (
    Term("arm", DRUG, trial=GALETON.id, role="experimental"),
    Term("arm", DUMMY, trial=GALETON.id, role="control"),
    Term("outcome", WIDE, trial=GALETON.id, category="efficacy", primary=True),
    Term("outcome", DAYS, trial=GALETON.id, category="efficacy", primary=True),
    Term("outcome", "Monthly ache days", None, ("ache days",), category="efficacy"),
    Term("outcome", "Gout", None, ("gout",), category="safety"),
    Term("outcome", "Overall survival", None, ("die",), category="efficacy"),
    Term("subgroup", "cardiac disease", None, ("heart disease",)),
    Term("outcome", "Treatment-emergent adverse event", None, ("side effects",), category="safety"),
    Term("topic", "secondary endpoints", None, ("key secondary endpoint",)),
)


@cache
def galeton() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=GALETON, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(galeton(), text)
